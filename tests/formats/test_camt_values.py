"""Amounts, dates and directions as camt writes them."""

from datetime import date

import pytest
from lxml import etree

from reskontra.core.money import NotAnAmount, TooManyDecimals
from reskontra.formats import camt_values as values
from reskontra.formats.bank_statement import Status


def element(text: str, **attributes: str) -> etree._Element:
    made = etree.Element("{x}Amt", attributes)
    made.text = text
    return made


@pytest.mark.parametrize(
    ("case", "text", "currency", "minor"),
    [
        ("two decimals", "1250.00", "SEK", 125_000),
        ("one", "474.4", "CHF", 47_440),
        ("none", "200000", "SEK", 20_000_000),
        ("zeros beyond", "8.85000", "EUR", 885),
        ("blanks around", "\n 1.50 ", "EUR", 150),
        ("a yen has none", "1250", "JPY", 1250),
        ("a dinar has three", "1.250", "KWD", 1250),
        ("the largest", "9999999999999.99", "SEK", 999_999_999_999_999),
    ],
)
def test_amount(case, text, currency, minor):
    assert values.amount_of(element(text, Ccy=currency)) == (minor, currency)


@pytest.mark.parametrize(
    ("case", "text", "currency", "refusal"),
    [
        ("a word for a currency", "1.00", "kronor", values.NotACurrency),
        ("no currency", "1.00", "", values.NotACurrency),
        ("a minus", "-1.00", "SEK", values.NegativeAmount),
        ("a comma", "1000,00", "SEK", NotAnAmount),
        ("full-width digits", "１０００.00", "SEK", NotAnAmount),
        ("an exponent", "1E+999999", "SEK", NotAnAmount),
        ("no number", "NaN", "SEK", NotAnAmount),
        ("an underscore", "1_000.00", "SEK", NotAnAmount),
        ("two points", "12..34", "SEK", NotAnAmount),
        ("nothing", "", "SEK", NotAnAmount),
        ("fourteen digits", "10000000000000", "SEK", NotAnAmount),
        ("a plus", "+1.00", "SEK", NotAnAmount),
        ("a tenth of an öre", "1.001", "SEK", TooManyDecimals),
    ],
)
def test_amount_refuses(case, text, currency, refusal):
    with pytest.raises(refusal) as caught:
        values.amount_of(element(text, Ccy=currency))
    assert caught.value.place.endswith(", Amt")


def test_amount_with_an_element_inside_is_refused():
    amount = etree.fromstring("<Amt Ccy='SEK'>10<b/>0.00</Amt>")
    with pytest.raises(NotAnAmount):
        values.amount_of(amount)


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("a date", "2026-03-02"),
        ("with a zone", "2026-03-02Z"),
        ("a moment", "2026-03-02T23:59:59"),
        ("a moment elsewhere", "2026-03-02T23:30:00.000-05:00"),
        ("nanoseconds", "2026-03-02T00:00:00.000000000"),
    ],
)
def test_date_is_the_local_one_as_written(case, text):
    assert values.date_of(element(text)) == date(2026, 3, 2)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "02/03/2026", "20260302", "", "0001-01-01", "9999-12-31", "２０２６-03-02"]
)
def test_date_refuses(text):
    with pytest.raises(values.NoSuchDate):
        values.date_of(element(text))


@pytest.mark.parametrize(
    ("case", "text", "status"),
    [
        ("nothing said", None, Status.BOOKED),
        ("booked", "BOOK", Status.BOOKED),
        ("pending", "PDNG", Status.PENDING),
        ("information", "INFO", Status.PENDING),
        ("future", "FUTR", Status.PENDING),
        ("a bank's own word", "Vormerkung", Status.PENDING),
    ],
)
def test_status(case, text, status):
    assert values.status_of(text) is status


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("NOTPROVIDED", ""),
        ("NotProvided", ""),
        ("NOTAVAIL", ""),
        ("0", ""),
        (None, ""),
        ("E2E-10", "E2E-10"),
        ("00", "00"),
    ],
)
def test_identifier(text, identifier):
    assert values.identifier_of(text) == identifier


def test_reference_also_knows_nonref():
    assert values.reference_of("NONREF") == ""
    assert values.reference_of("BGC-77") == "BGC-77"


@pytest.mark.parametrize(("text", "rate"), [("10.2345", "10.2345"), ("1E5", ""), ("", ""), ("-1", ""), ("１", "")])
def test_rate(text, rate):
    assert values.rate_of(text) == rate


@pytest.mark.parametrize(("text", "credit"), [("CRDT", True), ("DBIT", False)])
def test_direction(text, credit):
    assert values.is_credit({"direction": text}, element("1")) is credit


@pytest.mark.parametrize(
    ("gathered", "refusal"),
    [({"amount": (100, "SEK")}, values.DirectionMissing), ({"direction": "CREDIT"}, values.DirectionUnknown)],
)
def test_direction_refuses(gathered, refusal):
    with pytest.raises(refusal):
        values.is_credit(gathered, element("1"))


def test_first_sentence_keeps_decimals():
    finding = values.DirectionMissing(amount="1.00 SEK")
    assert values.first_sentence(finding) == "The amount 1.00 SEK has no CdtDbtInd, so money in and out look alike."
