"""reskontra party merge."""

from __future__ import annotations

import json

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.cli.running import done, refused

pytestmark = pytest.mark.django_db
WORDS = ("party", "merge", "C1", "--into", "C2", "--date", "2026-04-01")


def test_two_customers_are_one(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company, bankgiro="991-2346"))
    build.customer(company, number="C2", name="Beta AB")
    assert "C1 is not corrected without a reason" in refused(*WORDS)
    told = done(*WORDS, "--reason", "One company.", "--preview").splitlines()
    assert told == [
        "INV-1: 1000.00 SEK, voucher A-2026-1.",
        "C1 is merged into C2: 1 entry, 1 account, 0 relations.",
        "A preview: nothing was stored.",
    ]
    found = json.loads(done(*WORDS, "--reason", "One company.", "--format", "json"))
    assert found["moved"] == [
        {"document_number": "INV-1", "currency": "SEK", "amount": "1000.00", "voucher": "A-2026-1"}
    ]
    assert json.loads(done("party", "show", "C1", "--format", "json"))["merged_into"] == "C2"
