"""Make a payment proposal: what is due by a day, with the discounts that can still be had, and what is asked back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Max

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import parse_minor
from reskontra.core.payment_proposals import ChosenPayment, LeftOut, Payable, ProposalTerms, choose_payments
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.journals.models import PaymentProposal, ProposedPayment
from reskontra.journals.paying.facts import ProposalFacts, check_payments, repayments_taken, reserved
from reskontra.ledger.queries import BankAccountFacts, find_bank_account
from reskontra.parties.queries import accounts_to_pay_of, find_party
from reskontra.receivables.payables import (
    ApprovedRepayment,
    PayableEntry,
    approved_repayments,
    payable_entries,
    payables_by_id,
)

BIC_LENGTHS = (8, 11)


class NothingToPay(Refused):
    code = "nothing_to_pay"
    template = (
        "Of what is due by {until} nothing can be paid from {bank_account}; left out: {left:document|documents}. "
        "Name a later day, or look at the documents: reskontra entry list."
    )


class PaysFromNowhere(Refused):
    code = "pays_from_nowhere"
    template = "Bank account {bank_account} has neither IBAN nor bankgiro to be paid from. Give it one first."


class PayerBlocked(Refused):
    code = "payer_blocked"
    template = "Bank account {bank_account} is blocked. Unblock it, or pay from another."


class OwnBicForm(Refused):
    code = "own_bic_form"
    template = '"{text}" is no BIC of the own bank. Write 8 or 11 letters and digits, such as ESSESESS.'


class PaymentDayBefore(Refused):
    code = "payment_day_before"
    template = "{date} has passed; today is {today}. Pay today or later."


@dataclass(frozen=True, slots=True)
class ProposalOrder:
    """What is to be paid. day None: today; most: as people write it, "" for any amount.

    vendors          by number; none for all
    discounts_until  documents too whose cash discount ends on it or before
    """

    bank_account: str
    until: date
    day: date | None = None
    discounts_until: date | None = None
    most: str = ""
    vendors: tuple[str, ...] = ()
    with_repayments: bool = True
    on_last_day: bool = False
    bic: str = ""


def make_proposal(*, company: CompanyFacts, actor: str, order: ProposalOrder, today: date) -> ProposalFacts:
    """Propose, and look at every payment at once; nothing is promised to anybody by it.

    refuses   BankAccountUnknown, PayerBlocked, PaysFromNowhere, OwnBicForm, PaymentDayBefore, NotAnAmount,
              PartyUnknown; NothingToPay
    """
    bank = find_bank_account(company=company, number=order.bank_account)
    _refuse_order(company, bank, order, today)
    with transaction.atomic():
        lock_company(company.id)
        entries, payables = _payables(company, order)
        terms = ProposalTerms(
            day=order.day or today,
            until=order.until,
            currency=bank.currency,
            country=company.country,
            discount_until=order.discounts_until,
            most_minor=parse_minor(order.most, bank.currency) if order.most else None,
            on_last_day=order.on_last_day,
        )
        chosen, left_out = choose_payments(payables, terms=terms)
        if not chosen:
            raise NothingToPay(until=order.until, bank_account=bank.number, left=len(left_out))
        row = _write(company, actor, bank, order, terms, _left_out(entries, left_out))
        _write_lines(company, row, entries, chosen)
        facts = check_payments(company=company, proposal=row, today=today)
        content = {"bank_account": bank.number, "payments": len(facts.lines), "total": str(facts.total)}
        record(
            company=company.id, actor=actor, action="payment_proposal.made", subject=str(row.number), content=content
        )
    return facts


def _refuse_order(company: CompanyFacts, bank: BankAccountFacts, order: ProposalOrder, today: date) -> None:
    if bank.is_blocked:
        raise PayerBlocked(bank_account=bank.number)
    if not bank.iban and not bank.bankgiro:
        raise PaysFromNowhere(bank_account=bank.number)
    if order.bic and not (order.bic.isascii() and order.bic.isalnum() and len(order.bic) in BIC_LENGTHS):
        raise OwnBicForm(text=order.bic[:20])
    if order.day is not None and order.day < today:
        raise PaymentDayBefore(date=order.day, today=today)
    for vendor in order.vendors:
        find_party(company=company, ledger="VENDOR", number=vendor)


def _payables(company: CompanyFacts, order: ProposalOrder) -> tuple[dict[int, PayableEntry], list[Payable]]:
    found = payable_entries(
        company=company, until=order.until, discounts_until=order.discounts_until, vendors=order.vendors
    )
    taken = repayments_taken(company=company) if order.with_repayments else set()
    asked = [one for one in approved_repayments(company=company) if one.number not in taken]
    if not order.with_repayments or order.vendors:
        asked = []
    entries = {entry.entry_id: entry for entry in found}
    entries |= payables_by_id(company=company, ids={one.entry_id for one in asked})
    proposed = reserved(company=company, entry_ids=entries)
    accounts = accounts_to_pay_of(company=company, party_ids={entry.party_id for entry in entries.values()})
    payables = [_payable(entry, proposed.get(entry.entry_id, 0), accounts) for entry in found]
    payables += [_asked_back(entries[one.entry_id], one, proposed.get(one.entry_id, 0)) for one in asked]
    return entries, payables


def _payable(entry: PayableEntry, proposed: int, accounts: dict[int, tuple[tuple[str, str], ...]]) -> Payable:
    return Payable(
        entry_id=entry.entry_id,
        party_id=entry.party_id,
        currency=entry.currency,
        due_date=entry.due_date,
        open_minor=entry.remaining_minor - proposed,
        discount_minor=0 if proposed else entry.discount_minor,
        discount_date=entry.discount_date,
        accounts=accounts.get(entry.party_id, ()),
        is_proposed=proposed > 0,
        is_blocked=entry.is_blocked,
        is_held=bool(entry.on_hold),
        is_disputed=bool(entry.dispute_status),
    )


def _asked_back(entry: PayableEntry, asked: ApprovedRepayment, proposed: int) -> Payable:
    return replace(
        _payable(entry, proposed, {}),
        open_minor=min(asked.amount_minor, entry.remaining_minor - proposed),
        discount_minor=0,
        accounts=((asked.account_kind, asked.account_number),),
        is_repayment=True,
        repayment_id=asked.number,
    )


def _left_out(entries: dict[int, PayableEntry], left_out: Sequence[LeftOut]) -> str:
    return json.dumps(
        [
            [
                entries[one.payable.entry_id].document_number,
                entries[one.payable.entry_id].account,
                one.payable.open_minor,
                one.payable.currency,
                one.reason.value,
            ]
            for one in left_out
        ]
    )


def _write(
    company: CompanyFacts, actor: str, bank: BankAccountFacts, order: ProposalOrder, terms: ProposalTerms, left_out: str
) -> PaymentProposal:
    last = PaymentProposal.objects.filter(company=company.id).aggregate(last=Max("number"))["last"] or 0
    return PaymentProposal.objects.create(
        company_id=company.id,
        number=last + 1,
        bank_account_id=bank.id,
        currency=bank.currency,
        payment_date=terms.day,
        until_date=order.until,
        bic=order.bic.upper(),
        left_out=left_out,
        made_by=actor,
        made_at=bulk.moment(),
        changed_by=json.dumps([actor]),
    )


def _write_lines(
    company: CompanyFacts, row: PaymentProposal, entries: dict[int, PayableEntry], chosen: Sequence[ChosenPayment]
) -> None:
    ProposedPayment.objects.bulk_create(
        [
            ProposedPayment(
                company_id=company.id,
                proposal_id=row.id,
                line_number=number,
                entry_id=one.payable.entry_id,
                repayment_id=one.payable.repayment_id,
                party_id=one.payable.party_id,
                amount_minor=one.amount_minor,
                discount_minor=one.discount_minor,
                payment_date=one.day,
                account_kind=one.account_kind,
                account_number=one.account_number,
                reference=entries[one.payable.entry_id].payment_reference,
                text=_text(entries[one.payable.entry_id]),
            )
            for number, one in enumerate(chosen, start=1)
        ],
        batch_size=500,
    )


def _text(entry: PayableEntry) -> str:
    """What the payee reads: its own number of the document, ours where it is a customer."""
    return (entry.external_document_number if entry.ledger == "VENDOR" else "")[:140] or entry.document_number[:140]
