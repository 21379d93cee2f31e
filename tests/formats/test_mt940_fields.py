"""Tags, their lines, and the ends of messages."""

import pytest

from reskontra.formats.mt940_fields import FIELD_LINES_MAX, FieldTooLong, fields_of


def found(*lines: str) -> list[tuple[int, str, list[str]]]:
    return [(field.number, field.tag, field.lines) for field in fields_of(enumerate(lines, 1))]


@pytest.mark.parametrize(
    ("case", "lines", "expected"),
    [
        ("a field and its lines", [":86:a", "b", "", "c"], [(1, "86", ["a", "b", "", "c"])]),
        ("two fields", [":20:a", ":25:b"], [(1, "20", ["a"]), (2, "25", ["b"])]),
        ("a tag that is none", [":86:a", ":x:b"], [(1, "86", ["a", ":x:b"])]),
        ("a bank's own tag", [":86:a", ":NS:22b"], [(1, "86", ["a"]), (2, "NS", ["22b"])]),
        ("what belongs to none", ["a", ":20:b"], [(2, "20", ["b"])]),
        ("a message ends", [":20:a", "-", "b"], [(1, "20", ["a"]), (2, "", [])]),
        ("with its envelope", [":20:a", "-}{5:}"], [(1, "20", ["a"]), (2, "", [])]),
        ("in national letters", [":20:a", "-å"], [(1, "20", ["a"]), (2, "", [])]),
        ("a hyphen in the text", [":86:a", "- b and more"], [(1, "86", ["a", "- b and more"])]),
        ("an envelope begins", [":20:a", "{1:F01}{4:"], [(1, "20", ["a"]), (2, "", [])]),
        ("with a field on its line", ["{1:F01}{4::20:a"], [(1, "", []), (1, "20", ["a"])]),
    ],
)
def test_fields(case, lines, expected):
    assert found(*lines) == expected


def test_a_field_without_end_is_refused():
    with pytest.raises(FieldTooLong):
        found(":86:a", *(["b"] * FIELD_LINES_MAX))
