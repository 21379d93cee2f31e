"""The records every reader yields: frozen, and blank where a file is silent."""

import pytest

from reskontra.formats.bank_statement import (
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    StatementEnd,
    TransactionRecord,
)


def test_records_are_frozen():
    with pytest.raises(AttributeError):
        PartyRecord().name = "Berg"  # type: ignore[misc]


def test_a_silent_party_is_the_blank_one():
    assert PartyRecord() == PartyRecord(name="", iban="")


def test_a_reference_pays_no_known_share_unless_told():
    assert ReferenceRecord(ReferenceKind.CREDITOR, "10017").amount_minor is None


def test_an_end_without_balances_knows_none():
    assert (StatementEnd().opening_minor, StatementEnd().closing_minor, StatementEnd().sums) == (None, None, ())


def test_amounts_are_in_minor_units_by_name():
    named = {name for name in TransactionRecord._fields if name.endswith("_minor")}
    assert named == {"amount_minor", "entry_amount_minor", "instructed_minor", "charges_minor"}
