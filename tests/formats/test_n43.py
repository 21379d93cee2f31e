"""Spanish account statements: balances, counts and sums, and what is told of each movement."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import fixed_width
from reskontra.formats import n43 as module
from tests.formats.n43_files import END, abroad, closing, ends, headers, movement, read, records, start, text, words

WHOLE = text(start(), movement(), movement(-2_000), closing(103_000, debits=(1, 2_000)))


def test_a_statement():
    (header,), (end,) = headers(WHOLE), ends(WHOLE)
    assert (header.format, header.statement_id, header.other_account) == ("n43", "260301-260302", "210004180200051332")
    assert (header.currency, header.from_date, header.to_date) == ("EUR", date(2026, 3, 1), date(2026, 3, 2))
    assert (end.opening_minor, end.closing_minor, end.closing_date) == (100_000, 103_000, date(2026, 3, 2))
    assert (end.entries, end.credits_minor, end.debits_minor, end.doubts) == (2, 5_000, 2_000, ())


def test_accounts_of_one_file():
    other = "210004180200051333"
    dollars = start(0, account=other, currency="840"), closing(0, account=other, currency="840", credits=(0, 0))
    data = text(start(-100), movement(), closing(4_900), *dollars)
    assert [(one.opening_minor, one.currency) for one in headers(data)] == [(-100, "EUR"), (0, "USD")]
    assert [one.doubts for one in ends(data)] == [(), ()]


def test_the_end_of_the_file_may_be_left_out():
    assert len(read(WHOLE.replace(END, ""))) == 4


def test_a_movement():
    about = (words("TRANSFERENCIA  DE", "CLIENTE SA"), words("FACTURA 17", code="02"), abroad(5_400))
    data = text(start(), movement(document="77", one="123", two="RF18539007547034"), *about, closing(105_000))
    (found,) = records(data)
    assert [one.text for one in found.texts] == ["TRANSFERENCIA DE CLIENTE SA FACTURA 17"]
    assert [one.raw for one in found.references] == ["000000000123", "RF18539007547034"]
    assert (found.booking_date, found.value_date) == (date(2026, 3, 2), date(2026, 3, 3))
    assert (found.instructed_minor, found.instructed_currency) == (5_400, "USD")
    assert (found.entry_reference, found.transaction_code) == ("0000000077", "N43/02/040")


def test_a_movement_of_which_nothing_is_told():
    (found,) = records(text(start(), movement(), abroad(5_000, "978"), closing(105_000)))
    assert (found.texts, found.references, found.entry_reference) == ((), (), "")
    assert (found.instructed_minor, found.instructed_currency) == (None, "")


@pytest.mark.parametrize(
    ("case", "last", "findings"),
    [
        ("another balance", closing(105_001), ["balances_do_not_close"]),
        ("another count", closing(105_000, credits=(2, 5_000)), ["n43_turnover_differs"]),
        ("another sum", closing(105_000, debits=(1, 1)), ["n43_turnover_differs"]),
        ("another currency", closing(105_000, currency="840"), ["balance_currency_differs"]),
        ("no currency", closing(105_000, currency="001"), ["n43_closing_currency"]),
        ("no direction", closing(105_000, sign="0"), []),
    ],
)
def test_doubts(case, last, findings):
    (end,) = ends(text(start(), movement(), last))
    assert [one.finding.code for one in end.doubts] == findings
    assert {(one.override, one.finding.place) for one in end.doubts} <= {("balance", "line 3")}
    assert all('"balance"' in str(one.finding) for one in end.doubts)


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("no closing", text(start(), movement()).replace(END, ""), fixed_width.EndRecordMissing),
        ("nothing", "", fixed_width.EndRecordMissing),
        ("only the end", END, fixed_width.EndRecordMissing),
        ("the end inside", text(start()), fixed_width.RecordOutOfPlace),
        ("two starts", text(start(), start()), fixed_width.RecordOutOfPlace),
        ("a movement first", text(movement()), fixed_width.RecordOutOfPlace),
        ("texts first", text(start(), words("A")), fixed_width.RecordOutOfPlace),
        ("more after the end", WHOLE + start(), fixed_width.RecordOutOfPlace),
        ("a record of no kind", text("77"), fixed_width.RecordUnknown),
        ("another account", text(start(), closing(100_000, account="1" * 18)), module.AccountDiffers),
        ("a currency nobody knows", text(start(currency="999")), module.CurrencyUnknown),
        ("no direction", text(start(), movement()[:27] + "3" + movement()[28:], closing(1)), module.DirectionUnknown),
        ("a short movement", text(start(), movement()[:40]), fixed_width.RecordTooShort),
        ("letters in the amount", text(start(), movement().replace("5000", "5O00"), closing(1)), fixed_width.NotDigits),
        ("30 February", text(start(), movement(day="260230"), closing(1)), fixed_width.NotADay),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal) as caught:
        read(data)
    assert refusal is fixed_width.EndRecordMissing or caught.value.place.startswith("line ")


LINES = [start(), movement(), words("A"), abroad(1), closing(105_000), END, ""]


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        assert sum(one.entries for one in ends("\n".join(lines))) == lines.count(movement())


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(start().encode() + b"\n" + data) is not None
