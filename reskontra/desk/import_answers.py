"""What a file of direct debit tells that moves no money: mandates and rejected payments, as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reskontra.receivables.direct_debit import MandateLine, RejectedLine, Taken
from reskontra.receivables.direct_debit_words import (
    comment_told,
    is_for_requests,
    reason_told,
    state_told,
    untaken_on_page,
)

SHOWN_MAX = 200  # rows; the file is taken whole


@dataclass(frozen=True, slots=True)
class MandateRow:
    mandate: MandateLine
    state: str
    comment: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    payment: RejectedLine
    reason: str


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """What taking the file would do.

    untaken   what could not be taken, each with what to do; for_requests: some on the page of questions to Bankgirot
    more    rows beyond those that are shown; known is how many are kept already as the file tells
    """

    mandates: Sequence[MandateRow]
    rejected: Sequence[RejectedRow]
    more: int
    known: int
    untaken: Sequence[str] = ()
    for_requests: bool = False

    @property
    def count(self) -> int:
        """What is new in the file."""
        return len(self.mandates) + len(self.rejected) + self.more


def answers_shown(taken: Taken) -> AnswersShown:
    mandates, rejected = taken.mandates[:SHOWN_MAX], taken.rejected[:SHOWN_MAX]
    return AnswersShown(
        mandates=[MandateRow(one, state_told(one.state), comment_told(one.comment)) for one in mandates],
        rejected=[RejectedRow(one, reason_told(one.reason)) for one in rejected],
        more=len(taken.mandates) + len(taken.rejected) - len(mandates) - len(rejected),
        known=taken.known,
        untaken=untaken_on_page(taken)[:SHOWN_MAX],
        for_requests=is_for_requests(taken),
    )
