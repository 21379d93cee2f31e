"""The lines of a SIE file."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.sie_lines import (
    SieChecksumDiffers,
    SieChecksumMissing,
    SieLineUnreadable,
    decoded,
    is_sie,
    sie_lines,
)


def _lines(text: str | bytes) -> list[tuple[str, tuple[str, ...]]]:
    data = text if isinstance(text, bytes) else text.encode("cp437")
    return [(line.label, line.fields) for line in sie_lines(io.BytesIO(data))]


@pytest.mark.parametrize(
    ("case", "text", "label", "fields"),
    [
        ("bare", "#IB 0 1510 100.00", "#IB", ("0", "1510", "100.00")),
        ("tabs and blanks", "\t#IB  0\t1510   1 ", "#IB", ("0", "1510", "1")),
        ("quoted", '#KONTO 1510 "Kundfordringar, övriga"', "#KONTO", ("1510", "Kundfordringar, övriga")),
        ("a quote inside", r'#FNAMN "Bröd \"Ö\" AB"', "#FNAMN", ('Bröd "Ö" AB',)),
        ("empty text", '#VER "" "" 20260101', "#VER", ("", "", "20260101")),
        ("no objects", "#TRANS 1510 {} 100.00", "#TRANS", ("1510", "", "100.00")),
        ("objects", '#TRANS 1510 {1 "0123" 6 "47"} 1', "#TRANS", ("1510", "1\x1f0123\x1f6\x1f47", "1")),
        ("a brace", "  {", "{", ()),
        ("a backslash", r'#PROSA "C:\bok"', "#PROSA", (r"C:\bok",)),
    ],
)
def test_a_line(case: str, text: str, label: str, fields: tuple[str, ...]) -> None:
    assert _lines(text) == [(label, fields)]


@pytest.mark.parametrize("text", ['#KONTO 1510 "Kund', "hej", '"#IB" 1 "', '#IB "'])
def test_what_is_no_line(text: str) -> None:
    with pytest.raises(SieLineUnreadable):
        _lines(text)


@pytest.mark.parametrize("encoding", ["cp437", "iso8859-1", "iso8859-15", "utf-8", "utf-8-sig"])
def test_letters_come_through(encoding: str) -> None:
    text = '#FNAMN "Åkerö Färg & Lås"'
    assert decoded(text.encode(encoding)) == text


def _checked(said: str, inner: str = '#IB 0 1510 "100.00"\n#TRANS 1 {1 "Å"} 2\n') -> str:
    return f"#FLAGGA 0\n#KSUMMA\n{inner}#KSUMMA {said}\n#KONTO 9 x\n"


def test_the_check_sum_is_over_contents_alone() -> None:
    good = zlib.crc32("#IB01510100.00#TRANS11Å2".encode("cp437"))
    assert len(_lines(_checked(str(good)))) == 6
    assert len(_lines(_checked(str(good)).encode())) == 6
    for said in (str(good + 1), "", "x"):
        with pytest.raises(SieChecksumDiffers):
            _lines(_checked(said))
    with pytest.raises(SieChecksumMissing):
        _lines("#KSUMMA\n#IB 0 1510 1\n")


def test_a_sie_file_is_known_by_its_beginning() -> None:
    assert is_sie(b"#FLAGGA 0\r\n")
    assert is_sie(b"\xef\xbb\xbf\r\n #PROGRAM x")
    assert not is_sie(b"account,balance\n1510,1\n")


@given(st.binary(max_size=300))
def test_any_bytes_are_lines_or_are_refused(data: bytes) -> None:
    with suppress(Malformed):
        list(sie_lines(io.BytesIO(data)))
