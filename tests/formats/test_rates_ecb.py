"""Reference rates of the European Central Bank, as XML and CSV."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from reskontra.core.errors import Malformed
from reskontra.formats.csv_table import NotADate, NotUtf8
from reskontra.formats.rates_csv import NotARate
from reskontra.formats.rates_ecb import NoRates, day_of, rate_of, read_ecb_csv, read_ecb_xml, text_of

XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
    xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube>
    <Cube time="2026-01-05"><Cube currency="USD" rate="1.1200"/><Cube currency="SEK" rate="11.2000"/></Cube>
    <Cube time="2026-01-02"><Cube currency="USD" rate="1.1000"/><Cube currency="EEK" rate="15.6466"/></Cube>
  </Cube>
</gesmes:Envelope>
"""
DAILY = "Date, USD, JPY, SEK, \n02 January 2026, 1.1000, 160.50, 11.2000, \n"
HISTORIC = "Date,USD,CYP,SEK,\n2026-01-05,1.12,N/A,11.20,\n2026-01-02,1.10,N/A,N/A,\n\n"


def xml(text: str = XML) -> list[tuple[str, str, Decimal]]:
    found = read_ecb_xml(io.BytesIO(text.encode()))
    assert (found.source, found.pivot, found.is_inverse) == ("ECB", "EUR", True)
    return [(quote.currency, quote.day.isoformat(), quote.units) for quote in found.quotes]


def test_xml_of_many_days() -> None:
    assert xml() == [
        ("USD", "2026-01-05", Decimal("1.1200")),
        ("SEK", "2026-01-05", Decimal("11.2000")),
        ("USD", "2026-01-02", Decimal("1.1000")),
    ]


@pytest.mark.parametrize(
    ("case", "old", "new", "refusal", "place"),
    [
        ("no price", 'rate="1.1000"', 'rate="1,1"', NotARate, "line 8"),
        ("no day", 'time="2026-01-02"', 'time="2026-13-02"', NotADate, "line 8, time"),
        ("cut off", "</gesmes:Envelope>", "", Malformed, "line"),
        ("nothing in it", "Cube currency", "Other currency", NoRates, ""),
    ],
)
def test_xml_that_is_not_what_it_claims(case: str, old: str, new: str, refusal: type[Malformed], place: str) -> None:
    text = XML.replace(old, new) if case != "nothing in it" else XML.replace("currency=", "coin=")
    with pytest.raises(refusal) as told:
        xml(text)
    assert told.value.place.startswith(place)


def test_csv_of_a_day_and_of_many() -> None:
    quotes = [(one.currency, one.day, one.units) for one in read_ecb_csv(DAILY).quotes]
    assert quotes == [
        ("USD", date(2026, 1, 2), Decimal("1.1000")),
        ("JPY", date(2026, 1, 2), Decimal("160.50")),
        ("SEK", date(2026, 1, 2), Decimal("11.2000")),
    ]
    places = [(one.currency, one.place) for one in read_ecb_csv(HISTORIC).quotes]
    assert places == [("USD", "row 2, USD"), ("SEK", "row 2, SEK"), ("USD", "row 3, USD")]


def test_csv_refusals_say_where() -> None:
    with pytest.raises(NotARate) as rate:
        read_ecb_csv("Date,USD\n2026-01-05,1.1.1\n")
    assert rate.value.place == "row 2, USD"
    with pytest.raises(NotADate) as day:
        read_ecb_csv("Date,USD\n5 Jan 2026,1.1\n")
    assert day.value.place == "row 2, Date"
    with pytest.raises(NoRates):
        read_ecb_csv("Date,USD\n")


@pytest.mark.parametrize("text", ["31 February 2026", "2 Januari 2026", "20260102", ""])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(NotADate):
        day_of(text, place="row 2")


def test_small_readers() -> None:
    assert day_of("05 January 2026", place="") == date(2026, 1, 5)
    assert rate_of("11.2", place="") == Decimal("11.2")
    assert text_of("Värde".encode("cp1252"), fallback="cp1252") == "Värde"
    with pytest.raises(NotUtf8):
        text_of(b"\xe4")
