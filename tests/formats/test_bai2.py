"""BAI2 reports: accounts with balances, control totals of three levels, and records out of place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import bai2 as module
from reskontra.formats.bai2_records import FieldUnreadable
from reskontra.formats.bank_statement import Status
from reskontra.formats.fixed_width import EndRecordMissing, RecordOutOfPlace
from tests.formats.bai2_files import (
    account,
    credit,
    debit,
    ends,
    group,
    headers,
    lines,
    one_account,
    read,
    records,
    text,
    without_records,
)

WHOLE = one_account(credit(), debit())


def test_an_account():
    (header,), (end,) = headers(WHOLE), ends(WHOLE)
    assert (header.format, header.statement_id, header.sequence) == ("bai2", "260302-1", "")
    assert (header.other_account, header.currency, header.to_date) == ("123456", "USD", date(2026, 3, 2))
    assert (end.opening_minor, end.closing_minor, end.entries) == (100_000, 106_000, 2)
    assert (end.credits_minor, end.debits_minor, end.doubts, end.warnings) == (10_000, 4_000, (), ())


@pytest.mark.parametrize(
    ("of_account", "of_group", "currency"), [("SEK", "USD", "SEK"), ("", "CAD", "CAD"), ("", "", "USD")]
)
def test_currencies(of_account, of_group, currency):
    (header,) = headers(text(group(account(credit(), currency=of_account), currency=of_group)))
    assert header.currency == currency


def test_groups_and_accounts():
    data = text(
        group(account(credit()), account(number="77", opening=-5)),
        group(account(debit(), opening=110_000), day="260303"),
    )
    assert [(one.other_account, one.statement_id) for one in headers(data)] == [
        ("123456", "260302-1"), ("77", "260302-1"), ("123456", "260303-1"),
    ]  # fmt: skip
    assert [one.doubts for one in ends(data)] == [(), (), ()]


def test_an_account_twice_in_a_group():
    data = text(group(account(credit()), account(credit(), opening=5)))
    assert [(one.sequence, one.is_continued) for one in headers(data)] == [("", False), ("2", True)]


def test_several_files_in_one():
    assert [one.entries for one in ends(WHOLE + WHOLE)] == [2, 2]


def test_a_day_that_is_not_over_books_nothing():
    data = text(group(account(credit(), closing=0), modifier="3"))
    assert [one.status for one in records(data)] == [Status.PENDING]
    (end,) = ends(data)
    assert (end.entries, end.pending, end.doubts) == (0, 1, ())
    assert end.warnings == ("line 3: The group is of a day that is not over; nothing is booked.",)


def test_totals_by_type_code_are_told_where_they_differ():
    (end,) = ends(text(group(account(credit(), closing=110_000, total=100_000 + 110_000 + 10_000))))
    assert end.warnings == ()
    told = WHOLE.replace("015,106000,,/", "015,106000,,,100,10000,1,,400,9000,3,D,1,0,9000/")
    assert ends(told)[0].warnings == ("line 6: The bank sums up 90.00 USD out, and tells of 40.00 USD.",)


def test_balances_may_be_missing():
    (end,) = ends(WHOLE.replace("010,100000,,,015,106000,,", "010,,,,,,,"))
    assert (end.opening_minor, end.closing_minor) == (None, None)


@pytest.mark.parametrize(
    ("case", "data", "codes"),
    [
        ("another balance", text(group(account(credit(), closing=1))), ["balances_do_not_close"]),
        ("a control total", text(group(account(credit(), total=7))), ["bai2_control_total"]),
        ("a lost transaction", without_records(one_account(credit(), debit()), "16,495"),
         ["bai2_control_total", "balances_do_not_close"]),
        ("another total of the group", WHOLE.replace("98,2", "98,3"), ["bai2_control_total"] * 2),
        ("another total of the file", WHOLE.replace("99,2", "99,3"), ["bai2_control_total"]),
        ("another count of accounts", WHOLE.replace(",1,6/", ",2,6/"), ["bai2_count"]),
        ("another count of groups", WHOLE.replace(",1,8/", ",2,8/"), ["bai2_count"]),
        ("a count of records", WHOLE.replace(",1,6/", ",1,7/"), []),
    ],
)  # fmt: skip
def test_doubts(case, data, codes):
    (end,) = ends(data)
    assert [one.finding.code for one in end.doubts] == codes
    assert {one.override for one in end.doubts} <= {"balance"}
    assert all(one.finding.place.startswith("line ") and '"balance"' in str(one.finding) for one in end.doubts)
    assert bool(codes) is not bool([one for one in end.warnings if "counts" in one]) or "lost" in case


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("nothing", "", EndRecordMissing),
        ("no end of the file", without_records(WHOLE, "99"), EndRecordMissing),
        ("no end of the group", WHOLE.partition("98,")[0], EndRecordMissing),
        ("no end of the account", WHOLE.partition("49,")[0], EndRecordMissing),
        ("no group", without_records(WHOLE, "02"), RecordOutOfPlace),
        ("no account", without_records(WHOLE, "03"), RecordOutOfPlace),
        ("an account in an account", "\n".join(lines(group(account()))[:3] + account()), RecordOutOfPlace),
        ("a test", text(group(account(), status=4)), module.GroupNotReal),
        ("a deletion", text(group(account(), status=2)), module.GroupNotReal),
        ("no day", text(group(account(), day="")), FieldUnreadable),
        ("30 February", text(group(account(), day="260230")), FieldUnreadable),
        ("an amount of letters", WHOLE.replace(",4000,", ",4O00,"), FieldUnreadable),
        ("a total of no accounts", text(group()).replace("98,0", "98,5"), module.ControlTotalDiffers),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal):
        read(data)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.booleans()), max_size=6), st.integers(-(10**9), 10**9))
def test_what_adds_up_is_read_without_doubt(moves, opening):
    made = [credit(minor) if money_in else debit(minor) for minor, money_in in moves]
    (end,) = ends(text(group(account(*made, opening=opening))))
    assert (end.entries, end.doubts, end.warnings) == (len(moves), (), ())
    assert end.closing_minor == opening + end.credits_minor - end.debits_minor


@given(st.lists(st.sampled_from(WHOLE.splitlines()), max_size=10))
def test_any_records_are_read_or_refused(written):
    try:
        found = ends("\n".join(written))
    except Malformed as refusal:
        str(refusal)
    else:
        assert sum(one.entries for one in found) == sum(line.startswith("16,") for line in written)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        assert read(b"01,A,B,260303,,1/\n" + data) == []
    except Malformed as refusal:
        str(refusal)
