"""reminder terms: steps, fees and texts of reminders."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.db import transaction
from ninja import Query
from pydantic import Field

from reskontra.collections.changing_terms import REMINDER, delete_collecting_terms, rename_collecting_terms
from reskontra.collections.cli_reminder_terms import reminder_terms_data
from reskontra.collections.reminder_setup import install_reminder_terms
from reskontra.collections.reminder_terms import find_reminder_terms, reminder_terms
from reskontra.collections.reminder_terms_editing import (
    LevelChange,
    TermsChange,
    TextPlace,
    add_reminder_terms,
    change_reminder_terms,
    remove_last_level,
    set_letter_text,
    set_reminder_level,
)
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import parse_minor
from reskontra.core.reminder_fees import FeeRange
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, LongText, Page, Paged, Text
from reskontra.interface.typed_form import read_percent

routes = Routes("collections", "Reminder terms")
Formula = Annotated[str, Field(max_length=40, examples=["10D"])]
Part = Literal["beginning", "ending", "subject", "body", "closing", "file_name", "fee", "line_fee", "note"]
Count = Annotated[int, Field(ge=0, le=32_000)]
Cost = Literal["none", "reminder", "demand", "plan", "compensation"]


class FeeRangeData(Data):
    """What a letter, or a document on it, costs from an amount on."""

    per_document: bool
    currency: str
    fee: str
    percent: str
    least: str
    most: str


class ReminderLevelData(Data):
    """A step: after so many days of grace, with these fees."""

    level: int
    grace: str
    due_formula: str
    interest: bool
    calculation: str
    cost: str
    fee: str
    line_cost: str
    line_fee: str
    hand_over: bool
    currency_fees: dict[str, list[str]]
    ranges: list[FeeRangeData]


class LetterTextData(Data):
    """A text of letters; level 0 is of every level without its own."""

    level: int
    language: str
    part: str
    text: str


class ReminderTermsData(Data):
    """How customers on these terms are reminded."""

    reminder_terms: str
    name: str
    post_interest: bool
    post_fee: bool
    post_line_fee: bool
    most_reminders: int
    minimum: str
    pause_promises: bool
    promise_days: int
    attach_invoices: bool
    bank_days: bool
    levels: list[ReminderLevelData]
    texts: list[LetterTextData]


class ReminderTermsBody(Body):
    """null leaves what is there; minimum: in local currency; code: another one, which customers and drafts follow."""

    name: Text | None = None
    code: Code | None = None
    post_interest: bool | None = None
    post_fee: bool | None = None
    post_line_fee: bool | None = None
    most_reminders: Count | None = None
    minimum: Amount | None = None
    pause_promises: bool | None = None
    promise_days: Count | None = None
    attach_invoices: bool | None = None
    bank_days: bool | None = None


class NewReminderTerms(ReminderTermsBody):
    """Terms without levels yet."""

    code: Code


class CurrencyFees(Body):
    """The fixed fees of a currency."""

    currency: Annotated[str, Field(min_length=3, max_length=3)]
    fee: Amount = "0"
    line_fee: Amount = "0"


class FeeRangeBody(Body):
    """currency: the company's without; percent: of what is owed, held within least and most."""

    currency: Annotated[str, Field(max_length=3)] = ""
    per_document: bool = False
    threshold: Amount
    fee: Amount = "0"
    percent: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,5})?$")] = "0"
    least: Amount = "0"
    most: Amount = "0"


class ReminderLevelBody(Body):
    """null leaves what is there; `currency_fees` and `ranges` replace all there were."""

    grace: Formula | None = None
    due: Formula | None = None
    interest: bool | None = None
    calculation: Literal["fixed", "single", "accumulated"] | None = None
    fee: Amount | None = None
    cost: Cost | None = None
    line_fee: Amount | None = None
    line_cost: Cost | None = None
    hand_over: bool | None = None
    currency_fees: Annotated[list[CurrencyFees], Field(max_length=200)] | None = None
    ranges: Annotated[list[FeeRangeBody], Field(max_length=1000)] | None = None


class LetterTextBody(Body):
    """With placeholders such as {due_date}; "" takes it away. level: 0 of every one."""

    part: Part
    text: LongText
    language: Annotated[str, Field(max_length=2)] = ""
    level: Annotated[int, Field(ge=0, le=100)] = 0


class TermsInstalled(Data):
    """Codes of the terms that were added; none where nothing was missing."""

    added: list[str]


def _one(company: CompanyFacts, code: str) -> dict[str, Any]:
    return reminder_terms_data(company, find_reminder_terms(company=company, code=code))


def _change(company: CompanyFacts, body: ReminderTermsBody) -> TermsChange:
    return TermsChange(
        body.name, body.post_interest, body.post_fee, body.post_line_fee, body.most_reminders,
        None if body.minimum is None else parse_minor(body.minimum, company.currency), body.pause_promises,
        body.promise_days, body.attach_invoices, body.bank_days,
    )  # fmt: skip


def _cost(cost: Cost | None) -> str | None:
    return None if cost is None else "" if cost == "none" else cost.upper()


def _ranges(company: CompanyFacts, ranges: list[FeeRangeBody]) -> dict[tuple[bool, str], list[FeeRange]]:
    found: dict[tuple[bool, str], list[FeeRange]] = {}
    for one in ranges:
        code = currency_codes.validate(one.currency.upper()) if one.currency else company.currency
        threshold, fee, least, most = (
            parse_minor(text, code) for text in (one.threshold, one.fee, one.least, one.most)
        )  # fmt: skip
        range_ = FeeRange(threshold, fee, read_percent(one.percent), code, least, most)
        found.setdefault((one.per_document, code), []).append(range_)
    return found


def _level(company: CompanyFacts, body: ReminderLevelBody) -> LevelChange:
    def minor(text: str | None) -> int | None:
        return None if text is None else parse_minor(text, company.currency)

    fees = None if body.currency_fees is None else {
        code: (parse_minor(one.fee, code), parse_minor(one.line_fee, code))
        for one in body.currency_fees
        for code in [currency_codes.validate(one.currency.upper())]
    }  # fmt: skip
    return LevelChange(
        grace=body.grace, due_formula=body.due, calculates_interest=body.interest, hands_over=body.hand_over,
        fee_calculation=body.calculation.upper() if body.calculation else None, cost=_cost(body.cost),
        fee_minor=minor(body.fee), line_cost=_cost(body.line_cost), line_fee_minor=minor(body.line_fee), fees=fees,
        ranges=None if body.ranges is None else _ranges(company, body.ranges),
    )  # fmt: skip


@routes.get("/reminder-terms", Page[ReminderTermsData])
def list_reminder_terms(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the reminder terms with levels, fees and texts."""
    company = company_of(request)
    found = list(reminder_terms(company=company).values())
    return page_of(found, asked, key=lambda one: one.code, build=lambda one: reminder_terms_data(company, one))


@routes.post("/reminder-terms", ReminderTermsData, role="ACCOUNTANT", status=201)
def add_the_reminder_terms(request: Call, body: NewReminderTerms) -> dict[str, Any]:
    """Add reminder terms; their levels follow."""
    company = company_of(request)
    change = _change(company, body)
    done = add_reminder_terms(company=company, actor=request.auth.actor, code=body.code, change=change)
    return reminder_terms_data(company, done)


@routes.post("/reminder-terms/install", TermsInstalled, role="ACCOUNTANT")
def install_the_reminder_terms(request: Call) -> dict[str, Any]:
    """Add the reminder terms that companies begin with, as far as they are missing."""
    return {"added": install_reminder_terms(company=company_of(request), actor=request.auth.actor)}


@routes.get("/reminder-terms/{code}", ReminderTermsData)
def show_reminder_terms(request: Call, code: str) -> dict[str, Any]:
    """Show reminder terms with levels, fees and texts."""
    return _one(company_of(request), code)


@routes.patch("/reminder-terms/{code}", ReminderTermsData, role="ACCOUNTANT")
def change_the_reminder_terms(request: Call, code: str, body: ReminderTermsBody) -> dict[str, Any]:
    """Change reminder terms; documents made before keep theirs."""
    company, actor = company_of(request), request.auth.actor
    with transaction.atomic():
        done = change_reminder_terms(company=company, actor=actor, code=code, change=_change(company, body))
        if body.code and body.code != done.code:
            rename_collecting_terms(company=company, actor=actor, kind=REMINDER, code=code, to=body.code)
    return _one(company, body.code or code)


@routes.delete("/reminder-terms/{code}", role="ACCOUNTANT")
def delete_the_reminder_terms(request: Call, code: str) -> None:
    """Delete terms with levels, fees and texts; customers on them have none then."""
    delete_collecting_terms(company=company_of(request), actor=request.auth.actor, kind=REMINDER, code=code)


@routes.put("/reminder-terms/{code}/levels/{key:level}", ReminderTermsData, role="ACCOUNTANT")
def set_the_reminder_level(request: Call, code: str, level: int, body: ReminderLevelBody) -> dict[str, Any]:
    """Change a level of terms, or add the one after the last."""
    company = company_of(request)
    change = _level(company, body)
    set_reminder_level(company=company, actor=request.auth.actor, code=code, number=level, change=change)
    return _one(company, code)


@routes.delete("/reminder-terms/{code}/levels/last", role="ACCOUNTANT")
def remove_the_last_level(request: Call, code: str) -> None:
    """Take the last level of terms away, with its fees and texts."""
    remove_last_level(company=company_of(request), actor=request.auth.actor, code=code)


@routes.put("/reminder-terms/{code}/text", ReminderTermsData, role="ACCOUNTANT")
def set_reminder_text(request: Call, code: str, body: LetterTextBody) -> dict[str, Any]:
    """Set a text of letters, in the company's language unless another is named."""
    company = company_of(request)
    place = TextPlace(body.part.upper(), body.language.lower() or company.language, body.level)
    set_letter_text(company=company, actor=request.auth.actor, code=code, place=place, text=body.text)
    return _one(company, code)
