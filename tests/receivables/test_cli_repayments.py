"""repayment propose, approve, cancel, list on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.cli_repayments import repayment
from tests import build
from tests.command_line import done, refused, second_pair

pytestmark = pytest.mark.django_db


def test_credit_is_paid_back(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    alfa = build.customer(company, bankgiro="991-2346")
    build.document(company, alfa, number="K-1", amount="-200.00", document_type="credit_memo")
    monkeypatch.setenv("RESKONTRA_ACTOR", build.ALICE)
    (found,) = done(repayment, "propose", "C1", "--amount", "50.00", "--reason", "Left.", "--format", "json").json
    assert (found["document_number"], found["amount"], found["account_number"]) == ("K-1", "50.00", "9912346")
    told = done(repayment, "propose", "--entry", "K-1", "--reason", "Left us.").out
    assert told.endswith(": 150.00\xa0SEK of K-1 to 9912346, waits for approval.\n")
    number = found["number"]
    assert "was proposed by Alice" in refused(repayment, "approve", number)
    second_pair(company, monkeypatch, build.BOB)
    assert done(repayment, "approve", number).out == f"Repayment {number} is approved: pay 50.00\xa0SEK to 9912346.\n"
    told = done(repayment, "cancel", number).out
    assert told == f"Repayment {number} is cancelled: 50.00\xa0SEK of K-1 is free again.\n"
    assert [one["state"] for one in done(repayment, "list", "--format", "json").json] == ["proposed"]
    assert "Cancelled" in done(repayment, "list", "--all").out


def test_one_thing_is_named(company: CompanyFacts) -> None:
    told = '"{}" and entry "{}" were named. Name a customer, or one of its entries with --entry.\n'
    assert refused(repayment, "propose", "--reason", "x") == told.format("", "")
    assert refused(repayment, "propose", "C1", "--entry", "K-1", "--reason", "x") == told.format("C1", "K-1")
