"""Rows are a person's by the paths that are declared: those of a bank transaction that her voucher books, too."""

from __future__ import annotations

import pytest

from reskontra.privacy.belongings import belongings
from reskontra.privacy.persons import person_of
from tests.privacy.a_person import tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_rows_of_hers_are_found_and_those_of_another_are_not(story: Story) -> None:
    tell_of_anna(story)
    counted = {
        number: {one.table: rows.count() for one, rows in belongings(company=story.company, person=person)}
        for number in ("K1", "K2")
        for person in [person_of(company=story.company, customer=number)]
    }
    for table, anna, bo in (
        ("parties_party", 1, 1),
        ("receivables_entry", 2, 1),
        ("bank_banktransaction", 1, 0),
        ("bank_transactionparty", 1, 0),
        ("companies_note", 1, 0),
        ("collections_contact", 1, 0),
        ("ledger_voucher", 2, 1),
    ):
        assert (counted["K1"][table], counted["K2"][table]) == (anna, bo), table
