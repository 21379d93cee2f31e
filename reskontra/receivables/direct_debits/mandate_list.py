"""Mandates as lists and their own pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import is_active, sequence_type
from reskontra.core.money import Money
from reskontra.parties.queries import find_party, parties_by_id
from reskontra.receivables.direct_debits.mandates import facts_of, find_mandate
from reskontra.receivables.direct_debits.told_mandates import told_of
from reskontra.receivables.models import CustomerMandate, Debit

ACTIVE, INACTIVE, BLOCKED, CLOSED = "ACTIVE", "INACTIVE", "BLOCKED", "CLOSED"


@dataclass(frozen=True, slots=True)
class MandateShown:
    """state: as of a day; INACTIVE before its first day and after its last. expected None: as many as may come.

    sequence   of the next debit; told: what the bank told last of an Autogiro mandate, "" for nothing
    """

    number: str
    scheme: str
    customer: str
    name: str
    account: str
    bic: str
    payer_number: str
    valid_from: date | None
    valid_to: date | None
    signed_date: date | None
    is_one_off: bool
    expected: int | None
    counter: int
    state: str
    sequence: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class DebitOfMandate:
    """A debit that used a mandate."""

    transaction_id: str
    document: str
    transfer_date: date
    amount: Money
    state: str
    sequence: str
    reason: str


def customer_mandates(
    *, company: CompanyFacts, as_of: date, customer: str = "", with_all: bool = False
) -> list[MandateShown]:
    """By number; without those that are closed unless all are wanted.

    refuses   PartyUnknown
    """
    rows = CustomerMandate.objects.filter(company=company.id).order_by("number")
    if customer:
        rows = rows.filter(party=find_party(company=company, ledger="CUSTOMER", number=customer).id)
    if not with_all:
        rows = rows.filter(is_closed=False)
    return _shown(company, list(rows), as_of)


def mandate_shown(*, company: CompanyFacts, number: str, as_of: date) -> MandateShown:
    """refuses   MandateUnknown"""
    return _shown(company, [find_mandate(company=company, number=number)], as_of)[0]


def debits_of_mandate(*, company: CompanyFacts, number: str) -> list[DebitOfMandate]:
    """The newest first.

    refuses   MandateUnknown
    """
    row = find_mandate(company=company, number=number)
    debits = Debit.objects.filter(company=company.id, mandate=row.id).select_related("entry", "collection")
    return [
        DebitOfMandate(
            one.transaction_id, one.entry.document_number, one.transfer_date,
            Money(one.amount_minor, one.collection.currency), one.state, one.sequence, one.reason,
        )
        for one in debits.order_by("-transfer_date", "-id")
    ]  # fmt: skip


def _shown(company: CompanyFacts, rows: Iterable[CustomerMandate], as_of: date) -> list[MandateShown]:
    rows = list(rows)
    parties = parties_by_id(company=company, ids={row.party_id for row in rows})
    told = told_of(company=company, payer_numbers={row.payer_number for row in rows})
    return [
        MandateShown(
            row.number, row.scheme, parties[row.party_id].number, parties[row.party_id].name, row.account, row.bic,
            row.payer_number, row.valid_from, row.valid_to, row.signed_date, row.is_one_off,
            None if row.ignores_expected else row.expected_debits, row.debit_counter, _state(row, as_of),
            sequence_type(facts_of(row)).value, told.last(row),
        )
        for row in rows
    ]  # fmt: skip


def _state(row: CustomerMandate, as_of: date) -> str:
    if row.is_blocked:
        return BLOCKED
    if row.is_closed:
        return CLOSED
    return ACTIVE if is_active(facts_of(row), day=as_of) else INACTIVE
