"""Zip archives: every member is read, and what an archive could do to a machine it is refused for."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import archive as module
from reskontra.formats.bank_statement import StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.camt_values import NegativeAmount
from reskontra.formats.definition_sheet import SpreadsheetUnreadable
from reskontra.formats.detect import PackedArchive, PdfDocument
from reskontra.formats.reading import ArchiveInside, NotAStatement, read_statements
from reskontra.formats.tally import StatementTwice
from tests.formats import n43_files as n43
from tests.formats import ofx_files as ofx
from tests.formats.archives import packed
from tests.formats.camt_files import document, entry, events, statement

CAMT = document(statement(entry("100.00")))
OFX = ofx.ofx(ofx.statement(ofx.transaction())).encode()
LARGE = b" " * (module.RATIO_FREE_BYTES + 1)


def test_members_are_read_one_after_another():
    found = events(packed(("mars/a.xml", CAMT), ("b.ofx", OFX)))
    assert [one.member for one in found if isinstance(one, StatementHeader)] == ["mars/a.xml", "b.ofx"]
    assert [one.format for one in found if isinstance(one, StatementHeader)] == ["camt.053", "ofx"]
    assert len([one for one in found if isinstance(one, TransactionRecord)]) == 2


@pytest.mark.parametrize("data", [CAMT, OFX])
def test_a_member_is_read_as_the_file_itself(data):
    within = [one for one in events(packed(("a", data))) if not isinstance(one, StatementHeader)]
    assert within == [one for one in events(data) if not isinstance(one, StatementHeader)]


def test_separated_text_is_read_by_its_definition():
    titles = "Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo"
    lines = f"{titles}\r\n2026-03-02;2026-03-02;5490;100164;100,00;1100,00\r\n"
    found = events(packed(("seb.csv", lines.encode()), ("a.xml", CAMT)))
    assert [one.amount_minor for one in found if isinstance(one, TransactionRecord)] == [10_000, 10_000]


def test_folders_and_what_systems_put_in_are_left_out():
    more = (("mars/", b""), ("__MACOSX/mars/._a.xml", b"\0\5\26\7"), ("mars/.DS_Store", b"\0\0\0\1Bud1"))
    assert len(events(packed(("mars/a.xml", CAMT), *more))) == 3


def test_stored_members_and_long_names():
    (header,) = [one for one in events(packed(("å" * 200 + ".xml", CAMT), method=zipfile.ZIP_STORED))
                 if isinstance(one, StatementHeader)]  # fmt: skip
    assert header.member == "å" * 120


def test_places_name_the_member():
    wrong = n43.text(n43.start(), n43.movement(), n43.closing(1)).encode()
    (end,) = [one for one in events(packed(("a.n43", wrong))) if isinstance(one, StatementEnd)]
    assert end.doubts[0].finding.place == "a.n43, line 3"
    with pytest.raises(NegativeAmount) as caught:
        events(packed(("fine.xml", CAMT), ("wrong.xml", document(statement(entry("-1.00"))))))
    assert caught.value.place.startswith("wrong.xml, line ")


def test_doubts_of_headers_and_transactions_keep_their_place():
    foreign = document(statement(entry("1.00", currency="EUR")))
    found = [one for one in events(packed(("a.xml", foreign))) if isinstance(one, TransactionRecord)]
    assert found[0].doubts[0].finding.place.startswith("a.xml, line ")


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("no members", packed(), module.ArchiveEmpty),
        ("folders alone", packed(("mars/", b"")), module.ArchiveEmpty),
        ("a path that leads out", packed(("../../evil.xml", CAMT)), module.MemberNameUnsafe),
        ("a path from the root", packed(("/etc/passwd", CAMT)), module.MemberNameUnsafe),
        ("a path with backslashes", packed(("..\\evil.xml", CAMT)), module.MemberNameUnsafe),
        ("a drive", packed(("C:evil.xml", CAMT)), module.MemberNameUnsafe),
        ("a control character", packed(("a\tb.xml", CAMT)), module.MemberNameUnsafe),
        ("a bomb", packed(("big.xml", LARGE)), module.ArchiveBomb),
        ("the same bytes twice", packed(("a.xml", CAMT), ("b.xml", CAMT)), module.MemberTwice),
        ("a statement twice", packed(("a.xml", CAMT), ("b.xml", CAMT + b"\n")), StatementTwice),
        ("another method", packed(("a.xml", CAMT), method=zipfile.ZIP_BZIP2), module.ArchiveUnreadable),
        ("an archive inside", packed(("a.zip", packed(("b.xml", CAMT)))), ArchiveInside),
        ("another archive inside", packed(("a.gz", b"\x1f\x8b\x08\0")), PackedArchive),
        ("a spreadsheet inside", packed(("a.xlsx", packed(("xl/workbook.xml", b"")))), SpreadsheetUnreadable),
        ("a PDF inside", packed(("a.xml", CAMT), ("b.pdf", b"%PDF-1.7")), PdfDocument),
        ("an order inside", packed(("a.xml", b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'/>")),
         NotAStatement),
        ("cut off", packed(("a.xml", CAMT))[:200], module.ArchiveUnreadable),
        ("no more than its mark", b"PK\x03\x04", module.ArchiveUnreadable),
    ],
)  # fmt: skip
def test_refused(case, data, refusal):
    with pytest.raises(refusal):
        events(data)


def test_an_encrypted_member():
    data = bytearray(packed(("a.xml", CAMT)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(module.MemberEncrypted, match=r'Member "a\.xml" is encrypted'):
        events(bytes(data))


def test_a_member_that_claims_to_be_smaller():
    data = bytearray(packed(("a.xml", CAMT)))
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, len(CAMT) - 10)
    with pytest.raises(Malformed):
        events(bytes(data))


def test_a_member_whose_bytes_were_changed():
    data = bytearray(packed(("a.xml", CAMT), method=zipfile.ZIP_STORED))
    at = data.index(b"100.00")
    data[at : at + 6] = b"900.00"
    with pytest.raises(module.ArchiveUnreadable, match=r'at "a\.xml"'):
        events(bytes(data))


def test_limits(monkeypatch):
    data = packed(("a.xml", CAMT), ("b.ofx", OFX))
    monkeypatch.setattr(module, "MEMBERS_MAX", 1)
    with pytest.raises(module.ArchiveTooLarge, match="has 2 members"):
        events(data)
    monkeypatch.setattr(module, "MEMBERS_MAX", 2)
    monkeypatch.setattr(module, "BYTES_MAX", len(CAMT))
    with pytest.raises(module.ArchiveTooLarge):
        events(data)


def test_a_long_list_of_members_is_refused_unread(monkeypatch):
    monkeypatch.setattr(module, "DIRECTORY_BYTES_MAX", 100)
    data = packed(("a.xml", CAMT), ("b.ofx", OFX), ("c.ofx", b"x"))
    with pytest.raises(module.ArchiveTooLarge, match="has 3 members"):
        events(data)


def test_the_large_kind_is_refused():
    data = packed(("a.xml", CAMT))
    at = data.index(b"PK\x05\x06")
    with pytest.raises(module.ArchiveTooLarge):
        events(data[:at] + b"PK\x06\x07" + b"\0" * 16 + data[at:])


def test_other_statements_of_one_account_are_no_repeat():
    other = ofx.ofx(ofx.statement(ofx.transaction(), account="99")).encode()
    assert len([one for one in events(packed(("a", OFX), ("b", other))) if isinstance(one, StatementEnd)]) == 2


@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_damage_is_read_or_refused(noise, at):
    whole = packed(("a.xml", CAMT), ("b.ofx", OFX))
    try:
        list(read_statements(io.BytesIO(whole[:at] + noise + whole[at + len(noise) :])))
    except Malformed as refusal:
        str(refusal)
