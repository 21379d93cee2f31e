"""Evidence in the bank's text, lettered: a in the text is a in the sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reskontra.matching.evidence import is_amount, places

Reason = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; letter is empty where it proves nothing."""

    text: str
    letter: str = ""


@dataclass(slots=True)
class Letters:
    """Gives letters to what is marked, in the order in which it is read, and remembers them for the sentence."""

    reasons: Sequence[Reason]
    given: dict[str, str] = field(default_factory=dict)

    def pieces(self, text: str, *, is_text: bool = False) -> tuple[Piece, ...]:
        """A row of the bank's information in pieces; places that a reason tells are in the text."""
        reasons = [reason for reason in self.reasons if is_text or "start" not in reason]
        found, read = [], 0
        for start, end in places(reasons, text):
            if start > read:
                found.append(Piece(text[read:start]))
            found.append(Piece(text[start:end], self._letter(text[start:end])))
            read = end
        if read < len(text):
            found.append(Piece(text[read:]))
        return tuple(found)

    def _letter(self, marked: str) -> str:
        key = marked.casefold()
        if key not in self.given:
            self.given[key] = chr(ord("a") + min(len(self.given), 25))
        return self.given[key]

    def of(self, reason: Reason) -> str:
        """The letter of what a reason rests on; empty where nothing of it is marked."""
        evidence = str(reason.get("evidence", "")).casefold()
        if not evidence or is_amount(str(reason["rule"])):
            return ""
        if evidence in self.given:
            return self.given[evidence]
        return next((letter for text, letter in self.given.items() if evidence in text), "")
