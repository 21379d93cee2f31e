"""Take in the bank's answer to a payment file (pain.002): accepted and rejected payments, and what that undoes.

A payment that is rejected after it was posted is taken back with what it settled: its document is open again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from reskontra.journals.paying.export import note_payments_sent, payment_key, transfers_of
from reskontra.journals.paying.facts import PaymentLine, ProposalFacts, facts_of
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
    """What the bank said of a payment, and what it changed. voucher: the counter voucher, "" where none was needed."""

    line: int
    document: str
    payee: str
    status: str
    outcome: Outcome
    reason_code: str
    reason_text: str
    is_new: bool
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """is_again: the same file was taken in before, and nothing was changed.

    stands_again   the proposal was given up, and the bank has it and did not reject it: it is as sent again
    """

    proposal: ProposalFacts
    status: str
    payments: tuple[AnsweredPayment, ...]
    is_again: bool
    stands_again: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    status: str
    reasons: tuple[StatusReason, ...]


def take_answer(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> TakenAnswer:
    """Keep what the bank says of each payment; what it rejects is taken back where it was posted.

    Payments that are not named have the status of their batch, else of the message; of a batch or message that is
    partly accepted they keep what they have. A rejection is the last word; what is accepted does not wait again.

    name      of the file; stream: its bytes, seekable
    refuses   what read_pain002() refuses; AnswerToUnknown, AnsweredPaymentUnknown; what reverse_with_entries() refuses
              of a posted payment: then nothing is changed
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
        if known and PaymentAnswer.objects.filter(company=company.id, file=known).exists():
            return TakenAnswer(facts, message.status, tuple(_again(facts, said)), is_again=True)
        stream.seek(0)
        PaymentAnswer.objects.create(
            company_id=company.id, file_id=store_file(company=company, name=name, stream=io.BytesIO(stream.read()))
        )
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
        return TakenAnswer(facts_of(company=company, row=row), message.status, tuple(taken), False, stands_again)


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
        line.line, line.document, line.payee, said.status, OUTCOMES[said.status], code, text, is_new, voucher
    )


def _reason(said: _Said) -> tuple[str, str]:
    """The first code, and all the words."""
    code = next((reason.code for reason in said.reasons if reason.code), "")
    return code[:35], " ".join(reason.text for reason in said.reasons if reason.text)[:250]


def _take(company: CompanyFacts, actor: str, facts: ProposalFacts, said: Mapping[int, _Said]) -> list[AnsweredPayment]:
    new = {line.line for line in facts.lines if line.line in said and _changes(line, said[line.line])}
    rejected = [
        line for line in facts.lines if line.line in new and OUTCOMES[said[line.line].status] is Outcome.REJECTED
    ]
    counters = _take_back(company, actor, facts, rejected)
    note_sent(company=company, sent={line.repayment_id: "" for line in rejected if line.repayment_id})
    changed = [line for line in facts.lines if line.line in new]
    bulk.execute_many(_KEEP, [_kept(company, line, said[line.line]) for line in changed])
    return [
        _answered(line, said[line.line], is_new=line.line in new, voucher=counters.get(line.voucher_id or 0, ""))
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


def _kept(company: CompanyFacts, line: PaymentLine, said: _Said) -> tuple[object, ...]:
    """The values of _KEEP."""
    state = "REJECTED" if OUTCOMES[said.status] is Outcome.REJECTED else line.state
    return said.status, *_reason(said), state, company.id, line.id


def _changes(line: PaymentLine, said: _Said) -> bool:
    """Whether what is said is news: after a rejection nothing is, after acceptance waiting is not."""
    if line.state == "REJECTED":
        return False
    before = OUTCOMES.get(line.bank_status, Outcome.WAITING)
    if before is Outcome.ACCEPTED and OUTCOMES[said.status] is Outcome.WAITING:
        return False
    return (line.bank_status, line.reason_code, line.reason_text) != (said.status, *_reason(said))


def _take_back(
    company: CompanyFacts, actor: str, facts: ProposalFacts, rejected: Sequence[PaymentLine]
) -> dict[int, str]:
    """Voucher → the counter voucher's name; those that were reversed by hand are left as they are."""
    posted = [line.voucher_id for line in rejected if line.state == "POSTED" and line.voucher_id]
    standing = standing_vouchers(company=company, ids=posted)
    if not standing:
        return {}
    run = start_run(company=company, actor=actor, action="payment_proposal.rejected")
    reason = f"Rejected by the bank: {facts.message_id}"
    done = reverse_with_entries(company=company, run=run, voucher_ids=standing, along=standing, reason=reason)
    return {counter.voucher_id: counter.name for counter in done.counters if counter.voucher_id in set(standing)}
