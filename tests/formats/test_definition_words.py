"""Titles of columns, and what they likely mean."""

import pytest

from reskontra.formats.definition_words import field_of


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Bokföringsdag", "booking_date"), ("BELOPP", "amount"), ("Belopp (SEK)", "amount"), ("Saldo", "balance"),
        ("Avsändare", "payer_name"), ("OCR-nummer", "reference"), ("Buchungstag", "booking_date"),
        ("Kommentar xyz", ""), ("", ""),
    ],
)  # fmt: skip
def test_field_of(title, field):
    assert field_of(title)[0] == field


def test_a_whole_title_counts_more_than_a_part():
    assert field_of("Datum")[1] > field_of("Datum för något")[1] > 0
