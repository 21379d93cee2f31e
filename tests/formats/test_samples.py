"""Every file of the sample collection, where it lies beside the project: figures, overrides and refusals.

The collection is not part of the project. Its manifest says what must come out of each file.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reskontra.core.errors import Malformed
from reskontra.core.money import minor_digits
from reskontra.formats.autogiro_answers import read_answers
from reskontra.formats.bank_statement import (
    Event,
    ReferenceKind,
    StatementEnd,
    StatementHeader,
    Status,
    TextKind,
    TransactionRecord,
)
from reskontra.formats.coda import read_coda
from reskontra.formats.coda_movement import AmountTooFine
from reskontra.formats.detect import detect
from reskontra.formats.format import Format
from reskontra.formats.reading import READ, NotAStatement, StatusReportGiven
from tests.formats.camt_files import events

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
MANIFEST = json.loads((SAMPLES / "MANIFEST.json").read_text()) if SAMPLES.is_dir() else {"files": [], "bad": []}
CAMT = [row for row in MANIFEST["files"] if row["format"] == "camt"]
# What bank-formats tells by other names.
FORMATS = {"aeb43": "n43", "bg-lb": "lb", "csv": "bank-csv"}
# Orders that share a format with payments are read as another kind of statement, which is never booked.
ORDERS = {"ocr-giro/avtalegiro-requests.txt": "avtalegiro"}
# Entries that are sums of what the manifest calls their detail lines; these are the transactions.
TRANSACTIONS = {"coda/oca.cod": 7, "autogiro/payment-spec-new.txt": 10}
# What the manifest counts in another way: refunds are money out too, and payments that were stopped are no entries.
PAID_OUT = {"statements": 2, "entries": 2, "credits": "0", "debits": "7035"}  # a section is a statement
COUNTED = {
    "autogiro/payment-spec-new.txt": {"entries": 10, "debits": "3700"},
    "bg-lb/return-file.txt": {**PAID_OUT, "opening": [None, None], "closing": [None, None]},
}
NO_MONEY = {"autogiro/mandate-advice-new.txt", "autogiro/mandate-register-new.txt"}


def format_of(row: dict[str, Any]) -> str:
    return FORMATS.get(row["format"], row["format"])


TEXTS = [row for row in MANIFEST["files"] if format_of(row) in READ]
OTHERS = [row for row in MANIFEST["files"] if row["format"] != "camt" and row not in TEXTS]

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample collection is not beside the project")


def named(row: dict[str, Any]) -> str:
    return str(row["file"])


def data_of(row: dict[str, Any]) -> bytes:
    return (SAMPLES / row["file"]).read_bytes()


def decimal(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-minor_digits(currency))


def of(kind: type[Any], found: list[Event]) -> list[Any]:
    return [event for event in found if isinstance(event, kind)]


def overrides(found: list[Event]) -> set[str]:
    return {doubt.override for event in found for doubt in event.doubts}


def expected_decimals(values: list[str | None]) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize("row", CAMT, ids=named)
def test_camt_row(row: dict[str, Any]) -> None:
    if row.get("must_be_refused"):
        with pytest.raises(Malformed):
            events(data_of(row))
        return
    found, expected = events(data_of(row)), row["expected"]
    headers, ends, records = of(StatementHeader, found), of(StatementEnd, found), of(TransactionRecord, found)
    booked = [record for record in records if record.status is Status.BOOKED]
    assert len(headers) == len(ends) == expected["statements"]
    assert sum(end.entries for end in ends) == expected["entries"]
    assert sum(end.transactions for end in ends) == len(booked) == expected["lines"]
    assert sum(end.pending for end in ends) == expected.get("pending", 0)
    assert sorted({header.currency for header in headers}) == sorted(expected["currency"])
    assert [decimal(end.opening_minor, header.currency) for header, end in zip(headers, ends, strict=True)] == (
        expected_decimals(expected["opening"])
    )
    assert [decimal(end.closing_minor, header.currency) for header, end in zip(headers, ends, strict=True)] == (
        expected_decimals(expected["closing"])
    )
    assert overrides(found) == set(row.get("needs_override", []))
    version = row["version"].rpartition(".")[2] if row["version"] else ""
    assert {header.version for header in headers} == {version}


@pytest.mark.parametrize("row", [row for row in CAMT if not row.get("must_be_refused")], ids=named)
def test_camt_sums(row: dict[str, Any]) -> None:
    found, expected = events(data_of(row)), row["expected"]
    sums: dict[str, Counter[str]] = {}
    for end in of(StatementEnd, found):
        for one in end.sums:
            figures = sums.setdefault(one.currency, Counter())
            figures.update(entries=one.entries, credits=one.credits_minor, debits=one.debits_minor)
    told = {
        currency: (figures["entries"], decimal(figures["credits"], currency), decimal(figures["debits"], currency))
        for currency, figures in sums.items()
    }
    assert sum((credits for _, credits, _ in told.values()), Decimal(0)) == Decimal(expected["credits"])
    assert sum((debits for _, _, debits in told.values()), Decimal(0)) == Decimal(expected["debits"])
    if "sums_by_currency" in expected:
        assert told == {
            currency: (figures["entries"], Decimal(figures["credits"]), Decimal(figures["debits"]))
            for currency, figures in expected["sums_by_currency"].items()
        }
    pairs = zip(of(StatementHeader, found), of(StatementEnd, found), strict=True)
    for (header, end), figures in zip(pairs, expected.get("per_statement", []), strict=False):
        assert (header.currency, end.entries) == (figures["currency"], figures["entries"])
        assert decimal(end.credits_minor, header.currency) == Decimal(figures["credits"])
        assert decimal(end.debits_minor, header.currency) == Decimal(figures["debits"])
    lines = Counter[str]()
    for record in of(TransactionRecord, found):
        if record.status is Status.BOOKED:
            lines[record.currency] += record.amount_minor
    assert lines == {currency: figures["credits"] - figures["debits"] for currency, figures in sums.items()}


@pytest.mark.parametrize("row", [row for row in CAMT if not row.get("must_be_refused")], ids=named)
def test_camt_content(row: dict[str, Any]) -> None:
    content = row["expected"].get("content", {})
    records = of(TransactionRecord, events(data_of(row)))
    texts = [text for record in records for text in record.texts if text.kind is TextKind.REMITTANCE]
    references = [one for record in records for one in record.references if one.kind is ReferenceKind.CREDITOR]
    assert len(texts) == content.get("unstructured remittance lines", 0)
    assert len(references) == content.get("structured references", 0)
    raws = [reference.raw for reference in references]
    assert raws[:4] == content.get("reference examples", [])[:4]
    if all(record.part_number or not record.warnings for record in records):
        assert sum(bool(record.end_to_end_id) for record in records) <= content.get("end-to-end ids", 0)
        assert sum(bool(record.mandate_id) for record in records) == content.get("mandate ids", 0)
        assert sum(bool(record.uetr) for record in records) == content.get("UETR", 0)
    reversals = {record.entry_number for record in records if record.is_reversal}
    assert len(reversals) == content.get("reversal entries (RvslInd)", 0)
    undated = [record for record in records if record.booking_date is None]
    assert len(undated) >= content.get("entries without booking date", 0)


@pytest.mark.parametrize("row", TEXTS, ids=named)
def test_text_row(row: dict[str, Any]) -> None:
    if row.get("must_be_refused") or row["file"] in NO_MONEY:
        with pytest.raises(Malformed):
            events(data_of(row))
        return
    if row.get("import_refused"):
        assert_figures_in_thousandths(row)
        return
    found, expected = events(data_of(row)), row["expected"] | COUNTED.get(row["file"], {})
    headers, ends, records = of(StatementHeader, found), of(StatementEnd, found), of(TransactionRecord, found)
    assert {header.format for header in headers} == {ORDERS.get(row["file"], format_of(row))}
    assert len(headers) == len(ends) == expected["statements"]
    assert sum(end.entries for end in ends) == expected["entries"]
    booked = sum(record.status is Status.BOOKED for record in records)
    assert booked == TRANSACTIONS.get(row["file"], expected["entries"])
    assert sum_of(ends, "credits_minor") == Decimal(expected["credits"])
    assert sum_of(ends, "debits_minor") == Decimal(expected["debits"])
    assert sorted({header.currency for header in headers}) == sorted(expected["currency"])
    assert overrides(found) == set(row.get("needs_override", []))
    for key, values in (("opening", "opening_minor"), ("closing", "closing_minor")):
        told = [decimal(getattr(end, values), header.currency) for header, end in zip(headers, ends, strict=True)]
        if "…" in expected[key]:
            told = [told[0], told[-1]]
        assert told == expected_decimals([value for value in expected[key] if value != "…"])
    for header, end, figures in zip(headers, ends, expected.get("per_statement", []), strict=False):
        assert (header.currency, end.entries) == (figures["currency"], figures["entries"])
        assert decimal(end.credits_minor, header.currency) == Decimal(figures["credits"])
        assert decimal(end.debits_minor, header.currency) == Decimal(figures["debits"])


def assert_figures_in_thousandths(row: dict[str, Any]) -> None:
    """CODA writes three decimals: figures that no minor units hold are read as they stand, and not as a statement."""
    with pytest.raises(AmountTooFine):
        events(data_of(row))
    found, expected = list(read_coda(io.BytesIO(data_of(row)), in_thousandths=True)), row["expected"]
    (end,) = of(StatementEnd, found)
    ((_, entries, *sums),) = [(one.currency, one.entries, one.credits_minor, one.debits_minor) for one in end.sums]
    assert (end.entries, entries) == (expected["entries"], expected["entries"])
    assert [header.currency for header in of(StatementHeader, found)] == expected["currency"]
    assert [Decimal(one).scaleb(-3) for one in sums] == [Decimal(expected[name]) for name in ("credits", "debits")]
    balances = [Decimal(one or 0).scaleb(-3) for one in (end.opening_minor, end.closing_minor)]
    assert balances == [Decimal(expected[name][0]) for name in ("opening", "closing")]


def sum_of(ends: list[StatementEnd], name: str) -> Decimal:
    figures = [decimal(getattr(one, name), one.currency) for end in ends for one in end.sums]
    return sum((figure for figure in figures if figure is not None), Decimal(0))


@pytest.mark.parametrize("name", sorted(NO_MONEY))
def test_mandates_are_read(name: str) -> None:
    (row,) = [row for row in MANIFEST["files"] if row["file"] == name]
    records = row["expected"]["content"]["records by type"]
    found = read_answers(io.BytesIO(data_of(row)))
    assert detect(data_of(row)) is Format.AUTOGIRO
    assert len(found.mandates) == records.get("73", 0) + records.get("00", 0)


@pytest.mark.parametrize("row", OTHERS, ids=named)
def test_other_formats_are_named(row: dict[str, Any]) -> None:
    with pytest.raises(Malformed) as caught:
        events(data_of(row))
    assert isinstance(caught.value, NotAStatement | StatusReportGiven)
    found = detect(data_of(row))
    expected = format_of(row)
    assert found == expected or (expected == "pain" and found.value.startswith("pain."))


def events_or_refusal(data: bytes) -> list[Event] | Malformed:
    try:
        return events(data)
    except Malformed as refusal:
        return refusal


@pytest.mark.parametrize("row", MANIFEST["bad"], ids=named)
def test_bad_row(row: dict[str, Any]) -> None:
    data = data_of(row)
    found = events_or_refusal(data)
    if isinstance(found, Malformed):
        assert row["must_be_refused"]
        assert not row.get("override")
        assert "root:" not in str(found)
        return
    assert detect(data) in READ
    if row["must_be_refused"]:
        assert overrides(found) == {row["override"]}
        return
    assert overrides(found) == set()
    if Path(row["file"]).suffix not in (".xml", ".sta"):
        return
    (end,) = of(StatementEnd, found)
    figures = (200_000, 0) if "duplicate-entry" in row["file"] else (100_000, 25_000)
    assert (end.entries, end.credits_minor, end.debits_minor) == (2, *figures)


def test_letters_survive_every_encoding() -> None:
    def texts(name: str) -> list[str]:
        found = events((SAMPLES / "bad" / name).read_bytes())
        return [text.text for record in of(TransactionRecord, found) for text in record.texts]

    assert texts("ok-latin1.xml") == texts("ok-utf16.xml") == texts("ok-utf8-bom.xml") == texts("ok-control.xml")


def test_notes() -> None:
    def warnings(name: str) -> str:
        found = events((SAMPLES / "bad" / name).read_bytes())
        return " ".join(warning for event in found for warning in event.warnings)

    assert "Version 99 is not known" in warnings("unknown-version.xml")
    assert "BANKREF1" in warnings("duplicate-entry-reference.xml")


def test_every_camt_name_is_a_format() -> None:
    assert {Format(".".join(row["version"].split(".")[:2])) for row in CAMT if row["version"]} <= set(READ)
