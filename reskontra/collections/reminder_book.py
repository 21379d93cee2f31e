"""What making reminders looks up, for all customers at once: open entries, who owes them, what was reminded of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from reskontra.collections.models import CollectionDocument, CustomerTerms
from reskontra.collections.reminder_terms import ReminderTermsFacts, reminder_terms
from reskontra.companies.queries import CompanyFacts, rates_on, setting
from reskontra.core.late_payment_law import Charge, Cost, Debtor
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.ledger.account_facts import accounts_by_number, vat_by_code
from reskontra.ledger.collecting_accounts import CollectingAccounts, collecting_accounts
from reskontra.matching.receipts_waiting import receipts_waiting
from reskontra.parties.to_collect import PartyToCollect, parties_to_collect
from reskontra.receivables.to_collect import EntryToCollect, entries_to_collect

# Cancelled documents, drafts and finance charge memos tell nothing of levels.
_OF_ISSUED = (
    "FROM {values} CROSS JOIN collections_collectionline l JOIN collections_collectiondocument d "
    "ON d.company_id = l.company_id AND d.id = l.document_id "
)
_OF_ENTRY = "WHERE l.company_id = %s AND l.entry_id = v.value "
_ISSUED = f"{_OF_ENTRY}AND d.state = 'ISSUED' AND d.kind = 'REMINDER' "
_CHARGED = f"{_OF_ENTRY}AND (d.state = 'ISSUED' OR (d.state = 'DRAFT' AND d.kind = %s)) "
_HISTORY = (
    f"SELECT l.entry_id, l.level, l.due_date, l.next_due, d.document_date {_OF_ISSUED}{_ISSUED}"
    "AND l.role = 'OVERDUE' ORDER BY l.entry_id, d.document_date, d.id"
)
_LINE_FEES = (
    "SELECT l.entry_id, l.level, l.cost, coalesce(l.whole_minor, l.amount_minor), l.amount_minor "
    f"{_OF_ISSUED}{_CHARGED}AND d.kind = 'REMINDER' AND l.role = 'LINE_FEE'"
)
# The fee of a finance charge memo is a reminder's by law.
_COST = "CASE WHEN d.kind = 'FINANCE_CHARGE' THEN 'REMINDER' ELSE f.cost END"
_FEES = (
    f"SELECT l.entry_id, {_COST}, coalesce(f.whole_minor, f.amount_minor), f.amount_minor {_OF_ISSUED}"
    "JOIN collections_collectionline f "
    "ON f.company_id = l.company_id AND f.document_id = l.document_id AND f.role = 'FEE' "
    f"{_CHARGED}AND l.role = 'OVERDUE' AND f.amount_minor > 0 AND {_COST} <> ''"
)
_PLAN_FEES = (
    "SELECT e.entry_id, 'PLAN', p.fee_minor, p.fee_minor FROM {values} CROSS JOIN collections_planentry e "
    "JOIN collections_paymentplan p ON p.company_id = e.company_id AND p.id = e.plan_id "
    "WHERE e.company_id = %s AND e.entry_id = v.value AND p.fee_minor > 0 AND (p.cancelled_at IS NULL "
    "OR (p.fee_entry_id IS NOT NULL AND p.fee_counter_id IS NULL)) "
    "AND (p.fee_entry_id IS NULL OR p.fee_entry_id <> e.entry_id)"
)


@dataclass(frozen=True, slots=True)
class History:
    """What an entry was reminded of. level: at last, 0 for never; times: on how many reminders, none of them cancelled.

    due_date   of that reminder, moved as the entry's own has been since
    """

    level: int = 0
    times: int = 0
    due_date: date | None = None


NEVER = History()


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What the law asks of a customer. is_due_agreed: the due date, in advance."""

    is_consumer: bool = False
    is_due_agreed: bool = False
    is_fee_agreed: bool = False

    def debtor(self, name: str) -> Debtor:
        return Debtor(name, is_consumer=self.is_consumer, is_fee_agreed=self.is_fee_agreed)


_ANYONE = CustomerFacts()


@dataclass(frozen=True, slots=True)
class Account:
    """One customer's open entries in one currency, in the order of their due dates."""

    party: PartyToCollect
    currency: str
    entries: tuple[EntryToCollect, ...]


@dataclass(frozen=True, slots=True)
class ReminderBook:
    """rates: currency → local × 10^8 per unit at the posting date, where there is one; drafts: (party, currency) →
    number; charges: entry → what was charged on it; fees_at: (entry, level) whose line fee is charged;
    waiting: customer → a journal on which a receipt of his waits; vat_rates: account → basis points of VAT."""

    company: CompanyFacts
    accounts: tuple[Account, ...]
    terms: Mapping[str, ReminderTermsFacts]
    history: Mapping[int, History]
    charges: Mapping[int, Sequence[Charge]]
    fees_at: Collection[tuple[int, int]]
    customers: Mapping[int, CustomerFacts]
    groups: Mapping[str, CollectingAccounts]
    drafts: Mapping[tuple[int, str], str]
    rates: Mapping[str, int]
    waiting: Mapping[int, str]
    vat_rates: Mapping[str, int] = field(default_factory=dict)
    default_terms: str = ""

    def customer(self, party_id: int) -> CustomerFacts:
        return self.customers.get(party_id, _ANYONE)

    def group(self, party: PartyToCollect) -> CollectingAccounts:
        return self.groups.get(party.posting_group) or self.groups[""]


def read_reminder_book(
    *, company: CompanyFacts, document_date: date, posting_date: date, party_ids: Collection[int] | None
) -> ReminderBook:
    """Everything of customers that have something overdue.

    party_ids   these alone; None for all
    """
    entries = entries_to_collect(company=company, party_ids=party_ids)
    grouped = [(key, tuple(of)) for key, of in groupby(entries, key=lambda one: (one.party_id, one.currency))]
    overdue = [(key, of) for key, of in grouped if any(_is_overdue(one, document_date) for one in of)]
    parties = parties_to_collect(company=company, ids={party for (party, _currency), _of in overdue})
    accounts = tuple(Account(parties[party], currency, of) for (party, currency), of in overdue)
    ids = [one.id for account in accounts for one in account.entries]
    charges, fees_at = charges_of(company=company, entry_ids=ids, drafts_of="FINANCE_CHARGE")
    drafts = CollectionDocument.objects.filter(company=company.id, kind="REMINDER", state="DRAFT")
    customers = CustomerTerms.objects.filter(company=company.id)
    waits = setting(company=company, key="reminders_wait_for_receipts", default=True)
    rates = rates_on(company=company, wanted={(account.currency, posting_date) for account in accounts})
    return ReminderBook(
        company=company,
        accounts=tuple(sorted(accounts, key=lambda one: (one.party.number, one.currency))),
        terms=reminder_terms(company=company),
        history=history_of(company=company, entries=[one for account in accounts for one in account.entries]),
        charges=charges,
        fees_at=fees_at,
        customers={
            party: CustomerFacts(*flags)
            for party, *flags in customers.values_list("party_id", "is_consumer", "is_due_agreed", "is_fee_agreed")
        },
        groups=collecting_accounts(company=company),
        drafts={
            (party, currency): number
            for party, currency, number in drafts.values_list("party_id", "currency", "draft_number")
        },
        rates={currency: rate for (currency, _day), rate in rates.items()},
        waiting=receipts_waiting(company=company) if waits else {},
        vat_rates=vat_rates(company),
        default_terms=setting(company=company, key="default_reminder_terms", default=""),
    )


def vat_rates(company: CompanyFacts) -> dict[str, int]:
    """Account number → basis points of the VAT on what is posted to it; those without are left out."""
    codes = vat_by_code(company=company)
    return {
        number: codes[account.vat_code].rate_basis_points
        for number, account in accounts_by_number(company=company).items()
        if account.vat_code in codes and codes[account.vat_code].sales_id
    }


def _is_overdue(one: EntryToCollect, day: date) -> bool:
    return one.remaining_minor > 0 and one.due_date < day


def history_of(*, company: CompanyFacts, entries: Iterable[EntryToCollect]) -> dict[int, History]:
    """What these entries were reminded of; those that never were are left out."""
    known = {one.id: one for one in entries}
    rows: dict[int, list[tuple[int, date, date]]] = {}
    for id, level, due, next_due, _date in bulk.lookup(_HISTORY, known, company.id):
        rows.setdefault(id, []).append((level, day_of(due), day_of(next_due)))
    found = {}
    for id, reminders in rows.items():
        level = max(one[0] for one in reminders)
        _level, due, next_due = [one for one in reminders if one[0] == level][-1]
        found[id] = History(level, len(reminders), next_due + (known[id].due_date - due))
    return found


def charges_of(
    *, company: CompanyFacts, entry_ids: Collection[int], drafts_of: str = ""
) -> tuple[dict[int, list[Charge]], set[tuple[int, int]]]:
    """Entry → the costs it bears by reminders, memos and payment plans, none of them cancelled, in their currency;
    and (entry, level) whose line fee is charged.

    drafts_of   the other kind of document, whose drafts count too: two that stand together charge no more than one
                after the other
    """
    charges: dict[int, list[Charge]] = {}
    fees_at = set()
    for id, level, cost, whole, minor in bulk.lookup(_LINE_FEES, entry_ids, company.id, drafts_of):
        fees_at.add((id, level))
        if cost and minor:
            charges.setdefault(id, []).append(Charge(Cost(cost), whole, minor))
    fees = bulk.lookup(_FEES, entry_ids, company.id, drafts_of), bulk.lookup(_PLAN_FEES, entry_ids, company.id)
    for found in fees:
        for id, cost, whole, minor in found:
            charges.setdefault(id, []).append(Charge(Cost(cost), whole, minor))
    return charges, fees_at
