"""What people decided of lines, with what stood there before: to be listed, undone, and held against who posts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reskontra.audit.queries import events_about
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.journals.queries import LineFacts
from reskontra.matching.models import Decision
from reskontra.matching.proposals import StoredPart, StoredProposal

AMOUNT_GIVEN = "journal.line.amount_given"
_MOST_GIVEN = 10_000  # amounts of a journal that are looked at, the newest
_COLUMNS = ("company_id", "line_id", "actor", "action", "decided_at", "before", "is_undone")
_PREPARED = (
    "SELECT DISTINCT d.line_id, d.actor FROM {values} CROSS JOIN matching_decision d "
    "WHERE d.company_id = %s AND d.line_id = v.value AND NOT d.is_undone"
)


class NothingToUndo(Refused):
    code = "nothing_to_undo"
    template = "There is no decision of yours on line {line} to undo. Unapply the line instead."


class DecidedSince(Refused):
    code = "decided_since"
    template = "{actor} has decided line {line} after you. See what stands there now, and decide it again if need be."


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision. is_undoable: it is the newest on its line, and the line is open."""

    id: int
    line_id: int
    journal: str
    line: int
    actor: str
    action: str
    decided_at: datetime
    is_undone: bool
    is_undoable: bool


def note_decisions(
    *,
    company: CompanyFacts,
    actor: str,
    action: str,
    lines: Sequence[LineFacts],
    before: Mapping[int, StoredProposal],
) -> None:
    """Keep what the lines had: line → its proposal; one that had none is left out of it."""
    at = bulk.stored(bulk.moment())
    rows = [(company.id, line.id, actor, action, at, _written(before.get(line.id)), False) for line in lines]
    bulk.insert(Decision, _COLUMNS, rows)


def newest_decision(*, company: CompanyFacts, actor: str, line_id: int, line: int) -> tuple[int, StoredProposal | None]:
    """The decision of the actor that can be undone on the line, and what the line had before it.

    line      its number, for a person
    refuses   NothingToUndo, DecidedSince
    """
    rows = Decision.objects.filter(company=company.id, line=line_id, is_undone=False).order_by("-id")
    own = rows.filter(actor=actor).first()
    if own is None:
        raise NothingToUndo(line=line)
    newest = rows.first()
    if newest is not None and newest.id != own.id:
        raise DecidedSince(actor=newest.actor, line=line)
    return own.id, _read(own.before)


def mark_undone(*, company: CompanyFacts, id: int) -> None:
    Decision.objects.filter(company=company.id, id=id).update(is_undone=True)


def last_line(*, company: CompanyFacts, actor: str, journal_id: int) -> int | None:
    """The line of the actor's newest decision in the journal that can be undone."""
    rows = Decision.objects.filter(
        company=company.id, actor=actor, is_undone=False, line__journal=journal_id, line__state="OPEN"
    )
    found: int | None = rows.order_by("-id").values_list("line__line_number", flat=True).first()
    return found


def decisions_since(*, company: CompanyFacts, actor: str, since: datetime, most: int = 500) -> list[DecisionFacts]:
    """What the actor decided from that moment on, the newest first."""
    rows = Decision.objects.filter(company=company.id, actor=actor, decided_at__gte=since).order_by("-id")
    columns = ("id", "line", "line__journal__number", "line__line_number", "actor", "action", "decided_at", "is_undone")
    found: list[Any] = list(rows.values_list(*columns, "line__state")[:most])
    newest = _newest_by_line(company, {row[1] for row in found})
    return [
        DecisionFacts(
            id, line_id, journal, line, by, action, at, is_undone, state == "OPEN" and newest.get(line_id) == id
        )
        for id, line_id, journal, line, by, action, at, is_undone, state in found
    ]


def _newest_by_line(company: CompanyFacts, line_ids: Collection[int]) -> dict[int, int]:
    sql = (
        "SELECT d.line_id, MAX(d.id) FROM {values} CROSS JOIN matching_decision d "
        "WHERE d.company_id = %s AND d.line_id = v.value AND NOT d.is_undone GROUP BY d.line_id"
    )
    return dict(bulk.lookup(sql, line_ids, company.id))


def prepared_by(*, company: CompanyFacts, line_ids: Collection[int]) -> dict[int, set[str]]:
    """Line → everyone whose decision on it stands, or stood until another decided; undone ones are left out."""
    found: dict[int, set[str]] = {}
    for line, actor in bulk.lookup(_PREPARED, line_ids, company.id):
        found.setdefault(line, set()).add(actor)
    return found


def amounts_given_by(*, company: CompanyFacts, journal: str) -> dict[int, set[str]]:
    """Line's number → everyone who said what it came to in its account's currency, in the journal of that number."""
    found: dict[int, set[str]] = {}
    for event in events_about(company=company.id, subject=journal, actions=AMOUNT_GIVEN, most=_MOST_GIVEN):
        if event.content:
            found.setdefault(event.content["line"], set()).add(event.actor)
    return found


def _written(proposal: StoredProposal | None) -> str:
    if proposal is None:
        return ""
    return json.dumps(proposal._asdict() | {"parts": [list(part) for part in proposal.parts]}, ensure_ascii=False)


def _read(text: str) -> StoredProposal | None:
    if not text:
        return None
    kept = json.loads(text)
    lists = {name: tuple(kept[name]) for name in ("explanation", "alternatives", "lost")}
    return StoredProposal(**(kept | lists | {"parts": tuple(StoredPart(*part) for part in kept["parts"])}))
