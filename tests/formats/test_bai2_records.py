"""Records of BAI2 files: where they begin and end, and what 88 adds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.bai2_records import LETTERS_MAX, FieldUnreadable, Record, records_of
from reskontra.formats.fixed_width import RecordUnknown
from reskontra.formats.text_file import LineTooLong


def records(*lines: str) -> list[tuple[str, str]]:
    return [(record.code, record.text) for record in records_of(enumerate(lines, 1))]


@pytest.mark.parametrize(
    ("case", "lines", "expected"),
    [
        ("one on each line", ("01,A/", "02,B/"), [("01", "A"), ("02", "B")]),
        ("padded lines", ("01,A/   ", "", "  02,B/  "), [("01", "A"), ("02", "B")]),
        ("several on a line", ("16,142,1,Z,,,x/ 16,142,2,Z,,,y/  49,3,3/",),
         [("16", "142,1,Z,,,x"), ("16", "142,2,Z,,,y"), ("49", "3,3")]),
        ("several without blanks", ("02,A,B,1,260302,,USD,2/03,1,USD,010,5/49,5,2/98,5,1,4/99,5,1,6/",),
         [("02", "A,B,1,260302,,USD,2"), ("03", "1,USD,010,5"), ("49", "5,2"), ("98", "5,1,4"), ("99", "5,1,6")]),
        ("no end where the line ends", ("16,447,1,,,,x", "88,y", "16,447,2,,,,z/"),
         [("16", "447,1,,,,x\ny"), ("16", "447,2,,,,z")]),
        ("a text with slashes", ("16,447,1,,,,A/B 1/16, 03/16,2026 1/02,03 and/or 88,x/",),
         [("16", "447,1,,,,A/B 1/16, 03/16,2026 1/02,03 and/or 88,x")]),
        ("a line that breaks a text", ("16,142,1,Z,,,one", "11 two  /", "49,1,2/"),
         [("16", "142,1,Z,,,one 11 two"), ("49", "1,2")]),
        ("88 on the same line", ("16,142,1,Z,,,one/ 88,two/",), [("16", "142,1,Z,,,one\ntwo")]),
    ],
)  # fmt: skip
def test_records(case, lines, expected):
    assert records(*lines) == expected


def test_size_and_place():
    found = list(records_of([(1, "01,A/"), (2, "16,1,2,,,,x/"), (3, "88,y/"), (4, "88,z/")]))
    assert [(one.place, one.size) for one in found] == [("line 1", 1), ("line 2", 3)]


@pytest.mark.parametrize(
    ("case", "lines", "refusal"),
    [
        ("no code at first", ("XX,1/",), RecordUnknown),
        ("no code behind an end", ("01,A/", "17,B/"), RecordUnknown),
        ("nothing to go on with", ("88,A/",), RecordUnknown),
        ("too long", ("16,447,1,,,,x", *["88," + "y" * 1000] * 70), LineTooLong),
    ],
)
def test_refused(case, lines, refusal):
    assert LETTERS_MAX < 70_000
    with pytest.raises(refusal) as caught:
        records(*lines)
    assert caught.value.place.startswith("line ")


def test_fields():
    record = Record(3, "16", " A ,260302,,-5,7,,one, two\nthree,")
    assert (record.take(), record.day(), record.day(), record.amount(), record.count()) == (
        "A", date(2026, 3, 2), None, -5, 7,
    )  # fmt: skip
    assert (record.amount(), record.is_done) == (None, False)
    assert record.rest() == ["one, two", "three,"]


def test_fields_that_88_goes_on_with():
    record = Record(3, "03", "010,5\n015,6,,")
    assert [record.take() for _ in range(4)] == ["010", "5", "015", "6"]
    assert record.rest() == [","]
    assert [record.take() for _ in range(3)] == ["", "", ""]
    assert (record.is_done, record.rest()) == (True, [])


@pytest.mark.parametrize(
    ("text", "take"),
    [("x", Record.amount), ("+", Record.amount), ("1.00", Record.amount), ("-1", Record.count), ("²", Record.count),
     ("260230", Record.day), ("2603", Record.day), ("26O302", Record.day)],
)  # fmt: skip
def test_fields_that_are_none(text, take):
    record = Record(3, "16", f"A,{text}")
    record.take()
    with pytest.raises(FieldUnreadable, match=f'^line 3: Field 3 of record 16 is "[{text}]*"'):
        take(record)


@given(st.lists(st.text(alphabet="0123489,/ ax-", max_size=30), max_size=6))
def test_any_lines_have_records_or_are_malformed(lines):
    try:
        assert all(code for code, _ in records(*lines))
    except Malformed as refusal:
        str(refusal)


@given(
    st.lists(st.sampled_from(["16,142,1,Z,,,x/", "16,142,2,Z,,,y z/", "49,3,3/", "88,more/"]), max_size=8), st.data()
)
def test_line_breaks_between_records_change_nothing(written, data):
    breaks = [data.draw(st.sampled_from([" ", "\n", "   ", "\n\n"])) for _ in written]
    text = "01,A/" + "".join(gap + one for gap, one in zip(breaks, written, strict=True))
    assert records(*text.split("\n")) == records("01,A/", *written)
