"""What kind of file this is, decided by its first 64 KiB and never by its name.

To support another format: a reader beside camt.py, and one line in reading.py. The tests below are tried in the
order of the file; the first that fits wins. Text formats have their tests in detect_text.py, XML ones in
detect_xml.py.
"""

from __future__ import annotations

import codecs
import re

from reskontra.core.errors import Malformed
from reskontra.formats.detect_text import text_format
from reskontra.formats.detect_xml import xml_format
from reskontra.formats.format import Format

HEAD_BYTES = 64 * 1024

_BLANKS = b" \t\r\n\x0b\x0c"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SPREADSHEET_NAMES = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"mimetype")  # of a first member
_NAME_AT = 30  # where the first member's name begins
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007
_OTHER_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8 = codecs.getincrementaldecoder("utf-8")
UTF8_MARK = b"\xef\xbb\xbf"


class EmptyFile(Malformed):
    code = "empty_file"
    template = "The file has {size} bytes and nothing to read in them. Fetch it from the bank again."


class PackedArchive(Malformed):
    code = "packed_archive"
    template = (
        "The file is an archive that is not packed as zip; it begins with the bytes {start}. Unpack it, and import the "
        "files in it one by one."
    )


class PdfDocument(Malformed):
    code = "pdf_document"
    template = (
        'The file is a PDF document ("%PDF"), which people read and programs do not. Ask the bank for a camt.053.'
    )


class WebPage(Malformed):
    code = "web_page"
    template = (
        "The file is a web page (HTML), often what a bank sends when its log-in has run out. Log in again, and fetch "
        "a camt.053."
    )


class UnknownFormat(Malformed):
    code = "unknown_format"
    template = (
        "The file is in no format known here; it begins with {start}. Ask the bank for a camt.053 or camt.054 "
        "(ISO 20022)."
    )


def detect(data: bytes) -> Format:
    """The format of a file, from its first bytes (64 KiB are looked at).

    returns   any known format, also those that are not read yet
    refuses   EmptyFile, PackedArchive, PdfDocument, WebPage, DoctypeRefused, NotWellFormed and its
              siblings (an XML head that is none), UnknownFormat: in this order
    source    the order of tests is that of the formats' own marks, most particular first
    """
    head = data[:HEAD_BYTES]
    body = head.removeprefix(UTF8_MARK).lstrip(_BLANKS)
    if not body or (body.startswith(_UTF16) and not _decoded(body).strip("\ufffd").strip()):
        raise EmptyFile(size=len(head))
    if _is_spreadsheet(body):
        return Format.BANK_XLSX
    if body.startswith(_ZIP):
        return Format.ZIP
    _refuse_archives(body)
    if body.startswith(b"%PDF"):
        raise PdfDocument()
    if _WEB_PAGE.match(_narrow(body)):
        raise WebPage()
    if _narrow(body).startswith(b"<"):
        found = xml_format(body) or (Format.OFX if b"<OFX" in body[:4096] else None)
    else:
        found = text_format(_decoded(body))
    if found is None:
        raise UnknownFormat(start=_start_of(body))
    return found


def _is_spreadsheet(body: bytes) -> bool:
    """By its first member's name: an archive of bank files may have a spreadsheet among them."""
    return body.startswith(_OLE) or (body.startswith(_ZIP) and body[_NAME_AT:].startswith(_SPREADSHEET_NAMES))


def _refuse_archives(body: bytes) -> None:
    if body.startswith(_OTHER_ARCHIVES):
        raise PackedArchive(start=body[:6].hex(" "))


def _narrow(body: bytes) -> bytes:
    """The head with UTF-16 folded to single bytes, enough to look for ASCII marks."""
    return body[2:1024].replace(b"\0", b"").lstrip(_BLANKS) if body.startswith(_UTF16) else body[:1024]


def _decoded(body: bytes) -> str:
    """The head as text: by its mark, as UTF-8 if it is that (its last letter may be cut), else byte by byte."""
    if body.startswith(_UTF16):
        return body.decode("utf-16", errors="replace")
    try:
        return _UTF8().decode(body)
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _start_of(body: bytes) -> str:
    """The first letters in quotes, or the first bytes in hexadecimal digits if they are not all letters."""
    text = _decoded(body[:64]).partition("\n")[0].rstrip("\r")[:32]
    if text and text.isprintable():
        return f'"{text}"'
    return "the bytes " + body[:8].hex(" ")
