"""Take in the bank's answer to a payment file (pain.002): accepted and rejected payments, and what that undoes.

A payment that is rejected after it was posted is taken back with what it settled: its document is open again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.files import ids_of_digests, sha256_of, store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.pain001 import grouped
from reskontra.formats.pain002 import (
    OUTCOMES,
    BatchStatus,
    MessageStatus,
    Outcome,
    PaymentStatus,
    StatusReason,
    read_pain002,
)
from reskontra.journals.models import PaymentAnswer, PaymentProposal
from reskontra.journals.paying.doubled import paid_twice
from reskontra.journals.paying.export import note_payments_sent, transfers_of
from reskontra.journals.paying.facts import PaymentLine, ProposalFacts, facts_of, payment_key
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import standing_vouchers
from reskontra.receivables.payables import note_sent
from reskontra.receivables.reversal import reverse_with_entries

_KEEP = (
    "UPDATE journals_proposedpayment SET bank_status = %s, reason_code = %s, reason_text = %s, state = %s "
    "WHERE company_id = %s AND id = %s"
)


class AnswerToUnknown(Refused):
    code = "answer_to_unknown"
    template = (
        "The file answers message {message}, which no payment proposal of this company has sent. Take it in where the "
        "message was sent from."
    )


class AnsweredPaymentUnknown(Refused):
    code = "answered_payment_unknown"
    template = (
        "The file tells of payment {payment}, which payment proposal {number} does not have. Ask the bank for a "
        "corrected file."
    )


@dataclass(frozen=True, slots=True)
class AnsweredPayment:
    """What the bank said of a payment, and what it changed. voucher: the counter voucher, "" where none was needed.

    was_accepted   it is rejected now, and the bank had accepted it before; was_rejected: the other way round
    refusal        why its voucher could not be taken back: it stands as posted, and the same file tries it again
    """

    line: int
    document: str
    payee: str
    status: str
    outcome: Outcome
    reason_code: str
    reason_text: str
    is_new: bool
    voucher: str = ""
    was_accepted: bool = False
    was_rejected: bool = False
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """is_again: the same file was taken in before, and nothing was changed.

    stands_again   the proposal was given up, and the bank has it and did not reject it: it is as sent again
    doubled        documents of which more is with the bank than is left to pay, each told with its payments
    """

    proposal: ProposalFacts
    status: str
    payments: tuple[AnsweredPayment, ...]
    is_again: bool
    stands_again: bool = False
    doubled: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    status: str
    reasons: tuple[StatusReason, ...]


def take_answer(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> TakenAnswer:
    """Keep what the bank says of each payment; what it rejects is taken back where it was posted.

    Payments that are not named have the status of their batch, else of the message; of a batch or message that is
    partly accepted they keep what they have. A rejection is the last word; what is accepted does not wait again. A
    rejected payment whose voucher cannot be taken back stands as posted, is told, and tried again with the same file.

    name      of the file; stream: its bytes, seekable
    refuses   what read_pain002() refuses; AnswerToUnknown, AnsweredPaymentUnknown
    """
    digest = sha256_of(stream)
    events = list(read_pain002(stream))
    message = next(event for event in events if isinstance(event, MessageStatus))
    with transaction.atomic():
        lock_company(company.id)
        row = PaymentProposal.objects.filter(company=company.id, message_id=message.message_id).first()
        if row is None or not message.message_id:
            raise AnswerToUnknown(message=message.message_id or "–")
        facts = facts_of(company=company, row=row)
        said = _said(facts, message, events)
        known = ids_of_digests(company=company, digests=[digest]).get(digest)
        is_known = bool(known) and PaymentAnswer.objects.filter(company=company.id, file=known).exists()
        if is_known and not any(_is_untaken(line, said[line.line]) for line in facts.lines if line.line in said):
            again = tuple(_again(facts, said))
            return TakenAnswer(facts, message.status, again, is_again=True, doubled=_doubled(company, facts, again))
        if not is_known:
            stream.seek(0)
            file_id = store_file(company=company, name=name, stream=io.BytesIO(stream.read()))
            PaymentAnswer.objects.create(company_id=company.id, file_id=file_id)
        taken = _take(company, actor, facts, said)
        stands_again = _stands_again(company, row, taken)
        content = {
            "message": message.message_id,
            "accepted": [one.line for one in taken if one.is_new and one.outcome is Outcome.ACCEPTED],
            "rejected": [
                [one.line, one.reason_code] for one in taken if one.is_new and one.outcome is Outcome.REJECTED
            ],
            "taken_back": [one.voucher for one in taken if one.voucher],
            "stands_again": stands_again,
        }
        record(
            company=company.id,
            actor=actor,
            action="payment_proposal.answered",
            subject=str(row.number),
            content=content,
        )
        facts = facts_of(company=company, row=row)
        doubled = _doubled(company, facts, taken)
        return TakenAnswer(facts, message.status, tuple(taken), False, stands_again, doubled)


def _doubled(company: CompanyFacts, facts: ProposalFacts, taken: Sequence[AnsweredPayment]) -> tuple[Refused, ...]:
    accepted = {one.line for one in taken if one.was_rejected}
    return tuple(paid_twice(company=company, facts=facts, accepted=accepted))


def _said(facts: ProposalFacts, message: MessageStatus, events: Iterable[object]) -> dict[int, _Said]:
    """Line → what is said of it; without the lines that nothing is said of."""
    sent = [line for line in facts.lines if line.state != "REMOVED"]
    by_key = {payment_key(facts.number, line.line): line for line in sent}
    said = {line.line: _Said(message.status, message.reasons) for line in sent if _decides(message.status)}
    keys = {
        group.key: [by_key[transfer.key] for transfer in group.transfers]
        for group in grouped(transfers_of(facts, sent), message_id=facts.message_id)
    }
    for event in events:
        if isinstance(event, BatchStatus) and _decides(event.status):
            said |= {line.line: _Said(event.status, event.reasons) for line in keys.get(event.batch_id, ())}
        elif isinstance(event, PaymentStatus):
            line = by_key.get(event.end_to_end_id)
            if line is None:
                raise AnsweredPaymentUnknown(payment=event.end_to_end_id[:40] or "–", number=facts.number)
            said[line.line] = _Said(event.status, event.reasons)
    return said


def _decides(status: str) -> bool:
    return OUTCOMES.get(status, Outcome.PARTLY) is not Outcome.PARTLY


def _again(facts: ProposalFacts, said: Mapping[int, _Said]) -> list[AnsweredPayment]:
    return [_answered(line, said[line.line], is_new=False) for line in facts.lines if line.line in said]


def _answered(line: PaymentLine, said: _Said, *, is_new: bool, voucher: str = "") -> AnsweredPayment:
    code, text = _reason(said)
    return AnsweredPayment(
        line.line, line.document, line.payee, said.status, OUTCOMES[said.status], code, text, is_new, voucher,
        was_rejected=line.state == "REJECTED" and OUTCOMES[said.status] is Outcome.ACCEPTED,
    )  # fmt: skip


def _reason(said: _Said) -> tuple[str, str]:
    """The first code, and all the words."""
    code = next((reason.code for reason in said.reasons if reason.code), "")
    return code[:35], " ".join(reason.text for reason in said.reasons if reason.text)[:250]


def _take(company: CompanyFacts, actor: str, facts: ProposalFacts, said: Mapping[int, _Said]) -> list[AnsweredPayment]:
    new = {line.line for line in facts.lines if line.line in said and _changes(line, said[line.line])}
    rejected = [
        line for line in facts.lines if line.line in new and OUTCOMES[said[line.line].status] is Outcome.REJECTED
    ]
    counters, refused = _take_back(company, actor, facts, rejected)
    done = [line for line in rejected if line.voucher_id not in refused]
    note_sent(company=company, sent={line.repayment_id: "" for line in done if line.repayment_id})
    changed = [line for line in facts.lines if line.line in new]
    bulk.execute_many(_KEEP, [_kept(company, line, said[line.line], refused) for line in changed])
    return [
        replace(
            _answered(line, said[line.line], is_new=line.line in new, voucher=counters.get(line.voucher_id or 0, "")),
            was_accepted=line in rejected and OUTCOMES.get(line.bank_status) is Outcome.ACCEPTED,
            refusal=refused.get(line.voucher_id or 0),
        )
        for line in facts.lines
        if line.line in said
    ]


def _stands_again(company: CompanyFacts, row: PaymentProposal, taken: Sequence[AnsweredPayment]) -> bool:
    """The bank carries out what was given up: its documents are not paid by another proposal, and it can be posted."""
    if row.state != "CANCELLED" or not any(one.is_new and one.outcome is not Outcome.REJECTED for one in taken):
        return False
    row.state = "EXPORTED"
    row.save(update_fields=["state"])
    note_payments_sent(company, facts_of(company=company, row=row))
    return True


def _kept(company: CompanyFacts, line: PaymentLine, said: _Said, refused: Mapping[int, Refused]) -> tuple[object, ...]:
    """The values of _KEEP."""
    is_rejected = OUTCOMES[said.status] is Outcome.REJECTED and line.voucher_id not in refused
    state = "REJECTED" if is_rejected else "POSTED" if line.state == "REVERSED" else line.state
    return said.status, *_reason(said), state, company.id, line.id


def _changes(line: PaymentLine, said: _Said) -> bool:
    """Whether what is said is news: after a rejection nothing is, after acceptance waiting is not."""
    if line.state == "REJECTED":
        return False
    if _is_untaken(line, said):
        return True
    before = OUTCOMES.get(line.bank_status, Outcome.WAITING)
    if before is Outcome.ACCEPTED and OUTCOMES[said.status] is Outcome.WAITING:
        return False
    return (line.bank_status, line.reason_code, line.reason_text) != (said.status, *_reason(said))


def _is_untaken(line: PaymentLine, said: _Said) -> bool:
    """Rejected, and still posted."""
    return line.state == "POSTED" and OUTCOMES[said.status] is Outcome.REJECTED


def _take_back(
    company: CompanyFacts, actor: str, facts: ProposalFacts, rejected: Sequence[PaymentLine]
) -> tuple[dict[int, str], dict[int, Refused]]:
    """Voucher → the counter voucher's name, and voucher → why it stands; what was reversed by hand is left as it is.

    All at once; where one is refused, one by one, the newest first, so that the others are taken back.
    """
    posted = [line.voucher_id for line in rejected if line.state == "POSTED" and line.voucher_id]
    standing = standing_vouchers(company=company, ids=posted)
    if not standing:
        return {}, {}
    run = start_run(company=company, actor=actor, action="payment_proposal.rejected")
    reason = f"Rejected by the bank: {facts.message_id}"
    counters: dict[int, str] = {}
    refused: dict[int, Refused] = {}

    def take(ids: list[int]) -> Refused | None:
        try:
            with transaction.atomic():
                done = reverse_with_entries(company=company, run=run, voucher_ids=ids, along=ids, reason=reason)
        except Refused as refusal:
            return refusal
        counters.update({one.voucher_id: one.name for one in done.counters if one.voucher_id in ids})
        return None

    if take(standing) is not None:
        for id in reversed(standing):
            if (refusal := take([id])) is not None:
                refused[id] = refusal
    return counters, refused
