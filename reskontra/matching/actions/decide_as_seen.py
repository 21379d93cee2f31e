"""Decide a line as it was seen: who decides second is told who was first, and what stands there now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts
from reskontra.matching.queries import ShownLine, shown_line

Done = TypeVar("Done")


class LineDecidedMeanwhile(Refused):
    code = "line_decided_meanwhile"
    template = "{actor} decided line {line} at {at}: it is on {now}. See that choice, and decide it again if need be."


class LineChangedMeanwhile(Refused):
    code = "line_changed_meanwhile"
    template = "Line {line} was changed meanwhile, and is on {now}. See what stands there, and decide it then."


def version_of(shown: ShownLine) -> str:
    """Another text for anything else that a decision could rest on."""
    line = shown.line
    seen = (line.state, line.account_minor, line.reviewed_by, str(line.reviewed_at), shown.proposal)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:12]


def decide_as_seen(
    *, company: CompanyFacts, journal: JournalFacts, line_number: int, seen: str, decide: Callable[[], Done]
) -> tuple[Done, ShownLine | None]:
    """Decide the line, and give what the decision gives, and the line as it was; nothing where another was first.

    seen      version_of() what the person had before her; blank where nobody looked
    refuses   LineDecidedMeanwhile, LineChangedMeanwhile, what the decision refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        shown = shown_line(company=company, journal=journal, number=line_number)
        if shown is not None and seen and version_of(shown) != seen:
            raise _moved(shown)
        return decide(), shown


def _moved(shown: ShownLine) -> Refused:
    line, now = shown.line, _names(shown) or "–"
    if line.reviewed_by and line.reviewed_at:
        at = line.reviewed_at.astimezone().strftime("%H:%M")
        return LineDecidedMeanwhile(actor=line.reviewed_by, line=line.line_number, at=at, now=now)
    return LineChangedMeanwhile(line=line.line_number, now=now)


def _names(shown: ShownLine) -> str:
    """The documents and accounts that the line is on."""
    parts = shown.proposal.parts if shown.proposal else ()
    entries = [shown.entries.get(part.entry_id or 0) for part in parts]
    pairs = zip(parts, entries, strict=True)
    return ", ".join(entry.document_number if entry else part.account_number for part, entry in pairs)
