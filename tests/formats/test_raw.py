"""A transaction is found again in its file, with all that the file says of it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from reskontra.core.errors import Malformed, Refused
from reskontra.formats.bank_statement import StatementHeader, TransactionRecord
from reskontra.formats.raw import Field, RawUnknown, Wanted, raw_fields
from reskontra.formats.reading import read_statements
from tests.bank.files import Entry, Pay, Stmt, advice, camt
from tests.formats.autogiro_files import deposit, payment

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FOLDERS = ("autogiro", "camt", "mt940", "mt942", "bgmax", "ocr-giro", "ktl", "tito", "ofx", "coda", "bg-lb")
MANIFEST = json.loads((SAMPLES / "MANIFEST.json").read_text()) if SAMPLES.is_dir() else {"files": []}
FILES = [row["file"] for row in MANIFEST["files"] if row["file"].split("/")[0] in FOLDERS and row["size"] < 60_000]


def wanted_of(content: bytes) -> list[Wanted]:
    """Every transaction of a file; none of one that is not read."""
    found: list[Wanted] = []
    statement = ("", "")
    try:
        for event in read_statements(io.BytesIO(content)):
            if isinstance(event, StatementHeader):
                statement = event.statement_id[:100], event.sequence[:40]
            elif isinstance(event, TransactionRecord):
                own = event.entry_number, event.part_number, event.amount_minor, event.booking_date
                found.append(Wanted(*statement, *own))
    except (Refused, Malformed):
        return []
    return found


@pytest.mark.parametrize("file", FILES)
def test_what_is_shown_of_a_sample_has_the_amount(file: str) -> None:
    content = (SAMPLES / file).read_bytes()
    for wanted in wanted_of(content)[:3]:
        text = "".join(text for _, text in raw_fields(io.BytesIO(content), wanted))
        assert str(abs(wanted.amount_minor)).rstrip("0") in re.sub(r"[^0-9]", "", text)


def shown(content: bytes, at: int) -> list[Field]:
    return raw_fields(io.BytesIO(content), wanted_of(content)[at])


def test_elements_are_told_with_their_paths_and_attributes() -> None:
    content = camt(
        Stmt((Pay("1.00"),), id="A"), Stmt((Pay("2.00"), Pay("5.00", text="Hej", name="Åke")), id="B", day="2026-03-03")
    )
    fields = shown(content, 2)
    assert ("Ntry/Amt", "5.00") in fields
    assert ("Ntry/Amt@Ccy", "SEK") in fields
    assert ("Ntry/NtryDtls/TxDtls/RmtInf/Ustrd", "Hej") in fields
    assert fields[0] == ("Ntry/Amt@Ccy", "SEK")


def test_of_a_batch_only_the_part_is_told() -> None:
    content = advice(Entry((Pay("30.00", text="ett"), Pay("70.00", text="två")), bank_reference="D1"))
    texts = [[text for path, text in shown(content, at) if path.endswith("Ustrd")] for at in (0, 1)]
    assert texts == [["ett"], ["två"]]
    assert ("Ntry/Amt", "100.00") in shown(content, 1)


MT940 = b""":20:X
:25:SE4550000000058398257466
:28C:1/1
:60F:C260301SEK1000,00
:61:2603020302C5,00NTRFNONREF//A
:86:Faktura 1
andra raden
:61:2603020302C6,00NTRFNONREF//B
:62F:C260302SEK1011,00
-
"""


def test_lines_are_told_by_their_numbers() -> None:
    assert shown(MT940, 0) == [
        ("5", ":61:2603020302C5,00NTRFNONREF//A"),
        ("6", ":86:Faktura 1"),
        ("7", "andra raden"),
    ]
    assert [number for number, _ in shown(MT940, 1)] == ["8"]


def test_payments_of_autogiro_are_told_in_the_order_of_their_sums() -> None:
    waiting, stopped = payment(700, 103, status="9"), payment(900, 104, status="1")
    content = deposit(waiting, payment(100, 101), stopped, payment(200, 102), amount=300, count=2).encode()
    assert [shown(content, at) for at in range(3)] == [
        [("4", payment(100, 101))],
        [("6", payment(200, 102))],
        [("3", waiting)],
    ]


def test_nothing_is_told_where_it_is_not_sure() -> None:
    wanted = wanted_of(MT940)[0]
    for other in (wanted._replace(entry_number=9), wanted._replace(statement_id="another")):
        with pytest.raises(RawUnknown, match="statement file"):
            raw_fields(io.BytesIO(MT940), other)
    with pytest.raises(RawUnknown):
        raw_fields(io.BytesIO(camt(Stmt((Pay("1.00"),)))), wanted._replace(statement_id="nowhere"))
