"""What a person decided today: every decision with its line, and whether it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.journals.queries import journals
from reskontra.matching.decisions import DecisionFacts, decisions_since
from reskontra.matching.pages import LineRow, line_row
from reskontra.matching.queries import shown_lines


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in the list. row: the line as it stands now."""

    journal: str
    line: int
    at: datetime
    word: str
    is_undone: bool
    is_undoable: bool
    row: LineRow | None


def decided_today(*, company: CompanyFacts, actor: str) -> list[Decided]:
    """The actor's decisions since midnight here, the newest first."""
    midnight = datetime.combine(today(), time.min).astimezone()
    found = decisions_since(company=company, actor=actor, since=midnight)
    wanted = {one.journal for one in found}
    kept = [one for one in journals(company=company) if one.number in wanted]
    lines = shown_lines(company=company, journals=kept, ids=tuple({one.line_id for one in found})) if found else []
    rows = {one.line.id: line_row(one) for one in lines}
    return [_decided(one, rows.get(one.line_id)) for one in found]


def _decided(one: DecisionFacts, row: LineRow | None) -> Decided:
    return Decided(one.journal, one.line, one.decided_at, _word(one.action), one.is_undone, one.is_undoable, row)


def _word(action: str) -> str:
    return {
        "journal.lines.accepted": _("Accepted"),
        "journal.line.applied": _("Applied by hand"),
        "journal.line.granted": _("Difference granted"),
        "journal.line.split": _("Split into parts"),
        "journal.line.unapplied": _("Unapplied"),
    }.get(action, action)
