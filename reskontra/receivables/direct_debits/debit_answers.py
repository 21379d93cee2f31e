"""The bank's answer to direct debits, of whichever kind: pain.002, or a file of Autogiro that moves no money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.formats.autogiro_answers import HEAD_BYTES, answers_kind
from reskontra.receivables.direct_debit import take_answers
from reskontra.receivables.direct_debits.returning import NotTaken, Rejected
from reskontra.receivables.direct_debits.status_reports import take_status_report

STATUS = "status"


class DebitStands(Refused):
    code = "rejected_debit_stands"
    template = (
        "Debit {debit} was rejected with {reason}, and its payment stands ({why}). "
        "Mend that, and take the same answer again."
    )


@dataclass(frozen=True, slots=True)
class DebitAnswered:
    """kind: STATUS, or that of Autogiro; collection: that a pain.002 answers. mandates: how many are new or changed.

    known: told of before; rejected: debits taken back by it; untaken: what could not be taken, each with why
    """

    kind: str
    collection: str = ""
    accepted: int = 0
    waiting: int = 0
    known: int = 0
    mandates: int = 0
    rejected: tuple[Rejected, ...] = ()
    untaken: tuple[Refused, ...] = ()


def take_debit_answer(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> DebitAnswered:
    """Take it as its content tells what it is; the same again changes nothing.

    stream    from its start, seekable
    refuses   what take_answers() and take_status_report() refuse
    """
    kind = answers_kind(stream.read(HEAD_BYTES))
    stream.seek(0)
    if kind:
        taken = take_answers(company=company, actor=actor, name=name, stream=stream)
        untaken = (*_stuck(taken.stuck), *taken.untaken)
        return DebitAnswered(
            kind, known=taken.known, mandates=len(taken.mandates), rejected=taken.debits, untaken=untaken
        )
    done = take_status_report(company=company, actor=actor, name=name, stream=stream)
    return DebitAnswered(
        STATUS, done.collection, done.accepted, done.waiting, done.known, 0, done.rejected, _stuck(done.stuck)
    )


def _stuck(found: tuple[NotTaken, ...]) -> tuple[Refused, ...]:
    return tuple(DebitStands(debit=one.debit, reason=one.reason, why=str(one.why)) for one in found)
