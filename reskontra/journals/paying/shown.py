"""Proposals as lists and data show them, and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money, format_minor
from reskontra.core.payment_proposals import LeftOutReason
from reskontra.core.wording import worded
from reskontra.database import bulk
from reskontra.formats.pain002 import Outcome
from reskontra.interface.refusals import told, wording
from reskontra.journals.models import PaymentProposal, ProposedPayment
from reskontra.journals.paying.answers import AnsweredPayment, TakenAnswer
from reskontra.journals.paying.facts import LeftOutLine, PaymentLine, ProposalFacts
from reskontra.journals.paying.findings import refusals_of
from reskontra.journals.paying.post import PostedProposal

_MOST = 10_000
STATES: Mapping[str, str] = {
    "OPEN": noop("Open"), "APPROVED": noop("Approved"), "EXPORTED": noop("Sent to the bank"),
    "POSTED": noop("Posted"), "CANCELLED": noop("Cancelled"), "REMOVED": noop("Removed"),
    "REJECTED": noop("Rejected by the bank"), "REVERSED": noop("Reversed"),
}  # fmt: skip
MARKS: Mapping[str, tuple[str, str]] = {
    "OPEN": ("ring", "warn"), "APPROVED": ("half_disc", "warn"), "EXPORTED": ("half_disc", "idle"),
    "POSTED": ("square_check", "idle"), "CANCELLED": ("ring", "idle"),
}  # fmt: skip
OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.WAITING: noop("waits"),
    Outcome.ACCEPTED: noop("accepted"),
    Outcome.REJECTED: noop("rejected"),
    Outcome.PARTLY: noop("partly accepted"),
}
REASONS: Mapping[str, str] = {
    LeftOutReason.CURRENCY: noop("in another currency than the bank account"),
    LeftOutReason.OWED_TO_US: noop("owed to us: apply it to an invoice"),
    LeftOutReason.BLOCKED: noop("blocked for payments"),
    LeftOutReason.HELD: noop("on hold"),
    LeftOutReason.DISPUTED: noop("disputed"),
    LeftOutReason.PROPOSED: noop("in another proposal"),
    LeftOutReason.OVER_MOST: noop("more than what is left of the amount at most"),
}


@dataclass(frozen=True, slots=True)
class ListedProposal:
    """A row of the list; total and payments without removed and rejected ones. unposted, rejected: how many."""

    number: int
    state: str
    bank_account: str
    payment_date: date
    total: Money
    payments: int
    unposted: int
    rejected: int
    made_by: str
    made_at: datetime
    approved_by: str


def proposals(*, company: CompanyFacts, with_all: bool = False) -> list[ListedProposal]:
    """The newest first; those that are posted or cancelled only where all are asked for."""
    rows = list(
        PaymentProposal.objects.filter(company=company.id).select_related("bank_account").order_by("-number")[:_MOST]
    )
    counted = _counted(company, [row.id for row in rows])
    found = [_listed(row, counted.get(row.id, {})) for row in rows]
    return [one for one in found if with_all or one.state in ("OPEN", "APPROVED", "EXPORTED")]


def _counted(company: CompanyFacts, ids: list[int]) -> dict[int, dict[str, tuple[int, int]]]:
    """Proposal → state of payments → how many there are, and their sum."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for batch in bulk.chunks(ids, 900):
        rows = ProposedPayment.objects.filter(company=company.id, proposal__in=batch)
        sums = rows.values_list("proposal_id", "state").annotate(count=Count("id"), total=Sum("amount_minor"))
        for proposal_id, state, count, total in sums.order_by():
            found.setdefault(proposal_id, {})[state] = count, total
    return found


def _listed(row: PaymentProposal, counted: Mapping[str, tuple[int, int]]) -> ListedProposal:
    standing = [counted.get(state, (0, 0)) for state in ("OPEN", "POSTED")]
    unposted = counted.get("OPEN", (0, 0))[0]
    return ListedProposal(
        number=row.number,
        state="POSTED" if row.state == "EXPORTED" and not unposted else row.state,
        bank_account=row.bank_account.number,
        payment_date=row.payment_date,
        total=Money(sum(total for _count, total in standing), row.currency),
        payments=sum(count for count, _total in standing),
        unposted=unposted,
        rejected=counted.get("REJECTED", (0, 0))[0],
        made_by=row.made_by,
        made_at=row.made_at,
        approved_by=row.approved_by,
    )


def state_of(facts: ProposalFacts) -> str:
    """POSTED for one that is exported and has no payment left to post."""
    is_posted = facts.state == "EXPORTED" and not any(line.state == "OPEN" for line in facts.lines)
    return "POSTED" if is_posted else facts.state


def line_state(facts: ProposalFacts, line: PaymentLine) -> str:
    """In words: an open payment is what its proposal is, but for what the bank has said of it."""
    is_as_proposal = line.state == "OPEN" and facts.state in ("CANCELLED", "EXPORTED")
    word = STATES[facts.state if is_as_proposal else line.state]
    return _(word)


def findings_told(facts: ProposalFacts, line: PaymentLine) -> list[str]:
    """What keeps an open payment from the bank; nothing once its file was written."""
    is_looked_at = line.state == "OPEN" and facts.state in ("OPEN", "APPROVED")
    return [told(refusal.template, refusal.values) for refusal in refusals_of(line)] if is_looked_at else []


def reason_told(one: LeftOutLine) -> str:
    return _(REASONS[one.reason])


def posted_told(done: PostedProposal) -> str:
    """What is posted, and what is not, in sentences."""
    names = done.vouchers
    text = worded(
        _("{posted:payment|payments} posted, {first} to {last}; {waiting} of a later day."),
        posted=len(done.posted), first=names[0], last=names[-1], waiting=done.waiting,
    )  # fmt: skip
    return " ".join([text, *_skipped_told(done.skipped)])


def besides_posted(skipped: Sequence[int], waiting: int) -> list[str]:
    """Which payments posting leaves, beside those that it posts: a sentence each."""
    later = [worded(_("{count:payment|payments} of a later day."), count=waiting)] if waiting else []
    return [*_skipped_told(skipped), *later]


def _skipped_told(skipped: Sequence[int]) -> list[str]:
    numbers = ", ".join(map(str, skipped))
    told = _("Skipped, for their documents were paid meanwhile: {payments}.").format(payments=numbers)
    return [told] if skipped else []


def answer_told(taken: TakenAnswer) -> list[str]:
    """What a person must know of the answer beside each payment's status."""
    said = [_("The file was taken in before; nothing was changed.")] if taken.is_again else []
    if taken.stands_again:
        said.append(stands_again_told(taken.proposal))
    for one in taken.payments:
        named = {"payment": one.line, "document": one.document}
        if one.was_accepted:
            said.append(_("The bank had accepted payment {payment} of {document}, and rejects it now.").format(**named))
        if one.was_rejected:
            text = _("The bank had rejected payment {payment} of {document}, and accepts it now: ask it which holds.")
            said.append(text.format(**named))
        if one.refusal is not None:
            text = _("Payment {payment} of {document} is rejected but stands as posted. {why}")
            said.append(text.format(**named, why=wording(one.refusal)))
    return said + [wording(one) for one in taken.doubled]


def stands_again_told(facts: ProposalFacts) -> str:
    return _(
        "Payment proposal {number} was given up, but the bank has its payments: it is as sent again. Post it, do not "
        "pay its documents otherwise, and give it up anew only once the bank has stopped it."
    ).format(number=facts.number)


def listed_data(one: ListedProposal) -> dict[str, object]:
    return {
        "number": one.number,
        "state": one.state.lower(),
        "bank_account": one.bank_account,
        "payment_date": one.payment_date.isoformat(),
        "currency": one.total.currency,
        "total": format_minor(one.total.minor, one.total.currency),
        "payments": one.payments,
        "unposted": one.unposted,
        "rejected": one.rejected,
        "made_by": one.made_by,
        "approved_by": one.approved_by,
    }


def proposal_data(facts: ProposalFacts) -> dict[str, object]:
    return {
        "number": facts.number,
        "state": state_of(facts).lower(),
        "bank_account": facts.bank_account.number,
        "payment_date": facts.payment_date.isoformat(),
        "until": facts.until_date.isoformat(),
        "currency": facts.currency,
        "total": format_minor(facts.total.minor, facts.currency),
        "made_by": facts.made_by,
        "changed_by": list(facts.changed_by),
        "approved_by": facts.approved_by,
        "exported_by": facts.exported_by,
        "message_id": facts.message_id,
        "payments": [payment_data(line) for line in facts.lines],
        "left_out": [left_out_data(one) for one in facts.left_out],
    }


def payment_data(line: PaymentLine) -> dict[str, object]:
    return {
        "payment": line.line,
        "state": line.state.lower(),
        "ledger": line.ledger.lower(),
        "account": line.account,
        "name": line.payee,
        "document_number": line.document,
        "due_date": line.due_date.isoformat(),
        "payment_date": line.payment_date.isoformat(),
        "currency": line.amount.currency,
        "amount": format_minor(line.amount.minor, line.amount.currency),
        "discount": format_minor(line.discount.minor, line.discount.currency),
        "account_kind": line.account_kind.lower(),
        "account_number": line.account_number,
        "reference": line.reference,
        "text": line.text,
        "findings": [wording(refusal) for refusal in refusals_of(line)],
        "bank_status": line.bank_status,
        "reason_code": line.reason_code,
        "reason_text": line.reason_text,
        "voucher": line.voucher,
    }


def left_out_data(one: LeftOutLine) -> dict[str, object]:
    return {
        "document_number": one.document,
        "account": one.account,
        "currency": one.amount.currency,
        "amount": format_minor(one.amount.minor, one.amount.currency),
        "reason": one.reason,
    }


def answered_data(one: AnsweredPayment) -> dict[str, object]:
    return {
        "payment": one.line,
        "document_number": one.document,
        "name": one.payee,
        "status": one.status,
        "outcome": one.outcome.value.lower(),
        "reason_code": one.reason_code,
        "reason_text": one.reason_text,
        "is_new": one.is_new,
        "taken_back_by": one.voucher,
        "was_accepted": one.was_accepted,
        "not_taken_back": "" if one.refusal is None else wording(one.refusal),
    }
