"""What the two panes of a bank reconciliation show: the statement's lines, and the entries of the bank account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.utils.translation import gettext as _

from reskontra.bank.models import ReconciledEntry
from reskontra.bank.reconciliation.later import LaterRows, later_rows
from reskontra.bank.reconciliation.matching import limit_date
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, entries_on, lines_of
from reskontra.bank.reconciliation.words import reason_of
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import bank_balance
from reskontra.ledger.reconciled_entries import OpenBankEntry, open_bank_entries

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """What is asked for. until: the last day of entries; reversed_too: also those that were taken back."""

    unmatched: bool = False
    reversed_too: bool = False
    until: date | None = None
    line_page: int = 1
    entry_page: int = 1


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A line of the statement. state: matched, differs or unmatched; why: what it was matched by, in words.

    balance_minor   opening and the lines up to this one
    vouchers        of its entries
    """

    line: ReconciliationLine
    balance_minor: int
    state: str
    why: str
    vouchers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightRow:
    """An entry of the bank account. state: matched (on the lines), elsewhere (on that document), open.

    check   the number of the check that it is, if it is one
    """

    id: int
    day: date
    minor: int
    voucher: str
    text: str
    state: str
    lines: tuple[int, ...] = ()
    document: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Leafed:
    """Which of the rows a page has. previous and next: numbers of pages, 0 where there is none."""

    first: int
    last: int
    count: int
    previous: int
    next: int


@dataclass(frozen=True, slots=True)
class Panes:
    """lines and entries are those of the page; the sums are of all that are shown, those of the document of all.

    unmatched      lines and entries that wait
    left_over      lines that are not what their entries are; held: entries on the lines; later: than the statement
    account_minor  all entries of the bank account
    """

    lines: Sequence[LeftRow]
    entries: Sequence[RightRow]
    line_pages: Leafed
    entry_pages: Leafed
    line_count: int
    matched_lines: int
    unmatched: int
    total_minor: int
    difference_minor: int
    to_reconcile_minor: int
    outstanding_minor: int
    account_minor: int
    limit: date
    left_over: int
    held: int
    later: LaterRows


def panes(*, company: CompanyFacts, found: ReconciliationFacts, shown: Shown) -> Panes:
    """Both panes of the document, by a handful of queries."""
    lines = lines_of(company=company, found=found)
    limit = shown.until or limit_date(found, lines)
    left = _left(found, lines)
    entries = [] if found.is_posted else _entries(company, found, limit, shown)
    right = sorted([*_matched(lines), *entries], key=lambda row: (row.day, row.id))
    unmatched = sum(row.state != "matched" for row in left)
    waiting = sum(row.state == "open" for row in right)
    if shown.unmatched:
        left = [row for row in left if row.state != "matched"]
        right = [row for row in right if row.state == "open"]
    line_pages, entry_pages = leafed(len(left), shown.line_page), leafed(len(right), shown.entry_page)
    return Panes(
        lines=left[line_pages.first - 1 : line_pages.last],
        entries=right[entry_pages.first - 1 : entry_pages.last],
        line_pages=line_pages,
        entry_pages=entry_pages,
        line_count=len(lines),
        matched_lines=sum(bool(line.entries) for line in lines),
        unmatched=unmatched + waiting,
        total_minor=found.reached(lines),
        difference_minor=sum(line.difference_minor for line in lines),
        to_reconcile_minor=sum(row.minor for row in right),
        outstanding_minor=sum(row.minor for row in right if row.state == "open"),
        account_minor=bank_balance(company=company, bank_account_id=found.bank_account.id),
        limit=limit,
        left_over=sum(line.difference_minor != 0 for line in lines),
        held=len(entries_on(lines)),
        later=later_rows(found, lines),
    )


def _left(found: ReconciliationFacts, lines: Sequence[ReconciliationLine]) -> list[LeftRow]:
    balances = list(accumulate((line.amount_minor for line in lines), initial=found.opening_minor))[1:]
    rows = []
    for line, balance in zip(lines, balances, strict=True):
        state = "unmatched" if not line.entries else "differs" if line.difference_minor else "matched"
        vouchers = tuple(entry.voucher for entry in line.entries)
        rows.append(LeftRow(line, balance, state, reason_of(line) if line.entries else "", vouchers))
    return rows


def _matched(lines: Sequence[ReconciliationLine]) -> list[RightRow]:
    """The entries on the document's lines; one that several lines share stands once."""
    numbers: dict[int, list[int]] = {}
    found: dict[int, RightRow] = {}
    for line in lines:
        for entry in line.entries:
            on = numbers.setdefault(entry.id, [])
            on.append(line.number)
            found[entry.id] = RightRow(
                entry.id, entry.day, entry.amount_minor, entry.voucher, entry.description, "matched", tuple(on),
                check=entry.check_number,
            )  # fmt: skip
    return list(found.values())


def _entries(company: CompanyFacts, found: ReconciliationFacts, limit: date, shown: Shown) -> list[RightRow]:
    open_ones = open_bank_entries(
        company=company, bank_account_id=found.bank_account.id, until=limit, reversed_too=shown.reversed_too
    )
    rows = [_right(entry, "open") for entry in open_ones]
    held = ReconciledEntry.objects.filter(
        company=company.id, line__company=company.id, line__journal__company=company.id, line__journal__state="OPEN",
        bank_entry__company=company.id, bank_entry__bank_account=found.bank_account.id,
        bank_entry__posting_date__lte=limit, bank_entry__voucher__company=company.id,
    ).exclude(line__journal=found.journal_id)  # fmt: skip
    columns = (
        "bank_entry_id", "bank_entry__posting_date", "bank_entry__amount_minor", "bank_entry__voucher__series",
        "bank_entry__voucher__fiscal_year_code", "bank_entry__voucher__number", "bank_entry__description",
        "line__journal__number",
    )  # fmt: skip
    elsewhere: Mapping[int, RightRow] = {
        id: RightRow(id, day, minor, f"{series}-{year}-{number}", text, "elsewhere", document=document)
        for id, day, minor, series, year, number, text, document in held.values_list(*columns)
    }
    return [*rows, *elsewhere.values()]


def _right(entry: OpenBankEntry, state: str) -> RightRow:
    text, check = entry.description or _("No text"), " ".join(entry.check_numbers)
    return RightRow(entry.id, entry.day, entry.amount_minor, entry.voucher, text, state, check=check)


def leafed(count: int, asked: int) -> Leafed:
    """A hundred rows a page; asked: number of the page, from 1."""
    pages = max(1, -(-count // PER_PAGE))
    page = min(max(1, asked), pages)
    first = (page - 1) * PER_PAGE
    return Leafed(first + 1, min(count, first + PER_PAGE), count, page - 1, page + 1 if page < pages else 0)
