"""Fields by their places."""

import io
from datetime import date

import pytest

from reskontra.formats.fixed_width import Layout, NotADay, NotDigits, RecordTooShort, RecordUnknown, record_of


def record(line: str, wanted: int = 2):
    return record_of(3, line, kind=line[:2], width=20, wanted=wanted)


def test_fields():
    found = record("15 ab 20260302 0042")
    assert (found.place, found.kind, len(found.text)) == ("line 3", "15", 20)
    assert (found.cut(3, 6), found.cut(20, 20)) == ("ab", "")
    assert (found.day(7, 14), found.digits(16, 19)) == (date(2026, 3, 2), 42)


def test_tabs_are_blanks():
    assert record("15\t7").cut(9, 9) == "7"


@pytest.mark.parametrize(
    ("case", "line", "read", "refusal"),
    [
        ("too short", "15ab", lambda line: record(line, 5), RecordTooShort),
        ("letters", "15O1", lambda line: record(line).digits(3, 4), NotDigits),
        ("blanks", "15", lambda line: record(line).digits(3, 4), NotDigits),
        ("digits of another script", "15٢٠", lambda line: record(line).digits(3, 4), NotDigits),
        ("no day", "1520260230", lambda line: record(line).day(3, 10), NotADay),
        ("no year", "1500000101", lambda line: record(line).day(3, 10), NotADay),
    ],
)
def test_refused(case, line, read, refusal):
    with pytest.raises(refusal) as caught:
        read(line)
    assert caught.value.place == "line 3"


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("260302", False, date(2026, 3, 2)),
        ("020326", True, date(2026, 3, 2)),
        ("691231", False, date(2069, 12, 31)),
        ("200192", True, date(1992, 1, 20)),
    ],
)
def test_short_days(text, day_first, day):
    assert record("15" + text).short_day(3, day_first=day_first) == day


@pytest.mark.parametrize(("text", "refusal"), [("260230", NotADay), ("26O302", NotDigits), ("000000", NotADay)])
def test_no_short_day(text, refusal):
    with pytest.raises(refusal):
        record("15" + text).short_day(3)


LAYOUT = Layout("Toy", 6, {"01": 4, "02": 2}, slice(2, 4), start="NY")


def test_lines_as_records():
    found = list(LAYOUT.records(io.BytesIO(b"NY01\r\n\r\nNY02AB\r\n")))
    assert [(one.number, one.kind, one.text) for one in found] == [(1, "01", "NY01  "), (3, "02", "NY02AB")]


@pytest.mark.parametrize(
    ("data", "refusal", "shown"),
    [(b"NY01\nNY03", RecordUnknown, 'begins with "NY03"'), (b"XX01", RecordUnknown, 'begins with "XX01"'),
     (b"NY", RecordUnknown, 'begins with "NY", which is no record of Toy')],
)  # fmt: skip
def test_lines_that_are_no_records(data, refusal, shown):
    with pytest.raises(refusal, match=shown):
        list(LAYOUT.records(io.BytesIO(data)))
