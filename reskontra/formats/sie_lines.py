"""The lines of a SIE file: which encoding it is in, what the fields of a line are, and its check sum.

The standard writes PC8 (CP437), and programs write ISO 8859 and UTF-8 under the same label, so that the bytes decide.
Fields stand between blanks; text with blanks is quoted, and a quote in it is written \\". Objects stand in braces.
Issued by SIE-Gruppen, file format version 4B.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.formats.text_file import clean

_TOKEN = re.compile(
    r"""[ \t]*(?:"(?P<quoted>(?:\\"|[^"])*)"|\{(?P<objects>(?:"(?:\\"|[^"])*"|[^"{}])*)\}|"""
    r"""(?P<brace>[{}])|(?P<bare>[^\s"{}]+))"""
)
_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*#(?:FLAGGA|SIETYP|PROGRAM|FORMAT|GEN|KSUMMA)\b")
_PC8_LETTERS = frozenset("åäöÅÄÖéÉ".encode("cp437"))
_ISO_LETTERS = frozenset("åäöÅÄÖéÉ".encode("iso8859-15"))
_CHECKSUM = "#KSUMMA"
OBJECTS_BETWEEN = "\x1f"


class SieLineUnreadable(Malformed):
    code = "sie_line_unreadable"
    template = '"{text}" is no line of a SIE file. Export the file again.'


class SieChecksumDiffers(Malformed):
    code = "sie_checksum_differs"
    template = "The file's check sum is {said}, and its content gives {found}. Export the file again, unchanged."


class SieChecksumMissing(Malformed):
    code = "sie_checksum_missing"
    template = "The file begins a check sum in line {line} and does not end it. Export the whole file again."


@dataclass(frozen=True, slots=True)
class SieLine:
    """label: as #IB, or a brace; fields: what follows it, an object list as one field, with OBJECTS_BETWEEN."""

    number: int
    label: str
    fields: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return f"line {self.number}, {self.label}"

    def field(self, index: int) -> str:
        """A field, "" where the line ends before it."""
        return self.fields[index] if index < len(self.fields) else ""


def is_sie(head: bytes) -> bool:
    """Whether a file that begins so is a SIE file."""
    return bool(_START.match(head))


def sie_lines(stream: BinaryIO) -> Iterator[SieLine]:
    """Every line that is not blank.

    refuses   SieLineUnreadable; at the end SieChecksumDiffers, SieChecksumMissing
    """
    checksum = _Checksum()
    for number, line_text in enumerate(decoded(stream.read()).splitlines(), 1):
        text = clean(line_text)
        if not text.strip():
            continue
        line, contents = _split(number, text)
        checksum.take(line, contents)
        yield line
    checksum.end()


def decoded(data: bytes) -> str:
    """The text, by the encoding that its letters are in: UTF-8, else the one of PC8 and ISO 8859 with more of them.

    >>> decoded("Övrigt".encode("cp437")), decoded("Övrigt".encode("iso8859-15")), decoded("Övrigt".encode())
    ('Övrigt', 'Övrigt', 'Övrigt')
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pc8 = sum(byte in _PC8_LETTERS for byte in data)
        iso = sum(byte in _ISO_LETTERS for byte in data)
        return data.decode("cp437" if pc8 >= iso else "iso8859-15")


def _split(number: int, text: str) -> tuple[SieLine, list[str]]:
    """The line, and what its check sum counts: contents without quotes and braces."""
    fields, contents, at = list[str](), list[str](), 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if not found:
            raise SieLineUnreadable(place=f"line {number}", text=text.strip()[:60])
        at = found.end()
        if found["objects"] is not None:
            inner = [_text(part) for part in _TOKEN.finditer(found["objects"])]
            fields.append(OBJECTS_BETWEEN.join(inner))
            contents += inner
        elif found["brace"]:
            fields.append(found["brace"])
        else:
            fields.append(_text(found))
            contents.append(fields[-1])
    if fields[0] not in ("{", "}") and not fields[0].startswith("#"):
        raise SieLineUnreadable(place=f"line {number}", text=text.strip()[:60])
    return SieLine(number, fields[0], tuple(fields[1:])), contents


def _text(found: re.Match[str]) -> str:
    if found["quoted"] is not None:
        return found["quoted"].replace('\\"', '"')
    return found["bare"] or ""


class _Checksum:
    """CRC-32 over what stands between two lines #KSUMMA, in PC8 whatever the file is in."""

    def __init__(self) -> None:
        self._begun, self._is_done, self._sum = 0, False, 0

    def take(self, line: SieLine, contents: list[str]) -> None:
        """refuses   SieChecksumDiffers"""
        if line.label == _CHECKSUM and not self._begun:
            self._begun = line.number
        elif line.label == _CHECKSUM:
            self._is_done = True
            if line.field(0) != str(self._sum):
                raise SieChecksumDiffers(place=line.place, said=line.field(0)[:20], found=str(self._sum))
        elif self._begun and not self._is_done:
            self._sum = zlib.crc32("".join(contents).encode("cp437", errors="replace"), self._sum)

    def end(self) -> None:
        """refuses   SieChecksumMissing"""
        if self._begun and not self._is_done:
            raise SieChecksumMissing(line=self._begun)
