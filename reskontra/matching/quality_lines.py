"""The lines behind a figure of matching quality: those of a month that a rule was for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.days import day_of
from reskontra.interface.tables import Column, Report
from reskontra.matching.quality import NONE, Corrected, corrected_lines, rule_of

_PIECE = 5_000
_SQL = (
    "SELECT l.id, j.number, l.line_number, l.date, coalesce(t.name, ''), l.description, l.amount_minor, l.currency, "
    "l.state, p.origin, p.rule, p.is_ready, p.is_reviewed, EXISTS (SELECT 1 FROM matching_proposalpart r "
    "WHERE r.company_id = p.company_id AND r.proposal_id = p.id) "
    "FROM journals_journalline l "
    "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
    "LEFT JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
    "LEFT JOIN bank_transactionparty t ON t.company_id = l.company_id AND t.transaction_id = l.transaction_id "
    "WHERE l.company_id = %s AND j.kind = 'PAYMENT_RECONCILIATION' AND l.date >= %s AND l.date <= %s "
    "ORDER BY l.date, l.journal_id, l.line_number"
)


class MonthNotWritten(Refused):
    code = "month_not_written"
    template = '"{text}" is no month. Write it as {example}.'


@dataclass(frozen=True, slots=True)
class _Line:
    """A line under a rule. ways: alone, accepted, corrected, of which a line that was put right has several."""

    cells: tuple[Any, ...]
    rule: str
    ways: tuple[str, ...]


def quality_lines_report(*, company: CompanyFacts, month: str, rule: str = "", way: str = "") -> Report:
    """The lines of a month that quality() counts under a rule; rows are read as they are asked for.

    month     such as 2026-03
    rule      as quality() names it; "" is every rule
    way       alone or accepted; "" is all lines
    refuses   MonthNotWritten
    """
    first = _first_day(month)
    columns = (
        Column("journal", _("Journal")),
        Column("line", _("Line"), is_number=True),
        Column("date", _("Date")),
        Column("name", _("Name")),
        Column("text", _("Text")),
        Column("currency", _("Currency")),
        Column("amount", _("Amount"), is_number=True),
        Column("way", _("How"), is_shown=False),
        Column("way_name", _("How")),
    )
    return Report(
        name="matched-lines",
        title=_("Matched lines"),
        facts={"company": company.name, "month": month, "rule": rule, "way": way},
        columns=columns,
        rows=(
            (*line.cells, ", ".join(line.ways), _in_words(line.ways))
            for line in _lines(company, first)
            if (not rule or line.rule == rule) and (not way or way in line.ways)
        ),
        rows_key="lines",
    )


def _first_day(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError as wrong:
        raise MonthNotWritten(text=month[:20], example="2026-03") from wrong


def _in_words(ways: tuple[str, ...]) -> str:
    words = {"alone": _("Without a person"), "accepted": _("Accepted"), "corrected": _("Corrected")}
    return ", ".join(words[way] for way in ways)


def _lines(company: CompanyFacts, first: date) -> Iterator[_Line]:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    corrected: dict[int, dict[str, Corrected]] = {}
    for (line, month, rule), one in corrected_lines(company=company, since=first).items():
        if month == f"{first:%Y-%m}":
            corrected.setdefault(line, {})[rule] = one
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [company.id, first, last])
        while rows := cursor.fetchmany(_PIECE):
            for id, *shown, state, origin, rule, is_ready, is_reviewed, has_parts in rows:
                journal, number, day, name, text, minor, currency = shown
                cells = (journal, number, day_of(day), name, text, currency, Money(minor, currency))
                known = corrected.get(id, {})
                if origin is not None and state in ("OPEN", "POSTED"):
                    now = rule_of(origin, rule) if has_parts else NONE
                    yield _Line(cells, now, _ways(known.get(now), bool(is_ready), bool(is_reviewed)))
                yield from (_Line(cells, name, _ways(one)) for name, one in known.items() if not one.is_counted)


def _ways(corrected: Corrected | None, is_ready: bool = False, is_reviewed: bool = False) -> tuple[str, ...]:
    ways = {
        "alone": (is_ready and not is_reviewed) or (corrected is not None and corrected.was_alone),
        "accepted": is_reviewed or (corrected is not None and corrected.was_accepted),
        "corrected": corrected is not None,
    }
    return tuple(way for way, holds in ways.items() if holds)
