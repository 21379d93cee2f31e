"""The days on which lines are posted: the bank's, or the one chosen for their journal; every closed one is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts, PeriodClosed, open_fiscal_years
from reskontra.core.errors import Findings, Refused
from reskontra.journals.queries import JournalFacts
from reskontra.matching.open_lines import OpenLine


class LinePeriodClosed(Refused):
    code = "line_period_closed"
    template = (
        "Line {line} of {journal} is to be posted on {date}, in a period that is {state}. "
        "The first open day is {first_open}: choose it with reskontra journal posting-date."
    )


def require_open_days(
    *, company: CompanyFacts, journals: Mapping[int, JournalFacts], lines: Sequence[OpenLine]
) -> None:
    """Make sure that each line can be posted on its day: the bank's, or the one chosen for its journal.

    refuses   LinePeriodClosed, or Findings of several, by line; NoFiscalYear, NoOpenPeriod
    """
    days = {(journals[id].posting_date_override or day) for id, day in {(line.journal_id, line.date) for line in lines}}
    try:
        open_fiscal_years(company=company, dates=days)
    except PeriodClosed as reason:
        closed = dict(_closed(company, days))
        found = []
        for line in sorted(lines, key=lambda line: (line.journal_id, line.line_number)):
            journal = journals[line.journal_id]
            refusal = closed.get(journal.posting_date_override or line.date)
            if refusal:
                found.append(LinePeriodClosed(journal=journal.number, line=line.line_number, **refusal.values))
        raise (found[0] if len(found) == 1 else Findings(found)) from reason


def _closed(company: CompanyFacts, days: Collection[date]) -> Iterator[tuple[date, PeriodClosed]]:
    """The days that are not open, each with its refusal."""
    for day in sorted(days):
        try:
            open_fiscal_years(company=company, dates=[day])
        except PeriodClosed as reason:
            yield day, reason
