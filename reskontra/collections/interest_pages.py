"""Interest terms, their dated rates and the reference rates they follow, as a page of set-up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.collections.change_interest_terms import (
    InterestTermsChange,
    add_interest_terms,
    change_interest_terms,
)
from reskontra.collections.changing_terms import FINANCE_CHARGE
from reskontra.collections.interest_rates import (
    PRESETS,
    LateReference,
    NewRate,
    add_interest_rate,
    add_reference_rate,
    delete_interest_rate,
    install_interest_terms,
    interest_rates,
    late_references,
)
from reskontra.collections.interest_terms import DAY_COUNT_CODES, InterestTermsFacts, interest_terms
from reskontra.collections.interest_words import (
    CHARGED_WORDS,
    DAY_COUNT_WORDS,
    METHOD_WORDS,
    REFERENCE_WORDS,
    dated_rate_text,
    late_page_text,
    percent_text,
    rate_now,
    signed_percent,
    source_text,
)
from reskontra.collections.memo_texts_page import keep_memo_text, memo_text_form, memo_texts_list
from reskontra.collections.moving_terms_page import FORMS, moved, moving_forms
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.late_payment_law import half_year_of
from reskontra.core.money import format_minor
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import decimal, money
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer, show
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed

AT = {
    "terms_code_unfit": "code", "there_already": "code", "interest_terms_there": "code", "not_a_date_formula": "grace",
    "interest_rate_out_of_bounds": "percent", "interest_period_out_of_bounds": "days", "fee_above_law": "fee",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def interest_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    if request.method == "POST" and "look" in request.POST:  # what is typed is read as a memo, and nothing is kept
        return show(request, _page(company, Typed(request.POST, today())))

    def do(typed: Typed) -> str:
        return _done(company, access.actor, typed)

    def present(typed: Typed) -> InterestTermsFacts | None:
        return interest_terms(company=company).get(typed.text("code")) if typed.form == "terms" else None

    def then(typed: Typed) -> str:
        """The terms whose rates were changed stay open."""
        code = typed.text("edit") if typed.form in ("rate", "text") else typed.text("remove").partition("\t")[0]
        code = typed.text("to") if typed.form == "rename" else code
        return f"{request.path}?{urlencode({'edit': code})}" if code else ""

    change = Change(do, present, then=then)
    return answer(request, access, lambda typed: _page(company, typed), change)


def _done(company: CompanyFacts, actor: str, typed: Typed) -> str:
    if typed.form == "terms":
        return _set(company, actor, typed)
    if typed.form == "rate":
        return _rate(company, actor, typed)
    if typed.form == "reference":
        return _reference(company, actor, typed)
    if typed.form == "text":
        return keep_memo_text(company, actor, typed)
    if typed.form in FORMS:
        return moved(company, actor, FINANCE_CHARGE, typed.needed("edit"), typed)
    if chosen := typed.text("remove"):
        code, start, currency = chosen.split("\t")
        start_date = day_typed(start, today=today())
        delete_interest_rate(company=company, actor=actor, code=code, day=start_date, currency=currency)
        return _("{terms}: the rate from {day} is deleted.").format(terms=code, day=day(start_date))
    code = typed.text("install")
    install_interest_terms(company=company, actor=actor, code=code)
    return _("{terms} are added, with the rates that were known when the program was made.").format(terms=code)


def _set(company: CompanyFacts, actor: str, typed: Typed) -> str:
    code = typed.needed("code")
    change = InterestTermsChange(
        name=typed.text("name") or code, method=typed.text("method"), percent=_optional_percent(typed, "percent"),
        period_days=typed.number("days"), day_count=typed.text("day_count"), charged=typed.text("charged"),
        grace=typed.text("grace"), due=typed.text("due"),
        minimum_minor=typed.amount_or_zero("minimum", company.currency),
        fee_minor=typed.amount_or_zero("fee", company.currency), reference=typed.text("reference"),
        points=_optional_percent(typed, "points"), posts_interest=typed.is_on("posts_interest"),
        posts_fee=typed.is_on("posts_fee"), makes_fee_alone=typed.is_on("makes_fee_alone"),
        bears_on_interest=typed.is_on("bears_on_interest"), bears_on_fees=typed.is_on("bears_on_fees"),
    )  # fmt: skip
    does = change_interest_terms if typed.text("edit") else add_interest_terms
    done = does(company=company, actor=actor, code=code, change=change)
    said = _("{code} is saved: {rate}.").format(code=code, rate=rate_now(done, company.currency, today()) or "–")
    if change.percent and done.rates:
        said = f"{said} {_('The rate counts nothing while {terms} have dated rates.').format(terms=code)}"
    return said


def _rate(company: CompanyFacts, actor: str, typed: Typed) -> str:
    code = typed.needed("edit")
    rate = NewRate(
        typed.day("from"), typed.percent("percent"), typed.number("days"), typed.text("currency").upper(),
        typed.text("source"),
    )  # fmt: skip
    typed.wrong = "percent"
    done = add_interest_rate(company=company, actor=actor, code=code, rate=rate)
    return dated_rate_text(done.terms, done.percent, day(done.start_date))


def _reference(company: CompanyFacts, actor: str, typed: Typed) -> str:
    percent = typed.checked("percent", signed_percent)
    made = add_reference_rate(
        company=company, actor=actor, day=typed.day("from"), percent=percent, source=typed.text("source"),
        reference=typed.text("bank"),
    )  # fmt: skip
    return " ".join(dated_rate_text(one.terms, one.percent, day(one.start_date)) for one in made)


def _optional_percent(typed: Typed, name: str) -> Decimal:
    return typed.percent(name) if typed.text(name) else Decimal(0)


def _page(company: CompanyFacts, typed: Typed) -> Page:
    edited = typed.text("edit")
    known = interest_terms(company=company)
    one = known.get(edited)
    late = late_references(company=company, as_of=today())
    told = _("How late payment bears interest: rates, the least worth a memo, its fee. What is issued stays as it is.")
    lists = [_terms_list(company, known, edited)]
    if one is not None:
        lists += [_rates_list(company, one.code), memo_texts_list(company, one.code)]
    forms = [_terms_form(company, one)]
    if one is not None:
        forms.insert(0, _rate_form(one))
        forms += [memo_text_form(company, one.code, typed), *moving_forms(one.code)]
    followed = {found.reference for found in known.values() if found.reference}
    if followed:
        forms.insert(0, _reference_form(late, sorted(followed)))
    missing = tuple(code for code in PRESETS if code not in known)
    if missing:
        forms.append(_install_form(missing))
    return Page(_("Interest terms"), told, tuple(lists), tuple(forms), said=tuple(late_page_text(a) for a in late))


def _terms_list(company: CompanyFacts, known: dict[str, InterestTermsFacts], edited: str) -> Listing:
    heads = (
        Head(_("Code")), Head(_("Name")), Head(_("Rate today")), Head(_("Charged")), Head(_("Minimum"), True),
        Head(_("Fee"), True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.code, one.name, rate_now(one, company.currency, today()), _(CHARGED_WORDS[one.charged]),
                money(one.minimum_minor, company.currency), money(one.fee_minor, company.currency),
            ),
            url=f"?{urlencode({'edit': one.code})}", is_current=one.code == edited,
        )
        for one in known.values()
    )  # fmt: skip
    return Listing(_("Interest terms"), heads, rows, _("No interest terms yet. Add those of the law, or your own."))


def _rates_list(company: CompanyFacts, code: str) -> Listing:
    heads = (
        Head(_("From")), Head(_("Rate, %"), True), Head(_("Days"), True), Head(_("Currency")), Head(_("Source")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                day(one.start_date), percent_text(one.percent), str(one.period_days), one.currency,
                source_text(one.source),
            ),
            buttons=(Button(_("Remove"), "remove", f"{code}\t{one.start_date.isoformat()}\t{one.currency}"),),
        )
        for one in interest_rates(company=company, code=code)
    )  # fmt: skip
    empty = _("No dated rates: the terms' own rate counts always.")
    return Listing(_("Rates of {terms}").format(terms=code), heads, rows, empty)


def _terms_form(company: CompanyFacts, one: InterestTermsFacts | None) -> Form:
    title = _("Change {code}").format(code=one.code) if one else _("Add interest terms")
    fields = (*_what_fields(one), *_memo_fields(company, one), *_switches(one))
    return Form(
        "terms", title, _("Save") if one else _("Add"), fields, seen=stamp(one), at=AT, leave="?" if one else ""
    )


def _what_fields(one: InterestTermsFacts | None) -> Iterator[Field]:
    yield Field("edit", value=one.code if one else "", kind="hidden")
    yield Field("code", _("Code"), one.code if one else "", "fixed" if one else "text", is_needed=True)
    yield Field("name", _("Name"), one.name if one else "")
    yield _choice("method", _("Method"), METHOD_WORDS, one.method if one else "DAILY")
    yield Field(
        "percent", _("Interest rate, %"), percent_text(one.percent) if one and one.percent else "", "number",
        hint=_("Where no dated rate is."), example="8",
    )  # fmt: skip
    days = _("365 for a rate by the year, 30 for one by the month.")
    yield Field("days", _("Days the rate is for"), str(one.period_days) if one else "365", "number", hint=days)
    yield _choice("day_count", _("Days"), DAY_COUNT_WORDS, DAY_COUNT_CODES[one.day_count] if one else "ACTUAL")
    yield _choice("reference", _("Reference rate to follow"), REFERENCE_WORDS, one.reference if one else "")
    points = percent_text(one.points) if one and one.points else ""
    yield Field("points", _("Percentage points added to it"), points, "number", example="8")


def _memo_fields(company: CompanyFacts, one: InterestTermsFacts | None) -> Iterator[Field]:
    yield _choice("charged", _("Memos charge"), CHARGED_WORDS, one.charged if one else "OPEN")
    grace = _("Days after due before a memo; interest counts from the due date all the same.")
    yield Field("grace", _("Grace"), one.grace if one else "", hint=grace, example="7D")
    yield Field("due", _("A memo is due after"), one.due_formula if one else "30D", example="30D")
    for name, label, minor in (
        ("minimum", _("Least interest worth a memo"), one.minimum_minor if one else 0),
        ("fee", _("Fee of a memo"), one.fee_minor if one else 0),
    ):
        typed = decimal(format_minor(minor, company.currency)) if minor else ""
        yield Field(name, f"{label}, {company.currency}", typed, "number")


def _switches(one: InterestTermsFacts | None) -> Iterator[Field]:
    words = {
        "posts_interest": (_("Interest is posted"), True), "posts_fee": (_("Fee is posted"), True),
        "makes_fee_alone": (_("A fee without interest"), False),
        "bears_on_interest": (_("Interest on interest"), False), "bears_on_fees": (_("Interest on fees"), False),
    }  # fmt: skip
    for name, (label, at_first) in words.items():
        is_on = getattr(one, name) if one else at_first
        yield Field(name, label, "on" if is_on else "", "switch")


def _choice(name: str, label: str, words: dict[str, str], chosen: str) -> Field:
    return Field(name, label, chosen, "select", tuple((code, _(word)) for code, word in words.items()))


def _rate_form(one: InterestTermsFacts) -> Form:
    fields = (
        Field("edit", value=one.code, kind="hidden"),
        Field("from", _("From"), is_needed=True, example=half_year_of(today()).isoformat()),
        Field("percent", _("Interest rate, %"), kind="number", is_needed=True),
        Field("days", _("Days the rate is for"), str(one.period_days), "number", is_needed=True),
        Field("currency", _("Currency"), hint=_("Left empty, every currency.")),
        Field("source", _("Source"), hint=_("Where it was read.")),
    )
    title = _("Add a rate to {terms}").format(terms=one.code)
    return Form("rate", title, _("Add"), fields, at={"interest_rate_there": "from"})


def _reference_form(late: list[LateReference], followed: list[str]) -> Form:
    first = late[0].half_year if late else half_year_of(today())
    fields = (
        Field("bank", _("Reference rate"), late[0].reference.code if late else followed[0], "select",
              tuple((code, _(REFERENCE_WORDS[code])) for code in followed)),
        Field("from", _("From"), first.isoformat(), is_needed=True),
        Field("percent", _("Rate, %"), kind="number", is_needed=True, example="2",
              hint=_("The bank's own; the terms add their percentage points.")),
        Field("source", _("Source"), hint=_("Where it was read.")),
    )  # fmt: skip
    at = {"reference_day_unfit": "from", "interest_rate_there": "from", "interest_below_zero": "percent"}
    return Form("reference", _("Enter a half-year's reference rate"), _("Enter"), fields, at=at)


def _install_form(missing: tuple[str, ...]) -> Form:
    choices = tuple((code, code) for code in missing)
    fields = (Field("install", _("Terms"), missing[0], "select", choices),)
    hint = _("With the reference rates that were known when the program was made.")
    return Form("install", _("Add the terms of the law"), _("Add"), fields, hint)
