"""Make a collection: debits of open invoices that fall due, whose customers have a mandate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts, keep_series
from reskontra.core.direct_debit import Scheme, is_active, is_tried_out
from reskontra.core.errors import Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.ledger.queries import BankAccountFacts, find_bank_account
from reskontra.parties.to_collect import parties_to_collect
from reskontra.receivables.direct_debits.checking import check_rows
from reskontra.receivables.direct_debits.choosing import Chosen, mandates_for
from reskontra.receivables.direct_debits.collections import taken_of
from reskontra.receivables.direct_debits.mandates import facts_of
from reskontra.receivables.direct_debits.tried import Tries, most_tries, tries_of
from reskontra.receivables.models import CustomerMandate, Debit, DebitCollection, Entry
from reskontra.receivables.queries import facts_by_id

_DEBIT = (
    "company_id", "collection_id", "number", "transaction_id", "party_id", "entry_id", "mandate_id", "transfer_date",
    "amount_minor", "state", "sequence", "message", "findings", "reason", "reason_text",
)  # fmt: skip


class NothingToCollect(Refused):
    code = "nothing_to_collect_by_debit"
    template = (
        "{invoices:open invoice|open invoices} in {currency} due {first} to {last} and not under way: {without} "
        "without a mandate of {scheme}, {held} on hold or disputed, {blocked} of blocked customers, {tried} that came "
        "back and are not tried again. "
        "Choose other days, or make mandates."
    )


class CollectingDaysTurned(Refused):
    code = "collecting_days_turned"
    template = "Invoices due from {first} to {last} were to be collected. Write a last day that is not earlier."


@dataclass(frozen=True, slots=True)
class MakeOrder:
    """with_all: also invoices that no mandate holds for, of customers who have one; they are kept from the bank."""

    bank_account: str
    scheme: Scheme
    to_date: date
    from_date: date | None = None
    with_all: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """faulty: debits that are kept from the bank; held, blocked, without, tried: invoices that were left out.

    tried   came back as often as they are tried, or for good by their mandate
    """

    number: str
    debits: int
    amount: Money
    faulty: int
    held: int
    blocked: int
    without: int
    tried: int


@dataclass(slots=True)
class _Counts:
    invoices: int = 0
    held: int = 0
    blocked: int = 0
    without: int = 0
    tried: int = 0
    first: date | None = None


def make_collection(*, company: CompanyFacts, actor: str, order: MakeOrder, today: date) -> Made:
    """A collection with a debit for what is left of each invoice, on its due date; checked at once.

    refuses   BankAccountUnknown, CollectingDaysTurned, NothingToCollect
    """
    if order.from_date and order.to_date < order.from_date:
        raise CollectingDaysTurned(first=order.from_date, last=order.to_date)
    with transaction.atomic():
        lock_company(company.id)
        account = find_bank_account(company=company, number=order.bank_account)
        counts = _Counts()
        chosen = list(_chosen(company, order, account, counts))
        if not chosen:
            raise NothingToCollect(
                invoices=counts.invoices, currency=account.currency, first=order.from_date or counts.first or "–",
                last=order.to_date, without=counts.without, scheme=order.scheme.value, held=counts.held,
                blocked=counts.blocked, tried=counts.tried,
            )  # fmt: skip
        collection = _collection(company, actor, order, account)
        _write(company, collection, chosen)
        rows = check_rows(company=company, collection=collection, as_of=today)
        faulty = sum(bool(row.findings) for row in rows)
        total = Money(sum(row.amount_minor for row in rows), account.currency)
        left_out = (counts.held, counts.blocked, counts.without, counts.tried)
        done = Made(collection.number, len(rows), total, faulty, *left_out)
        content = {
            "scheme": order.scheme.value, "bank_account": account.number, "from": order.from_date, "to": order.to_date,
            "debits": done.debits, "amount": total.minor, "faulty": faulty,
        }  # fmt: skip
        record(company=company.id, actor=actor, action="direct_debit.made", subject=done.number, content=content)
    return done


def _chosen(
    company: CompanyFacts, order: MakeOrder, account: BankAccountFacts, counts: _Counts
) -> Iterator[tuple[EntryFact, Chosen, int]]:
    """(invoice, its mandate, what is to be debited) by due date."""
    entries = _invoices(company, order, account.currency)
    taken = taken_of(company=company, entry_ids=[one.entry_id for one in entries])
    held = _held(company, entries)
    tries = tries_of(company=company, entry_ids=[one.entry_id for one in entries])
    most = most_tries(company=company)
    parties = parties_to_collect(company=company, ids={one.party_id for one in entries})
    mandates = mandates_for(company=company, entries=entries, scheme=order.scheme)
    rows = CustomerMandate.objects.filter(company=company.id, scheme=order.scheme.value)
    known = set(rows.values_list("party_id", flat=True)) if order.with_all else set()
    for one in entries:
        left = one.remaining_minor - taken.get(one.entry_id, 0)
        if left <= 0:
            continue
        counts.invoices += 1
        counts.first = counts.first or one.due_date
        party, chosen = parties[one.party_id], mandates[one.entry_id]
        is_without = not _holds(chosen, order.scheme, one.due_date)
        if one.entry_id in held:
            counts.held += 1
        elif party.blocked == "ALL" or party.is_privacy_blocked:
            counts.blocked += 1
        elif chosen.mandate and _is_tried(tries.get(one.entry_id, Tries()), chosen.mandate.id, most):
            counts.tried += 1
        elif is_without and not (one.party_id in known and not _is_refused(chosen)):
            counts.without += 1
        else:
            yield one, chosen, left


def _holds(chosen: Chosen, scheme: Scheme, day: date) -> bool:
    mandate = chosen.mandate
    return mandate is not None and mandate.scheme == scheme.value and is_active(facts_of(mandate), day=day)


def _is_tried(tries: Tries, mandate_id: int, most: int | None) -> bool:
    return is_tried_out(tries.count, most) or mandate_id in tries.refused


def _is_refused(chosen: Chosen) -> bool:
    """Whether somebody chose that the invoice is not collected."""
    return chosen.is_own and chosen.mandate is None


def _invoices(company: CompanyFacts, order: MakeOrder, currency: str) -> Sequence[EntryFact]:
    rows = Entry.objects.filter(company=company.id, ledger="CUSTOMER", due_date__lte=order.to_date)
    rows = rows.exclude(remaining_minor=0).filter(document_type="INVOICE", currency=currency, remaining_minor__gt=0)
    if order.from_date:
        rows = rows.filter(due_date__gte=order.from_date)
    found = facts_by_id(company=company, ids=list(rows.values_list("id", flat=True)))
    return sorted(found.values(), key=lambda one: (one.due_date, one.entry_id))


def _held(company: CompanyFacts, entries: Sequence[EntryFact]) -> set[int]:
    found: set[int] = set()
    for batch in bulk.chunks([one.entry_id for one in entries], 900):
        rows = Entry.objects.filter(company=company.id, id__in=batch).exclude(on_hold="", dispute_status="")
        found.update(rows.values_list("id", flat=True))
    return found


def _collection(company: CompanyFacts, actor: str, order: MakeOrder, account: BankAccountFacts) -> DebitCollection:
    name = "Autogirouppdrag" if company.language.startswith("sv") else "Direct debit collections"
    series = keep_series(company=company, series=SeriesFacts("DDC", "DOCUMENT", name, "DDC", 6))
    (number,) = take_names(company=company, series=series, count=1)
    return DebitCollection.objects.create(
        company_id=company.id, number=number, scheme=order.scheme.value, bank_account_id=account.id,
        currency=account.currency, from_date=order.from_date, to_date=order.to_date, created_by=actor,
        created_at=bulk.moment(),
    )  # fmt: skip


def _write(company: CompanyFacts, collection: DebitCollection, chosen: Sequence[tuple[EntryFact, Chosen, int]]) -> None:
    bulk.insert(
        Debit,
        _DEBIT,
        (
            (
                company.id, collection.id, number, f"{collection.number}/{number}", entry.party_id, entry.entry_id,
                mandate.mandate.id if mandate.mandate else None, entry.due_date, left, "NEW", "", "", "", "", "",
            )
            for number, (entry, mandate, left) in enumerate(chosen, 1)
        ),
    )  # fmt: skip
