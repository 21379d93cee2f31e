"""Which bank entries a statement does not show: outstanding at its date, those of checks apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reskontra.bank.models import Reconciliation
from reskontra.bank.reconciliation.queries import ReconciliationFacts, holders
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.bank_standing import StandingEntry, entries_standing
from reskontra.ledger.check_entries import checks_of_bank_entries


@dataclass(frozen=True, slots=True)
class OutstandingEntry:
    """A bank entry, money in +. check_number: of the check that it is, if it is one."""

    id: int
    day: date
    amount_minor: int
    voucher: str
    description: str
    check_number: str = ""


def checks_apart(entries: Iterable[OutstandingEntry]) -> tuple[list[OutstandingEntry], list[OutstandingEntry]]:
    """Entries that are no checks, and those that are."""
    both: tuple[list[OutstandingEntry], list[OutstandingEntry]] = ([], [])
    for entry in entries:
        both[bool(entry.check_number)].append(entry)
    return both


def sums_of(entries: Iterable[OutstandingEntry]) -> tuple[int, int]:
    """What entries that are no checks come to, and what checks do."""
    others, checks = (sum(entry.amount_minor for entry in several) for several in checks_apart(entries))
    return others, checks


def outstanding_entries(*, company: CompanyFacts, found: ReconciliationFacts) -> list[OutstandingEntry]:
    """What was not on a statement at the document's date: neither on it, nor on another of that date or before.

    Of a posted document, what was outstanding when it was posted: later vouchers count for nothing.
    """
    day = found.statement_date
    entries = entries_standing(
        company=company, bank_account_id=found.bank_account.id, until=day, posted_by=found.posted_at
    )
    held = {
        one.entry_id: one.journal_id
        for one in holders(company=company, entries=[entry.id for entry in entries if entry.state == "MATCHED"])
    }
    days = _days(company, set(held.values()))
    left = [entry for entry in entries if _is_outstanding(entry, found, held, days)]
    checks = checks_of_bank_entries(company=company, ids=[entry.id for entry in left])
    return [
        OutstandingEntry(one.id, one.day, one.amount_minor, one.voucher, one.description, checks.get(one.id, ""))
        for one in left
    ]


def _is_outstanding(
    entry: StandingEntry, found: ReconciliationFacts, held: dict[int, int], days: dict[int, date]
) -> bool:
    if entry.state != "MATCHED":
        return True  # open, or closed by a later statement
    if entry.id in held:
        return held[entry.id] != found.journal_id and days[held[entry.id]] > found.statement_date
    return entry.statement_date is None or entry.statement_date > found.statement_date


def _days(company: CompanyFacts, journal_ids: set[int]) -> dict[int, date]:
    rows = Reconciliation.objects.filter(company=company.id, journal__in=journal_ids)
    return dict(rows.values_list("journal_id", "statement_date"))
