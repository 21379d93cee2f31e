"""The stream: order of events, several statements, misplaced elements, memory, and any damage whatever."""

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.bank_statement import StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.camt import DuplicateStatement, NoStatement, read_camt
from reskontra.formats.camt_values import ElementMisplaced
from tests.formats.camt_files import (
    NAMESPACE,
    balance,
    document,
    entry,
    events,
    header,
    records,
    statement,
    transaction,
    warnings,
)

GOOD = document(
    statement(
        balance("OPBD", "0"),
        balance("CLBD", "170.00"),
        entry("100.00", transaction(amount="40.00"), transaction("<RmtInf><Ustrd>å</Ustrd></RmtInf>", amount="60.00")),
        entry("100.00", more="<AcctSvcrRef>R</AcctSvcrRef>"),
        entry("30.00", direction="DBIT"),
    ),
    statement(number="S-2"),
)


def kinds(data: bytes) -> str:
    letters = {StatementHeader: "H", TransactionRecord: "t", StatementEnd: "E"}
    return "".join(letters[type(event)] for event in events(data))


@pytest.mark.parametrize(
    ("case", "data", "expected"),
    [
        ("parts and entries", GOOD, "HttttEHE"),
        ("no entries", document(statement()), "HE"),
        ("frame between the entries", document(statement(entry(), balance("CLBD", "1"), entry())), "HttE"),
    ],
)
def test_order_of_events(case, data, expected):
    assert kinds(data) == expected


@pytest.mark.parametrize(("element", "name"), [("Stmt", "camt.053"), ("Rpt", "camt.052"), ("Ntfctn", "camt.054")])
@pytest.mark.parametrize("version", ["02", "04", "06", "08", "10", "14", "", "99"])
def test_every_message_and_version(element, name, version):
    namespace = f"urn:iso:std:iso:20022:tech:xsd:{name}.001.{version}" if version else ""
    data = document(statement(entry(), element=element), namespace=namespace, element=element)
    assert (header(data).format, header(data).version) == (name, version)
    assert len(records(data)) == 1


def test_an_envelope_around_the_document():
    inner = document(statement(entry())).partition(b"\n")[2]
    data = (
        b"<?xml version='1.0'?><Envelope xmlns='urn:e'><AppHdr><MsgDefIdr>camt.053</MsgDefIdr></AppHdr>"
        + inner
        + b"</Envelope>"
    )
    assert kinds(data) == "HtE"


def test_a_prefix_instead_of_a_default_namespace():
    data = GOOD.replace(b"<", b"<c:").replace(b"<c:/", b"</c:").replace(b"<c:?", b"<?").replace(b"xmlns=", b"xmlns:c=")
    assert kinds(data) == "HttttEHE"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding):
    text = GOOD.decode().replace("UTF-8", "UTF-8" if encoding == "utf-8-sig" else encoding)
    assert [text.text for record in records(text.encode(encoding)) for text in record.texts] == ["å"]


def test_places_name_the_line_beyond_the_sixteenth_bit():
    data = document(statement(*[entry("1.00") + "\n"] * 70_000, entry("1,00")))
    with pytest.raises(Malformed) as caught:
        events(data)
    assert caught.value.place == "line 70002, Amt"


@pytest.mark.parametrize(
    ("case", "frames", "refused"),
    [
        ("the same with entries", [statement(entry()), statement(entry())], True),
        ("the same without", [statement(), statement()], False),
        ("entries in one", [statement(entry()), statement()], False),
        ("another number", [statement(entry()), statement(entry(), number="S-2")], False),
        ("another account", [statement(entry()), statement(entry(), account="SE3550000000054910000003")], False),
        (
            "another page",
            [statement(entry(), head=f"<StmtPgntn><PgNb>{page}</PgNb></StmtPgntn>") for page in (1, 2)],
            False,
        ),
    ],
)
def test_duplicate_statements(case, frames, refused):
    data = document(*frames)
    if not refused:
        assert kinds(data).count("H") == 2
        return
    with pytest.raises(DuplicateStatement):
        events(data)


def test_a_shared_bank_reference_is_flagged_and_both_stay():
    same = entry("9.00", more="<AcctSvcrRef>BANKREF1</AcctSvcrRef>")
    data = document(statement(same, same))
    assert len(records(data)) == 2
    assert warnings(data) == ['Entry 2 shares the bank reference "BANKREF1" with an earlier entry.']


@pytest.mark.parametrize("word", ["NONREF", "NOTPROVIDED"])
def test_a_word_for_no_reference_is_not_shared(word):
    same = entry("9.00", more=f"<AcctSvcrRef>{word}</AcctSvcrRef>")
    assert warnings(document(statement(same, same))) == []


@pytest.mark.parametrize(
    ("case", "inside"),
    [
        ("an entry in an entry", "<Ntry><Ntry/></Ntry>"),
        ("a transaction in a statement", "<TxDtls/>"),
        ("a transaction in an entry", "<Ntry><TxDtls/></Ntry>"),
        ("an entry in the account", "<Acct><Ntry><Amt Ccy='SEK'>1</Amt></Ntry></Acct>"),
        ("a statement in a statement", entry() + "<Stmt><Id>2</Id></Stmt>"),
    ],
)
def test_misplaced_elements_are_refused(case, inside):
    with pytest.raises(ElementMisplaced):
        events(document(statement(inside)))


def test_no_statement():
    with pytest.raises(NoStatement):
        events(document())


ENTRY_START = "<Ntry><Amt Ccy='SEK'>9</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
JUNK = transaction("<RltdPties><Dbtr><Id>" + "<Junk/>" * 200 + "</Id></Dbtr></RltdPties>") * 5
FLAT = {
    "many entries": ("", entry("1.00", transaction("<RmtInf><Ustrd>x</Ustrd></RmtInf>")) * 20, ""),
    "many statements": ("</Stmt>", "".join(f"<Stmt><Id>{n}</Id></Stmt>" for n in range(40)), "<Stmt><Id>x</Id>"),
    "one batch": (ENTRY_START + "<NtryDtls>", JUNK, "</NtryDtls></Ntry>"),
    "many details": (ENTRY_START, f"<NtryDtls>{JUNK}</NtryDtls>", "</Ntry>"),
}
STREAM = """
import resource, sys
from reskontra.formats.camt import read_camt

class Endless:
    pieces = iter([sys.argv[1].encode(), *[sys.argv[2].encode()] * 1000, sys.argv[3].encode()])
    def read(self, size=-1):
        return next(self.pieces, b"")

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for event in read_camt(Endless(), namespace=sys.argv[4], version="08"):
    pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("case", FLAT)
def test_memory_stays_flat(case):
    """Measured by the process: the parser's tree is none of Python's memory."""
    before, piece, after = FLAT[case]
    head, _, tail = document(statement("@")).decode().partition("@")
    answer = subprocess.run(
        [sys.executable, "-c", STREAM, head + before, piece, after + tail, NAMESPACE],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert int(answer.stdout) < 16  # MiB


@given(st.data())
def test_any_damage_is_read_or_malformed(data):
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        length = data.draw(st.integers(0, 40))
        damaged[start : start + length] = data.draw(st.binary(max_size=20) | st.sampled_from(PIECES))
    try:
        events(bytes(damaged))
    except Malformed as refusal:
        str(refusal)


PIECES = [
    b"<Ntry>", b"</Ntry>", b"<TxDtls>", b"</TxDtls>", b"<Stmt>", b"</Stmt>", b"<NtryDtls/>", b"<Amt Ccy='JPY'>1</Amt>",
    b"<Amt>1</Amt>", b"<CdtDbtInd/>", b"<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp></Bal>", b"&amp;", b"&#0;",
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?x ?>", b"9" * 30, "１".encode(), b"<IBAN>SE</IBAN>", b"\x00", b"\xff",
    b"<TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>1.001</Sum></TtlNtries></TxsSummry>",
]  # fmt: skip


@given(st.binary(max_size=300))
def test_any_bytes_inside_are_read_or_malformed(noise):
    head, _, tail = document(statement("@")).partition(b"@")
    try:
        events(head + noise + tail)
    except Malformed as refusal:
        str(refusal)


LATE = document(
    statement(
        entry("100.00", batch="<Btch><PmtInfId>P-1</PmtInfId></Btch>" + transaction(amount="100.00") + "<Btch/>"),
        balance("OPBD", "0"),
        entry("30.00", direction="DBIT"),
        balance("CLBD", "70.00"),
    )
)


@given(st.integers(1, 200))
def test_the_size_of_the_reads_changes_nothing(size):
    class Drops(io.BytesIO):
        def read(self, asked: int | None = -1) -> bytes:
            return super().read(size)

    assert list(read_camt(Drops(LATE), namespace=NAMESPACE, version="08")) == events(LATE)
