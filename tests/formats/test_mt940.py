"""Statements and reports: which begin and end where, what they prove, and that any bytes are read or refused."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.mt940 import ClosingMissing, NoMessage, OpeningMissing
from reskontra.formats.tally import StatementTwice
from tests.formats.mt940_files import ends, headers, message, read, records, statement

IN = ":61:2603020302C250,00NTRFNONREF//B1"
OUT = ":61:2603020302D100,00NTRFNONREF//B2"


def test_a_statement():
    text = statement(IN, ":86:Alfa", OUT, closing="C260302SEK1150,00")
    (header,), (end,) = headers(text), ends(text)
    assert (header.format, header.statement_id, header.sequence) == ("mt940", "REF1", "1/1")
    assert (header.iban, header.currency, header.is_continued) == ("SE4550000000058398257466", "SEK", False)
    assert (end.opening_minor, end.opening_date) == (100_000, date(2026, 3, 1))
    assert (end.closing_minor, end.closing_date, end.entries) == (115_000, date(2026, 3, 2), 2)
    assert (end.credits_minor, end.debits_minor, end.doubts) == (25_000, 10_000, ())
    assert [record.amount_minor for record in records(text)] == [25_000, -10_000]
    assert [record.bank_reference for record in records(text)] == ["B1", "B2"]


def test_a_wrong_closing_is_a_doubt_at_its_line():
    (end,) = ends(statement(IN, closing="C260302SEK1151,00"))
    (doubt,) = end.doubts
    assert doubt.override == "balance"
    assert doubt.finding.code == "balances_do_not_close"
    assert doubt.finding.place == "line 6"


@pytest.mark.parametrize(
    ("case", "account", "iban", "other"),
    [
        ("IBAN", "SE4550000000058398257466", "SE4550000000058398257466", ""),
        ("IBAN in groups", "SE45 5000 0000 0583 9825 7466", "SE4550000000058398257466", ""),
        ("IBAN and currency", "SE4550000000058398257466SEK", "SE4550000000058398257466", ""),
        ("BIC before it", "ESSESESS/SE4550000000058398257466", "SE4550000000058398257466", ""),
        ("wrong check digits are an account like any other", "NL71RABO0123456789", "", "NL71RABO0123456789"),
        ("bank code and account", "10020030/1234567", "", "10020030/1234567"),
    ],
)
def test_the_account(case, account, iban, other):
    (header,) = headers(message(":60F:C260301SEK1,00", ":62F:C260301SEK1,00", account=account))
    assert (header.iban, header.other_account) == (iban, other)


def test_a_page_proves_itself():
    first = message(":60F:C260301SEK0,00", IN, ":62M:C260302SEK250,00", number="7/1")
    second = message(":60M:C260302SEK250,00", OUT, ":62F:C260302SEK150,00", number="7/2")
    assert [header.is_continued for header in headers(first + second)] == [False, True]
    assert [end.doubts for end in ends(first + second)] == [(), ()]


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("cut off", message(":60F:C260301SEK1,00", IN, end=""), ClosingMissing),
        ("ended without", message(":60F:C260301SEK1,00", IN), ClosingMissing),
        ("opened again", message(":60F:C260301SEK1,00", ":60F:C260301SEK1,00"), ClosingMissing),
        ("entry before opening", message(IN, ":62F:C260301SEK1,00"), OpeningMissing),
        ("closing before opening", message(":62F:C260301SEK1,00"), OpeningMissing),
        ("nothing in it", message(), NoMessage),
        ("empty", "", NoMessage),
        ("twice", statement(IN, closing="C260302SEK1250,00") * 2, StatementTwice),
    ],
)
def test_refused(case, text, refusal):
    with pytest.raises(refusal):
        read(text)


def test_the_same_number_another_day_is_another_statement():
    days = ("C260302SEK1250,00", "C260303SEK1250,00")
    assert len(ends("".join(statement(IN, closing=day) for day in days))) == 2


def test_statements_without_entries_may_repeat():
    assert len(ends(statement() * 2)) == 2


def test_a_report_has_no_balances_and_says_where_its_sums_differ():
    text = message(":34F:SEK0,00", IN, OUT, ":90D:1SEK100,00", ":90C:1SEK251,00")
    (header,), (end,) = headers(text), ends(text)
    assert (header.format, header.currency, end.entries) == ("mt942", "SEK", 2)
    assert (end.opening_minor, end.closing_minor, end.doubts) == (None, None, ())
    assert end.warnings == ("line 8: :90C: says 1SEK251,00, and the entries differ.",)


def test_an_empty_report_is_one():
    assert len(ends(message(":34F:SEK0,00") * 2)) == 2


def test_expected_entries_are_not_booked():
    text = statement(":61:2603020302EC250,00NTRFNONREF", IN, closing="C260302SEK1250,00")
    (end,) = ends(text)
    assert (end.entries, end.pending, end.doubts) == (1, 1, ())


@pytest.mark.parametrize("around", ["{1:F01X}{2:O940X}{4:\n", "{1:F01X}{4:", "ä4:\n", "BANK\n940\n\n", "\r\n"])
def test_what_stands_around_the_fields_means_nothing(around):
    text = around + statement(IN, closing="C260302SEK1250,00").replace("\n-\n", "\n-}{5:}\n")
    assert [end.entries for end in ends(text.replace("\n", "\r\n"))] == [1]


FIELDS = st.sampled_from(
    [":20:A", ":25:B", ":28C:1/1", ":60F:C260301SEK1,00", ":60M:D260301SEK1,", ":34F:SEK1,", IN, OUT, ":86:x?20y",
     ":86:166?00A?20EREF+1?21SVWZ+2", ":86:/REMI/x", ":62F:C260301SEK1,00", ":62M:C260301EUR2,", ":90C:1SEK1,", "-",
     "{1:}{4:", "text", "", ":61:260302"]
)  # fmt: skip


@given(st.lists(FIELDS, max_size=20))
def test_any_fields_are_read_or_refused(fields):
    try:
        events = read("\n".join(fields))
    except Malformed:
        return
    kinds = [type(event).__name__ for event in events]
    assert kinds.count("StatementHeader") == kinds.count("StatementEnd") > 0
    assert kinds[-1] == "StatementEnd"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(b":20:A\n:25:B\n:60F:C260301SEK1,00\n:61:" + data)
