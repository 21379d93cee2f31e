"""What a file is, by its bytes: formats by code, everything else by a refusal that names it."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import detect as detecting
from reskontra.formats.detect import detect
from reskontra.formats.format import Format
from reskontra.formats.safe_xml import DoctypeRefused
from tests.formats import archives
from tests.formats.camt_files import document, statement

CAMT = document(statement())


def packed(*names: str) -> bytes:
    return archives.packed(*((name, b"x") for name in names), method=zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("case", "data", "expected"),
    [
        ("camt", CAMT, Format.CAMT_053),
        ("after a byte order mark", b"\xef\xbb\xbf" + CAMT, Format.CAMT_053),
        ("after blank lines", b"\n\n" + CAMT, Format.CAMT_053),
        ("in UTF-16", CAMT.decode().replace("UTF-8", "UTF-16").encode("utf-16"), Format.CAMT_053),
        ("OFX 1 without header", b"<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO", Format.OFX),
        ("a zip archive", packed("mars.xml"), Format.ZIP),
        ("an archive with a spreadsheet in it", packed("mars.xml", "xl/workbook.xml"), Format.ZIP),
        ("an empty archive", packed(), Format.ZIP),
        ("text in ISO 8859-1", "Bokföringsdag;Verifikationsnummer;Text;Belopp".encode("latin-1"), Format.BANK_CSV),
        ("text in UTF-8", "Bokföringsdag;Verifikationsnummer;Text;Belopp\r\n2026".encode(), Format.BANK_CSV),
        ("a spreadsheet", packed("[Content_Types].xml", "xl/workbook.xml"), Format.BANK_XLSX),
        ("an older spreadsheet", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500, Format.BANK_XLSX),
        ("text in UTF-16", "Bokföringsdag;Verifikationsnummer;Text;Belopp".encode("utf-16"), Format.BANK_CSV),
    ],
)
def test_detect(case, data, expected):
    assert detect(data) is expected


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("no bytes", b"", detecting.EmptyFile),
        ("white space", b" \r\n\t ", detecting.EmptyFile),
        ("a gzip archive", b"\x1f\x8b\x08\x00", detecting.PackedArchive),
        ("a PDF", b"%PDF-1.7\n", detecting.PdfDocument),
        ("a web page", b"<!DOCTYPE html><html><body>Logga in</body></html>", detecting.WebPage),
        ("a web page without doctype", b"\n<HTML lang='sv'>", detecting.WebPage),
        ("a web page called XML", b"<?xml version='1.0'?>\n<!-- x -->\n<html>", detecting.WebPage),
        ("a doctype", b"<!DOCTYPE Document [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><Document>&x;", DoctypeRefused),
        ("bytes", bytes([0xA5, 0x4D, 0xCA, 0x18]) * 9, detecting.UnknownFormat),
        ("XML of another kind", b"<svg/>", detecting.UnknownFormat),
        ("prose", b"Hej och tack", detecting.UnknownFormat),
    ],
)
def test_refusals_name_what_it_is(case, data, refusal):
    with pytest.raises(refusal):
        detect(data)


@pytest.mark.parametrize(
    ("data", "shown"),
    [(b"Hej och tack", 'begins with "Hej och tack".'), (b"\xa5\x4d\xca\x18", "begins with the bytes a5 4d ca 18.")],
)
def test_the_start_is_shown(data, shown):
    with pytest.raises(detecting.UnknownFormat, match=shown):
        detect(data)


@given(st.binary(max_size=400))
def test_any_bytes_have_a_format_or_are_malformed(data):
    try:
        assert detect(data) in Format
    except Malformed as refusal:
        str(refusal)
