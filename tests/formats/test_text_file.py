"""Lines and encodings."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.text_file import LINE_BYTES_MAX, LineTooLong, NotInUtf16, lines_of


def lines(data: bytes) -> list[tuple[int, str]]:
    return list(lines_of(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("case", "data", "expected"),
    [
        ("UTF-8", "Åk\nÖ".encode(), ["Åk", "Ö"]),
        ("with a mark", "\ufeffÅk\n".encode(), ["Åk"]),
        ("CP1252", "Åk – 1\r\nÖ\r\n".encode("cp1252"), ["Åk – 1", "Ö"]),
        ("a byte that CP1252 has not", b"\xc5k\x81\n", ["Åk "]),
        ("UTF-16, either way", "Åk\r\nÖ\n".encode("utf-16"), ["Åk", "Ö"]),
        ("big endian", b"\xfe\xff" + "Åk\nÖ".encode("utf-16-be"), ["Åk", "Ö"]),
        ("blank lines count", b"a\n\nb", ["a", "", "b"]),
        ("control characters are blanks, tabs stay", b"a\x00b\tc\x1a\n", ["a b\tc "]),
        ("empty", b"", []),
    ],
)
def test_lines(case, data, expected):
    assert lines(data) == list(enumerate(expected, 1))


def test_once_narrow_always_narrow():
    data = "Åk\n".encode("cp1252") + "Ã¥\n".encode("cp1252")
    assert [text for _, text in lines(data)] == ["Åk", "Ã¥"]


def test_a_line_without_end_is_refused_with_its_number():
    with pytest.raises(LineTooLong) as caught:
        lines(b"a\n" + b"b" * (LINE_BYTES_MAX + 1))
    assert caught.value.place == "line 2"
    with pytest.raises(LineTooLong):
        lines("b".encode("utf-16") * (LINE_BYTES_MAX + 1) + "b".encode("utf-16"))


def test_half_a_letter_of_utf16():
    with pytest.raises(NotInUtf16):
        lines(b"\xff\xfe" + b"\x00\xdc\x00\xdc")


@given(st.binary(max_size=400))
def test_any_bytes(data):
    try:
        found = lines(data)
    except Malformed:
        return
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert not any("\n" in text for _, text in found)
