"""How customers pay: what was paid in full in a time, how long it took, and how late that was by its due date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.database.days import day_of
from reskontra.interface.tables import Column, Report

_PIECE = 5_000
# Invoices that nothing remains of, with the day that settled the last of them. Of one customer all of its invoices are
# looked at; of all, details of the time lead: an invoice that was paid before, or is open, is never looked at.
_SQL = (
    "SELECT p.number, p.name, e.document_number, e.document_date, e.due_date, e.currency, e.document_minor, "
    "max(d.posting_date) AS paid, (SELECT CAST(sum(i.local_minor) AS bigint) FROM receivables_entrydetail i "
    "WHERE i.company_id = e.company_id AND i.entry_id = e.id AND i.kind = 'INITIAL') "
    "FROM receivables_entry e JOIN receivables_entrydetail d "
    "ON d.company_id = e.company_id AND d.entry_id = e.id AND d.kind = 'APPLICATION' "
    "JOIN parties_party p ON p.company_id = e.company_id AND p.id = e.party_id "
    "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND e.document_type = 'INVOICE' AND e.remaining_minor = 0 "
    "AND {which} "
    "GROUP BY e.id, p.number, p.name, e.document_number, e.document_date, e.due_date, e.currency, e.document_minor, "
    "e.company_id HAVING max(d.posting_date) >= %s AND max(d.posting_date) <= %s ORDER BY p.number, paid, e.id"
)
_OF_ACCOUNT = (
    "e.party_id = (SELECT a.id FROM parties_party a WHERE a.company_id = %s AND a.ledger = 'CUSTOMER' "
    "AND a.number = %s)"
)
_OF_TIME = (
    "e.id IN (SELECT n.entry_id FROM receivables_entrydetail n WHERE n.company_id = %s "
    "AND n.kind = 'APPLICATION' AND n.posting_date >= %s)"
)


@dataclass(frozen=True, slots=True)
class PaidInvoice:
    """An invoice paid in full; days_late is by its due date, less than nothing where it was paid before."""

    account: str
    name: str
    document_number: str
    document_date: date
    due_date: date
    paid_date: date
    amount: Money
    local_minor: int

    @property
    def days(self) -> int:
        return (self.paid_date - self.document_date).days

    @property
    def days_late(self) -> int:
        return (self.paid_date - self.due_date).days


def paid_invoices(*, company: CompanyFacts, since: date, until: date, account: str = "") -> Iterator[PaidInvoice]:
    """Invoices whose last payment is of the time, by customer and then by payment; read as they are asked for."""
    which, of = (_OF_ACCOUNT, account) if account else (_OF_TIME, since)
    with connection.cursor() as cursor:
        cursor.execute(_SQL.replace("{which}", which), [company.id, company.id, of, since, until])
        while rows := cursor.fetchmany(_PIECE):
            yield from map(_paid, rows)


def _paid(row: tuple[Any, ...]) -> PaidInvoice:
    number, name, document, made, due, currency, minor, paid, local = row
    return PaidInvoice(number, name, document, day_of(made), day_of(due), day_of(paid), Money(minor, currency), local)


@dataclass(slots=True)
class _Sums:
    invoices: int = 0
    minor: int = 0
    days: int = 0
    late: int = 0
    in_time: int = 0
    latest: int = 0

    def add(self, one: PaidInvoice) -> None:
        self.latest = max(self.latest, one.days_late) if self.invoices else one.days_late
        self.invoices += 1
        self.minor += one.local_minor
        self.days += one.days
        self.late += one.days_late
        self.in_time += one.days_late <= 0

    def join(self, other: _Sums) -> None:
        self.latest = max(self.latest, other.latest) if self.invoices else other.latest
        self.invoices += other.invoices
        self.minor += other.minor
        self.days += other.days
        self.late += other.late
        self.in_time += other.in_time

    def cells(self, currency: str) -> tuple[int | Money | Decimal | None, ...]:
        if not self.invoices:
            return (0, Money(0, currency), None, None, None, None)
        return (
            self.invoices, Money(self.minor, currency), _mean(self.days, self.invoices),
            _mean(self.late, self.invoices), _mean(100 * self.in_time, self.invoices), self.latest,
        )  # fmt: skip


def _mean(total: int, count: int) -> Decimal:
    return (Decimal(total) / Decimal(count)).quantize(Decimal("0.1"))


def behaviour_report(*, company: CompanyFacts, since: date, until: date) -> Report:
    """By customer: invoices paid in full in the time, days to payment, days past due, the share paid in time."""
    rows, whole = [], _Sums()
    found = paid_invoices(company=company, since=since, until=until)
    for (number, name), invoices in groupby(found, key=lambda one: (one.account, one.name)):
        sums = _Sums()
        for one in invoices:
            sums.add(one)
        whole.join(sums)
        rows.append((number, name, *sums.cells(company.currency)))
    return Report(
        name="payment-behaviour",
        title=_("Payment behaviour"),
        facts={"company": company.name, "from": since, "to": until, "currency": company.currency},
        columns=(
            Column("account", _("Account")),
            Column("name", _("Name")),
            Column("invoices", _("Invoices"), is_number=True),
            Column("amount", _("Amount"), is_number=True),
            Column("days", _("Days to payment"), is_number=True),
            Column("days_late", _("Days past due"), is_number=True),
            Column("in_time_percent", _("Paid in time %"), is_number=True),
            Column("latest", _("Latest, days"), is_number=True),
        ),
        rows=rows,
        rows_key="customers",
        total=("", _("Total"), *whole.cells(company.currency)),
    )


def paid_report(*, company: CompanyFacts, since: date, until: date, account: str = "") -> Report:
    """The invoices behind the figures of behaviour_report(), one a row."""
    found = paid_invoices(company=company, since=since, until=until, account=account)
    return Report(
        name="paid-invoices",
        title=_("Paid invoices"),
        facts={"company": company.name, "account": account, "from": since, "to": until},
        columns=(
            Column("account", _("Account")),
            Column("name", _("Name")),
            Column("document_number", _("Document")),
            Column("document_date", _("Document date")),
            Column("due_date", _("Due")),
            Column("paid_date", _("Paid")),
            Column("currency", _("Currency")),
            Column("amount", _("Amount"), is_number=True),
            Column("days", _("Days to payment"), is_number=True),
            Column("days_late", _("Days past due"), is_number=True),
        ),
        rows=(
            (
                one.account, one.name, one.document_number, one.document_date, one.due_date, one.paid_date,
                one.amount.currency, one.amount, one.days, one.days_late,
            )
            for one in found
        ),
    )  # fmt: skip
