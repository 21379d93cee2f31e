"""Own bank accounts and their entries in lists."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import rows_of
from reskontra.interface.list_kinds import Asked
from reskontra.ledger.bank_lists import bank_account_listing, bank_entry_listing
from reskontra.ledger.queries import bank_balance
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def asked(**values: str) -> Asked:
    return Asked({key.removesuffix("_"): value for key, value in values.items()}, "x", False, None, None, ())


def test_a_bank_account_tells_what_the_ledger_says(company: CompanyFacts) -> None:
    bank = build.bank_account(company, opening="1000.00")
    (row,) = rows_of(bank_account_listing(company, asked()), sort="number", is_descending=False)
    assert (row["number"], row["balance"], row["statement_balance"]) == ("B1", 100000, 100000)
    assert row["balance"] == bank_balance(company=company, bank_account_id=bank.id)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({}, 1),
        ({"amount": "1000"}, 1),
        ({"amount": "1"}, 0),
        ({"from_": "2026-01-02"}, 0),
        ({"to": "2026-01-01"}, 1),
        ({"state": "closed"}, 1),
        ({"state": "open"}, 0),
        ({"state": "other"}, 1),
        ({"q": "nothing of the kind"}, 0),
    ],
)
def test_entries_are_narrowed(company: CompanyFacts, values: dict[str, str], count: int) -> None:
    bank = build.bank_account(company, opening="1000.00")
    listing = bank_entry_listing(company, bank.id, asked(**values))
    assert len(list(rows_of(listing, sort="posting_date", is_descending=False))) == count
