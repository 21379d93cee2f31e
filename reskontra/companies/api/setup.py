"""company, settings, fiscal years, payment terms, currencies and number series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.actions import FiscalYearUnknown, add_fiscal_year, move_periods
from reskontra.companies.called import company_of
from reskontra.companies.cli_currencies import currency_data
from reskontra.companies.cli_series import series_data
from reskontra.companies.cli_settings import setting_data
from reskontra.companies.cli_terms import terms_data
from reskontra.companies.currencies import CurrencyChange, currencies, set_currency
from reskontra.companies.edit import change_company, company_values
from reskontra.companies.queries import CompanyFacts, fiscal_years, periods
from reskontra.companies.series import NewSeries, add_series, number_series
from reskontra.companies.settings import OF_ADMINISTRATORS, company_settings, set_setting
from reskontra.companies.terms import TermsChange, set_terms, terms_list
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes, demand
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Page, Paged, Text
from reskontra.interface.clock import today

routes = Routes("setup", "Set-up")
Percent = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$", examples=["2.5"])]
Formula = Annotated[str, Field(max_length=40, examples=["30D"])]


class CompanyData(Data):
    """What the company is called, where it is reached, and its numbers."""

    name: str
    country: str
    currency: str
    preset: str
    sandbox: bool


class CompanyBody(Body):
    """What is to be another; null leaves it, "" takes it away."""

    name: Text | None = None
    organisation_number: Text | None = None
    vat_number: Text | None = None
    address: Text | None = None
    postal_code: Text | None = None
    city: Text | None = None
    registered_office: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    website: Text | None = None


class SettingData(Data):
    """A setting with what it is now and what it may be."""

    setting: str
    value: str
    choices: list[str]


class SettingBody(Body):
    """One of what it may be."""

    value: Annotated[str, Field(max_length=100)]


class PeriodData(Data):
    """A period: open, closed or locked."""

    number: int
    start: str
    end: str
    state: str


class FiscalYearData(Data):
    """A fiscal year with its periods."""

    fiscal_year: str
    start: str
    end: str
    periods: list[PeriodData]


class NewFiscalYear(Body):
    """Its first day and its last; 1 to 18 months."""

    start: Day
    end: Day


class MovePeriods(Body):
    """close, reopen or lock the periods that end by `through`, all of the year without it."""

    move: Literal["close", "reopen", "lock"]
    through: Day | None = None


class TermsData(Data):
    """Payment terms, with the days that they give a document of the day."""

    payment_terms: str
    name: str
    due_formula: str
    discount_formula: str
    discount_percent: str
    discounts_credit_memos: bool
    document_date: str
    due_date: str
    discount_date: str | None


class TermsBody(Body):
    """From the document date, as 30D, 1M or CM+10D; null leaves what is there, "" takes a discount away."""

    due: Formula | None = None
    discount: Formula | None = None
    discount_percent: Percent | None = None
    name: Text | None = None
    discounts_credit_memos: bool | None = None


class CurrencyData(Data):
    """A currency: what is tolerated of a payment and rounded off."""

    currency: str
    tolerance_percent: str
    max_tolerance: str
    rounding_limit: str
    application_rounding: str


class CurrencyBody(Body):
    """What is to be another; null leaves it."""

    tolerance_percent: Percent | None = None
    max_tolerance: Amount | None = None
    rounding_limit: Amount | None = None
    application_rounding: Amount | None = None


class SeriesLast(Data):
    """The last number that a series has given, in a fiscal year where it counts by years."""

    fiscal_year: str | None
    number: int


class SeriesData(Data):
    """A number series."""

    series: str
    kind: str
    name: str
    prefix: str
    digits: int
    last: list[SeriesLast]


class NewSeriesBody(Body):
    """prefix: what stands before its numbers; digits: to how many a number is filled up."""

    series: Code
    name: Text = ""
    prefix: Annotated[str, Field(max_length=20)] = ""
    digits: Annotated[int, Field(ge=1, le=20)] = 6


def _company(company: CompanyFacts) -> dict[str, Any]:
    fixed = {"country": company.country, "currency": company.currency, "preset": company.preset}
    return {**company_values(company=company), **fixed, "sandbox": company.is_sandbox}


@routes.get("/company", CompanyData)
def show_company(request: Call) -> dict[str, Any]:
    """Show what is known of the company of the token."""
    return _company(company_of(request))


@routes.patch("/company", CompanyData, role="ACCOUNTANT")
def change_the_company(request: Call, body: CompanyBody) -> dict[str, Any]:
    """Say what the company is called, where it is reached, and its numbers."""
    wanted = {name: value for name, value in body.dict().items() if value is not None}
    change_company(company=company_of(request), actor=request.auth.actor, wanted=wanted)
    return _company(company_of(request))


@routes.get("/settings", Page[SettingData])
def list_settings(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List every setting with what it is now, and what it may be."""
    found = company_settings(company=company_of(request))
    return page_of(found, asked, key=lambda one: one.key, build=setting_data)


@routes.put("/settings/{key}", SettingData, role="ACCOUNTANT")
def set_a_setting(request: Call, key: str, body: SettingBody) -> dict[str, Any]:
    """Change a setting; the audit trail keeps what it was. What another has to look at is an administrator's to say."""
    if key in OF_ADMINISTRATORS:
        demand(request.auth, "ADMINISTRATOR")
    company = company_of(request)
    set_setting(company=company, actor=request.auth.actor, key=key, value=body.value)
    (one,) = [found for found in company_settings(company=company) if found.key == key]
    return setting_data(one)


def _years(company: CompanyFacts) -> list[dict[str, Any]]:
    known: dict[str, list[dict[str, Any]]] = {}
    for one in periods(company=company):
        known.setdefault(one.fiscal_year_code, []).append(
            {
                "number": one.number, "start": one.start_date.isoformat(), "end": one.end_date.isoformat(),
                "state": one.state.lower(),
            }
        )  # fmt: skip
    return [
        {"fiscal_year": code, "start": start.isoformat(), "end": end.isoformat(), "periods": known.get(code, [])}
        for code, start, end in fiscal_years(company=company)
    ]


def _year(company: CompanyFacts, code: str) -> dict[str, Any]:
    """refuses   FiscalYearUnknown"""
    found = _years(company)
    for one in found:
        if one["fiscal_year"] == code:
            return one
    raise FiscalYearUnknown(fiscal_year=code, known=tuple(one["fiscal_year"] for one in found))


@routes.get("/fiscal-years", Page[FiscalYearData])
def list_fiscal_years(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List fiscal years with the state of their periods."""
    return page_of(_years(company_of(request)), asked, key=lambda one: str(one["fiscal_year"]), build=lambda one: one)


@routes.post("/fiscal-years", FiscalYearData, role="ACCOUNTANT", status=201)
def add_a_fiscal_year(request: Call, body: NewFiscalYear) -> dict[str, Any]:
    """Add a fiscal year with its periods, all open."""
    company = company_of(request)
    code = add_fiscal_year(company=company, actor=request.auth.actor, start=body.start, end=body.end)
    return _year(company, code)


@routes.post("/fiscal-years/{path:fiscal_year}/periods", FiscalYearData, role="ACCOUNTANT")
def move_fiscal_periods(request: Call, fiscal_year: str, body: MovePeriods) -> dict[str, Any]:
    """Close, reopen or lock periods of a fiscal year."""
    company = company_of(request)
    move_periods(
        company=company, actor=request.auth.actor, fiscal_year=fiscal_year, move=body.move, through=body.through
    )
    return _year(company, fiscal_year)


class TermsAsked(Paged):
    """document_date: of the document in the example; today's without."""

    document_date: Day | None = None


@routes.get("/payment-terms", Page[TermsData])
def list_payment_terms(request: Call, asked: Query[TermsAsked]) -> dict[str, Any]:
    """List the payment terms with the dates that they give a document."""
    day: date = asked.document_date or today()
    found = terms_list(company=company_of(request))
    return page_of(found, asked, key=lambda one: one.code, build=lambda one: terms_data(one, day))


@routes.put("/payment-terms/{code}", TermsData, role="ACCOUNTANT")
def set_payment_terms(request: Call, code: str, body: TermsBody) -> dict[str, Any]:
    """Add payment terms or change them; what is posted keeps its dates."""
    percent = Decimal(body.discount_percent) if body.discount_percent else None
    change = TermsChange(body.due, body.discount, percent, body.name, body.discounts_credit_memos)
    done = set_terms(company=company_of(request), actor=request.auth.actor, code=code, change=change)
    return terms_data(done, today())


@routes.get("/currencies", Page[CurrencyData])
def list_currencies(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the currencies with what is tolerated and rounded off."""
    found = currencies(company=company_of(request))
    return page_of(found, asked, key=lambda one: one.code, build=currency_data)


@routes.put("/currencies/{code}", CurrencyData, role="ACCOUNTANT")
def set_a_currency(request: Call, code: str, body: CurrencyBody) -> dict[str, Any]:
    """Add a currency, or change what is tolerated and rounded off; open documents follow with recompute-tolerance."""
    change = CurrencyChange(**body.dict())
    return currency_data(set_currency(company=company_of(request), actor=request.auth.actor, code=code, change=change))


@routes.get("/number-series", Page[SeriesData])
def list_number_series(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List number series with the last number that each has given."""
    return page_of(number_series(company=company_of(request)), asked, key=lambda one: one.code, build=series_data)


@routes.post("/number-series", SeriesData, role="ACCOUNTANT", status=201)
def add_number_series(request: Call, body: NewSeriesBody) -> dict[str, Any]:
    """Add a series of document numbers, for batches and templates of journals filled by hand."""
    new = NewSeries(body.series, body.name, body.prefix, body.digits)
    return series_data(add_series(company=company_of(request), actor=request.auth.actor, new=new))
