"""What each transaction of a statement becomes, before a row of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from reskontra.core.statements import Notice


@dataclass(slots=True)
class Decision:
    """By the place of a transaction in its statement, from 0. What is not named here is new.

    known          the stored transaction that it is
    known_parts    the stored transactions that it sums up, where there are several
    details        the stored transaction that it is a part of, or says more about
    ordinals       its number among equal ones, where that is not 0
    suspects       it may be one of the others: a person must see
    take_overs     the journal in which a detail gets a line of its own
    superseded     keys of lines that give way to those
    overlap_minor, overlapping   sum and number of those known from other statements, not from advices
    """

    known: dict[int, int] = field(default_factory=dict)
    known_parts: dict[int, list[int]] = field(default_factory=dict)
    details: dict[int, int] = field(default_factory=dict)
    ordinals: dict[int, int] = field(default_factory=dict)
    suspects: set[int] = field(default_factory=set)
    take_overs: dict[int, int] = field(default_factory=dict)
    superseded: set[int] = field(default_factory=set)
    overlap_minor: int = 0
    overlapping: int = 0
    notices: list[Notice] = field(default_factory=list)

    def link(self, place: int, *, known: int | None = None, detail: int | None = None) -> None:
        """Settle a place by another file: whatever made it suspect is explained."""
        if known is not None:
            self.known[place] = known
        if detail is not None:
            self.details[place] = detail
        self.suspects.discard(place)
