"""Payment registration: what a user has entered on unpaid documents, and how she posts it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import parse_minor
from reskontra.core.registration import (
    Unpaid,
    decided_discount_date,
    proposed_received,
    remaining_after,
    warning_of,
)
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.journals.batches import BatchFacts, BatchUnknown, batches, find_batch, parse_balancing
from reskontra.journals.models import Registration, RegistrationSetup, TypedLine
from reskontra.ledger.account_facts import account_balance, accounts_by_number, direct_account
from reskontra.ledger.queries import bank_balance, find_bank_account
from reskontra.receivables.queries import find_document
from reskontra.receivables.unpaid import UnpaidDocument, Wanted, unpaid_by_id, unpaid_documents

# Through which kind of journal the payments of a ledger are posted.
KINDS = {"CUSTOMER": "CASH_RECEIPT", "VENDOR": "PAYMENT"}


class RegistrationNotSetUp(Refused):
    code = "registration_not_set_up"
    template = "{user} has no setup of payment registration. Name batch and account with payment-registration setup."


class BatchWithoutSeries(Refused):
    code = "batch_without_series"
    template = "Batch {batch} has no number series. Give it one, or choose another batch."


class RegistrationWithoutAccount(Refused):
    code = "registration_without_account"
    template = "Batch {batch} has no balancing account of its own. Name one with --account bank:NUMBER or gl:NUMBER."


class NotUnpaid(Refused):
    code = "not_unpaid"
    template = "{document} of {account} is {state}. Register payments of open documents."


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """What a user registers through. is_own: hers; else the row for everybody. ledger: CUSTOMER or VENDOR."""

    ledger: str
    batch: BatchFacts
    balancing_type: str
    balancing_number: str
    is_default_account: bool
    fills_date: bool
    is_own: bool

    @property
    def account(self) -> str:
        return f"{self.balancing_type.lower()}:{self.balancing_number}"


@dataclass(frozen=True, slots=True)
class RegisteredLine:
    """A document of the list with what was entered on it; remaining_minor is what will be left.

    warning   "", "overdue" or "discount_late"
    """

    document: UnpaidDocument
    is_made: bool
    received_date: date | None
    received_minor: int
    discount_date: date | None
    external_document_number: str
    remaining_minor: int
    warning: str

    def may_take_discount(self, today: date) -> bool:
        """Whether the discount is in time on the day received, or today where no payment is entered."""
        document = self.document
        unpaid = Unpaid(document.remaining_minor, document.discount_minor, self.discount_date, document.due_date)
        return unpaid.is_in_time(self.received_date or today)

    @property
    def refuses_discount(self) -> bool:
        """Whether a person ended the discount before the payment came, though it was in time by the document."""
        days = self.received_date, self.discount_date, self.document.discount_date
        received, until, given = days
        return bool(received and until and given and until < received <= given)


@dataclass(frozen=True, slots=True)
class Entered:
    """What a user says of a document; None leaves a value.

    amount          as people write it, received from a customer or paid to a vendor; "" proposes it anew
    takes_discount  whether the discount is granted for it, whatever its date says; not beside a discount_date
    """

    is_made: bool = True
    received_date: date | None = None
    amount: str | None = None
    discount_date: date | None = None
    external_document_number: str | None = None
    takes_discount: bool | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the balancing account, in its currency: what is posted, what open journal lines add, and both."""

    posted_minor: int
    unposted_minor: int
    currency: str


def set_up(  # noqa: PLR0913 - each is a field of the setup
    *,
    company: CompanyFacts,
    actor: str,
    user: str,
    batch: str,
    account: str,
    is_default_account: bool = True,
    fills_date: bool = True,
    ledger: str = "CUSTOMER",
) -> SetupFacts:
    """Say through which batch a user registers, and against which account; user "" for everybody without a setup.

    ledger    CUSTOMER for receipts, VENDOR for payments
    account   "" takes the batch's
    refuses   BatchUnknown, BatchWithoutSeries, RegistrationWithoutAccount, BalancingNotWritten, and what accounts and
              bank accounts refuse
    """
    with transaction.atomic():
        lock_company(company.id)
        found = find_batch(company=company, kind=KINDS[ledger], name=batch)
        if not found.series:
            raise BatchWithoutSeries(batch=batch)
        kind, number = parse_balancing(account) if account else (found.balancing_type, found.balancing_number)
        if not kind:
            raise RegistrationWithoutAccount(batch=batch)
        if kind == "GL":
            direct_account(accounts_by_number(company=company), number)
        else:
            find_bank_account(company=company, number=number)
        RegistrationSetup.objects.update_or_create(
            company_id=company.id,
            user=user,
            ledger=ledger,
            defaults={
                "journal_id": found.journal_id,
                "balancing_type": kind,
                "balancing_number": number,
                "is_default_account": is_default_account,
                "fills_date": fills_date,
            },
        )
        content = {"batch": batch, "account": f"{kind.lower()}:{number}", "ledger": ledger}
        record(company=company.id, actor=actor, action="registration.set_up", subject=user, content=content)
    return setup_of(company=company, user=user, ledger=ledger)


def setup_of(*, company: CompanyFacts, user: str, ledger: str = "CUSTOMER") -> SetupFacts:
    """The user's setup, else the one for everybody.

    refuses   RegistrationNotSetUp, BatchUnknown where the batch was deleted since
    """
    found = RegistrationSetup.objects.filter(company=company.id, ledger=ledger, user__in=["", user])
    rows = {row.user: row for row in found.select_related("journal")}
    row = rows.get(user) or rows.get("")
    if row is None:
        raise RegistrationNotSetUp(user=user)
    known = {batch.journal_id: batch for batch in batches(company=company, kind=KINDS[ledger])}
    if row.journal_id not in known:
        raise BatchUnknown(batch=row.journal.number, known=tuple(batch.name for batch in known.values()) or "–")
    return SetupFacts(
        ledger=ledger,
        batch=known[row.journal_id],
        balancing_type=row.balancing_type,
        balancing_number=row.balancing_number,
        is_default_account=row.is_default_account,
        fills_date=row.fills_date,
        is_own=row.user == user,
    )


def registered_lines(*, company: CompanyFacts, user: str, wanted: Wanted, most: int = 500) -> list[RegisteredLine]:
    """The list of unpaid documents by due date, with what the user has entered.

    refuses   RegistrationNotSetUp
    """
    setup_of(company=company, user=user, ledger=wanted.ledger)
    documents = unpaid_documents(company=company, wanted=wanted, most=most)
    entered = _entered(company, user, [document.entry_id for document in documents])
    return [line_of(document, entered.get(document.entry_id)) for document in documents]


def lines_of_entries(*, company: CompanyFacts, user: str, entry_ids: Sequence[int]) -> list[RegisteredLine]:
    """These documents as the list shows them, in this order; those that are unknown are left out."""
    documents = unpaid_by_id(company=company, ids=entry_ids)
    entered = _entered(company, user, entry_ids)
    return [line_of(documents[id], entered.get(id)) for id in entry_ids if id in documents]


def made_lines(*, company: CompanyFacts, user: str, ledger: str = "CUSTOMER") -> list[RegisteredLine]:
    """What the user has ticked with an amount, wherever in the list it is, by due date."""
    found = Registration.objects.filter(company=company.id, user=user, is_made=True, entry__ledger=ledger)
    rows = {row.entry_id: row for row in found.exclude(amount_minor=0)}
    documents = unpaid_by_id(company=company, ids=rows)
    chosen = sorted(documents.values(), key=lambda document: (document.due_date, document.entry_id))
    return [line_of(document, rows[document.entry_id]) for document in chosen]


def enter(
    *,
    company: CompanyFacts,
    user: str,
    number: str,
    account: str,
    entered: Entered,
    today: date,
    ledger: str = "CUSTOMER",
) -> RegisteredLine:
    """Enter what was received for a document: ticks it, fills in what is left out, and is kept until posted.

    refuses   RegistrationNotSetUp, DocumentUnknown, DocumentNotUnique, NotUnpaid, NotAnAmount, TooManyDecimals
    """
    with transaction.atomic():
        lock_company(company.id)
        fact = find_document(company=company, ledger=ledger, number=number, account=account)
        return enter_on(company=company, user=user, entered={fact.entry_id: entered}, today=today, ledger=ledger)[0]


def enter_on(
    *,
    company: CompanyFacts,
    user: str,
    entered: Mapping[int, Entered],
    today: date,
    ledger: str = "CUSTOMER",
) -> list[RegisteredLine]:
    """Enter what was received or paid for entries of the list, all of them or none; gives them in their order.

    entered   by entry id; entries of another ledger or company are left out
    refuses   RegistrationNotSetUp, NotUnpaid, NotAnAmount, TooManyDecimals
    """
    with transaction.atomic():
        lock_company(company.id)
        setup = setup_of(company=company, user=user, ledger=ledger)
        documents = unpaid_by_id(company=company, ids=entered)
        known = _entered(company, user, list(entered))
        lines, new = [], []
        for id, said in entered.items():
            document = documents.get(id)
            if document is None or document.ledger != ledger:
                continue
            _refuse_settled(document)
            row = known.get(id)
            if row is None:
                row = Registration(company_id=company.id, user=user, entry_id=id)
                new.append(row)
            _put(row, document, said, setup, today)
            lines.append(line_of(document, row))
        Registration.objects.bulk_create(new)
        bulk.execute_many(
            f"UPDATE journals_registration SET {', '.join(f'{name} = %s' for name in _ENTERED)} "
            "WHERE company_id = %s AND id = %s",
            [(*(getattr(row, name) for name in _ENTERED), company.id, row.id) for row in known.values()],
        )
    return lines


_ENTERED = ("is_made", "received_date", "amount_minor", "discount_date", "external_document_number")


def _refuse_settled(document: UnpaidDocument) -> None:
    if not document.remaining_minor or document.document_type == "PAYMENT":
        state = noop("paid already") if not document.remaining_minor else noop("a payment")
        raise NotUnpaid(document=document.document_number, account=document.account, state=state)


def clear(*, company: CompanyFacts, user: str, entry_ids: Collection[int] = (), ledger: str = "CUSTOMER") -> int:
    """Forget what the user entered on these documents, or on all of the ledger; gives on how many."""
    rows = Registration.objects.filter(company=company.id, user=user)
    ids = entry_ids or rows.filter(entry__ledger=ledger).values_list("entry", flat=True)
    return rows.filter(entry__in=list(ids)).delete()[0]


def totals(*, company: CompanyFacts, setup: SetupFacts) -> Totals:
    """What the footer shows, with the balancing account's own sign."""
    if setup.balancing_type == "BANK":
        bank = find_bank_account(company=company, number=setup.balancing_number)
        posted, currency = bank_balance(company=company, bank_account_id=bank.id), bank.currency
    else:
        posted, currency = account_balance(company=company, number=setup.balancing_number), company.currency
    lines = TypedLine.objects.filter(company=company.id, state="OPEN", currency=currency)
    on_account = lines.filter(account_type=setup.balancing_type, account_number=setup.balancing_number)
    against = lines.filter(balancing_type=setup.balancing_type, balancing_number=setup.balancing_number)
    return Totals(posted, _sum(on_account) - _sum(against), currency)


def _sum(rows: object) -> int:
    total: int = rows.aggregate(total=Sum("amount_minor", default=0))["total"]  # type: ignore[attr-defined]
    return total


def _entered(company: CompanyFacts, user: str, entry_ids: Sequence[int]) -> dict[int, Registration]:
    rows = Registration.objects.filter(company=company.id, user=user, entry__in=list(entry_ids))
    return {row.entry_id: row for row in rows}


def _put(row: Registration, document: UnpaidDocument, entered: Entered, setup: SetupFacts, today: date) -> None:
    if not entered.is_made:
        row.is_made, row.received_date, row.amount_minor, row.external_document_number = False, None, 0, ""
        row.discount_date = None
        return
    row.is_made = True
    if entered.discount_date:
        row.discount_date = entered.discount_date
    row.received_date = entered.received_date or row.received_date or (today if setup.fills_date else None)
    if entered.takes_discount is not None and document.discount_minor:
        day = row.received_date or today
        row.discount_date = decided_discount_date(_unpaid(document, row), day, is_taken=entered.takes_discount)
        if entered.takes_discount and row.amount_minor == document.remaining_minor:
            row.amount_minor = 0  # it was proposed without the discount
    if entered.amount:
        row.amount_minor = sign_of(document.ledger) * parse_minor(entered.amount, document.currency)
    elif entered.amount == "" or not row.amount_minor:
        row.amount_minor = proposed_received(_unpaid(document, row), row.received_date)
    if entered.external_document_number is not None:
        row.external_document_number = entered.external_document_number[:100]


def sign_of(ledger: str) -> int:
    """How people write what is signed as an entry: received from a customer, paid to a vendor, both are positive."""
    return -1 if ledger == "VENDOR" else 1


def _unpaid(document: UnpaidDocument, row: Registration | None) -> Unpaid:
    discount_date = (row.discount_date if row else None) or document.discount_date
    return Unpaid(document.remaining_minor, document.discount_minor, discount_date, document.due_date)


def line_of(document: UnpaidDocument, row: Registration | None) -> RegisteredLine:
    """A document as the list shows it."""
    unpaid = _unpaid(document, row)
    if row is None or not row.is_made:
        return RegisteredLine(document, False, None, 0, unpaid.discount_date, "", document.remaining_minor, "")
    return RegisteredLine(
        document=document,
        is_made=True,
        received_date=row.received_date,
        received_minor=row.amount_minor,
        discount_date=unpaid.discount_date,
        external_document_number=row.external_document_number,
        remaining_minor=remaining_after(unpaid, row.received_date, row.amount_minor),
        warning=warning_of(unpaid, row.received_date, row.amount_minor),
    )
