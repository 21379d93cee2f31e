"""Post what was registered: a payment for each document, or one lump payment for several of one account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.numbering import shape_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.core.settlement import Marked
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody
from reskontra.journals.entering import highest, write_lines
from reskontra.journals.post_typed import PostChoice, PostedBatch, post_batch
from reskontra.journals.registration import RegisteredLine, SetupFacts, clear, made_lines, setup_of, sign_of
from reskontra.journals.typed_lines import TypedFacts, last_number, numbers_in_use
from reskontra.ledger.queries import find_bank_account
from reskontra.receivables.applying import EntryName
from reskontra.receivables.edit import Edit, edit_entry


class NothingRegistered(Refused):
    code = "nothing_registered"
    template = "{user} has registered {count:payment|payments}. Enter what was received for a document first."


class ReceivedDateMissing(Refused):
    code = "received_date_missing"
    template = "The payment of {document} has no date received. Enter one."


class RegisteredSince(Refused):
    code = "registered_since_paid"
    template = "{document} was paid since its payment was registered. Take its tick away."


class RegisteredCurrency(Refused):
    code = "registered_currency"
    template = (
        "{document} is in {currency}, and {account} in {other}. "
        "Choose another account in the setup, or type the payment into a cash receipt journal."
    )


class LumpOfCustomers(Refused):
    code = "lump_of_customers"
    template = "A lump payment was to be made for the accounts {customers}. Post the payments each on its own."


class LumpOfDays(Refused):
    code = "lump_of_days"
    template = "A lump payment was to be made for what was received on {days}. Post the payments each on its own."


class LumpOfNothing(Refused):
    code = "lump_of_nothing"
    template = "The registered amounts sum to {sum}. Apply the entries to each other instead: reskontra entry apply."


@dataclass(frozen=True, slots=True)
class PostedRegistration:
    """posted: what became of the lines; count and sum as a question before posting shows them."""

    posted: PostedBatch
    count: int
    sum: Money


class Registering(NamedTuple):
    """What is posted of what was ticked, and how.

    user      who ticked it, and through whose setup it is posted; "" for the actor
    """

    ledger: str = "CUSTOMER"
    user: str = ""
    is_lump: bool = False
    is_preview: bool = False


def post_registered(
    *, company: CompanyFacts, actor: str, order: Registering, today: date, told: Told = nobody
) -> PostedRegistration:
    """Post all that the user has ticked with an amount, whatever a list shows, and forget it then.

    told      hears how far it is, as post_batch() tells it
    refuses   RegistrationNotSetUp, NothingRegistered; Findings of ReceivedDateMissing, RegisteredSince,
              RegisteredCurrency; for a lump LumpOfCustomers, LumpOfDays,
              LumpOfNothing; and what posting a batch refuses
    """
    ledger, is_lump = order.ledger, order.is_lump
    with transaction.atomic():
        lock_company(company.id)
        user = order.user or actor
        setup = setup_of(company=company, user=user, ledger=ledger)
        registered = made_lines(company=company, user=user, ledger=ledger)
        _check(company, user, setup, registered)
        sum_minor = sign_of(ledger) * sum(line.received_minor for line in registered)
        total = Money(sum_minor, registered[0].document.currency)
        if is_lump:
            _check_lump(registered, total)
        _keep_discount_dates(company, actor, registered)
        numbers = _write(company, actor, setup, registered, is_lump=is_lump)
        choice = PostChoice(lines=tuple(numbers), today=today)
        posted = post_batch(company=company, actor=actor, batch=setup.batch, choice=choice, told=told)
        ids = [line.document.entry_id for line in registered]
        clear(company=company, user=user, entry_ids=ids, ledger=ledger)
        _record(company, actor, setup, (posted.run, user, len(registered), total), is_lump=is_lump)
        if order.is_preview:
            transaction.set_rollback(True)
    return PostedRegistration(posted, len(registered), total)


def _record(
    company: CompanyFacts, actor: str, setup: SetupFacts, done: tuple[int, str, int, Money], *, is_lump: bool
) -> None:
    run, user, count, total = done
    content = {
        "run": run,
        "documents": count,
        "sum": str(total),
        "is_lump": is_lump,
        "ledger": setup.ledger,
        "registered_by": user,
    }
    record(company=company.id, actor=actor, action="registration.posted", subject=setup.account, content=content)


def _check(company: CompanyFacts, actor: str, setup: SetupFacts, registered: Sequence[RegisteredLine]) -> None:
    if not registered:
        raise NothingRegistered(user=actor, count=len(registered))
    currency = company.currency
    if setup.balancing_type == "BANK":
        currency = find_bank_account(company=company, number=setup.balancing_number).currency
    found: list[Refused] = []
    for line in registered:
        number = line.document.document_number
        if line.received_date is None:
            found.append(ReceivedDateMissing(document=number))
        if not line.document.remaining_minor:
            found.append(RegisteredSince(document=number))
        if line.document.currency != currency:
            found.append(
                RegisteredCurrency(
                    document=number, currency=line.document.currency, account=setup.account, other=currency
                )
            )
    if found:
        raise Findings(found)


def _check_lump(registered: Sequence[RegisteredLine], total: Money) -> None:
    accounts = sorted({line.document.account for line in registered})
    if len(accounts) > 1:
        raise LumpOfCustomers(customers=tuple(accounts))
    days = sorted({line.received_date for line in registered if line.received_date})
    if len(days) > 1:
        raise LumpOfDays(days=tuple(days))
    if not total.minor:
        raise LumpOfNothing(sum=total)


def _keep_discount_dates(company: CompanyFacts, actor: str, registered: Sequence[RegisteredLine]) -> None:
    """A discount date that the user moved is the entry's from now on."""
    for line in registered:
        if line.discount_date != line.document.discount_date:
            name = EntryName(line.document.ledger, line.document.document_number, line.document.account)
            edit_entry(company=company, actor=actor, name=name, edit=Edit(discount_date=line.discount_date))


def _write(
    company: CompanyFacts, actor: str, setup: SetupFacts, registered: Sequence[RegisteredLine], *, is_lump: bool
) -> list[int]:
    """Lines in the user's batch; gives their numbers."""
    shape = shape_of(company=company, series=setup.batch.series)
    used = highest(shape, numbers_in_use(company=company, prefix=shape.prefix))
    first = last_number(company=company, journal_id=setup.batch.journal_id) + 1
    groups = [list(registered)] if is_lump else [[line] for line in registered]
    lines = [
        _line(setup, group, shape.name(used + 1 + index), first + index, is_lump=is_lump)
        for index, group in enumerate(groups)
    ]
    write_lines(company=company, actor=actor, lines=lines)
    return [line.line_number for line in lines]


def _line(
    setup: SetupFacts, group: Sequence[RegisteredLine], number: str, line_number: int, *, is_lump: bool
) -> TypedFacts:
    first = group[0]
    total = sum(line.received_minor for line in group)
    is_refund = sign_of(setup.ledger) * total < 0 if is_lump else first.document.document_type == "CREDIT_MEMO"
    marks = tuple(Marked(line.document.entry_id, _at_most(line) if is_lump else None) for line in group)
    return TypedFacts(
        id=0, journal_id=setup.batch.journal_id, line_number=line_number, posting_date=first.received_date,
        document_date=None, document_type="REFUND" if is_refund else "PAYMENT", document_number=number,
        external_document_number="" if is_lump else first.external_document_number, account_type=setup.ledger,
        account_number=first.document.account, description=first.document.name, currency=first.document.currency,
        amount_minor=-total, local_minor=None, balancing_type=setup.balancing_type,
        balancing_number=setup.balancing_number, applies_to_type="", applies_to_number="", applies_to_id=number,
        accepts_late_discount=False if any(line.refuses_discount for line in group) else None,
        accepts_tolerance=None, on_hold="", is_correction=False, vat_code="",
        cost_center="", project="", comment="", state="OPEN", voucher_id=None, marks=marks,
    )  # fmt: skip


def _at_most(line: RegisteredLine) -> int:
    return min(line.received_minor, line.document.remaining_minor, key=abs)
