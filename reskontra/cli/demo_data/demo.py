"""Writes the demo company's files: the one entry to this package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import MappingProxyType

from reskontra.cli.demo_data import booking, camt, csv_files, truth
from reskontra.cli.demo_data.desk import Desk
from reskontra.cli.demo_data.documents import Calendar, make_documents, unused_numbers
from reskontra.cli.demo_data.parties import Parties, make_parties
from reskontra.cli.demo_data.payments import make_payments
from reskontra.cli.demo_data.records import Document, Statement

DEFAULT_SEED = 2026
NO_CODES: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """What a correct load and import must arrive at. Balances, remaining sums: öre, signed as in the files.

    opening_date          the day before the first statement: the day of the opening balance
    statement_entries     booked entries in camt.053; batches: those with several parts, of which
    advised_entries       are totals there and have their parts in camt.054
    transactions          booked payments, a batch counted by its parts: statement_ + advice_transactions
    kinds                 how many booked or pending transactions of each kind, by the word truth.json uses
    """

    customers: int
    vendors: int
    customer_entries: int
    vendor_entries: int
    customer_remaining_minor: int
    vendor_remaining_minor: int
    opening_date: date
    opening_balance_minor: int
    closing_date: date
    closing_balance_minor: int
    statements: int
    statement_entries: int
    batches: int
    advised_entries: int
    transactions: int
    statement_transactions: int
    advice_transactions: int
    pending: int
    kinds: Mapping[str, int]

    @property
    def entries(self) -> int:
        return self.customer_entries + self.vendor_entries


@dataclass(frozen=True, slots=True)
class DemoFiles:
    customers: Path
    vendors: Path
    entries: Path
    statement: Path
    advice: Path
    truth: Path
    expected: DemoFacts


def write_demo(
    folder: Path, *, seed: int = DEFAULT_SEED, as_of: date, terms_codes: Mapping[int, str] = NO_CODES
) -> DemoFiles:
    """Write the demo's six files into folder, which is made if missing; files of these names are replaced.

    seed, as_of   the same two give the same bytes
    as_of         today in the demo: the bank statement ends on it, or on the weekday before it
    terms_codes   days to the company's payment terms code (10 and 30 occur); without it parties get the default
    """
    days = booking.booking_days(as_of)
    calendar = Calendar(first_day=days[0], last_day=days[-1])
    parties = make_parties(seed=seed)
    documents = make_documents(seed=seed, parties=parties, calendar=calendar)
    desk = Desk(random=Random(f"{seed}:payments"), parties=parties, documents=documents, calendar=calendar, days=days)
    payments = make_payments(desk=desk, closed_numbers=unused_numbers(documents))
    statements = booking.book(seed=seed, payments=payments, days=days)

    folder.mkdir(parents=True, exist_ok=True)
    return DemoFiles(
        customers=_write(
            folder,
            "customers.csv",
            csv_files.parties_file(parties.customers, terms_codes=terms_codes, is_reminded=True),
        ),
        vendors=_write(folder, "vendors.csv", csv_files.parties_file(parties.vendors, terms_codes=terms_codes)),
        entries=_write(folder, "entries.csv", csv_files.entries_file(documents)),
        statement=_write(folder, "statement-053.xml", camt.statement_file(statements)),
        advice=_write(folder, "advice-054.xml", camt.advice_file(statements)),
        truth=_write(folder, "truth.json", truth.truth_file(statements)),
        expected=_facts(parties, documents, statements),
    )


def _write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _facts(parties: Parties, documents: Sequence[Document], statements: Sequence[Statement]) -> DemoFacts:
    booked = [entry for statement in statements for entry in statement.booked]
    advised = [entry for entry in booked if entry.is_detailed_elsewhere]
    everything = [entry for statement in statements for entry in statement.entries]
    customer_entries = [document for document in documents if document.ledger == "customer"]
    vendor_entries = [document for document in documents if document.ledger == "vendor"]
    transactions = sum(len(entry.parts) for entry in booked)
    in_advice = sum(len(entry.parts) for entry in advised)
    kinds = Counter(part.payment.kind.value for entry in everything for part in entry.parts)
    return DemoFacts(
        customers=len(parties.customers),
        vendors=len(parties.vendors),
        customer_entries=len(customer_entries),
        vendor_entries=len(vendor_entries),
        customer_remaining_minor=sum(document.remaining_minor for document in customer_entries),
        vendor_remaining_minor=sum(document.remaining_minor for document in vendor_entries),
        opening_date=statements[0].day - timedelta(days=1),
        opening_balance_minor=statements[0].opening_minor,
        closing_date=statements[-1].day,
        closing_balance_minor=statements[-1].closing_minor,
        statements=len(statements),
        statement_entries=len(booked),
        batches=sum(1 for entry in booked if entry.batch_reference),
        advised_entries=len(advised),
        transactions=transactions,
        statement_transactions=transactions - in_advice,
        advice_transactions=in_advice,
        pending=len(everything) - len(booked),
        kinds=MappingProxyType(dict(sorted(kinds.items()))),
    )
