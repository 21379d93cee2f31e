"""The open entries behind a figure of another report: of a customer or of all, of some days, in one currency or all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.database.days import day_of
from reskontra.interface.tables import Cell, Column, Report
from reskontra.receivables.as_of import AT_A_DAY, REMAINED, REMAINED_LOCALLY
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.narrowing import ALL, Narrowed
from reskontra.receivables.reports import DAYS

_PIECE = 5_000
_OPEN = (
    "FROM candidates c CROSS JOIN receivables_entry e LEFT JOIN later l ON l.entry_id = e.id "
    "CROSS JOIN parties_party p WHERE e.company_id = %s AND e.id = c.entry_id AND p.company_id = %s "
    "AND p.id = e.party_id AND e.ledger = %s "
    "AND NOT (e.remaining_minor = coalesce(l.amount, 0) AND e.remaining_local_minor = coalesce(l.local, 0))"
)
_ENTRY = (
    "p.number, p.name, e.document_type, e.document_number, e.document_date, e.posting_date, e.due_date, e.currency, "
    f"e.document_minor, {REMAINED}, {REMAINED_LOCALLY}, e.id, e.party_id, e.dispute_status, e.on_hold, "
    "e.promised_date"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which open entries. account "" is everybody; since and until bound the date named by `by`, None is unbounded.

    types      document types, all where empty
    narrowed   to some accounts or codes
    """

    ledger: str = "CUSTOMER"
    account: str = ""
    by: str = "due"
    since: date | None = None
    until: date | None = None
    currency: str = ""
    types: tuple[str, ...] = ()
    narrowed: Narrowed = ALL


class OpenKey(NamedTuple):
    """Which entry a row is of. is_held: disputed or on hold. promised_date: when the customer said that it pays."""

    entry_id: int
    party_id: int
    is_held: bool
    promised_date: date | None = None


def open_report(*, company: CompanyFacts, as_of: date, chosen: Chosen) -> Report:
    """Entries open at the end of the day, the earliest of the date first; rows are read as they are asked for."""
    where, values = _where(company, as_of, chosen)
    with connection.cursor() as cursor:
        cursor.execute(f"{AT_A_DAY} SELECT count(*), CAST(sum({REMAINED_LOCALLY}) AS bigint) {where}", values)
        _count, total = cursor.fetchone()
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("document_type", _("Type"), is_shown=False),
        Column("document_type_name", _("Type")),
        Column("document_number", _("Document")),
        Column("document_date", _("Document date")),
        Column("posting_date", _("Posting date"), is_shown=chosen.by == "posting"),
        Column("due_date", _("Due")),
        Column("currency", _("Currency")),
        Column("amount", _("Amount"), is_number=True),
        Column("remaining", _("Remaining"), is_number=True),
        Column("remaining_local", _("Remaining, local"), is_number=True),
    )
    local = Money(total or 0, company.currency)
    return Report(
        name="open-receivables" if chosen.ledger == "CUSTOMER" else "open-payables",
        title=_("Open receivables") if chosen.ledger == "CUSTOMER" else _("Open payables"),
        facts={
            "company": company.name, "as_of": as_of, "by": chosen.by, "from": chosen.since, "to": chosen.until,
            "account": chosen.account, "currency": chosen.currency, **dict(chosen.narrowed.facts()),
        },
        columns=columns,
        rows=_rows(company, where, (values, DAYS[chosen.by])),
        total=("", _("Total"), *[""] * 9, local),
        after={"total_local": local},
    )  # fmt: skip


def open_rows(
    *, company: CompanyFacts, as_of: date, chosen: Chosen, is_by_account: bool = False
) -> Iterator[tuple[Any, ...]]:
    """The rows of open_report() alone. is_by_account: by number first."""
    where, values = _where(company, as_of, chosen)
    order = f"p.number, {DAYS[chosen.by]}" if is_by_account else DAYS[chosen.by]
    yield from _rows(company, where, (values, order))


def keyed_rows(*, company: CompanyFacts, as_of: date, chosen: Chosen) -> Iterator[tuple[OpenKey, tuple[Any, ...]]]:
    """The rows of open_report(), each with what it is of."""
    where, values = _where(company, as_of, chosen)
    yield from _keyed_rows(company, where, (values, DAYS[chosen.by]))


def _where(company: CompanyFacts, as_of: date, chosen: Chosen) -> tuple[str, list[str | int | date]]:
    text = _OPEN
    values: list[str | int | date] = [company.id, as_of, company.id, company.id, company.id, chosen.ledger]
    column = DAYS[chosen.by]
    for condition, value in (
        ("p.number = %s", chosen.account),
        (f"{column} >= %s", chosen.since),
        (f"{column} <= %s", chosen.until),
        ("e.currency = %s", chosen.currency),
    ):
        if value:
            text += f" AND {condition}"
            values.append(value)
    within, given = chosen.narrowed.within()
    text += within
    values.extend(given)
    if chosen.types:
        text += f" AND e.document_type IN ({', '.join(['%s'] * len(chosen.types))})"
        values.extend(chosen.types)
    return text, values


def _rows(company: CompanyFacts, where: str, asked: tuple[list[str | int | date], str]) -> Iterator[tuple[Cell, ...]]:
    yield from (cells for _key, cells in _keyed_rows(company, where, asked))


def _keyed_rows(
    company: CompanyFacts, where: str, asked: tuple[list[str | int | date], str]
) -> Iterator[tuple[OpenKey, tuple[Any, ...]]]:
    values, order = asked
    with connection.cursor() as cursor:
        cursor.execute(f"{AT_A_DAY} SELECT {_ENTRY} {where} ORDER BY {order}, e.id", values)
        while rows := cursor.fetchmany(_PIECE):
            for number, name, kind, document, made, posted, due, currency, amount, left, local, *keys in rows:
                entry_id, party_id, dispute, hold, promised = keys
                word = day_of(promised) if promised else None
                yield OpenKey(entry_id, party_id, bool(dispute or hold), word), (
                    number, name, kind.lower(), kind_word(kind), document, day_of(made), day_of(posted), day_of(due),
                    currency, Money(amount, currency), Money(left, currency), Money(local, company.currency),
                )  # fmt: skip
