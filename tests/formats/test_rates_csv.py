"""Exchange rates as one's own CSV."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from reskontra.core.errors import Findings, Malformed
from reskontra.core.quoted_rates import Quote
from reskontra.formats.rates_csv import NotARate, decimal_of, read_csv_rates


def test_rows_are_read_in_their_order() -> None:
    text = b"date,currency,rate,per\n2026-01-02,eur,11.2345,\n2026-01-02,JPY,7.05,100\n"
    found = read_csv_rates(io.BytesIO(text))
    assert (found.source, found.pivot, found.is_inverse) == ("", "", False)
    assert found.quotes == (
        Quote("EUR", date(2026, 1, 2), Decimal("11.2345"), 1, "row 2, rate"),
        Quote("JPY", date(2026, 1, 2), Decimal("7.05"), 100, "row 3, rate"),
    )


def test_everything_that_is_wrong_is_told() -> None:
    text = b'currency,date,rate,per\nXYZ,2026-01-02,1,\nEUR,2 jan,1,\nEUR,2026-01-02,"11,2",\nEUR,2026-01-02,1,0\n'
    with pytest.raises(Findings) as refusal:
        read_csv_rates(io.BytesIO(text))
    assert [str(one).split(":")[0] for one in refusal.value.findings] == [
        "row 2, currency", "row 3, date", "row 4, rate", "row 5, per",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "-1", "1,5", "1e5", "12345678901", "1.", ".5", "٣"])
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(NotARate):
        decimal_of(text)


def test_a_header_without_rates_is_refused() -> None:
    with pytest.raises(Malformed):
        read_csv_rates(io.BytesIO(b"currency,date\n"))
