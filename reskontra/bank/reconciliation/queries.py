"""Bank reconciliations as they are: documents, their lines, and which bank entries the lines are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from reskontra.bank.models import ReconciledEntry, Reconciliation, StatementLineDetail
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import Agreed
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.journals.queries import lines
from reskontra.ledger.check_entries import checks_of_bank_entries
from reskontra.ledger.queries import BankAccountFacts, bank_accounts

_WAITING = (
    "SELECT d.line_id, e.id, e.posting_date, e.amount_minor, v.series, v.fiscal_year_code, v.number, e.description "
    "FROM bank_transferreddifference d "
    "JOIN journals_journalline l ON l.company_id = d.company_id AND l.id = d.line_id "
    "JOIN journals_typedline t ON t.company_id = d.company_id AND t.id = d.typed_line_id "
    "JOIN ledger_voucher v ON v.company_id = d.company_id AND v.id = t.voucher_id "
    "JOIN ledger_bankentry e ON e.company_id = d.company_id AND e.voucher_id = v.id "
    "WHERE d.company_id = %s AND l.journal_id = %s AND NOT d.is_collected AND t.state = 'POSTED' "
    "AND e.bank_account_id = %s AND e.state = 'OPEN' AND e.transaction_id IS NULL AND NOT EXISTS ("
    "SELECT 1 FROM ledger_bankentry r WHERE r.company_id = e.company_id AND r.reverses_id = e.id) "
    "ORDER BY d.line_id, e.id"
)


class ReconciliationUnknown(Refused):
    code = "reconciliation_unknown"
    template = (
        'There is no bank reconciliation "{reconciliation}". See which there are with '
        "reskontra bank-reconciliation list."
    )


class ReconciliationLineUnknown(Refused):
    code = "reconciliation_line_unknown"
    template = "Bank reconciliation {reconciliation} has no line {line}. Take one that bank-reconciliation show lists."


@dataclass(frozen=True, slots=True)
class ReconciliationFacts:
    """A bank reconciliation. name: the account's number and the statement's. Amounts in the account's currency.

    gl_minor, outstanding_minor, outstanding_checks_minor   as it was posted; the first in local currency
    """

    id: int
    name: str
    journal_id: int
    bank_account: BankAccountFacts
    number: str
    statement_date: date
    opening_minor: int
    ending_minor: int
    before_number: str
    before_minor: int | None
    is_posted: bool
    posted_at: datetime | None = None
    posted_by: str = ""
    gl_minor: int | None = None
    outstanding_minor: int | None = None
    outstanding_checks_minor: int | None = None

    def reached(self, lines: Iterable[ReconciliationLine]) -> int:
        """What the opening balance and the lines come to."""
        return self.opening_minor + sum(line.amount_minor for line in lines)


@dataclass(frozen=True, slots=True)
class MatchedEntry:
    """A bank entry on a line. agreed: codes of what both have in common; empty where a person matched them.

    applied_minor   what of it the line has: all, unless the entry is on several lines, which share it
    is_waiting      a journal posted it for the line, and it is stored as the line's with the next change
    check_number    of the check that it is, if it is one
    """

    id: int
    day: date
    amount_minor: int
    voucher: str
    description: str
    agreed: tuple[str, ...]
    applied_minor: int
    is_shared: bool
    is_waiting: bool = False
    check_number: str = ""


@dataclass(frozen=True, slots=True)
class ReconciliationLine:
    """A line of the statement with the bank entries that it is.

    transaction_id   of the bank's file; None where the line was typed
    party            the counterparty's name
    reference        the payment reference
    """

    id: int
    number: int
    day: date
    amount_minor: int
    description: str
    entries: tuple[MatchedEntry, ...]
    transaction_id: int | None = None
    document_number: str = ""
    check_number: str = ""
    party: str = ""
    reference: str = ""

    @property
    def checks(self) -> tuple[str, ...]:
        """The numbers of the checks that it is."""
        return tuple(entry.check_number for entry in self.entries if entry.check_number)

    @property
    def shown_check(self) -> str:
        """The check number that the statement says, or that of the only check it is."""
        return self.check_number or (self.checks[0] if len(self.checks) == 1 else "")

    @property
    def shares(self) -> bool:
        """Whether its bank entry is on other lines too."""
        return any(entry.is_shared for entry in self.entries)

    @property
    def applied_minor(self) -> int:
        return sum(entry.applied_minor for entry in self.entries)

    @property
    def difference_minor(self) -> int:
        return self.amount_minor - self.applied_minor


def entries_on(lines: Iterable[ReconciliationLine]) -> set[int]:
    """The bank entries that the lines have, each once."""
    return {entry.id for line in lines for entry in line.entries}


def reconciliations(*, company: CompanyFacts) -> list[ReconciliationFacts]:
    """Every bank reconciliation, by account and statement date."""
    return _facts(company, Q())


def _facts(company: CompanyFacts, chosen: Q) -> list[ReconciliationFacts]:
    accounts = {account.id: account for account in bank_accounts(company=company)}
    rows = Reconciliation.objects.filter(chosen, company=company.id, journal__company=company.id)
    rows = rows.select_related("journal")
    return [
        ReconciliationFacts(
            id=row.id,
            name=row.journal.number,
            journal_id=row.journal_id,
            bank_account=accounts[row.bank_account_id],
            number=row.number,
            statement_date=row.statement_date,
            opening_minor=row.opening_minor,
            ending_minor=row.ending_minor,
            before_number=row.before_number,
            before_minor=row.before_minor,
            is_posted=row.journal.state == "POSTED",
            posted_at=row.posted_at,
            posted_by=row.posted_by,
            gl_minor=row.gl_minor,
            outstanding_minor=row.outstanding_minor,
            outstanding_checks_minor=row.outstanding_checks_minor,
        )
        for row in rows.order_by("bank_account", "statement_date", "id")
    ]


def find_reconciliation(*, company: CompanyFacts, name: str) -> ReconciliationFacts:
    """refuses   ReconciliationUnknown"""
    found = _facts(company, Q(journal__number=name))
    if not found:
        raise ReconciliationUnknown(reconciliation=name)
    return found[0]


def lines_of(*, company: CompanyFacts, found: ReconciliationFacts) -> list[ReconciliationLine]:
    """The document's lines by number, with their bank entries."""
    rows = lines(company=company, journal_ids=[found.journal_id])
    matches = _matches(company, found)
    shares = _shares({row.id: row.amount_minor for row in rows}, matches)
    details = _details(company, found)
    checks = checks_of_bank_entries(company=company, ids={match[1] for match in matches})
    by_line: dict[int, list[MatchedEntry]] = {}
    for line, entry, day, minor, series, year, number, text, agreed, is_shared in matches:
        applied = shares[line, entry] if is_shared else minor
        codes = tuple(agreed.split(",")) if agreed else ()
        one = MatchedEntry(
            entry, day, minor, f"{series}-{year}-{number}", text, codes, applied, is_shared,
            check_number=checks.get(entry, ""),
        )  # fmt: skip
        by_line.setdefault(line, []).append(one)
    written = [
        ReconciliationLine(
            row.id, row.line_number, row.date, row.amount_minor, row.description, tuple(by_line.get(row.id, ())),
            row.transaction_id, *details.get(row.id, ()),
        )
        for row in rows
    ]  # fmt: skip
    return written if found.is_posted else _with_waiting(company, found, written)


def _with_waiting(
    company: CompanyFacts, found: ReconciliationFacts, written: list[ReconciliationLine]
) -> list[ReconciliationLine]:
    """The lines with the entries that journals posted for them: of the line's amount, or of what it lacks.

    Lines that one voucher was posted for share its entries out, one for each.
    """
    by_id = {line.id: line for line in written}
    given, taken = set[int](), set[int]()
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [company.id, found.journal_id, found.bank_account.id])
        rows = cursor.fetchall()
    for line_id, entry, day, minor, series, year, number, text in rows:
        line = by_id[line_id]
        if line_id in given or entry in taken or not line.difference_minor:
            continue
        if minor in (line.amount_minor, line.difference_minor):
            one = MatchedEntry(
                entry, day_of(day), minor, f"{series}-{year}-{number}", text, (Agreed.AMOUNT.value,), minor, False, True
            )
            by_id[line_id] = replace(line, entries=(*line.entries, one))
            given.add(line_id)
            taken.add(entry)
    return list(by_id.values())


def _matches(company: CompanyFacts, found: ReconciliationFacts) -> list[Any]:
    rows = ReconciledEntry.objects.filter(
        company=company.id, line__company=company.id, line__journal=found.journal_id,
        bank_entry__company=company.id, bank_entry__voucher__company=company.id,
    )  # fmt: skip
    entry, voucher = "bank_entry__", "bank_entry__voucher__"
    columns = (
        "line_id", "bank_entry_id", f"{entry}posting_date", f"{entry}amount_minor", f"{voucher}series",
        f"{voucher}fiscal_year_code", f"{voucher}number", f"{entry}description", "agreed", "is_shared",
    )  # fmt: skip
    return list(rows.order_by(f"{entry}posting_date", "bank_entry_id", "line__line_number").values_list(*columns))


def _details(company: CompanyFacts, found: ReconciliationFacts) -> dict[int, tuple[str, ...]]:
    rows = StatementLineDetail.objects.filter(
        company=company.id, line__company=company.id, line__journal=found.journal_id
    )
    columns = ("line_id", "document_number", "check_number", "name", "reference")
    return {row[0]: row[1:] for row in rows.values_list(*columns)}


def _shares(amounts: dict[int, int], matches: list[Any]) -> dict[tuple[int, int], int]:
    """(line, entry) → what the line has of an entry that is on several: its own amount; on the last one the rest."""
    groups: dict[int, list[int]] = {}
    rest: dict[int, int] = {}
    for match in matches:
        if match[-1]:
            groups.setdefault(match[1], []).append(match[0])
            rest[match[1]] = match[3]
    found = {}
    for entry, several in groups.items():
        for line in several[:-1]:
            found[line, entry] = amounts[line]
            rest[entry] -= amounts[line]
        found[several[-1], entry] = rest[entry]
    return found


def line_numbered(*, company: CompanyFacts, found: ReconciliationFacts, number: int) -> ReconciliationLine:
    """refuses   ReconciliationLineUnknown"""
    return lines_numbered(company=company, found=found, numbers=[number])[0]


def lines_numbered(
    *, company: CompanyFacts, found: ReconciliationFacts, numbers: Collection[int]
) -> list[ReconciliationLine]:
    """These lines, by number.

    refuses   ReconciliationLineUnknown
    """
    by_number = {line.number: line for line in lines_of(company=company, found=found)}
    for number in sorted(numbers):
        if number not in by_number:
            raise ReconciliationLineUnknown(reconciliation=found.name, line=number)
    return [by_number[number] for number in sorted(set(numbers))]


@dataclass(frozen=True, slots=True)
class Holder:
    """A line of a reconciliation that has a bank entry."""

    entry_id: int
    journal_id: int
    reconciliation: str
    line_number: int
    is_posted: bool


def holders(*, company: CompanyFacts, entries: Collection[int]) -> list[Holder]:
    """The lines, of whichever reconciliation, that have these bank entries; by entry and line."""
    sql = (
        "SELECT m.bank_entry_id, j.id, j.number, l.line_number, j.state FROM {values} "
        "CROSS JOIN bank_reconciledentry m "
        "JOIN journals_journalline l ON l.company_id = m.company_id AND l.id = m.line_id "
        "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
        "WHERE m.company_id = %s AND m.bank_entry_id = v.value ORDER BY m.bank_entry_id, l.line_number"
    )
    found = bulk.lookup(sql, set(entries), company.id)
    return [Holder(entry, journal, name, number, state == "POSTED") for entry, journal, name, number, state in found]
