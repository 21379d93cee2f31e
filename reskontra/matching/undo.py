"""What stood on a line before the last decisions, kept in the session of who made them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from reskontra.core.errors import Refused
from reskontra.matching.proposals import StoredPart, StoredProposal

KEY = "undo"
MOST = 50
Kept = dict[str, Any]


class NothingToUndo(Refused):
    code = "nothing_to_undo"
    template = "There is no decision of yours on line {line} to undo. Unapply the line instead."


def keep(session: MutableMapping[str, Any], *, journal_id: int, line: int, before: StoredProposal | None) -> None:
    """Remember what a line had before a decision."""
    kept: list[Kept] = session.get(KEY, [])
    proposal = None if before is None else before._asdict() | {"parts": [list(part) for part in before.parts]}
    session[KEY] = [*kept[-MOST + 1 :], {"journal": journal_id, "line": line, "before": proposal}]


def taken_back(session: MutableMapping[str, Any], journal_id: int, line: int) -> StoredProposal | None:
    """What the line had before the newest decision on it, which is forgotten.

    refuses   NothingToUndo
    """
    kept: list[Kept] = session.get(KEY, [])
    for place in range(len(kept) - 1, -1, -1):
        if (kept[place]["journal"], kept[place]["line"]) == (journal_id, line):
            session[KEY] = kept[:place] + kept[place + 1 :]
            return _proposal(kept[place]["before"])
    raise NothingToUndo(line=line)


def last_line(session: MutableMapping[str, Any], journal_id: int) -> int | None:
    """The line of the newest decision in the journal that can be undone."""
    return next((one["line"] for one in reversed(session.get(KEY, [])) if one["journal"] == journal_id), None)


def _proposal(kept: Kept | None) -> StoredProposal | None:
    if kept is None:
        return None
    values = kept | {
        "explanation": tuple(kept["explanation"]),
        "alternatives": tuple(kept["alternatives"]),
        "lost": tuple(kept["lost"]),
        "parts": tuple(StoredPart(*part) for part in kept["parts"]),
    }
    return StoredProposal(**values)
