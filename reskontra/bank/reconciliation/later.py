"""Rows of a bank reconciliation that are of a day after its statement: they stay and are told of, or forbid posting.

source    the specification of bank reconciliation, 5.1, 8.3 and 15
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as noop

from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, find_reconciliation, lines_of
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.interface.refusals import told

NONE_LATER = "reconciled_rows_not_later"
LATER_WARNINGS: Mapping[str, str] = {
    "lines_later": noop("{count:line is|lines are} of a day after {day}."),
    "entries_later": noop("{count:matched bank entry is|matched bank entries are} of a day after {day}."),
}


class ReconciledLater(Refused):
    code = "reconciled_later"
    template = (
        "Bank reconciliation {reconciliation} is of {day}, and {lines:line is|lines are} of a later day, with "
        "{entries:bank entry|bank entries} of one. Take them off, or change the statement's day."
    )


@dataclass(frozen=True, slots=True)
class LaterRows:
    """How many lines, and how many of the entries on lines, are of a day after the statement's."""

    lines: int
    entries: int

    def __bool__(self) -> bool:
        return bool(self.lines or self.entries)


def later_rows(found: ReconciliationFacts, lines: Sequence[ReconciliationLine]) -> LaterRows:
    """Each entry counts once, on however many lines it is."""
    day = found.statement_date
    entries = {entry.id for line in lines for entry in line.entries if entry.day > day}
    return LaterRows(sum(line.day > day for line in lines), len(entries))


def later_warnings(found: ReconciliationFacts, later: LaterRows) -> list[tuple[str, dict[str, object]]]:
    """Codes of LATER_WARNINGS with their values."""
    counts = {"lines_later": later.lines, "entries_later": later.entries}
    return [(code, {"count": count, "day": found.statement_date}) for code, count in counts.items() if count]


def later_words(*, company: CompanyFacts, name: str) -> str:
    """What is later than the statement in words; "" where nothing is."""
    found = find_reconciliation(company=company, name=name)
    later = later_rows(found, lines_of(company=company, found=found))
    return " ".join(told(LATER_WARNINGS[code], values) for code, values in later_warnings(found, later))


def refuse_later(*, company: CompanyFacts, found: ReconciliationFacts, lines: Sequence[ReconciliationLine]) -> None:
    """refuses   ReconciledLater where the company's setting wants no such rows"""
    later = later_rows(found, lines)
    if later and setting(company=company, key=NONE_LATER, default=False):
        raise ReconciledLater(
            reconciliation=found.name, day=found.statement_date, lines=later.lines, entries=later.entries
        )
