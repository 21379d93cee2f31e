"""Figures of credit as a report: a row for each customer and one for all, or a row for each figure of one customer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.credit_metrics import Collected
from reskontra.core.money import Money
from reskontra.interface.display import decimal, money
from reskontra.interface.tables import Cell, Column, Report
from reskontra.parties.queries import PartySummary
from reskontra.receivables.credit_facts import CreditFacts, credit_facts, together, with_collected

_NOTHING: Mapping[str, Collected] = MappingProxyType({})


def metrics_report(
    *, company: CompanyFacts, since: date, until: date, collected: Mapping[str, Collected] = _NOTHING
) -> Report:
    """Every customer with anything in the time or at its end, and all together.

    collected   what collecting knows of customers, by number
    """
    found = with_collected(credit_facts(company=company, since=since, until=until), collected)
    shown = [one for one in found if _has_any(one)]
    whole = together(found, since=since, until=until)
    return Report(
        name="credit-metrics",
        title=_("Credit metrics"),
        facts=_facts(company, since, until),
        columns=_columns(),
        rows=[(one.number, one.name, *_cells(company, one)) for one in shown],
        rows_key="customers",
        total=("", _("Total"), *_cells(company, whole)),
        notes=list(_notes(company, whole)),
    )


def customer_metrics_report(
    *,
    company: CompanyFacts,
    party: PartySummary,
    since: date,
    until: date,
    collected: Mapping[str, Collected] = _NOTHING,
) -> Report:
    """The figures of one customer, each with what it is reckoned from."""
    found = credit_facts(company=company, since=since, until=until, party_id=party.id, account=party.number)
    one = next(iter(with_collected(found, collected)), None)
    columns = [column for column in _columns() if column.key not in ("account", "name")]
    cells = _cells(company, one) if one else [None] * len(columns)
    return Report(
        name="credit-metrics",
        title=_("Credit metrics"),
        facts=_facts(company, since, until) | {"account": party.number, "name": party.name},
        columns=(
            Column("key", _("Key"), is_shown=False),
            Column("figure", _("Figure")),
            Column("value", _("Value"), is_number=True),
        ),
        rows=[(column.key, column.heading, cell) for column, cell in zip(columns, cells, strict=True)],
        rows_key="figures",
        notes=list(_notes(company, one)) if one else [],
    )


def _facts(company: CompanyFacts, since: date, until: date) -> dict[str, Any]:
    return {"company": company.name, "from": since, "to": until, "currency": company.currency}


def _has_any(one: CreditFacts) -> bool:
    turnover = one.turnover
    return bool(turnover.opening_minor or turnover.sales_minor or turnover.closing_minor or one.paying.invoices)


def _columns() -> list[Column]:
    return [
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("opening", _("Opening balance"), is_number=True, is_shown=False),
        Column("sales", _("Credit sales"), is_number=True, is_shown=False),
        Column("closing", _("Balance"), is_number=True),
        Column("current", _("Not overdue"), is_number=True, is_shown=False),
        Column("overdue_documents", _("Overdue documents"), is_number=True, is_shown=False),
        Column("overdue", _("Overdue"), is_number=True, is_shown=False),
        Column("dso", _("DSO, days"), is_number=True),
        Column("collection_days", _("Collection period, days"), is_number=True, is_shown=False),
        Column("best_possible_dso", _("Best possible DSO, days"), is_number=True, is_shown=False),
        Column("days_delinquent", _("Days delinquent"), is_number=True),
        Column("effectiveness_percent", _("Collected %"), is_number=True),
        Column("paid_invoices", _("Paid invoices"), is_number=True),
        Column("days_to_pay", _("Days to payment"), is_number=True),
        Column("days_late", _("Days past due"), is_number=True),
        Column("paid_late", _("Paid late"), is_number=True, is_shown=False),
        Column("paid_late_percent", _("Paid late %"), is_number=True),
        Column("last_payment_date", _("Last payment"), is_shown=False),
        Column("last_payment", _("Last payment, amount"), is_number=True, is_shown=False),
        Column("last_payment_in_time", _("Last payment in time"), is_shown=False),
        Column("days_since_sale", _("Days since last sale"), is_number=True, is_shown=False),
        Column("reminder_level", _("Highest reminder level"), is_number=True, is_shown=False),
        Column("broken_promises", _("Broken promises"), is_number=True, is_shown=False),
    ]


def _cells(company: CompanyFacts, one: CreditFacts) -> list[Cell]:
    """The values of a row after account and name."""

    def local(minor: int) -> Money:
        return Money(minor, company.currency)

    turnover, metrics, paying, last = one.turnover, one.metrics, one.paying, one.last_payment
    return [
        local(turnover.opening_minor), local(turnover.sales_minor), local(turnover.closing_minor),
        local(turnover.current_minor), one.overdue, local(one.overdue_minor), metrics.dso, metrics.collection,
        metrics.best_possible, metrics.delinquent, metrics.effectiveness, paying.invoices, paying.days_to_pay,
        paying.days_late, paying.late, paying.late_percent, last.day if last else None,
        local(last.minor) if last else None, last.is_in_time if last else None, one.days_since_sale,
        one.level or None, one.broken_promises,
    ]  # fmt: skip


def _notes(company: CompanyFacts, one: CreditFacts) -> Iterator[str]:
    """How the figures of a time come about, with their numbers in."""

    def told(minor: int) -> str:
        return money(minor, company.currency)

    turnover, metrics = one.turnover, one.metrics
    if metrics.dso is not None:
        said = _(
            "DSO {dso} = balance {closing} / credit sales {sales} × {days} days; of what is not overdue, {best}. "
            "Collection period {collection}: the same of the mean of the balances before and after."
        )
        yield said.format(
            dso=_said(metrics.dso), closing=told(turnover.closing_minor), sales=told(turnover.sales_minor),
            days=turnover.days, best=_said(metrics.best_possible),
            collection=_said(metrics.collection),
        )  # fmt: skip
    if metrics.effectiveness is not None:
        below = turnover.opening_minor + turnover.sales_minor
        yield _("Collected {percent} % = {did} of {could} that could be.").format(
            percent=_said(metrics.effectiveness), did=told(below - turnover.closing_minor),
            could=told(below - turnover.current_minor),
        )  # fmt: skip
    yield _("Credit sales are invoices less credit memos, VAT included. Days to payment are from the document date.")


def _said(figure: Decimal | None) -> str:
    return "" if figure is None else decimal(str(figure))
