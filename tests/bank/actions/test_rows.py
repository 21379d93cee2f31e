"""A record as it is stored."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.actions.rows import COLUMNS, ValueTooLong, fingerprint_of, iso, row_of
from reskontra.formats.bank_statement import (
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)


def record(**columns: object) -> TransactionRecord:
    values: dict[str, object] = {
        "entry_number": 1,
        "part_number": 0,
        "status": Status.BOOKED,
        "booking_date": date(2026, 3, 2),
        "value_date": None,
        "amount_minor": 1000,
        "currency": "SEK",
        "entry_amount_minor": 1000,
        "entry_currency": "SEK",
    }
    return TransactionRecord(**(values | columns))  # type: ignore[arg-type]


REMITTANCE = (TextRecord(TextKind.REMITTANCE, "Faktura 17"), TextRecord(TextKind.REMITTANCE, "och 18"))
ENTRY_INFO = (TextRecord(TextKind.ENTRY_INFO, "BG 991-2346"),)
REFERENCE = (ReferenceRecord(ReferenceKind.CREDITOR, "12344", "SCOR", 700, 20, 1),)


def test_columns_and_values_are_as_many() -> None:
    assert len(row_of(record(), account="1").columns) == len(COLUMNS)


def test_a_row_is_plain_values() -> None:
    party = PartyRecord(name="Åsa", iban="SE45")
    row = row_of(record(texts=REMITTANCE, references=REFERENCE, counterparty=party), account="1")
    assert row.columns[2:5] == ("2026-03-02", None, 1000)
    assert row.texts == (("REMITTANCE", "Faktura 17"), ("REMITTANCE", "och 18"))
    assert row.references == (("CREDITOR", "SCOR", "12344", 700, 20, 1),)
    assert row.party is not None
    assert row.party[:3] == ("Åsa", "", "SE45")
    assert row_of(record(), account="1").party is None


@pytest.mark.parametrize(
    ("columns", "description"),
    [
        ({"texts": REMITTANCE, "references": REFERENCE}, "Faktura 17 och 18"),
        ({"references": REFERENCE, "texts": ENTRY_INFO}, "12344"),
        ({"counterparty": PartyRecord(name="Åsa"), "texts": ENTRY_INFO}, "Åsa"),
        ({"texts": ENTRY_INFO}, "BG 991-2346"),
        ({}, ""),
        ({"texts": (TextRecord(TextKind.REMITTANCE, "x" * 300),)}, "x" * 250),
    ],
)
def test_a_line_is_called_what_the_payer_says(columns: dict[str, object], description: str) -> None:
    assert row_of(record(**columns), account="1").description == description


@pytest.mark.parametrize(
    "other",
    [
        {"booking_date": date(2026, 3, 3)},
        {"value_date": date(2026, 3, 2)},
        {"amount_minor": 999},
        {"currency": "EUR"},
        {"bank_reference": "R"},
        {"part_number": 2},
        {"end_to_end_id": "E"},
        {"counterparty": PartyRecord(iban="SE45")},
        {"texts": REMITTANCE},
        {"references": REFERENCE},
    ],
)
def test_what_makes_payments_different(other: dict[str, object]) -> None:
    assert fingerprint_of(record(**other), "1") != fingerprint_of(record(), "1")


def test_what_does_not_make_payments_different() -> None:
    loud = (TextRecord(TextKind.REMITTANCE, "FAKTURA  17"), TextRecord(TextKind.REMITTANCE, "OCH 18"))
    assert fingerprint_of(record(texts=loud), "1") == fingerprint_of(record(texts=REMITTANCE), "1")
    assert fingerprint_of(record(entry_number=9), "1") == fingerprint_of(record(), "1")
    assert fingerprint_of(record(), "2") != fingerprint_of(record(), "1")


@pytest.mark.parametrize(
    "columns",
    [
        {"end_to_end_id": "x" * 101},
        {"bank_reference": "x" * 101},
        {"references": (ReferenceRecord(ReferenceKind.CREDITOR, "1" * 141),)},
    ],
)
def test_an_identifier_is_never_cut(columns: dict[str, object]) -> None:
    with pytest.raises(ValueTooLong, match="of entry 1 is longer than"):
        row_of(record(**columns), account="1")


def test_a_long_address_is_shortened() -> None:
    row = row_of(record(counterparty=PartyRecord(name="A", address="x" * 900)), account="1")
    assert row.party is not None
    assert max(map(len, row.party)) == 700


def test_a_date_as_text() -> None:
    assert (iso(date(2026, 3, 2)), iso(None)) == ("2026-03-02", None)
