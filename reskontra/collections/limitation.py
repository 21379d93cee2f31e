"""Claims on customers that are barred, or soon will be, by the years that the law lets them be demanded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.interruptions import interruptions
from reskontra.collections.models import CustomerTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import within_years
from reskontra.core.limitation import Interrupting, Interruption, Limitation, limitation, statute_of, youngest
from reskontra.core.money import Money
from reskontra.interface.tables import Cell, Column, Report
from reskontra.receivables.expected import EXPECTED_TYPES
from reskontra.receivables.open_report import Chosen, keyed_rows

WITHIN = 365
INTERRUPTION_WORDS = {
    Interrupting.REMINDER: noop("Reminder"),
    Interrupting.MEMO: noop("Finance charge memo"),
    Interrupting.PROMISE: noop("Promise"),
    Interrupting.PLAN: noop("Payment plan"),
    Interrupting.PAYMENT: noop("Payment"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """An open document of a customer. cells: as open_report() has them."""

    cells: tuple[Any, ...]
    is_consumer: bool
    limitation: Limitation


def claims_near_limitation(*, company: CompanyFacts, as_of: date, within: int = WITHIN) -> list[Claim]:
    """Documents open at the end of the day that are barred within so many days, or are already; those first.

    refuses   LimitationUnknown, DayFarAway
    """
    statute = statute_of(country=company.country, company=company.name)
    until = within_years(as_of) + timedelta(days=within)
    chosen = Chosen(by="document", until=youngest(statute, until=until), types=EXPECTED_TYPES)
    rows = [(key, cells) for key, cells in keyed_rows(company=company, as_of=as_of, chosen=chosen) if _is_owed(cells)]
    known = CustomerTerms.objects.filter(company=company.id, is_consumer=True)
    consumers = set(known.values_list("party_id", flat=True))
    interrupted = interruptions(company=company, entry_ids=[key.entry_id for key, _cells in rows], as_of=as_of)
    found = []
    for key, cells in rows:
        is_consumer = key.party_id in consumers
        years = statute.years_of(is_consumer=is_consumer)
        ends = limitation(years=years, arose=cells[5], interruptions=interrupted.get(key.entry_id, ()))
        if ends.last_day <= until:
            found.append(Claim(cells, is_consumer, ends))
    return sorted(found, key=lambda one: (one.limitation.last_day, one.cells[0], one.cells[4]))


def limitation_report(*, company: CompanyFacts, as_of: date, within: int = WITHIN) -> Report:
    """refuses   LimitationUnknown, DayFarAway"""
    found = claims_near_limitation(company=company, as_of=as_of, within=within)
    past = [one for one in found if one.limitation.days_left(as_of) < 0]
    total, gone = _sum(company, found), _sum(company, past)
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("is_consumer", _("Consumer")),
        Column("document_type", _("Type"), is_shown=False),
        Column("document_type_name", _("Type")),
        Column("document_number", _("Document")),
        Column("document_date", _("Arose")),
        Column("interrupted_on", _("Last interrupted")),
        Column("interrupted_by", _("By"), is_shown=False),
        Column("interrupted_by_name", _("By")),
        Column("limitation_day", _("Barred after")),
        Column("days_left", _("Days left"), is_number=True),
        Column("currency", _("Currency")),
        Column("remaining", _("Remaining"), is_number=True),
        Column("remaining_local", _("Remaining, local"), is_number=True),
    )
    law = statute_of(country=company.country, company=company.name).law
    return Report(
        name="limitation",
        title=_("Limitation"),
        facts={"company": company.name, "as_of": as_of, "within": within, "law": law},
        columns=columns,
        rows=[_row(one, as_of) for one in found],
        total=("", _("Total"), *[""] * (len(columns) - 3), total),
        after={"total_local": total, "past": len(past), "past_local": gone},
        notes=[
            _("By {law}. A letter interrupts only where it reached the customer: keep what proves it.").format(law=law)
        ],
    )


def _is_owed(cells: tuple[Any, ...]) -> bool:
    return bool(cells[10].minor > 0)


def _sum(company: CompanyFacts, claims: Iterable[Claim]) -> Money:
    return Money(sum(one.cells[11].minor for one in claims), company.currency)


def _row(one: Claim, as_of: date) -> tuple[Cell, ...]:
    number, name, kind, word, document, made, _posted, _due, currency, _amount, left, local = one.cells
    by = one.limitation.by
    return (
        number, name, one.is_consumer, kind, word, document, made, by.day if by else None,
        by.kind.value.lower() if by else "", interruption_word(by) if by else "", one.limitation.last_day,
        one.limitation.days_left(as_of), currency, left, local,
    )  # fmt: skip


def interruption_word(one: Interruption) -> str:
    """Reminder 1001."""
    return f"{_(INTERRUPTION_WORDS[one.kind])} {one.number}".strip()
