"""Lines of a text file of a bank, in flat memory: with their numbers, decoded, without control characters.

Banks write UTF-8, CP1252 or UTF-16 and do not say which. A line that is UTF-8 is read as that. The first line that is
not decides for the rest of the file, since a file is in one encoding and CP1252 letters seldom look like UTF-8.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from reskontra.core.errors import Malformed

LINE_BYTES_MAX = 64 * 1024
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff\ufeff\ufffe]")


class LineTooLong(Malformed):
    code = "line_too_long"
    template = "The line has more than {limit} bytes. Ask the bank for a file with line breaks."


class NotInUtf16(Malformed):
    code = "not_in_utf16"
    template = "The file says that it is in UTF-16, and the bytes {bytes} are not. Fetch it from the bank again."


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The number of each line, from 1, and its text without line break; blank lines too.

    stream    bytes from the file's start, buffered
    refuses   LineTooLong, NotInUtf16
    """
    first = stream.readline(LINE_BYTES_MAX + 1)
    if encoding := _UTF16.get(first[:2]):
        yield from _wide_lines(first[2:], stream, encoding)
        return
    raw = first.removeprefix(codecs.BOM_UTF8)
    number, narrow = 0, False
    while raw:
        number += 1
        if len(raw) > LINE_BYTES_MAX:
            raise LineTooLong(place=f"line {number}", limit=LINE_BYTES_MAX)
        if not narrow:
            try:
                text = raw.decode()
            except UnicodeDecodeError:
                narrow = True
        if narrow:
            text = raw.decode("cp1252", errors="replace") if _is_cp1252(raw) else raw.decode("latin-1")
        text = text.rstrip("\r\n")
        yield number, text if text.isprintable() else clean(text)
        raw = stream.readline(LINE_BYTES_MAX + 1)


def clean(text: str) -> str:
    """Control characters and halves of letters as blanks, but for tabs."""
    return text if text.isprintable() else _CONTROLS.sub(" ", text)


def _is_cp1252(raw: bytes) -> bool:
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _wide_lines(first: bytes, rest: BinaryIO, encoding: str) -> Iterator[tuple[int, str]]:
    """Lines of a UTF-16 file, whose line breaks are two bytes; decoded in pieces."""
    decoder = codecs.getincrementaldecoder(encoding)()
    newline = io.IncrementalNewlineDecoder(decoder, translate=True)
    number, text, piece = 0, "", first
    while piece:
        try:
            text += newline.decode(piece)
        except UnicodeDecodeError as fault:
            raise NotInUtf16(place=f"line {number + 1}", bytes=fault.object[fault.start : fault.end].hex(" ")) from None
        *whole, text = text.split("\n")
        for line in whole:
            number += 1
            yield number, clean(line)
        if len(text) > LINE_BYTES_MAX:
            raise LineTooLong(place=f"line {number + 1}", limit=LINE_BYTES_MAX)
        piece = rest.read(LINE_BYTES_MAX)
    if text:
        yield number + 1, clean(text)
