"""The tags of an OFX file, one after another, in flat memory: OFX 1 (SGML, end tags left out) and OFX 2 (XML) alike.

Nothing is ever expanded or loaded: a document type or entity declaration is refused, and of entities only the five of
XML, the hard blank and those that are a number mean a letter. Values are UTF-8 if they can be, else CP1252, whatever
the header says, since banks change the one and not the other.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from reskontra.formats.safe_xml import DoctypeRefused, ElementTooLarge
from reskontra.formats.text_file import NotInUtf16, clean

VALUE_BYTES_MAX = 64 * 1024
_PIECE = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TAG = re.compile(rb"(/?)([A-Za-z][A-Za-z0-9._]*)(?:\s[^>]*?)?(/?)>")
_DECLARATION = re.compile(rb"!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|\[\s*(?!CDATA\[))", re.I)
_COMMENT, _CDATA = b"!--", b"![CDATA["
_ENDS = {_COMMENT: b"-->", _CDATA: b"]]>"}
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos|nbsp)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));")
_LETTERS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}


class Tag(NamedTuple):
    """name is in capitals, and begins with a slash where it ends an element; text is what stands behind it."""

    line: int
    name: str
    text: str

    @property
    def place(self) -> str:
        return f"line {self.line}, {self.name.lstrip('/')}"


def tags_of(stream: BinaryIO) -> Iterator[Tag]:
    """Every tag of the file with the text up to the next one, runs of blanks as one.

    stream    bytes from the file's start; what stands before the first tag is left out
    refuses   DoctypeRefused, ElementTooLarge (a value of over 64 KiB), NotInUtf16
    """
    line, name, begun, raw = 1, "", 1, b""
    for piece in _whole(_between(stream)):
        here, line = line, line + piece.count(b"\n")
        found = _TAG.match(piece)
        if found is None:
            raw += _text_of(piece, f"line {here}")
            if len(raw) > VALUE_BYTES_MAX:
                raise ElementTooLarge(place=f"line {begun}", limit=VALUE_BYTES_MAX)
            continue
        if name:
            yield Tag(begun, name, _value(raw))
        begun, name, raw = here, (found[1] + found[2]).decode().upper(), piece[found.end() :]
        if found[3]:
            yield Tag(begun, name, "")
            name, raw = f"/{name}", b""
    if name:
        yield Tag(begun, name, _value(raw))


def _text_of(piece: bytes, place: str) -> bytes:
    """What a piece that is no tag adds to the value before it."""
    if _DECLARATION.match(piece):
        raise DoctypeRefused(place=place)
    if piece.startswith(_CDATA):
        inner, _, after = piece.removeprefix(_CDATA).partition(b"]]>")
        return inner.replace(b"&", b"&amp;") + after
    if piece.startswith(_COMMENT):
        return piece.partition(b"-->")[2]
    return b"" if piece.startswith(b"?") else b"<" + piece


def _value(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    text = " ".join(clean(text).split())
    return _ENTITY.sub(_letter, text) if "&" in text else text


def _letter(found: re.Match[str]) -> str:
    if found[1]:
        return _LETTERS[found[1]]
    code = int(found[2]) if found[2] else int(found[3], 16)
    return clean(chr(code)) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]


def _whole(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Comments and character data in one piece, though there are tags inside."""
    for piece in pieces:
        end = next((last for first, last in _ENDS.items() if piece.startswith(first)), b"")
        while end and end not in piece:
            following = next(pieces, None)
            if following is None:
                break
            piece += b"<" + following
            if len(piece) > VALUE_BYTES_MAX:
                raise ElementTooLarge(limit=VALUE_BYTES_MAX)
        yield piece


def _between(stream: BinaryIO) -> Iterator[bytes]:
    """What stands between one "<" and the next, the first piece before any; without the sign itself."""
    rest, is_first = b"", True
    for data in _narrow(stream):
        *whole, rest = (rest + data).split(b"<")
        for piece in whole:
            yield b"?" + piece if is_first else piece
            is_first = False
        if len(rest) > VALUE_BYTES_MAX + _PIECE:
            raise ElementTooLarge(limit=VALUE_BYTES_MAX)
    yield b"?" + rest if is_first else rest


def _narrow(stream: BinaryIO) -> Iterator[bytes]:
    """The file in pieces; one in UTF-16 turned into UTF-8."""
    data = stream.read(_PIECE)
    if not data.startswith(_UTF16):
        while data:
            yield data
            data = stream.read(_PIECE)
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    while data:
        try:
            yield decoder.decode(data).encode("utf-8", "replace")
        except UnicodeDecodeError as fault:
            raise NotInUtf16(bytes=fault.object[fault.start : fault.end].hex(" ")) from None
        data = stream.read(_PIECE)
