"""exchange rates."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from ninja import File, Form, Query, UploadedFile
from pydantic import Field

from reskontra.companies.actions import set_rate
from reskontra.companies.called import company_of
from reskontra.companies.rates import RatesWanted, list_rates, load_rates
from reskontra.core.exchange import rate_from, rate_units
from reskontra.core.identifiers import currency as currency_codes
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Data, Day, Page, Paged

routes = Routes("setup", "Exchange rates")
Currency = Annotated[str, Field(min_length=3, max_length=3, examples=["EUR"])]


class RateData(Data):
    """What one unit of a currency costs from a day on, in the company's currency."""

    currency: str
    from_date: str
    rate: str
    source: str


class RateBody(Body):
    """per: for how many units the rate is, such as 100."""

    currency: Currency
    date: Day
    rate: Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,8})?$", examples=["11.2345"])]
    per: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class RatesAsked(Paged):
    """Which rates."""

    currency: Annotated[str, Field(max_length=3)] = ""
    date_from: Day | None = None
    date_to: Day | None = None


class RatesForm(Asked):
    """source: who quotes; replace: change rates that differ."""

    source: Annotated[str, Field(max_length=60)] = ""
    replace: bool = False


class RatesLoaded(Data):
    """What a file did."""

    new: int
    unchanged: int
    replaced: int
    source: str


@routes.get("/rates", Page[RateData])
def list_exchange_rates(request: Call, asked: Query[RatesAsked]) -> dict[str, Any]:
    """List exchange rates with where they are from."""
    codes = [currency_codes.validate(asked.currency)] if asked.currency else []
    found = list_rates(company=company_of(request), currencies=codes, since=asked.date_from, until=asked.date_to)
    told = [
        {"currency": one.currency, "from_date": one.start_date.isoformat(),
         "rate": f"{rate_units(one.rate_e8).normalize():f}", "source": one.source}
        for one in found
    ]  # fmt: skip
    return page_of(told, asked, key=lambda one: f"{one['currency']} {one['from_date']}", build=lambda one: one)


@routes.post("/rates", RateData, role="ACCOUNTANT", status=201)
def add_exchange_rate(request: Call, body: RateBody) -> dict[str, Any]:
    """Set the exchange rate of a currency from a day on."""
    code = currency_codes.validate(body.currency)
    e8 = rate_from(Decimal(body.rate), currency=code, per=body.per)
    set_rate(company=company_of(request), actor=request.auth.actor, currency=code, day=body.date, rate_e8=e8)
    rate = f"{rate_units(e8).normalize():f}"
    return {"currency": code, "from_date": body.date.isoformat(), "rate": rate, "source": ""}


@routes.post("/rates/load", RatesLoaded, role="ACCOUNTANT")
def load_exchange_rates(request: Call, file: File[UploadedFile], said: Form[RatesForm]) -> dict[str, Any]:
    """Load exchange rates from a file of the ECB, Riksbanken or Norges Bank, or CSV; the same again changes nothing."""
    done = load_rates(
        company=company_of(request), actor=request.auth.actor, name=(file.name or "upload")[:200],
        stream=file.file, source=said.source,  # type: ignore[arg-type]
        wanted=RatesWanted(frozenset(), None, None), replaces=said.replace,
    )  # fmt: skip
    return {"new": done.new, "unchanged": done.unchanged, "replaced": done.replaced, "source": done.source}
