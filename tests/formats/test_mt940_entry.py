"""Statement lines and balances: what is read, and what is refused rather than guessed."""

from datetime import date

import pytest

from reskontra.core.money import TooManyDecimals
from reskontra.formats.mt940_entry import (
    BalanceUnreadable,
    CommaExpected,
    StatementLineUnreadable,
    read_balance,
    read_statement_line,
)

DAY = date(2026, 3, 2)


def line(text: str, currency: str = "SEK"):
    return read_statement_line(text, currency, 7)


@pytest.mark.parametrize(
    ("case", "mark", "minor", "reversal", "expected"),
    [
        ("credit", "C", 2_000, False, False),
        ("debit", "D", -2_000, False, False),
        ("reversed credit takes money out", "RC", -2_000, True, False),
        ("reversed debit puts money in", "RD", 2_000, True, False),
        ("DR is debit with the funds code R", "DR", -2_000, False, False),
        ("CR is credit with the funds code R", "CR", 2_000, False, False),
        ("reversed credit with a funds code", "RCR", -2_000, True, False),
        ("expected credit", "EC", 2_000, False, True),
        ("expected debit", "ED", -2_000, False, True),
    ],
)
def test_direction(case, mark, minor, reversal, expected):
    found = line(f"2603020302{mark}20,00NTRFNONREF")
    assert (found.minor, found.is_reversal, found.is_expected) == (minor, reversal, expected)


@pytest.mark.parametrize(
    ("case", "text", "value", "booked"),
    [
        ("both days", "2603020303C1,NTRF", DAY, date(2026, 3, 3)),
        ("no entry day", "260302C1,NTRF", DAY, DAY),
        ("entry day in the year after", "2512310102C1,NTRF", date(2025, 12, 31), date(2026, 1, 2)),
        ("entry day in the year before", "2601021231C1,NTRF", date(2026, 1, 2), date(2025, 12, 31)),
        ("last century", "9912311231C1,NTRF", date(1999, 12, 31), date(1999, 12, 31)),
    ],
)
def test_days(case, text, value, booked):
    found = line(text)
    assert (found.value_date, found.booking_date, found.warnings) == (value, booked, ())


def test_a_day_that_no_calendar_has_is_the_last_of_its_month():
    found = line("2602300301C1,NTRF")
    assert found.value_date == date(2026, 2, 28)
    assert found.warnings == ('line 7: "260230" is no day of the calendar; 2026-02-28 was taken.',)


@pytest.mark.parametrize(
    ("case", "amount", "currency", "minor"),
    [
        ("comma and no decimals", "20,", "SEK", 2_000),
        ("one decimal", "20,5", "SEK", 2_050),
        ("leading zeros", "000000000020,50", "SEK", 2_050),
        ("whole", "20", "SEK", 2_000),
        ("a point that can only be decimal", "20.50", "SEK", 2_050),
        ("no decimals in the currency", "20,", "JPY", 20),
        ("three decimals in the currency", "20,125", "KWD", 20_125),
    ],
)
def test_amounts(case, amount, currency, minor):
    assert line(f"260302C{amount}NTRFNONREF", currency).minor == minor


@pytest.mark.parametrize(
    ("case", "text", "kind", "reference", "bank_reference"),
    [
        ("both", "NTRFOCR123//BANK9", "NTRF", "OCR123", "BANK9"),
        ("no reference", "NTRFNONREF//BANK9", "NTRF", "", "BANK9"),
        ("kind of digits", "N051NONREF", "N051", "", ""),
        ("a blank before the kind", " NTRIKREF+//20160217", "NTRI", "", "20160217"),
        ("longer than sixteen", "NTRF12345678901234567890", "NTRF", "12345678901234567890", ""),
        ("an account in its place", "NOVBNL47INGB9999999999", "NOVB", "NL47INGB9999999999", ""),
        ("one letter is none", "NSTON", "NSTO", "", ""),
        ("kind alone", "NMSC", "NMSC", "", ""),
    ],
)
def test_references(case, text, kind, reference, bank_reference):
    found = line(f"2603020302C20,00{text}")
    assert (found.kind, found.reference, found.bank_reference) == (kind, reference, bank_reference)


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("no direction", "26030203 20,00NTRF", StatementLineUnreadable),
        ("another direction", "2603020302XX20,00NTRF", StatementLineUnreadable),
        ("no kind", "2603020302C20,00", StatementLineUnreadable),
        ("month 13", "2613020302C20,00NTRF", StatementLineUnreadable),
        ("day 0", "2603000302C20,00NTRF", StatementLineUnreadable),
        ("entry month 0", "2603020002C20,00NTRF", StatementLineUnreadable),
        ("thousands", "260302C1.250,00NTRF", StatementLineUnreadable),
        ("digits of another script", "260302C٢٠,00NTRF", StatementLineUnreadable),
        ("a point that may stand for thousands", "260302C1.250NTRF", CommaExpected),
        ("a point with one decimal", "260302C1.2NTRF", CommaExpected),
        ("more decimals than the currency has", "260302C1,255NTRF", TooManyDecimals),
        ("empty", "", StatementLineUnreadable),
    ],
)
def test_refused(case, text, refusal):
    with pytest.raises(refusal) as caught:
        line(text)
    assert caught.value.place == "line 7"


def test_balances():
    found = read_balance("60F", "D260302SEK1250,5", place="line 4")
    assert (found.minor, found.currency, found.day) == (-125_050, "SEK", DAY)


@pytest.mark.parametrize(
    "text", ["", "C260302SEK", "X260302SEK1,00", "C261302SEK1,00", "C260302sek1,00", "C260302SEK-1"]
)
def test_a_balance_that_is_none(text):
    with pytest.raises(BalanceUnreadable):
        read_balance("62F", text, place="line 9")
