"""What the bank answers to a collection (pain.002): debits that it rejects are taken back, the others stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.files import store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.formats.pain002 import (
    OUTCOMES,
    BatchStatus,
    MessageStatus,
    Outcome,
    PaymentStatus,
    StatusEvent,
    StatusReason,
    read_pain002,
)
from reskontra.receivables.direct_debits.exporting import groups_of
from reskontra.receivables.direct_debits.returning import STANDING, NotTaken, Rejected, Rejection, reject_each
from reskontra.receivables.models import Debit, DebitCollection

_NO_REASON = "RJCT"


class AnswerToNoCollection(Refused):
    code = "answer_to_no_collection"
    template = (
        'The report answers message "{message}", which is no collection\'s here. '
        "Take the answer to a file that was written here: reskontra direct-debit list --all."
    )


class AnsweredDebitUnknown(Refused):
    code = "answered_debit_unknown"
    template = (
        'The report tells of the debit "{debit}", which collection {collection} does not have. '
        "Ask the bank for the report of this collection."
    )


class AnsweredAmountDiffers(Refused):
    code = "answered_amount_differs"
    template = (
        "The report tells of the debit {debit} of {told}, which is of {amount} here. "
        "Take the answer to the file of this company: reskontra direct-debit list --all."
    )


@dataclass(frozen=True, slots=True)
class TakenReport:
    """What a report did. known: debits that are rejected already; accepted, waiting: how many it so calls.

    stuck: debits that it rejects and whose payments cannot be taken back; the same report again tries again.
    """

    collection: str
    status: str
    rejected: tuple[Rejected, ...]
    known: int
    accepted: int
    waiting: int
    stuck: tuple[NotTaken, ...] = ()


def take_status_report(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> TakenReport:
    """Take back what the report rejects: of a debit by its own status, else its group's, else the message's.

    The same report again changes nothing. name: of the file; stream: its bytes, seekable.
    refuses   what read_pain002() refuses; AnswerToNoCollection, AnsweredDebitUnknown, AnsweredAmountDiffers
    """
    events = list(read_pain002(stream))
    message = next(event for event in events if isinstance(event, MessageStatus))
    with transaction.atomic():
        lock_company(company.id)
        collection = _answered(company, message.message_id)
        rows = list(
            Debit.objects.filter(company=company.id, collection=collection.id)
            .select_related("entry", "mandate", "collection").order_by("number")
        )  # fmt: skip
        said = _said(collection, rows, message, events)
        turned_down = [row for row in rows if _outcome(said, row) is Outcome.REJECTED]
        new = [row for row in turned_down if row.state in STANDING]
        done, stuck = reject_each(
            company=company,
            actor=actor,
            rejections=[(row, _rejection(said[row.id][1], message.created_date)) for row in new],
        )
        taken = TakenReport(
            collection.number, message.status, tuple(done), len(turned_down) - len(new),
            sum(_outcome(said, row) is Outcome.ACCEPTED for row in rows),
            sum(_outcome(said, row) is Outcome.WAITING for row in rows), tuple(stuck),
        )  # fmt: skip
        if done or stuck:
            stream.seek(0)
            file = store_file(company=company, name=name, stream=stream)
            content = {
                "file": file, "message": message.message_id, "accepted": taken.accepted, "waiting": taken.waiting,
                "rejected": [[one.debit, one.reason, one.counter] for one in done],
                "stuck": [[one.debit, one.reason, one.why.code] for one in stuck],
            }  # fmt: skip
            record(
                company=company.id, actor=actor, action="direct_debit.answered", subject=collection.number,
                content=content,
            )  # fmt: skip
    return taken


def _answered(company: CompanyFacts, message_id: str) -> DebitCollection:
    rows = DebitCollection.objects.filter(company=company.id, message_id=message_id)
    row = rows.first() if message_id else None
    if row is None:
        raise AnswerToNoCollection(message=message_id[:40] or "–")
    return row


def _said(
    collection: DebitCollection, rows: Sequence[Debit], message: MessageStatus, events: Iterable[StatusEvent]
) -> Mapping[int, tuple[str, tuple[StatusReason, ...]]]:
    """Debit → its status and why; without those that nothing is said of."""
    said = {row.id: (message.status, message.reasons) for row in rows} if _decides(message.status) else {}
    groups = dict(groups_of(collection, rows))
    by_id = {row.transaction_id: row for row in rows}
    for event in events:
        if isinstance(event, BatchStatus) and _decides(event.status):
            said |= {row.id: (event.status, event.reasons) for row in groups.get(event.batch_id, ())}
        elif isinstance(event, PaymentStatus):
            row = by_id.get(event.end_to_end_id) or by_id.get(event.instruction_id)
            if row is None:
                raise AnsweredDebitUnknown(debit=event.end_to_end_id[:40] or "–", collection=collection.number)
            _refuse_another_amount(collection, row, event)
            said[row.id] = (event.status, event.reasons)
    return said


def _refuse_another_amount(collection: DebitCollection, row: Debit, event: PaymentStatus) -> None:
    if event.amount_minor is None:
        return
    told, amount = Money(event.amount_minor, event.currency), Money(row.amount_minor, collection.currency)
    if told != amount:
        raise AnsweredAmountDiffers(debit=row.transaction_id, told=told, amount=amount)


def _decides(status: str) -> bool:
    return OUTCOMES.get(status, Outcome.PARTLY) is not Outcome.PARTLY


def _outcome(said: Mapping[int, tuple[str, tuple[StatusReason, ...]]], row: Debit) -> Outcome | None:
    return OUTCOMES[said[row.id][0]] if row.id in said else None


def _rejection(reasons: Sequence[StatusReason], day: date | None) -> Rejection:
    """The first code, and all the words."""
    code = next((reason.code for reason in reasons if reason.code), _NO_REASON)
    return Rejection(code, " ".join(reason.text for reason in reasons if reason.text), day)
