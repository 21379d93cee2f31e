"""interest terms, their dated rates, and reference rates: how late payment bears interest."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.db import transaction
from ninja import Query
from pydantic import Field

from reskontra.collections.change_interest_terms import (
    InterestTermsChange,
    add_interest_terms,
    change_interest_terms,
)
from reskontra.collections.changing_terms import FINANCE_CHARGE, delete_collecting_terms, rename_collecting_terms
from reskontra.collections.cli_interest import interest_terms_data, rate_data
from reskontra.collections.interest_rates import (
    NewRate,
    add_interest_rate,
    add_reference_rate,
    delete_interest_rate,
    install_interest_terms,
    interest_rates,
)
from reskontra.collections.interest_terms import find_interest_terms, interest_terms
from reskontra.collections.interest_words import signed_percent
from reskontra.collections.memo_texts import NO_TEXTS, memo_texts_of, set_memo_text
from reskontra.collections.reminder_terms_editing import TextPlace
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import parse_minor
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Asked, Body, Code, Data, Day, LongText, Page, Paged, Text
from reskontra.interface.typed_form import read_percent

routes = Routes("collections", "Interest terms")
Formula = Annotated[str, Field(max_length=40, examples=["30D"])]
Percent = Annotated[str, Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,5})?$", examples=["8.5"])]
SignedPercent = Annotated[str, Field(pattern=r"^-?[0-9]{1,6}(\.[0-9]{1,5})?$", examples=["-0.5"])]
Currency = Annotated[str, Field(max_length=3)]


class InterestRateData(Data):
    """A dated rate; currency: "" for every one that has none of its own."""

    terms: str
    currency: str
    start_date: str
    percent: str
    period_days: int
    source: str


class MemoText(Data):
    """A text of finance charge memos."""

    language: str
    part: str
    text: str


class InterestTermsData(Data):
    """How late payment bears interest."""

    interest_terms: str
    name: str
    method: str
    percent: str
    period_days: int
    day_count: str
    charged: str
    grace: str
    due_formula: str
    minimum: str
    fee: str
    fees: dict[str, str]
    posts_interest: bool
    posts_fee: bool
    fee_alone: bool
    on_interest: bool
    on_fees: bool
    reference: str
    points: str
    rates: list[InterestRateData]
    texts: list[MemoText]


class InterestTermsBody(Body):
    """null leaves what is there; minimum and fee in local currency, `fees` replace those in other currencies.

    reference: which bank's rate they follow, se, eu or none; points: added to it; code: another one.
    """

    name: Text | None = None
    code: Code | None = None
    percent: Percent | None = None
    period_days: Annotated[int, Field(ge=1, le=366)] | None = None
    method: Literal["daily", "balance"] | None = None
    day_count: Literal["actual", "actual-actual"] | None = None
    charged: Literal["open", "closed", "all"] | None = None
    grace: Formula | None = None
    due: Formula | None = None
    minimum: Amount | None = None
    fee: Amount | None = None
    fees: Annotated[dict[str, Amount], Field(max_length=200)] | None = None
    posts_interest: bool | None = None
    posts_fee: bool | None = None
    fee_alone: bool | None = None
    on_interest: bool | None = None
    on_fees: bool | None = None
    reference: Literal["se", "eu", "none"] | None = None
    points: Percent | None = None


class NewInterestTerms(InterestTermsBody):
    """Terms under a new code."""

    code: Code


class PresetBody(Body):
    """SE-RÄNTELAGEN or EU-2011-7."""

    code: Code


class MemoTextBody(Body):
    """With placeholders such as {due_date}; "" takes it away."""

    part: Literal["beginning", "ending", "line", "subject", "body", "closing"]
    text: LongText
    language: Annotated[str, Field(max_length=2)] = ""


class NewInterestRate(Body):
    """From a day on, until the next."""

    date: Day
    percent: SignedPercent
    days: Annotated[int, Field(ge=1, le=366)] = 365
    currency: Currency = ""
    source: Text = ""


class RateOf(Asked):
    """Of one currency alone, or the rate of every one that has none of its own."""

    currency: Currency = ""


class ReferenceRateBody(Body):
    """date: the first day of a half-year; bank: Riksbanken (se) or the ECB (eu)."""

    date: Day
    percent: SignedPercent
    bank: Literal["se", "eu"] = "se"
    source: Text = ""


class RatesMade(Data):
    """The rate that each of the terms which follow it was given."""

    rates: list[InterestRateData]


def _one(company: CompanyFacts, code: str) -> dict[str, Any]:
    found = find_interest_terms(company=company, code=code)
    return interest_terms_data(company, found, memo_texts_of(company=company).get(code, NO_TEXTS))


def _currency(text: str) -> str:
    return currency_codes.validate(text.upper()) if text else ""


def _change(company: CompanyFacts, body: InterestTermsBody) -> InterestTermsChange:
    def minor(text: str | None) -> int | None:
        return None if text is None else parse_minor(text, company.currency)

    def word(text: str | None) -> str | None:
        return None if text is None else text.upper().replace("-", "_")

    def percent(text: str | None) -> Decimal | None:
        return None if text is None else read_percent(text)

    fees = None if body.fees is None else {
        code: parse_minor(amount, code) for text, amount in body.fees.items() for code in [_currency(text)]
    }  # fmt: skip
    return InterestTermsChange(
        name=body.name, method=word(body.method), percent=percent(body.percent), period_days=body.period_days,
        day_count=word(body.day_count), charged=word(body.charged), grace=body.grace, due=body.due,
        minimum_minor=minor(body.minimum), fee_minor=minor(body.fee), fees=fees, posts_interest=body.posts_interest,
        posts_fee=body.posts_fee, makes_fee_alone=body.fee_alone, bears_on_interest=body.on_interest,
        bears_on_fees=body.on_fees, reference="" if body.reference == "none" else word(body.reference),
        points=percent(body.points),
    )  # fmt: skip


@routes.get("/interest-terms", Page[InterestTermsData])
def list_interest_terms(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the interest terms with their dated rates and texts."""
    company = company_of(request)
    texts = memo_texts_of(company=company)
    found = list(interest_terms(company=company).values())
    return page_of(
        found, asked, key=lambda one: one.code,
        build=lambda one: interest_terms_data(company, one, texts.get(one.code, NO_TEXTS)),
    )  # fmt: skip


@routes.post("/interest-terms", InterestTermsData, role="ACCOUNTANT", status=201)
def add_the_interest_terms(request: Call, body: NewInterestTerms) -> dict[str, Any]:
    """Add interest terms under a new code."""
    company = company_of(request)
    change = _change(company, body)
    return _one(
        company, add_interest_terms(company=company, actor=request.auth.actor, code=body.code, change=change).code
    )


@routes.post("/interest-terms/install", InterestTermsData, role="ACCOUNTANT", status=201)
def install_the_interest_terms(request: Call, body: PresetBody) -> dict[str, Any]:
    """Add the interest terms of the law, with the reference rates that were known when the program was made."""
    company = company_of(request)
    return _one(company, install_interest_terms(company=company, actor=request.auth.actor, code=body.code).code)


@routes.get("/interest-terms/{code}", InterestTermsData)
def show_interest_terms(request: Call, code: str) -> dict[str, Any]:
    """Show interest terms with their dated rates and texts."""
    return _one(company_of(request), code)


@routes.patch("/interest-terms/{code}", InterestTermsData, role="ACCOUNTANT")
def change_the_interest_terms(request: Call, code: str, body: InterestTermsBody) -> dict[str, Any]:
    """Change interest terms; what is issued stays."""
    company, actor = company_of(request), request.auth.actor
    with transaction.atomic():
        done = change_interest_terms(company=company, actor=actor, code=code, change=_change(company, body))
        if body.code and body.code != done.code:
            rename_collecting_terms(company=company, actor=actor, kind=FINANCE_CHARGE, code=code, to=body.code)
    return _one(company, body.code or code)


@routes.delete("/interest-terms/{code}", role="ACCOUNTANT")
def delete_the_interest_terms(request: Call, code: str) -> None:
    """Delete terms with rates, fees and texts; customers on them have none then."""
    delete_collecting_terms(company=company_of(request), actor=request.auth.actor, kind=FINANCE_CHARGE, code=code)


@routes.put("/interest-terms/{code}/text", InterestTermsData, role="ACCOUNTANT")
def set_the_memo_text(request: Call, code: str, body: MemoTextBody) -> dict[str, Any]:
    """Set a text of finance charge memos, in the company's language unless another is named."""
    company = company_of(request)
    place = TextPlace(body.part.upper(), body.language.lower() or company.language)
    set_memo_text(company=company, actor=request.auth.actor, code=code, place=place, text=body.text)
    return _one(company, code)


@routes.post("/interest-terms/{code}/rates", InterestRateData, role="ACCOUNTANT", status=201)
def add_the_interest_rate(request: Call, code: str, body: NewInterestRate) -> dict[str, Any]:
    """Add a rate of terms from a day on, until the next."""
    rate = NewRate(body.date, signed_percent(body.percent), body.days, _currency(body.currency), body.source)
    return rate_data(add_interest_rate(company=company_of(request), actor=request.auth.actor, code=code, rate=rate))


@routes.delete("/interest-terms/{code}/rates/{day}", role="ACCOUNTANT")
def delete_the_interest_rate(request: Call, code: str, day: Day, asked: Query[RateOf]) -> None:
    """Delete a rate of terms; what is issued stays."""
    delete_interest_rate(
        company=company_of(request), actor=request.auth.actor, code=code, day=day,
        currency=_currency(asked.currency),
    )  # fmt: skip


@routes.get("/interest-rates", Page[InterestRateData])
def list_interest_rates(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the dated rates of all interest terms, the newest first."""
    found = [rate_data(one) for one in interest_rates(company=company_of(request))]
    return page_of(
        found, asked, key=lambda one: f"{one['terms']} {one['currency']} {one['start_date']}", build=lambda one: one
    )


@routes.post("/reference-rates", RatesMade, role="ACCOUNTANT", status=201)
def add_the_reference_rate(request: Call, body: ReferenceRateBody) -> dict[str, Any]:
    """Enter a half-year's reference rate: all interest terms that follow it get their rate."""
    made = add_reference_rate(
        company=company_of(request), actor=request.auth.actor, day=body.date, percent=signed_percent(body.percent),
        source=body.source, reference=body.bank.upper(),
    )  # fmt: skip
    return {"rates": [rate_data(one) for one in made]}
