"""Which companies there are, and what holds for one."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import OperationalError, connection

from reskontra.companies.models import Company, Currency, FiscalYear, NumberSeries, Period, Rate, Setting, Terms
from reskontra.core.errors import Refused
from reskontra.core.presets import preset_of
from reskontra.database import places, spans
from reskontra.database.prepared import Prepared


class CompanyUnknown(Refused):
    code = "company_unknown"
    template = 'There is no company "{name}". Use one of {known}, or make it with reskontra init --company NAME.'


class CompanyNotChosen(Refused):
    code = "company_not_chosen"
    template = "There are {count} companies. Choose one of {known} with --company."


class NoCompany(Refused):
    code = "no_company"
    template = "There is no company yet. Make one with reskontra init --company NAME."


class PeriodClosed(Refused):
    code = "period_closed"
    template = "{date} is in a period that is {state}. The first open day is {first_open}."


class NoOpenPeriod(Refused):
    code = "no_open_period"
    template = "{date} is in a period that is {state}, and no later one is open. Open one, or add a fiscal year."


class NoFiscalYear(Refused):
    code = "no_fiscal_year"
    template = "{date} is in no fiscal year. Add one with reskontra fiscal-year add {year}."


class RateMissing(Refused):
    code = "rate_missing"
    template = (
        "There is no exchange rate for {currency} on {date}. Add one with reskontra rate add {currency} {date} RATE."
    )


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """currency is the local currency, in which the G/L is kept. is_sandbox: a copy to try things in.

    place, moving_to   where the books are, and where they are being moved: database/places.py
    archived_at        since when the books are only read; None while they are written
    """

    id: int
    name: str
    country: str
    currency: str
    language: str
    preset: str
    organisation_number: str = ""
    vat_number: str = ""
    is_sandbox: bool = False
    place: str = ""
    moving_to: str = ""
    archived_at: datetime | None = None

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def is_written(self) -> bool:
        """Whether what is due by itself is done in it: not while it is moved, and never once it is archived."""
        return not self.moving_to and self.archived_at is None


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    fiscal_year_code: str
    number: int
    start_date: date
    end_date: date
    state: str


def facts_of(company: Company) -> CompanyFacts:
    return CompanyFacts(
        id=company.id,
        name=company.name,
        country=company.country,
        currency=company.currency,
        language=company.language,
        preset=company.preset,
        organisation_number=company.organisation_number,
        vat_number=company.vat_number,
        is_sandbox=company.is_sandbox,
        place=company.place,
        moving_to=company.moving_to,
        archived_at=company.archived_at,
    )


def companies() -> list[CompanyFacts]:
    """All companies by name."""
    return [facts_of(company) for company in Company.objects.order_by("name")]


def company_by_id(*, id: int) -> CompanyFacts:
    """The company of a page whose user has a role in it."""
    found = _BY_ID.first(id)
    if found is None:
        raise Company.DoesNotExist(id)
    return CompanyFacts(*found)


_BY_IDS = Prepared(lambda keys: Company.objects.filter(id__in=keys).values_list(*CompanyFacts.__slots__))
_BY_ID = Prepared(lambda key: Company.objects.filter(id=key).values_list(*CompanyFacts.__slots__))


def companies_by_id(*, ids: Iterable[int]) -> dict[int, CompanyFacts]:
    """These companies by key."""
    return {found[0]: CompanyFacts(*found) for found in _BY_IDS.rows(list(ids))}


def find_company(*, name: str) -> CompanyFacts:
    """The company of that name (case is ignored); without a name the only one. The command is where its books are then.

    refuses   NoCompany, CompanyNotChosen, CompanyUnknown, PlaceUnknown, PlaceSecretMissing
    """
    found = named(companies(), name)
    spans.tell({"reskontra.company": found.id})
    places.enter(found.place)
    return found


def named(known: Sequence[CompanyFacts], name: str) -> CompanyFacts:
    """The one of them that is called so; without a name the only one.

    refuses   NoCompany, CompanyNotChosen, CompanyUnknown
    """
    if not known:
        raise NoCompany()
    if not name:
        if len(known) > 1:
            raise CompanyNotChosen(count=len(known), known=tuple(c.name for c in known))
        return known[0]
    for company in known:
        if company.name.casefold() == name.casefold():
            return company
    raise CompanyUnknown(name=name, known=tuple(c.name for c in known))


def each_in_its_place(
    chosen: Iterable[CompanyFacts], *, lost: Callable[[CompanyFacts, Exception], None] | None = None
) -> Iterator[CompanyFacts]:
    """The companies one after the other, and the thread is where the books of each are while the caller looks.

    lost      is told of a company whose place cannot be reached, which is left out then; without it that is raised
    refuses   PlaceUnknown, PlaceSecretMissing
    """
    for company in chosen:
        with ExitStack() as stack:
            try:
                stack.enter_context(places.at(company.place))
                if company.place:
                    connection.ensure_connection()
            except (OperationalError, places.PlaceUnknown, places.PlaceSecretMissing) as trouble:
                if lost is None:
                    raise
                lost(company, trouble)
                continue
            yield company


def periods(*, company: CompanyFacts) -> list[PeriodFacts]:
    """Every period in order of time."""
    return [PeriodFacts(*row) for row in _PERIODS.rows(company.id)]


_PERIODS = Prepared(
    lambda company: (
        Period.objects.filter(company=company)
        .order_by("start_date")
        .values_list("fiscal_year__code", "number", "start_date", "end_date", "state")
    )
)


def fiscal_years(*, company: CompanyFacts) -> list[tuple[str, date, date]]:
    """(code, first day, last day) in order of time."""
    rows = FiscalYear.objects.filter(company=company.id).order_by("start_date")
    return list(rows.values_list("code", "start_date", "end_date"))


def open_fiscal_years(*, company: CompanyFacts, dates: Iterable[date]) -> dict[date, str]:
    """For each date the code of its fiscal year, once every one of them is in an open period.

    refuses   NoFiscalYear, PeriodClosed, NoOpenPeriod
    """
    found = {}
    known = periods(company=company)
    for day in sorted(set(dates)):
        period = next((p for p in known if p.start_date <= day <= p.end_date), None)
        if period is None:
            raise NoFiscalYear(date=day, year=day.year)
        if period.state != "OPEN":
            later = next((p.start_date for p in known if p.start_date > day and p.state == "OPEN"), None)
            if later is None:
                raise NoOpenPeriod(date=day, state=period.state.lower())
            raise PeriodClosed(date=day, state=period.state.lower(), first_open=later)
        found[day] = period.fiscal_year_code
    return found


def first_open_day(*, company: CompanyFacts, day: date) -> date:
    """The day itself if its period is open, else the first open day after it.

    refuses   NoFiscalYear, NoOpenPeriod
    """
    try:
        open_fiscal_years(company=company, dates=[day])
    except PeriodClosed as closed:
        later = closed.values["first_open"]
        assert isinstance(later, date)
        return later
    return day


_NUMBERED_AS = {"DIRECT_DEBIT": "BANK"}  # a source without a series of its own → the one whose it shares


def series_of(*, company: CompanyFacts, source: str) -> str:
    """The code of the voucher series that a source of postings is numbered in."""
    chosen: Mapping[str, str] = setting(company=company, key="voucher_series", default={})
    return (
        chosen.get(source)
        or chosen.get(_NUMBERED_AS.get(source, ""))
        or NumberSeries.objects.filter(company=company.id, kind="VOUCHER").order_by("code")[0].code
    )


def setting(*, company: CompanyFacts, key: str, default: Any) -> Any:
    """A setting of the company, or the default."""
    found = _SETTING.first(company.id, key)
    return json.loads(found[0]) if found else default


_SETTING = Prepared(lambda company, key: Setting.objects.filter(company=company, key=key).values_list("value"))


def settings_kept(*, company: CompanyFacts) -> dict[str, Any]:
    """Key → value of the settings that the company has; the others are at their defaults."""
    rows = Setting.objects.filter(company=company.id).values_list("key", "value")
    return {key: json.loads(value) for key, value in rows}


def terms_codes(*, company: CompanyFacts) -> set[tuple[str, str]]:
    """(kind, code) of all terms."""
    return set(Terms.objects.filter(company=company.id).values_list("kind", "code"))


def exchange_accounts(*, company: CompanyFacts, currency: str = "") -> tuple[str, str, str, str]:
    """The G/L accounts of realized gains, realized losses, unrealized gains and unrealized losses, in this order.

    currency   whose accounts are asked for; one without accounts of its own has those of the local currency
    """
    known = {code: accounts for code, *accounts in _EXCHANGE.rows(company.id, [currency, company.currency])}
    preset = [getattr(preset_of(company.preset), name) for name in _EXCHANGE_FIELDS]
    asked = [*(known[code] for code in (currency, company.currency) if code in known), preset]
    gains, losses, unrealized_gains, unrealized_losses = (
        next(filter(None, accounts), "") for accounts in zip(*asked, strict=True)
    )
    return gains, losses, unrealized_gains, unrealized_losses


_EXCHANGE_FIELDS = tuple(
    f"{name}_account" for name in ("realized_gains", "realized_losses", "unrealized_gains", "unrealized_losses")
)
_EXCHANGE = Prepared(
    lambda company, codes: Currency.objects.filter(company=company, code__in=codes).values_list(
        "code", *_EXCHANGE_FIELDS
    )
)


def rounding_limits(*, company: CompanyFacts) -> dict[str, int]:
    """Per currency, the largest difference in minor units that is written off as rounding."""
    rows = Currency.objects.filter(company=company.id, rounding_limit_minor__gt=0)
    return dict(rows.values_list("code", "rounding_limit_minor"))


def application_rounding(*, company: CompanyFacts, currency: str) -> int:
    """The largest rest in minor units that is rounded off when entries of two currencies settle each other."""
    found = _APPLICATION_ROUNDING.first(company.id, currency)
    return found[0] if found else 0


_APPLICATION_ROUNDING = Prepared(
    lambda company, code: Currency.objects.filter(company=company, code=code).values_list("application_rounding_minor")
)


def rates(*, company: CompanyFacts, currency: str) -> list[tuple[date, int]]:
    """(from date, local units × 10^8 per unit) in order of time."""
    rows = Rate.objects.filter(company=company.id, currency=currency).order_by("start_date")
    return list(rows.values_list("start_date", "rate_e8"))


def rate_on(*, company: CompanyFacts, currency: str, day: date, known: list[tuple[date, int]] | None = None) -> int:
    """The rate in force on a day: the latest that starts on it or before; 10^8 for the local currency.

    refuses   RateMissing
    """
    if currency == company.currency:
        return 10**8
    found = [rate for start, rate in (known or rates(company=company, currency=currency)) if start <= day]
    if not found:
        raise RateMissing(currency=currency, date=day)
    return found[-1]


def rates_on(*, company: CompanyFacts, wanted: Collection[tuple[str, date]]) -> dict[tuple[str, date], int]:
    """(currency, day) → the rate in force, as rate_on(); those without a rate are left out."""
    currencies = {currency for currency, _ in wanted}
    known: dict[str, list[tuple[date, int]]] = {company.currency: [(date.min, 10**8)]}
    rows = Rate.objects.filter(company=company.id, currency__in=currencies - {company.currency})
    for currency, start, rate in rows.order_by("currency", "start_date").values_list(
        "currency", "start_date", "rate_e8"
    ):
        known.setdefault(currency, []).append((start, rate))
    found = {}
    for currency, day in wanted:
        rates = known.get(currency, [])
        place = bisect_right(rates, day, key=lambda pair: pair[0])
        if place:
            found[currency, day] = rates[place - 1][1]
    return found
