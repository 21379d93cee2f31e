"""direct-debit take, mandates, rejected; and what an entry says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.cli_direct_debit import direct_debit
from reskontra.receivables.cli_entries import entry
from tests import build
from tests.command_line import done, refused
from tests.receivables.autogiro_answers import advice, mandate, order, rejections

pytestmark = pytest.mark.django_db


def test_mandates_and_rejections_are_taken_listed_and_shown(company: CompanyFacts, tmp_path: Path) -> None:
    build.bank_account(company, number="AG", iban="", bankgiro="9912346")
    alfa = build.customer(company, number="101")
    build.invoice(company, alfa, number="1001", amount="75.00", payment_reference="10017")
    path = tmp_path / "ag.txt"
    path.write_text(advice(mandate(101), mandate(102, comment="23")))
    told = done(direct_debit, "take", path).out
    assert told.endswith("2 mandates and 0 rejected payments taken, 0 known.\n")
    assert "the account number is wrong" in told
    (found,) = done(direct_debit, "mandates", "--format", "json").json
    assert (found["payer_number"], found["customer"], found["state"]) == ("101", "101", "active")
    assert "Rejected" in done(direct_debit, "mandates", "--all").out
    path.write_text(rejections(order(7_500)))
    assert "0 mandates and 1 rejected payment taken" in done(direct_debit, "take", path).out
    (found,) = done(direct_debit, "rejected", "--format", "json").json
    assert (found["document"], found["amount"], found["currency"], found["reason"]) == ("1001", "75.00", "SEK", "02")
    assert "1001" in done(direct_debit, "rejected").out
    shown = done(entry, "show", "customer:1001").out
    assert "Direct debit not tried, told 2026-03-02: 02 the account is not approved, or is closed." in shown
    assert "75.00 left" in shown.replace("\xa0", " ")


def test_a_file_of_another_kind_is_refused(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;b")
    assert "which is no Autogiro mandate advice" in refused(direct_debit, "take", path)
