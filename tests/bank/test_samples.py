"""Every file of the sample collection by import, where it lies beside the project.

The collection is not part of the project. Its manifest says what must come out of each file, and which need an
override.
"""

from __future__ import annotations

import io
import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.bank.queries import statements
from reskontra.bank.transactions import TransactionFacts, transactions_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.money import minor_digits
from reskontra.formats.bank_statement import StatementHeader
from reskontra.formats.reading import READ
from reskontra.journals.queries import journals, lines
from reskontra.ledger.bank_accounts import NewBankAccount, add_bank_account
from tests import build
from tests.formats.camt_files import events

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
MANIFEST = json.loads((SAMPLES / "MANIFEST.json").read_text()) if SAMPLES.is_dir() else {"files": [], "bad": []}
FORMATS = {"aeb43": "n43", "bg-lb": "lb", "csv": "bank-csv"}  # what the manifest calls by other names
READABLE = [
    row for row in MANIFEST["files"] if row["format"] == "camt" or FORMATS.get(row["format"], row["format"]) in READ
]
NO_MONEY = {"autogiro/mandate-advice-new.txt", "autogiro/mandate-register-new.txt"}
# Refunds are money out too, and a payment that waits for cover is expected.
PAID_OUT = {"statements": 2, "entries": 2, "credits": "0", "debits": "7035"}
COUNTED = {
    "autogiro/payment-spec-new.txt": {"debits": "3700", "pending": 1},
    "bg-lb/return-file.txt": {**PAID_OUT, "opening": [None, None], "closing": [None, None]},
}
REFUSED = [
    row for row in READABLE if row.get("must_be_refused") or row.get("import_refused") or row["file"] in NO_MONEY
]
SOUND = [row for row in READABLE if row not in REFUSED]
# Entries that are sums are split into what the manifest calls detail lines.
TRANSACTIONS = {
    "coda/oca.cod": 7,
    "autogiro/payment-spec-new.txt": 10,
}
BAD = [row for row in MANIFEST["bad"] if row["must_be_refused"]]
GOOD = [row for row in MANIFEST["bad"] if not row["must_be_refused"]]
FORMATS_OF_BAD = {".xml": "camt.053", ".sta": "mt940", ".csv": "bank-csv"}
SECONDS_MAX = 2.0
SPARE = ("1910", "1580", "1630", "1684", "1949", "2420", "2650", "2710", "2820", "2899")  # the chart has ten for banks

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample collection is not beside the project"),
]


def named(row: dict[str, Any]) -> str:
    return str(row["file"])


def data_of(row: dict[str, Any]) -> bytes:
    return (SAMPLES / row["file"]).read_bytes()


def add_accounts(company: CompanyFacts, data: bytes) -> None:
    """The bank accounts a file is for, as a user would add them: made-up numbers are no IBANs."""
    seen = set()
    for header in events(data):
        if not isinstance(header, StatementHeader):
            continue
        name = header.iban or header.other_account
        if (name, header.currency) in seen:
            continue
        seen.add((name, header.currency))
        name = name or "1"  # an export that names no account: its own is given
        own = {"bankgiro": name} if header.other_scheme == "BGNR" else {"other_account": name}
        spare = SPARE[len(seen) - 11] if len(seen) > 10 else ""
        added = NewBankAccount(number=f"B{len(seen)}", currency=header.currency, gl_account=spare, **own)
        add_bank_account(company=company, actor=build.BOB, account=added)


def given(data: bytes) -> str:
    """The account a user names because the file does not."""
    try:
        headers = [event for event in events(data) if isinstance(event, StatementHeader)]
    except (Refused, Malformed):
        return ""
    return "" if headers[0].iban or headers[0].other_account else "B1"


def load(company: CompanyFacts, data: bytes, *overrides: str) -> ImportOutcome:
    reason = "A sample." if overrides else ""
    return import_statement(
        company=company,
        actor="Alice",
        name="sample",
        stream=io.BytesIO(data),
        bank_account=given(data),
        overrides=frozenset(overrides),
        reason=reason,
    )


def stored(company: CompanyFacts) -> list[TransactionFacts]:
    return [
        transaction
        for statement in statements(company=company)
        for transaction in transactions_of(company=company, statement_id=statement.id)
    ]


def decimal(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-minor_digits(currency))


def told(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@pytest.mark.parametrize("row", SOUND, ids=named)
def test_a_sound_file_gives_its_figures(row: dict[str, Any], company: CompanyFacts) -> None:
    data = data_of(row)
    add_accounts(company, data)
    overrides = row.get("needs_override", [])
    if overrides:
        with pytest.raises((Refused, Malformed)):
            load(company, data)
        assert not statements(company=company)
        for left_out in overrides:
            with pytest.raises((Refused, Malformed)):
                load(
                    company, data, *[name for name in overrides if name != left_out], *(["gap"] * (len(overrides) == 1))
                )
    outcome = load(company, data, *overrides)
    assert_figures(company, row, outcome)
    again = load(company, data, *overrides)
    assert again.already_imported_by == "Alice"
    assert again.new == 0
    assert [journal.number for journal in again.journals] == [journal.number for journal in outcome.journals]


def assert_figures(company: CompanyFacts, row: dict[str, Any], outcome: ImportOutcome) -> None:
    expected = row["expected"] | COUNTED.get(row["file"], {})
    found = statements(company=company)
    assert len(found) == expected["statements"]
    balances = {(decimal(s.opening_minor, s.currency), decimal(s.closing_minor, s.currency)) for s in found}
    if "…" not in expected["opening"]:
        assert balances == set(zip(map(told, expected["opening"]), map(told, expected["closing"]), strict=True))
    lines_expected = TRANSACTIONS.get(row["file"], expected.get("lines", expected["entries"]))
    moved = stored(company)
    is_report = row["file"].startswith(("camt/052", "mt942/", "ocr-giro/avtalegiro"))
    booked = [t for t in moved if t.state == "BOOKED" or is_report]
    pending = expected.get("pending", 0)
    if is_report:
        assert len(moved) == lines_expected + pending
        assert not journals(company=company)
        return
    assert len(booked) == lines_expected == outcome.new
    assert len(moved) - len(booked) == pending
    credits = sum((decimal(t.amount_minor, t.currency) for t in booked if t.amount_minor > 0), Decimal(0))
    debits = sum((decimal(-t.amount_minor, t.currency) for t in booked if t.amount_minor < 0), Decimal(0))
    assert credits - debits == Decimal(expected["credits"]) - Decimal(expected["debits"])
    on_lines = lines(company=company, journal_ids=[journal.id for journal in journals(company=company)])
    assert sorted(line.transaction_id or 0 for line in on_lines) == sorted(t.id for t in booked)
    assert sum(journal.lines for journal in outcome.journals) == lines_expected


@pytest.mark.parametrize("row", REFUSED, ids=named)
def test_a_file_that_must_be_refused_is_whatever_is_overridden(row: dict[str, Any], company: CompanyFacts) -> None:
    build.bank_account(company)
    for overrides in ((), ("balance", "running-balance", "gap", "account", "currency", "batch")):
        with pytest.raises((Refused, Malformed)):
            load(company, data_of(row), *overrides)
    assert not statements(company=company)


@pytest.mark.parametrize("row", BAD, ids=named)
def test_a_bad_file_is_refused_fast_and_leaves_nothing(row: dict[str, Any], company: CompanyFacts) -> None:
    data = data_of(row)
    try:
        add_accounts(company, data)
    except Malformed:
        build.bank_account(company)
    began = time.process_time()
    with pytest.raises((Refused, Malformed)) as refusal:
        load(company, data)
    assert time.process_time() - began < SECONDS_MAX
    assert "root:" not in str(refusal.value)
    assert not statements(company=company)
    if "override" in row and FORMATS_OF_BAD.get(Path(row["file"]).suffix) in READ:
        findings = refusal.value.findings if isinstance(refusal.value, Findings) else [refusal.value]
        assert all(f'"{row["override"]}"' in str(finding) for finding in findings)
        assert load(company, data, row["override"]).new > 0


@pytest.mark.parametrize("row", GOOD, ids=named)
def test_an_odd_but_sound_file_is_taken(row: dict[str, Any], company: CompanyFacts) -> None:
    data = data_of(row)
    add_accounts(company, data)
    outcome = load(company, data)
    expected = {
        "bgmax-utf8-reencoded.txt": (9, {1_260_000}),
        "csv-formula.csv": (1, {10_000}),
    }.get(Path(row["file"]).name, (2, {125_000, 200_000}))
    assert outcome.new == expected[0]
    assert sum(abs(t.amount_minor) for t in stored(company)) in expected[1]
    if "duplicate-entry" in row["file"]:
        on_lines = lines(company=company, journal_ids=[journal.id for journal in journals(company=company)])
        assert [line.is_duplicate_suspect for line in on_lines] == [True, True]
    if "unknown-version" in row["file"]:
        assert "99" in " ".join(str(message) for message in outcome.messages)
