"""What people and programs ask of one company: commands at random, most of which can be done in most states.

    books = Books(folder, statement)          the files that commands read and write
    prepare(url, books)                       terms, accounts of vendors, mandates, bills, a second bank account
    command(rng, books)                       one command, by name and words

What is asked depends on the random numbers alone, not on what is in the books: much of it is refused.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults import programs
from tests.faults.databases import opened
from tests.faults.programs import Under

Words = tuple[str, ...]
JOURNALS = ("PRJ000001", "PRJ000002", "PRJ000003")
LINES, INVOICES, CUSTOMERS, VENDORS, PAYERS = 26, 180, 30, 6, 3
IBANS = ("DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300")
APPROVER = "Bob"  # who approves what Alice and the others make
DRAFT = "draft"


@dataclass(slots=True)
class Books:
    """loaded: how many files of new invoices there are."""

    folder: Path
    statement: Path
    loaded: int = 0


def prepare(url: str, books: Books) -> None:
    """Let customers get reminders, pay interest and be debited, and vendors be paid."""
    folder = books.folder
    names = dict(_names(url))
    customers = [f"C{at:03d},{names[f'C{at:03d}']},SE-FÖRETAG,STANDARD" for at in range(CUSTOMERS)]
    _load(url, folder / "terms.csv", "customers", "number,name,reminder_terms,finance_charge_terms", customers)
    payers = [f"E{at},Käufer {at},{IBANS[at]},EUR" for at in range(PAYERS)]
    _load(url, folder / "payers.csv", "customers", "number,name,iban,currency", payers)
    giros = ("5050-1055", "991-2346") * (VENDORS // 2)
    vendors = [f"V{at:03d},{names[f'V{at:03d}']},{giro}" for at, giro in enumerate(giros)]
    _load(url, folder / "accounts.csv", "vendors", "number,name,bankgiro", vendors)
    programs.done(url, "rate", "add", "EUR", "2026-01-01", "11.50")
    programs.done(url, "bank-account", "add", "E1", "--iban", "DE02120300000000202051", "--currency", "EUR")
    setup = ("--creditor-id", "DE98ZZZ09999999999", "--bic", "BYLADEM1001")
    programs.done(url, "direct-debit", "setup", "E1", *setup)
    for at in range(PAYERS):
        programs.done(url, "mandate", "create", f"E{at}", "--signed", "2026-01-02")
    dates = "2026-02-20,2035-03-20"
    rows = [f"customer,E{at % PAYERS},invoice,EU-{at},{dates},EUR,{at}5.00,{at}5.00" for at in range(1, 9)]
    _load(url, folder / "euros.csv", "entries", ENTRIES, rows)
    programs.done(url, "collections", "policy", "add", "ALL", "--terms", "SE-FÖRETAG", "--steps", "make,issue")
    programs.done(url, "webhook", "add", "http://127.0.0.1:9/", under=Under(private_webhooks=True))


def _names(url: str) -> list[tuple[str, str]]:
    with opened(url) as own:
        found: list[tuple[str, str]] = own.execute("SELECT number, name FROM parties_party").fetchall()
        return found


ENTRIES = "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount"


def _load(url: str, path: Path, noun: str, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    programs.done(url, "load", noun, path)


def command(rng: random.Random, books: Books, name: str = "") -> tuple[str, Words]:
    """A command and its name, which is drawn where none is given."""
    chosen = name or rng.choice(NAMES)
    return chosen, COMMANDS[chosen](rng, books)


def new_invoices(rng: random.Random, books: Books) -> Words:
    """New invoices, or those of a file that was tried before."""
    books.loaded += rng.random() < 0.7 or not books.loaded
    path = books.folder / f"more-{books.loaded}.csv"
    rows = [
        f"customer,C{at % CUSTOMERS:03d},invoice,N{books.loaded}-{at},2026-02-20,2026-02-27,SEK,{at}00.00,{at}00.00"
        for at in range(1, 6)
    ]
    path.write_text("\n".join([ENTRIES, *rows]) + "\n", encoding="utf-8")
    return ("load", "entries", str(path))


def _line(rng: random.Random, *more: str) -> Words:
    return ("journal", "apply", rng.choice(JOURNALS), str(rng.randint(1, LINES)), *more)


def _document(rng: random.Random) -> str:
    return f"customer:10{rng.randint(1, INVOICES):04d}"


def _journal(rng: random.Random, verb: str, *more: str) -> Words:
    return ("journal", verb, rng.choice(JOURNALS), *more)


def _out(rng: random.Random, books: Books, kind: str) -> str:
    """A file that is written over by nobody else in this moment."""
    return str(books.folder / f"{kind}-{rng.randrange(10**9)}")


def _proposal(rng: random.Random, verb: str, *more: str) -> Words:
    return ("payment-proposal", verb, str(rng.randint(1, 4)), *more)


def _collection(rng: random.Random, verb: str, *more: str) -> Words:
    return ("direct-debit", verb, f"DDC00000{rng.randint(1, 4)}", *more)


def _draft(rng: random.Random, _books: Books) -> Words:
    line = f"3001;{rng.randint(100, 9000)}.00;;Arbete"
    return ("invoice", DRAFT, f"customer:C{rng.randrange(CUSTOMERS):03d}", "--date", "2026-04-01", "--line", line)


COMMANDS: dict[str, Callable[[random.Random, Books], Words]] = {
    "load": new_invoices,
    "import": lambda _rng, books: ("statement", "import", str(books.statement)),
    "match": lambda rng, _books: _journal(rng, "match"),
    "post": lambda rng, _books: _journal(rng, "post"),
    "post all": lambda _rng, _books: ("journal", "post", "--import", "1"),
    "reverse": lambda rng, _books: _journal(rng, "reverse", "--reason", "storm"),
    "apply": lambda rng, _books: _line(rng, "--document", _document(rng)),
    "accept": lambda rng, _books: ("journal", "accept", rng.choice(JOURNALS), str(rng.randint(1, LINES))),
    "leave": lambda rng, _books: _line(rng, "--unapply"),
    "unapply": lambda rng, _books: ("entry", "unapply", _document(rng), "--reason", "storm"),
    "remind": lambda _rng, _books: ("reminders", "make", "--document-date", "2026-04-20", "--override", "storm"),
    "issue": lambda _rng, _books: ("reminders", "issue", "--all"),
    "charge": lambda _rng, _books: ("finance-charges", "make", "--document-date", "2026-04-20"),
    "book charges": lambda _rng, _books: ("finance-charges", "issue"),
    "policy": lambda _rng, _books: ("collections", "run", "ALL", "--take-over"),
    "draft": _draft,
    "post drafts": lambda _rng, _books: ("invoice", "post", "--all"),
    "propose": lambda _rng, _books: ("payment-proposal", "make", "B1", "--until", "2026-03-31"),
    "approve": lambda rng, _books: _proposal(rng, "approve"),
    "pay": lambda rng, books: _proposal(rng, "export", _out(rng, books, "payments.xml")),
    "book payments": lambda rng, _books: _proposal(rng, "post"),
    "give up": lambda rng, _books: _proposal(rng, "cancel"),
    "collect": lambda _rng, _books: ("direct-debit", "make", "E1", "--to", "2035-12-31"),
    "debit": lambda rng, books: _collection(rng, "export", _out(rng, books, "debits.xml")),
    "refuse debit": lambda rng, _books: _collection(rng, "reject", str(rng.randint(1, 8)), "--reason", "AC04"),
    "close debits": lambda rng, _books: _collection(rng, "close", "--yes", "--reason", "storm"),
    "hand vouchers": lambda rng, books: ("export", "vouchers", _out(rng, books, "vouchers.csv"), "--since-last"),
    "deliver": lambda _rng, _books: ("events", "deliver"),
    "back up": lambda rng, books: ("backup", "make", _out(rng, books, "back-up.zip")),
}
NAMES = sorted(COMMANDS)
ACTORS = {"approve": APPROVER}  # of commands that somebody else must give
