"""Make a company, its fiscal years, rates and settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from string import ascii_lowercase
from typing import Any

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.models import Company, Currency, FiscalYear, NumberSeries, Period, Rate, Setting, Terms
from reskontra.companies.queries import CompanyFacts, companies, facts_of
from reskontra.core.dates import periods_of_year
from reskontra.core.errors import Refused
from reskontra.core.presets.preset import Preset
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault

PERIOD_MOVES = {"close": ("OPEN", "CLOSED"), "reopen": ("CLOSED", "OPEN"), "lock": ("CLOSED", "LOCKED")}


LONGEST_NAME = 200


class CompanyExists(Refused):
    code = "company_exists"
    template = 'The company "{name}" exists already. Choose another name.'


class FiscalYearOverlaps(Refused):
    code = "fiscal_year_overlaps"
    template = (
        "{start} to {end} overlaps the fiscal year {other}. "
        "Begin on a day after {other_end} or end before {other_start}."
    )


class FiscalYearUnknown(Refused):
    code = "fiscal_year_unknown"
    template = 'There is no fiscal year "{fiscal_year}". Use one of {known}.'


class NothingToMove(Refused):
    code = "no_period_to_change"
    template = "No period of {fiscal_year} up to {through} is {state}. Name a later day or another fiscal year."


def create_company(*, name: str, actor: str, preset: Preset, country: str, currency: str) -> CompanyFacts:
    """A company with the preset's terms, series and currencies; other rooms add their parts of the preset.

    refuses   CompanyExists; ValueMissing, ValueTooLong, ValueHoldsNul and ValueHoldsUnseen of the name
    """
    if fault := text_fault("name", name, most=LONGEST_NAME, is_required=True):
        raise fault
    if any(known.name.casefold() == name.casefold() for known in companies()):
        raise CompanyExists(name=name)
    with transaction.atomic():
        company = Company.objects.create(
            name=name,
            country=country,
            currency=currency,
            language=preset.language,
            preset=preset.code,
            created_at=bulk.moment(),
        )
        _install(company, preset)
        record(
            company=company.id,
            actor=actor,
            action="company.created",
            subject=name,
            content={"preset": preset.code, "country": country, "currency": currency},
        )
    return facts_of(company)


def _install(company: Company, preset: Preset) -> None:
    Terms.objects.bulk_create(
        Terms(
            company=company,
            kind=terms.kind,
            code=terms.code,
            name=terms.name,
            due_formula=terms.due_formula,
            discount_formula=terms.discount_formula,
            discount_basis_points=terms.discount_basis_points,
        )
        for terms in preset.terms
    )
    NumberSeries.objects.bulk_create(
        NumberSeries(
            company=company,
            code=series.code,
            kind=series.kind,
            name=series.name,
            prefix=series.prefix,
            digits=series.digits,
        )
        for series in preset.series
    )
    sources = {source: series.code for series in preset.series for source in series.sources}
    Setting.objects.create(company=company, key="voucher_series", value=json.dumps(sources))
    Currency.objects.bulk_create(
        Currency(
            company=company,
            code=code,
            rounding_limit_minor=preset.rounding_limits.get(code, 0),
            realized_gains_account=preset.realized_gains_account,
            realized_losses_account=preset.realized_losses_account,
            unrealized_gains_account=preset.unrealized_gains_account,
            unrealized_losses_account=preset.unrealized_losses_account,
        )
        for code in sorted({company.currency, *preset.rounding_limits})
    )


def year_code(start: date, end: date) -> str:
    """ "2026", or "2026/27" for a year that ends in the next."""
    return str(start.year) if start.year == end.year else f"{start.year}/{end.year % 100:02d}"


def add_fiscal_year(*, company: CompanyFacts, actor: str, start: date, end: date) -> str:
    """A fiscal year with a period for every month it touches, all open; gives its code.

    refuses   FiscalYearBackwards, FiscalYearTooLong, FiscalYearOverlaps
    """
    months = periods_of_year(start, end)
    for other in FiscalYear.objects.filter(company=company.id, start_date__lte=end, end_date__gte=start):
        raise FiscalYearOverlaps(
            start=start, end=end, other=other.code, other_start=other.start_date, other_end=other.end_date
        )
    with transaction.atomic():
        lock_company(company.id)
        year = FiscalYear.objects.create(
            company_id=company.id, code=_free_code(company, start, end), start_date=start, end_date=end
        )
        Period.objects.bulk_create(
            Period(
                company_id=company.id,
                fiscal_year=year,
                number=month.number,
                start_date=month.first_date,
                end_date=month.last_date,
            )
            for month in months
        )
        record(
            company=company.id,
            actor=actor,
            action="fiscal_year.added",
            subject=year.code,
            content={"start": start, "end": end},
        )
    return year.code


def _free_code(company: CompanyFacts, start: date, end: date) -> str:
    """Short years may begin and end in the same calendar years as another: the second is "2026b"."""
    code = year_code(start, end)
    known: set[str] = set(FiscalYear.objects.filter(company=company.id).values_list("code", flat=True))
    names = [f"{code}{letter}" for letter in ("", *ascii_lowercase[1:])]
    return next(name for name in names if name not in known)


def move_periods(
    *, company: CompanyFacts, actor: str, fiscal_year: str, move: str, through: date | None = None
) -> list[date]:
    """Close, reopen or lock the periods of a year that end by a day (all without one); gives their first days.

    refuses   FiscalYearUnknown, NothingToMove
    """
    year = FiscalYear.objects.filter(company=company.id, code=fiscal_year).first()
    if year is None:
        known = FiscalYear.objects.filter(company=company.id).order_by("start_date").values_list("code", flat=True)
        raise FiscalYearUnknown(fiscal_year=fiscal_year, known=tuple(known))
    before, after = PERIOD_MOVES[move]
    last = through or year.end_date
    with transaction.atomic():
        lock_company(company.id)
        chosen = Period.objects.filter(company=company.id, fiscal_year=year, state=before, end_date__lte=last)
        days = list(chosen.order_by("start_date").values_list("start_date", flat=True))
        if not days:
            raise NothingToMove(fiscal_year=fiscal_year, through=last, state=before.lower())
        chosen.update(state=after)
        record(
            company=company.id,
            actor=actor,
            action=f"period.{after.lower()}",
            subject=fiscal_year,
            content={"periods": days, "before": before},
        )
    return days


def set_rate(*, company: CompanyFacts, actor: str, currency: str, day: date, rate_e8: int) -> None:
    """The rate of a currency from a day on, in local units × 10^8 per unit."""
    with transaction.atomic():
        lock_company(company.id)
        Currency.objects.get_or_create(company_id=company.id, code=currency)
        known = Rate.objects.filter(company=company.id, currency=currency, start_date=day)
        before = known.values_list("rate_e8", flat=True).first()
        Rate.objects.update_or_create(
            company_id=company.id, currency=currency, start_date=day, defaults={"rate_e8": rate_e8}
        )
        record(
            company=company.id,
            actor=actor,
            action="rate.set",
            subject=currency,
            content={"date": day, "rate_e8": rate_e8, "before": before},
        )


def change_settings(*, company: CompanyFacts, actor: str, values: Mapping[str, Any]) -> None:
    """Set settings by key; the audit keeps what they were."""
    with transaction.atomic():
        lock_company(company.id)
        before = keep_settings(company=company, values=values)
        record(
            company=company.id,
            actor=actor,
            action="settings.changed",
            subject=", ".join(sorted(values)),
            content={"before": before, "after": dict(values)},
        )


def keep_settings(*, company: CompanyFacts, values: Mapping[str, Any]) -> dict[str, Any]:
    """Store settings inside a command that tells the audit of them itself; gives what those stored before were."""
    rows = Setting.objects.filter(company=company.id, key__in=values)
    before = {row.key: json.loads(row.value) for row in rows}
    for key, value in values.items():
        written = json.dumps(value, sort_keys=True)
        Setting.objects.update_or_create(company_id=company.id, key=key, defaults={"value": written})
    return before
