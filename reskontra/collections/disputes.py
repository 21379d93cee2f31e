"""Disputes: what a customer objects to of a claim, who answers by when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.collections.claim_words import OUTCOME_WORDS, REASON_WORDS
from reskontra.collections.claims import ClosedDispute, next_number, note_of
from reskontra.collections.disputed_interest import Right, credited_since
from reskontra.collections.models import Dispute
from reskontra.companies.notes import Subject, add_note
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money, parse_minor
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.people import may_in
from reskontra.receivables.applying import EntryName
from reskontra.receivables.correcting import find_claim, part_of
from reskontra.receivables.holds import mark_disputed
from reskontra.receivables.queries import facts_by_id


class DisputeReasonUnknown(Refused):
    code = "dispute_reason_unknown"
    template = '"{reason}" is no reason of a dispute. Use one of {known}.'


class DisputeOutcomeUnknown(Refused):
    code = "dispute_outcome_unknown"
    template = '"{outcome}" is no outcome of a dispute. Use one of {known}.'


class DisputedAlready(Refused):
    code = "disputed_already"
    template = "{document} is disputed by dispute {dispute} already. Close that first: dispute close {dispute}."


class DisputeOwnerUnknown(Refused):
    code = "dispute_owner_unknown"
    template = '"{user}" has no role in the company that may answer a dispute. Choose another person.'


class DisputeDeadlinePast(Refused):
    code = "dispute_deadline_past"
    template = "The dispute was to be answered by {day}, before {today}. Give today or a later day."


class DisputeUnknown(Refused):
    code = "dispute_unknown"
    template = "There is no dispute {number}. See them with reskontra dispute list."


class DisputeClosed(Refused):
    code = "dispute_closed"
    template = "Dispute {number} was closed on {day}. Open a new one if there is another."


class DisputeNothingToChange(Refused):
    code = "dispute_nothing_to_change"
    template = "Nothing of dispute {number} was to be changed. Name an owner or a deadline, or write a comment."


class DisputeCreditBeyond(Refused):
    code = "dispute_credit_beyond"
    template = (
        "Dispute {number} is about {disputed}, and {credited} was named as credited. "
        "Name an amount above 0, at most {disputed}."
    )


class DisputeNotCredited(Refused):
    code = "dispute_not_credited"
    template = (
        "Dispute {number} was to be closed as {outcome}, with {credited} credited. "
        "Close it as credit_memo, or leave the amount out."
    )


@dataclass(frozen=True, slots=True)
class DisputeOrder:
    """amount: as people write it, "" for all that is left. owner: who answers, "" for nobody yet."""

    name: EntryName
    reason: str
    amount: str = ""
    owner: str = ""
    deadline: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Disputed:
    number: int
    document: str
    amount: Money
    left: Money


def open_dispute(*, company: CompanyFacts, actor: str, order: DisputeOrder, today: date) -> Disputed:
    """Hold back what a customer disputes of a claim.

    refuses   DisputeReasonUnknown, NoteTooLong, DisputeDeadlinePast, DisputeOwnerUnknown, DocumentUnknown,
              DocumentNotUnique, EntryNotOpen, NotAClaim, AmountBeyondEntry, DisputedAlready
    """
    reason, note = _code(order.reason), note_of(order.note)
    if reason not in REASON_WORDS:
        raise DisputeReasonUnknown(reason=order.reason[:40], known=_known(REASON_WORDS))
    _check_who(company, order.owner, order.deadline, today)
    with transaction.atomic():
        lock_company(company.id)
        claim, _group = find_claim(company=company, name=order.name)
        minor = part_of(claim, order.amount)
        standing = Dispute.objects.filter(company=company.id, entry=claim.entry_id, closed_at__isnull=True).first()
        if standing is not None:
            raise DisputedAlready(document=claim.document_number, dispute=standing.number)
        number = next_number(company=company, table=Dispute)
        Dispute.objects.create(
            company_id=company.id,
            number=number,
            entry_id=claim.entry_id,
            reason=reason,
            disputed_minor=minor,
            owner=order.owner,
            deadline=order.deadline,
            note=note,
            opened_at=bulk.moment(),
            opened_by=actor,
        )
        with translation.override(company.language):  # it stays on the entry, whoever reads it
            mark_disputed(company=company, entry_id=claim.entry_id, status=_(REASON_WORDS[reason]))
        content = {
            "document": claim.document_number, "amount": minor, "currency": claim.currency, "reason": reason,
            "owner": order.owner, "deadline": order.deadline,
        }  # fmt: skip
        record(company=company.id, actor=actor, action="dispute.opened", subject=str(number), content=content)
    left = Money(claim.remaining_minor - minor, claim.currency)
    return Disputed(number, claim.document_number, Money(minor, claim.currency), left)


@dataclass(frozen=True, slots=True)
class DisputeChange:
    """None leaves what is; owner "" is nobody. comment and file are kept beside the document.

    stream   of the file, seekable; None for none
    """

    owner: str | None = None
    deadline: date | None = None
    comment: str = ""
    file_name: str = ""
    stream: BinaryIO | None = None


def change_dispute(*, company: CompanyFacts, actor: str, number: int, change: DisputeChange, today: date) -> None:
    """Give a dispute to another, move its deadline, keep a comment or a file beside its document.

    refuses   DisputeNothingToChange, DisputeUnknown, DisputeClosed, DisputeOwnerUnknown, DisputeDeadlinePast, and what
              add_note() refuses
    """
    has_note = bool(change.comment.strip()) or change.stream is not None
    if change.owner is None and change.deadline is None and not has_note:
        raise DisputeNothingToChange(number=number)
    with transaction.atomic():
        lock_company(company.id)
        dispute = _open_one(company, number)
        _check_who(company, change.owner or "", change.deadline, today)
        if change.owner is not None:
            dispute.owner = change.owner
        if change.deadline is not None:
            dispute.deadline = change.deadline
        dispute.save(update_fields=["owner", "deadline"])
        if has_note:
            document = facts_by_id(company=company, ids=[dispute.entry_id])[dispute.entry_id].document_number
            add_note(
                company=company, actor=actor, subject=Subject("ENTRY", dispute.entry_id, document), text=change.comment,
                file_name=change.file_name, stream=change.stream,
            )  # fmt: skip
        content = {"owner": dispute.owner, "deadline": dispute.deadline}
        record(company=company.id, actor=actor, action="dispute.changed", subject=str(number), content=content)


def _check_who(company: CompanyFacts, owner: str, deadline: date | None, today: date) -> None:
    if deadline and deadline < today:
        raise DisputeDeadlinePast(day=deadline, today=today)
    if owner and not may_in(company=company.id, username=owner):
        raise DisputeOwnerUnknown(user=owner)


def _open_one(company: CompanyFacts, number: int) -> Dispute:
    """Inside the lock of the company.

    refuses   DisputeUnknown, DisputeClosed
    """
    dispute = Dispute.objects.filter(company=company.id, number=number).first()
    if dispute is None:
        raise DisputeUnknown(number=number)
    if dispute.closed_at is not None:
        raise DisputeClosed(number=number, day=dispute.closed_at.astimezone().date())
    return dispute


@dataclass(frozen=True, slots=True)
class DisputeEnd:
    """What came of a dispute.

    outcome    credit_memo (it was right), paid, rejected (it was not), withdrawn (by the customer)
    credited   with credit_memo: in how much it was right, as people write it; "" for what credit memos have taken off
               since it was opened, less what an earlier dispute took of them, or all of it where none has
    """

    outcome: str
    note: str = ""
    credited: str = ""


def close_dispute(*, company: CompanyFacts, actor: str, number: int, end: DisputeEnd) -> ClosedDispute:
    """Tell what came of a dispute: what is left of the claim is asked for again, with the interest of its days.

    refuses   DisputeOutcomeUnknown, NoteTooLong, DisputeUnknown, DisputeClosed, DisputeNotCredited,
              DisputeCreditBeyond, and what parse_minor() refuses
    """
    code, told = _code(end.outcome), note_of(end.note)
    if code not in OUTCOME_WORDS:
        raise DisputeOutcomeUnknown(outcome=end.outcome[:40], known=_known(OUTCOME_WORDS))
    if end.credited and code != "CREDIT_MEMO":
        raise DisputeNotCredited(number=number, outcome=code.lower(), credited=end.credited[:40])
    with transaction.atomic():
        lock_company(company.id)
        dispute = _open_one(company, number)
        entry = facts_by_id(company=company, ids=[dispute.entry_id])[dispute.entry_id]
        credited = _credited(company, dispute, entry.currency, end.credited) if code == "CREDIT_MEMO" else None
        dispute.closed_at, dispute.closed_by, dispute.credited_minor = bulk.moment(), actor, credited
        dispute.outcome, dispute.closing_note = code, told
        dispute.save(update_fields=["closed_at", "closed_by", "outcome", "closing_note", "credited_minor"])
        mark_disputed(company=company, entry_id=dispute.entry_id, status="")
        content: dict[str, object] = {"outcome": code}
        if credited is not None:
            content |= {"document": entry.document_number, "amount": credited, "currency": entry.currency}
        record(company=company.id, actor=actor, action="dispute.closed", subject=str(number), content=content)
    done = credited or 0
    rest = Money(dispute.disputed_minor - done, entry.currency)
    return ClosedDispute(number, entry.document_number, Money(done, entry.currency), rest)


def _credited(company: CompanyFacts, dispute: Dispute, currency: str, text: str) -> int:
    """refuses   DisputeCreditBeyond, and what parse_minor() refuses"""
    disputed = dispute.disputed_minor
    if text:
        minor = parse_minor(text, currency)
        if not 0 < minor <= disputed:
            raise DisputeCreditBeyond(
                number=dispute.number, disputed=Money(disputed, currency), credited=Money(minor, currency)
            )
        return minor
    return (
        credited_since(company=company, entry_id=dispute.entry_id, right=Right(dispute.id, disputed, dispute.opened_at))
        or disputed
    )


def _code(text: str) -> str:
    return text.strip().upper().replace("-", "_").replace(" ", "_")


def _known(words: dict[str, str]) -> tuple[str, ...]:
    return tuple(code.lower() for code in words)
