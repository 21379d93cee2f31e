"""Change, approve and give up a payment proposal. Whoever made or changed it does not approve it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, rate_on, setting
from reskontra.core.errors import Findings, Refused
from reskontra.core.exchange import Valuation, to_local
from reskontra.core.four_eyes import Prepared, takes_two
from reskontra.core.money import Money, parse_minor
from reskontra.core.payment_proposals import REFERENCE_MAX, is_reference, is_writable
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.second_pair import is_another
from reskontra.journals.models import PaymentProposal, ProposedPayment
from reskontra.journals.paying.again import refuse_again, stopped_told
from reskontra.journals.paying.facts import (
    NOT_GIVEN_UP,
    OPEN_OR_APPROVED,
    STATE_WORDS,
    PaymentLine,
    ProposalFacts,
    ProposedPaymentUnknown,
    check_payments,
    facts_of,
    not_so,
    proposal_row,
)
from reskontra.journals.paying.findings import all_refusals, shown_reference
from reskontra.parties.queries import accounts_to_pay, parties_by_number
from reskontra.receivables.payables import note_sent, payables_by_id
from reskontra.receivables.repayments import AccountToPayUnknown

SETTING = "payments_four_eyes_above"


class ProposalByTwo(Refused):
    code = "proposal_by_two"
    template = (
        "Payment proposal {number} over {total} was made or changed by {actor}. Let another person approve it, or "
        "change the setting payments_four_eyes_above."
    )


class ProposalNotAsSeen(Refused):
    code = "proposal_not_as_seen"
    template = "Payment proposal {number} pays otherwise than the page showed. See what it pays now, and approve that."


class ProposalEmpty(Refused):
    code = "proposal_empty"
    template = "Payment proposal {number} has {count:payment|payments} left. Cancel it, or make another."


class ProposalPosted(Refused):
    code = "proposal_posted"
    template = "{count:payment|payments} of payment proposal {number} are posted. Reverse their vouchers first."


class AmountNotPaid(Refused):
    code = "amount_not_paid"
    template = "{amount} was to be paid of {document}, which has {open} left. Pay more than nothing and at most that."


class CancelReasonMissing(Refused):
    code = "cancel_reason_missing"
    template = "The file of payment proposal {number} may be with the bank. Say why it is given up: --reason."


class ReferenceNotWritable(Refused):
    code = "reference_not_writable"
    template = (
        '"{text}" cannot be the reference of {document}: a file of the bank takes at most {most} letters without '
        "control characters. Write it shorter, or as words."
    )


class WordsNotWritable(Refused):
    code = "words_not_writable"
    template = '"{text}" of {document} has control characters, which no file of the bank takes. Leave them out.'


class RepaymentAsApproved(Refused):
    code = "repayment_as_approved"
    template = "{document} is paid back as it was approved: {amount} to {account}. Cancel the repayment to change that."


@dataclass(frozen=True, slots=True)
class PaymentEdit:
    """What a payment becomes; None leaves a value. account: one of the payee's; amount as people write it."""

    amount: str | None = None
    day: date | None = None
    account: str | None = None
    reference: str | None = None
    text: str | None = None


def edit_payment(
    *, company: CompanyFacts, actor: str, number: int, line: int, edit: PaymentEdit, today: date
) -> ProposalFacts:
    """Change one payment, or the day of all (line 0); what was approved is not approved any more.

    The discount is taken where the amount is exactly what is left without it, and the day within it.

    refuses   ProposalUnknown, ProposalNotSo, ProposedPaymentUnknown, RepaymentAsApproved, NotAnAmount, AmountNotPaid,
              AccountToPayUnknown, ReferenceNotWritable, WordsNotWritable
    """
    with transaction.atomic():
        lock_company(company.id)
        row, facts = _open(company, number)
        lines = [one for one in facts.lines if one.state == "OPEN" and line in (0, one.line)]
        if not lines:
            raise ProposedPaymentUnknown(number=number, line=line)
        before = [_shown(one) for one in lines]
        for one in lines:
            values = _edited(company, one, edit)
            ProposedPayment.objects.filter(company=company.id, id=one.id).update(**values)
        _touch(row, actor)
        facts = check_payments(company=company, proposal=row, today=today)
        after = [_shown(one) for one in facts.lines if one.line in {old.line for old in lines}]
        content = {"payments": [one.line for one in lines], "before": before, "after": after}
        record(company=company.id, actor=actor, action="payment_proposal.edited", subject=str(number), content=content)
    return facts


def _shown(one: PaymentLine) -> list[str]:
    return [str(one.amount), one.payment_date.isoformat(), one.account_number, one.reference, one.text]


def _edited(company: CompanyFacts, one: PaymentLine, edit: PaymentEdit) -> dict[str, object]:
    if one.repayment_id is not None and (edit.amount is not None or edit.account is not None):
        raise RepaymentAsApproved(document=one.document, amount=one.amount, account=one.account_number)
    values: dict[str, object] = {}
    day = edit.day or one.payment_date
    if edit.day is not None:
        values["payment_date"] = day
    if edit.amount is not None:
        minor = parse_minor(edit.amount, one.amount.currency)
        if not 0 < minor <= one.open_minor:
            left = Money(max(one.open_minor, 0), one.amount.currency)
            raise AmountNotPaid(amount=Money(minor, one.amount.currency), document=one.document, open=left)
        values |= {"amount_minor": minor, "discount_minor": _discount(company, one, minor, day)}
    if edit.account is not None:
        values |= dict(zip(("account_kind", "account_number"), _account(company, one, edit.account), strict=True))
    if edit.reference is not None:
        values["reference"] = _reference(one, edit.reference.strip())
    if edit.text is not None:
        if not is_writable(edit.text):
            raise WordsNotWritable(text=shown_reference(edit.text), document=one.document)
        values["text"] = edit.text.strip()[:140]
    return values


def _reference(one: PaymentLine, text: str) -> str:
    if not is_reference(text):
        raise ReferenceNotWritable(text=shown_reference(text), document=one.document, most=REFERENCE_MAX)
    return text


def _discount(company: CompanyFacts, one: PaymentLine, minor: int, day: date) -> int:
    entry = payables_by_id(company=company, ids=[one.entry_id])[one.entry_id]
    is_whole = one.open_minor == entry.remaining_minor and minor == entry.remaining_minor - entry.discount_minor
    is_in_time = entry.discount_date is not None and day <= entry.discount_date
    return entry.discount_minor if is_whole and is_in_time else 0


def _account(company: CompanyFacts, one: PaymentLine, chosen: str) -> tuple[str, str]:
    party = parties_by_number(company=company, ledger=one.ledger, numbers=[one.account])[one.account]
    wanted = "".join(character for character in chosen.upper() if character.isalnum())
    known = accounts_to_pay(company=company, party_id=party.id)
    found = next(((kind, number) for kind, number in known if number == wanted), None)
    if found is None:
        numbers = tuple(number for _, number in known)
        raise AccountToPayUnknown(account=chosen, customer=one.account, accounts=numbers)
    return found


def remove_payment(*, company: CompanyFacts, actor: str, number: int, line: int, today: date) -> ProposalFacts:
    """Take a payment out; its document may be proposed anew. What was approved is not approved any more.

    refuses   ProposalUnknown, ProposalNotSo, ProposedPaymentUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        row, facts = _open(company, number)
        found = next((one for one in facts.lines if one.line == line and one.state == "OPEN"), None)
        if found is None:
            raise ProposedPaymentUnknown(number=number, line=line)
        ProposedPayment.objects.filter(company=company.id, id=found.id).update(state="REMOVED", findings="")
        _touch(row, actor)
        facts = check_payments(company=company, proposal=row, today=today)
        content = {"payment": line, "document": found.document, "amount": str(found.amount)}
        record(
            company=company.id,
            actor=actor,
            action="payment_proposal.payment_removed",
            subject=str(number),
            content=content,
        )
    return facts


def approve_proposal(
    *, company: CompanyFacts, actor: str, number: int, today: date, pay_again: str = "", seen: str | None = None
) -> ProposalFacts:
    """Approve it, once every payment can be sent.

    pay_again  how is known that the bank stopped earlier payments of the same documents, which were given up
    seen       the stamp of what was looked at; None where nobody says
    refuses    ProposalUnknown, ProposalNotSo, ProposalNotAsSeen, ProposalEmpty, ProposalByTwo, what is_another()
               refuses; Findings of what forbids to send payments; Findings of PaidAgain
    """
    with transaction.atomic():
        lock_company(company.id)
        row = proposal_row(company=company, number=number)
        if row.state != "OPEN":
            raise not_so(row, STATE_WORDS["OPEN"])
        facts = check_payments(company=company, proposal=row, today=today)
        if seen is not None and seen != facts.stamp:
            raise ProposalNotAsSeen(number=number)
        refuse_findings(facts)
        _refuse_own(company, actor, facts, today)
        stopped = refuse_again(company=company, row=row, facts=facts, reason=pay_again)
        row.state, row.approved_by, row.approved_at = "APPROVED", actor, bulk.moment()
        row.save(update_fields=["state", "approved_by", "approved_at", "paid_again"])
        content = {"payments": len(facts.paying), "total": str(facts.total)} | stopped_told(stopped, pay_again)
        record(
            company=company.id, actor=actor, action="payment_proposal.approved", subject=str(number), content=content
        )
        return facts_of(company=company, row=row)


def refuse_findings(facts: ProposalFacts) -> None:
    """refuses   ProposalEmpty; Findings of what forbids to send payments"""
    if not facts.paying:
        raise ProposalEmpty(number=facts.number, count=0)
    if found := all_refusals(facts.paying):
        raise Findings(found)


def _refuse_own(company: CompanyFacts, actor: str, facts: ProposalFacts, today: date) -> None:
    above = setting(company=company, key=SETTING, default="0")
    if not above:
        return
    prepared = Prepared(facts.number, _local(company, facts, today), frozenset(facts.changed_by))
    for one in takes_two([prepared], above_minor=parse_minor(above, company.currency)):
        if is_another(company=company.id, actor=actor, prepared_by=one.prepared_by, role="ACCOUNTANT"):
            return
        raise ProposalByTwo(number=facts.number, total=facts.total, actor=actor)


def _local(company: CompanyFacts, facts: ProposalFacts, today: date) -> int | None:
    """None where there is no rate: it counts as above every amount."""
    if facts.currency == company.currency:
        return facts.total.minor
    try:
        rate = rate_on(company=company, currency=facts.currency, day=today)
    except Refused:
        return None
    return to_local(facts.total.minor, valuation=Valuation(facts.currency, rate), local_currency=company.currency)


def cancel_proposal(*, company: CompanyFacts, actor: str, number: int, reason: str = "") -> ProposalFacts:
    """Give it up; its documents may be proposed anew.

    reason    must be given once the file was written
    refuses   ProposalUnknown, ProposalNotSo, ProposalPosted, CancelReasonMissing
    """
    with transaction.atomic():
        lock_company(company.id)
        row = proposal_row(company=company, number=number)
        if row.state == "CANCELLED":
            raise not_so(row, NOT_GIVEN_UP)
        facts = facts_of(company=company, row=row)
        posted = sum(line.state == "POSTED" for line in facts.lines)
        if posted:
            raise ProposalPosted(number=number, count=posted)
        if row.state == "EXPORTED" and not reason.strip():
            raise CancelReasonMissing(number=number)
        before = row.state
        row.state = "CANCELLED"
        row.save(update_fields=["state"])
        note_sent(company=company, sent={line.repayment_id: "" for line in facts.lines if line.repayment_id})
        content = {"state": [before, "CANCELLED"], "reason": reason.strip()[:250]}
        record(
            company=company.id, actor=actor, action="payment_proposal.cancelled", subject=str(number), content=content
        )
        return facts_of(company=company, row=row)


def _open(company: CompanyFacts, number: int) -> tuple[PaymentProposal, ProposalFacts]:
    row = proposal_row(company=company, number=number)
    if row.state not in ("OPEN", "APPROVED"):
        raise not_so(row, OPEN_OR_APPROVED)
    return row, facts_of(company=company, row=row)


def _touch(row: PaymentProposal, actor: str) -> None:
    """Somebody changed it: who approved it has approved something else."""
    names: Sequence[str] = json.loads(row.changed_by)
    row.changed_by = json.dumps(sorted({*names, actor}))
    row.state, row.approved_by, row.approved_at, row.paid_again = "OPEN", "", None, ""
    row.save(update_fields=["changed_by", "state", "approved_by", "approved_at", "paid_again"])
