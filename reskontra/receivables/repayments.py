"""Pay a credit balance back: one proposes, another approves, the bank's line of the refund settles the entry."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.application_checks import named
from reskontra.core.entries import DocumentType, Ledger, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.identifiers import bankgiro, iban, plusgiro
from reskontra.core.money import Money, parse_minor
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.second_pair import is_another
from reskontra.parties.queries import PartySummary, accounts_to_pay, find_party, parties_by_id
from reskontra.receivables.applying import EntryName
from reskontra.receivables.blocks import refuse_blocked
from reskontra.receivables.correcting import find_open_entry, reason_of
from reskontra.receivables.models import Entry, Repayment
from reskontra.receivables.payments import lock_entries

_CHECKED = {"IBAN": iban.is_valid, "BANKGIRO": bankgiro.is_valid, "PLUSGIRO": plusgiro.is_valid}


class NoCreditToPayBack(Refused):
    code = "no_credit_to_pay_back"
    template = "{what} has {credit} of credit that is free. Pay back what is owed to the customer alone."


class MoreThanCredit(Refused):
    code = "more_than_credit"
    template = (
        "{what} has {credit} of credit that is free, and {amount} was to be paid back. Pay back at most {credit}."
    )


class CreditCurrencies(Refused):
    code = "credit_currencies"
    template = "{customer} has credit in {currencies}. Propose entry by entry, with --entry."


class NoAccountToPay(Refused):
    code = "no_account_to_pay"
    template = "{customer} has no bank account here. Load one with reskontra load customers."


class AccountToPayUnclear(Refused):
    code = "account_to_pay_unclear"
    template = "{customer} has the accounts {accounts}. Choose one with --account."


class AccountToPayUnknown(Refused):
    code = "account_to_pay_unknown"
    template = "{account} is no account of {customer}, who has {accounts}. Load it first with reskontra load customers."


class AccountOfRepaymentGone(Refused):
    code = "account_of_repayment_gone"
    template = (
        "Repayment {number} goes to {account}, which {customer} has no more. "
        "Cancel it, and propose it again: reskontra repayment cancel {number}."
    )


class AccountToPayWrong(Refused):
    code = "account_to_pay_wrong"
    template = "{account} of {customer} is not a number that its check digits allow. Load the right one first."


class RepaymentUnknown(Refused):
    code = "repayment_unknown"
    template = "There is no repayment {number}. See them with reskontra repayment list."


class RepaymentDecided(Refused):
    code = "repayment_decided"
    template = "Repayment {number} is {state} already. Only one that is {wanted} can be decided so."


class RepaymentByTwo(Refused):
    code = "repayment_by_two"
    template = "Repayment {number} was proposed by {actor}. Let somebody else approve it."


class RepaymentSent(Refused):
    code = "repayment_sent"
    template = (
        "Repayment {number} is with the bank as payment {payment}. Take in what the bank answers, or give up its "
        "payment proposal first."
    )


@dataclass(frozen=True, slots=True)
class RepaymentOrder:
    """A customer by number, or one credit entry; amount: as people write it, "" for all that is free."""

    reason: str
    customer: str = ""
    entry: EntryName | None = None
    amount: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class ProposedRepayment:
    number: int
    document: str
    amount: Money
    account: str


def propose_repayment(*, company: CompanyFacts, actor: str, order: RepaymentOrder) -> list[ProposedRepayment]:
    """Propose to pay credit back: of one entry, or of a customer's entries, the oldest due first.

    refuses   CorrectionReasonMissing; PartyUnknown, or DocumentUnknown, DocumentNotUnique, EntryNotOpen;
              CreditCurrencies, NoCreditToPayBack, MoreThanCredit, PartyBlocked, NoAccountToPay, AccountToPayUnclear,
              AccountToPayUnknown, AccountToPayWrong
    """
    what = order.entry.number if order.entry else order.customer
    reason = reason_of(order.reason, what=what)
    with transaction.atomic():
        lock_company(company.id)
        party, credits, most = _credits(company, order)
        taken = open_repayments(company=company, entry_ids=[entry.entry_id for entry in credits])
        parts = _parts(credits, taken, most, order.amount, what)
        refuse_blocked(party=party, document_type=DocumentType.REFUND)
        kind, number = _account(company, party, order.account)
        rows = [
            Repayment.objects.create(
                company_id=company.id,
                entry_id=entry.entry_id,
                party_id=party.id,
                amount_minor=minor,
                account_kind=kind,
                account_number=number,
                reason=reason[:250],
                proposed_by=actor,
                proposed_at=bulk.moment(),
            )
            for entry, minor in parts
        ]
        done = [
            ProposedRepayment(row.id, entry.document_number, Money(minor, entry.currency), number)
            for row, (entry, minor) in zip(rows, parts, strict=True)
        ]
        content = {"repayments": [[one.number, one.document, one.amount.minor] for one in done], "reason": reason}
        record(company=company.id, actor=actor, action="repayment.proposed", subject=what, content=content)
    return done


def open_repayments(*, company: CompanyFacts, entry_ids: Collection[int]) -> dict[int, int]:
    """Entry → what is proposed or approved to be paid back of it, positive."""
    rows = Repayment.objects.filter(company=company.id, entry__in=list(entry_ids), state__in=["PROPOSED", "APPROVED"])
    return dict(rows.values_list("entry_id").annotate(total=Sum("amount_minor")))


def _credits(company: CompanyFacts, order: RepaymentOrder) -> tuple[PartySummary, list[OpenEntry], int | None]:
    """The party, its credit entries by due date, and the most to be paid back where the balance is less than they."""
    if order.entry:
        name = order.entry
        entry, _ = find_open_entry(company=company, name=name)
        if entry.ledger is not Ledger.CUSTOMER or entry.remaining_minor > 0:
            raise NoCreditToPayBack(what=named(entry), credit=Money(0, entry.currency))
        return parties_by_id(company=company, ids=[entry.party_id])[entry.party_id], [entry], None
    party = find_party(company=company, ledger="CUSTOMER", number=order.customer)
    rows = Entry.objects.filter(company=company.id, party=party.id).exclude(remaining_minor=0)
    ids = list(rows.values_list("id", flat=True))
    entries = [entry for entry, _ in lock_entries(company=company, ids=ids).values()]
    credits = sorted((one for one in entries if one.remaining_minor < 0), key=lambda one: (one.due_date, one.entry_id))
    currencies = tuple(sorted({one.currency for one in credits}))
    if len(currencies) > 1:
        raise CreditCurrencies(customer=party.number, currencies=currencies)
    balance = sum(one.remaining_minor for one in entries if one.currency in currencies)
    if balance >= 0:
        raise NoCreditToPayBack(what=party.number, credit=Money(0, currencies[0] if currencies else company.currency))
    return party, credits, -balance


def _parts(
    credits: Sequence[OpenEntry], taken: dict[int, int], most: int | None, amount: str, what: str
) -> list[tuple[OpenEntry, int]]:
    """(entry, minor units to be paid back of it), positive; entries that give nothing are left out."""
    currency = credits[0].currency
    free = sum(-one.remaining_minor - taken.get(one.entry_id, 0) for one in credits)
    if most is not None:
        free = min(free, most - sum(taken.values()))
    if free <= 0:
        raise NoCreditToPayBack(what=what, credit=Money(max(free, 0), currency))
    wanted = parse_minor(amount, currency) if amount else free
    if not 0 < wanted <= free:
        raise MoreThanCredit(what=what, credit=Money(free, currency), amount=Money(wanted, currency))
    found = []
    for one in credits:
        minor = min(wanted, -one.remaining_minor - taken.get(one.entry_id, 0))
        if minor > 0:
            found.append((one, minor))
            wanted -= minor
    return found


def _account(company: CompanyFacts, party: PartySummary, chosen: str) -> tuple[str, str]:
    """(kind, number) of the account to be paid to, once its check digits are right."""
    known = accounts_to_pay(company=company, party_id=party.id)
    if not known:
        raise NoAccountToPay(customer=party.number)
    numbers = tuple(number for _, number in known)
    wanted = "".join(character for character in chosen.upper() if character.isalnum())
    if not chosen and len(known) > 1:
        raise AccountToPayUnclear(customer=party.number, accounts=numbers)
    found = next(((kind, number) for kind, number in known if not chosen or number == wanted), None)
    if found is None:
        raise AccountToPayUnknown(account=chosen, customer=party.number, accounts=numbers)
    if found[0] in _CHECKED and not _CHECKED[found[0]](found[1]):
        raise AccountToPayWrong(account=found[1], customer=party.number)
    return found


def approve_repayment(*, company: CompanyFacts, actor: str, number: int) -> ProposedRepayment:
    """Approve what another has proposed, while the credit is there.

    refuses   RepaymentUnknown, RepaymentDecided, RepaymentByTwo, what is_another() refuses, MoreThanCredit,
              PartyBlocked, AccountOfRepaymentGone, AccountToPayWrong
    """
    with transaction.atomic():
        lock_company(company.id)
        row = _find(company, number)
        if row.state != "PROPOSED":
            raise RepaymentDecided(number=number, state=row.state.lower(), wanted="proposed")
        if not is_another(company=company.id, actor=actor, prepared_by=[row.proposed_by], role="ACCOUNTANT"):
            raise RepaymentByTwo(number=number, actor=actor)
        entry = lock_entries(company=company, ids=[row.entry_id])[row.entry_id][0]
        besides = open_repayments(company=company, entry_ids=[row.entry_id])[row.entry_id] - row.amount_minor
        free = max(-entry.remaining_minor - besides, 0)
        amount = Money(row.amount_minor, entry.currency)
        if row.amount_minor > free:
            raise MoreThanCredit(what=named(entry), credit=Money(free, entry.currency), amount=amount)
        party = parties_by_id(company=company, ids=[row.party_id])[row.party_id]
        refuse_blocked(party=party, document_type=DocumentType.REFUND)
        try:
            _account(company, party, row.account_number)
        except (AccountToPayUnknown, NoAccountToPay) as refusal:
            raise AccountOfRepaymentGone(number=number, account=row.account_number, customer=party.number) from refusal
        return _decide(company, actor, row, "APPROVED", entry.document_number, amount)


def cancel_repayment(*, company: CompanyFacts, actor: str, number: int) -> ProposedRepayment:
    """Give up a repayment that is proposed or approved; the credit is free again.

    refuses   RepaymentUnknown, RepaymentDecided, RepaymentSent once its payment is exported
    """
    with transaction.atomic():
        lock_company(company.id)
        row = _find(company, number)
        entry = lock_entries(company=company, ids=[row.entry_id])[row.entry_id][0]
        state = "CLOSED" if row.state == "APPROVED" and not entry.is_open else row.state
        if state not in ("PROPOSED", "APPROVED"):
            raise RepaymentDecided(number=number, state=state.lower(), wanted="proposed or approved")
        if row.sent_as:
            raise RepaymentSent(number=number, payment=row.sent_as)
        amount = Money(row.amount_minor, entry.currency)
        return _decide(company, actor, row, "CANCELLED", entry.document_number, amount)


def _find(company: CompanyFacts, number: int) -> Repayment:
    row = Repayment.objects.filter(company=company.id, id=number).first()
    if row is None:
        raise RepaymentUnknown(number=number)
    return row


def _decide(
    company: CompanyFacts, actor: str, row: Repayment, state: str, document: str, amount: Money
) -> ProposedRepayment:
    before = row.state
    row.state, row.decided_by, row.decided_at = state, actor, bulk.moment()
    row.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        company=company.id,
        actor=actor,
        action=f"repayment.{state.lower()}",
        subject=str(row.id),
        content={"document": document, "amount": amount.minor, "state": [before, state]},
    )
    return ProposedRepayment(row.id, document, amount, row.account_number)
