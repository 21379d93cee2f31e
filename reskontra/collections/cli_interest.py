"""interest-terms, interest-rates and reference-rate: how late payment bears interest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.change_interest_terms import (
    InterestTermsChange,
    add_interest_terms,
    change_interest_terms,
)
from reskontra.collections.interest_rates import (
    PRESETS,
    NewRate,
    RateFacts,
    add_interest_rate,
    add_reference_rate,
    delete_interest_rate,
    install_interest_terms,
    interest_rates,
    late_references,
)
from reskontra.collections.interest_terms import DAY_COUNT_CODES, InterestTermsFacts, find_interest_terms
from reskontra.collections.interest_terms import interest_terms as known_terms
from reskontra.collections.interest_words import (
    CHARGED_WORDS,
    DAY_COUNT_WORDS,
    METHOD_WORDS,
    REFERENCE_WORDS,
    dated_rate_text,
    late_text,
    percent_text,
    rate_now,
    signed_percent,
    source_text,
)
from reskontra.collections.memo_texts import NO_TEXTS, MemoTexts, memo_texts_of
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import format_minor, parse_minor
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command, yes_no
from reskontra.interface.display import money
from reskontra.interface.typed_form import read_percent

interest_terms = typer.Typer(no_args_is_help=True, help="Interest terms: how late payment bears interest.")
interest_rates_app = typer.Typer(no_args_is_help=True, help="Dated rates of interest terms.")
reference_rate = typer.Typer(no_args_is_help=True, help="Reference rates, once a half-year, for all terms on them.")

Code = Annotated[str, typer.Argument(metavar="CODE", help="The code that customers bear.")]
Day = Annotated[datetime, typer.Argument(metavar="DATE", formats=["%Y-%m-%d"], help="The first day.")]
Percent = Annotated[str, typer.Argument(metavar="PERCENT", help="Such as 2 or 1.5; below zero after --: -- -0.5.")]
Source = Annotated[str, typer.Option(metavar="TEXT", help="Where it was read.")]
CurrencyOf = Annotated[str, typer.Option("--currency", metavar="CODE", help="Of one currency alone.")]


@command(interest_terms, "list")
def list_terms(session: Session, format: FormatOption = "table") -> None:
    """List the interest terms with today's rates."""
    company = find_company(name=session.company_name)
    found = list(known_terms(company=company).values())
    if format == "json":
        texts = memo_texts_of(company=company)
        session.json([interest_terms_data(company, one, texts.get(one.code, NO_TEXTS)) for one in found])
        return
    columns = [
        (_("Code"), False), (_("Name"), False), (_("Rate today"), False), (_("Method"), False), (_("Charged"), False),
        (_("Grace"), False), (_("Minimum"), True), (_("Fee"), True),
    ]  # fmt: skip
    rows = [
        (
            one.code, one.name, rate_now(one, company.currency, today()), _(METHOD_WORDS[one.method]),
            _(CHARGED_WORDS[one.charged]), one.grace, *(
                money(minor, company.currency) for minor in (one.minimum_minor, one.fee_minor)
            ),
        )
        for one in found
    ]  # fmt: skip
    if found:
        session.table(columns, rows)
    else:
        session.say(_("There are none yet. Make those of the law: reskontra interest-terms install {code}").format(
            code=next(iter(PRESETS))))  # fmt: skip
    tell_late(session, company)


@command(interest_terms, "show")
def show_terms(session: Session, code: Code, format: FormatOption = "table") -> None:
    """Show all that interest terms say, with their dated rates."""
    company = find_company(name=session.company_name)
    one = find_interest_terms(company=company, code=code)
    if format == "json":
        session.json(interest_terms_data(company, one, memo_texts_of(company=company).get(code, NO_TEXTS)))
        return
    session.say(f"{one.code}: {one.name}")
    fees = ", ".join(f"{money(minor, currency)} {currency}" for currency, minor in one.fees.items())
    facts = [
        (_("Rate today"), rate_now(one, company.currency, today())),
        (_("Method"), _(METHOD_WORDS[one.method])),
        (_("Days"), _(DAY_COUNT_WORDS[DAY_COUNT_CODES[one.day_count]])),
        (_("Charged"), _(CHARGED_WORDS[one.charged])), (_("Grace"), one.grace), (_("Due"), one.due_formula),
        (_("Minimum"), f"{money(one.minimum_minor, company.currency)} {company.currency}"),
        (_("Fee"), ", ".join(filter(None, (f"{money(one.fee_minor, company.currency)} {company.currency}", fees)))),
        (_("Interest is posted"), yes_no(one.posts_interest)), (_("Fee is posted"), yes_no(one.posts_fee)),
        (_("A fee without interest"), yes_no(one.makes_fee_alone)),
        (_("Interest on interest"), yes_no(one.bears_on_interest)), (_("Interest on fees"), yes_no(one.bears_on_fees)),
        (_("Reference rate"), _reference(one)),
    ]  # fmt: skip
    for label, text in facts:
        if text:
            session.say(f"{label}: {text}")
    texts = memo_texts_of(company=company).get(code, NO_TEXTS)
    for (language, part), text in sorted(texts.texts.items()):
        session.say(f"{part.lower()}, {language}: {text}")
    for part, language in texts.half_translated():
        session.say(_("{part}: there is no text in {language}.").format(part=part.lower(), language=language))
    _print_rates(session, company, code)
    tell_late(session, company)


def _reference(one: InterestTermsFacts) -> str:
    return f"{_(REFERENCE_WORDS[one.reference])} + {percent_text(one.points)}" if one.reference else ""


Name = Annotated[str | None, typer.Option(help="What they are called.")]
RateOption = Annotated[str | None, typer.Option("--rate", metavar="PERCENT", help="Where no dated rate is: 1.5.")]
Days = Annotated[
    int | None, typer.Option(metavar="DAYS", help="What the rate is for: 30 by the month, 365 by the year.")
]
Method = Annotated[str | None, typer.Option(metavar="daily|balance", help="By the day, or once on what is left.")]
DayCountOption = Annotated[str | None, typer.Option(metavar="actual|actual-actual", help="366 days in a leap year?")]
Charged = Annotated[str | None, typer.Option(metavar="open|closed|all", help="Which entries memos charge.")]
Grace = Annotated[str | None, typer.Option(metavar="FORMULA", help="Days after due before a memo: 7D.")]
Due = Annotated[str | None, typer.Option(metavar="FORMULA", help="When a memo is due, from its date: 30D.")]
Minimum = Annotated[str | None, typer.Option(metavar="AMOUNT", help="The least interest worth a memo.")]
Fee = Annotated[str | None, typer.Option(metavar="AMOUNT", help="One for each memo.")]
Fees = Annotated[list[str] | None, typer.Option("--fee-in", metavar="CODE=AMOUNT", help="The fee in a currency.")]
PostsInterest = Annotated[bool | None, typer.Option("--post-interest/--no-post-interest", help="Post it when issued.")]
PostsFee = Annotated[bool | None, typer.Option("--post-fee/--no-post-fee", help="Post it when issued.")]
FeeAlone = Annotated[bool | None, typer.Option("--fee-alone/--no-fee-alone", help="A memo with a fee and no interest.")]
OnInterest = Annotated[bool | None, typer.Option("--on-interest/--no-on-interest", help="Interest bears interest.")]
OnFees = Annotated[bool | None, typer.Option("--on-fees/--no-on-fees", help="Fees of reminders bear interest.")]
ReferenceOption = Annotated[
    str | None, typer.Option("--reference", metavar="se|eu|none", help="Reference rate to follow.")
]
Points = Annotated[str | None, typer.Option(metavar="PERCENT", help="Percentage points added to the reference rate.")]


def _setter(does: Callable[..., InterestTermsFacts], text: str) -> Callable[..., None]:
    def run(  # noqa: PLR0913 - each is a field of the terms
        session: Session, code: Code, name: Name = None, rate: RateOption = None, days: Days = None,
        method: Method = None, day_count: DayCountOption = None, charged: Charged = None, grace: Grace = None,
        due: Due = None, minimum: Minimum = None, fee: Fee = None, fee_in: Fees = None,
        post_interest: PostsInterest = None, post_fee: PostsFee = None, fee_alone: FeeAlone = None,
        on_interest: OnInterest = None, on_fees: OnFees = None, reference: ReferenceOption = None,
        points: Points = None,
    ) -> None:  # fmt: skip
        company = find_company(name=session.company_name)
        change = InterestTermsChange(
            name=name, percent=_percent(rate), period_days=days, method=_choice(method),
            day_count=_choice(day_count), charged=_choice(charged), grace=grace, due=due,
            minimum_minor=_amount(minimum, company.currency), fee_minor=_amount(fee, company.currency),
            fees=_fees(fee_in), posts_interest=post_interest, posts_fee=post_fee, makes_fee_alone=fee_alone,
            bears_on_interest=on_interest, bears_on_fees=on_fees, reference=_followed(reference),
            points=_percent(points),
        )  # fmt: skip
        done = does(company=company, actor=session.actor, code=code, change=change)
        session.say(text_of(company, done))
        if rate is not None and done.rates:
            session.say(_("The rate counts nothing while {terms} have dated rates.").format(terms=code))

    run.__doc__ = text
    return run


command(interest_terms, "add")(_setter(add_interest_terms, "Add interest terms."))
command(interest_terms, "change")(_setter(change_interest_terms, "Change interest terms; what is issued stays."))


@command(interest_terms, "install")
def install(
    session: Session, code: Annotated[str, typer.Argument(metavar="CODE", help="SE-RÄNTELAGEN or EU-2011-7.")]
) -> None:
    """Add the interest terms of the law, with the reference rates that were known when the program was made."""
    company = find_company(name=session.company_name)
    done = install_interest_terms(company=company, actor=session.actor, code=code)
    session.say(text_of(company, done))
    tell_late(session, company)


@command(interest_rates_app, "list")
def list_rates(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Of these terms; without it of all.")] = "",
    format: FormatOption = "table",
) -> None:
    """List the dated rates, the newest first."""
    company = find_company(name=session.company_name)
    if code:
        find_interest_terms(company=company, code=code)
    if format == "json":
        session.json(_rates_data(company, code))
        return
    _print_rates(session, company, code)
    tell_late(session, company)


@command(interest_rates_app, "add")
def add_rate(
    session: Session,
    code: Code,
    day: Day,
    percent: Percent,
    days: Annotated[int, typer.Option(metavar="DAYS", help="What the rate is for.")] = 365,
    currency: CurrencyOf = "",
    source: Source = "",
) -> None:
    """Add a rate from a day on, until the next."""
    company = find_company(name=session.company_name)
    rate = NewRate(day.date(), read_percent(percent), days, _currency(currency), source)
    done = add_interest_rate(company=company, actor=session.actor, code=code, rate=rate)
    session.say(dated_rate_text(code, done.percent, done.start_date.isoformat()))


@command(interest_rates_app, "delete")
def delete_rate(session: Session, code: Code, day: Day, currency: CurrencyOf = "") -> None:
    """Delete a rate; what is issued stays."""
    company = find_company(name=session.company_name)
    delete_interest_rate(
        company=company, actor=session.actor, code=code, day=day.date(), currency=_currency(currency)
    )  # fmt: skip
    session.say(_("{terms}: the rate from {day} is deleted.").format(terms=code, day=day.date().isoformat()))


@command(reference_rate, "add")
def add_reference(
    session: Session,
    day: Day,
    percent: Percent,
    source: Source = "",
    bank: Annotated[str, typer.Option(metavar="SE|EU", help="Riksbanken (SE) or the ECB (EU).")] = "SE",
) -> None:
    """Enter a half-year's reference rate: all interest terms that follow it get their rate."""
    company = find_company(name=session.company_name)
    made = add_reference_rate(
        company=company, actor=session.actor, day=day.date(), percent=signed_percent(percent), source=source,
        reference=bank.upper(),
    )  # fmt: skip
    for one in made:
        session.say(dated_rate_text(one.terms, one.percent, one.start_date.isoformat()))


def tell_late(session: Session, company: CompanyFacts, day: date | None = None) -> None:
    """Say which reference rates are missing on a day; None for today."""
    for late in late_references(company=company, as_of=day or today()):
        session.say(late_text(late))


def text_of(company: CompanyFacts, one: InterestTermsFacts) -> str:
    """What interest terms say, in a line."""
    rate = rate_now(one, company.currency, today()) or "–"
    return f"{one.code}: {rate}, {_(METHOD_WORDS[one.method]).lower()}; {_(CHARGED_WORDS[one.charged]).lower()}."


def _print_rates(session: Session, company: CompanyFacts, code: str) -> None:
    columns = [
        (_("Terms"), False), (_("From"), False), (_("Rate, %"), True), (_("Days"), True), (_("Currency"), False),
        (_("Source"), False),
    ]  # fmt: skip
    found = interest_rates(company=company, code=code)
    rows = [
        (
            one.terms, one.start_date.isoformat(), percent_text(one.percent), str(one.period_days), one.currency,
            source_text(one.source),
        )
        for one in found
    ]  # fmt: skip
    if rows:
        session.table(columns, rows)


def rate_data(one: RateFacts) -> dict[str, str | int]:
    """A dated rate as data."""
    return {
        "terms": one.terms, "currency": one.currency, "start_date": one.start_date.isoformat(),
        "percent": f"{one.percent:f}", "period_days": one.period_days, "source": one.source,
    }  # fmt: skip


def _rates_data(company: CompanyFacts, code: str) -> list[dict[str, str | int]]:
    return [rate_data(one) for one in interest_rates(company=company, code=code)]


def interest_terms_data(company: CompanyFacts, one: InterestTermsFacts, texts: MemoTexts) -> dict[str, object]:
    """Terms as data, with rates, fees and texts."""
    return {
        "interest_terms": one.code, "name": one.name, "method": one.method.lower(), "percent": f"{one.percent:f}",
        "period_days": one.period_days, "day_count": one.day_count.value.lower(), "charged": one.charged.lower(),
        "grace": one.grace, "due_formula": one.due_formula,
        "minimum": format_minor(one.minimum_minor, company.currency),
        "fee": format_minor(one.fee_minor, company.currency),
        "fees": {currency: format_minor(minor, currency) for currency, minor in one.fees.items()},
        "posts_interest": one.posts_interest, "posts_fee": one.posts_fee, "fee_alone": one.makes_fee_alone,
        "on_interest": one.bears_on_interest, "on_fees": one.bears_on_fees, "reference": one.reference.lower(),
        "points": f"{one.points:f}", "rates": _rates_data(company, one.code),
        "texts": [
            {"language": language, "part": part.lower(), "text": said}
            for (language, part), said in sorted(texts.texts.items())
        ],
    }  # fmt: skip


def _choice(text: str | None) -> str | None:
    return None if text is None else text.strip().upper().replace("-", "_")


def _followed(text: str | None) -> str | None:
    if text is None:
        return None
    return "" if text.strip().lower() in ("", "none") else text.strip().upper()


def _currency(text: str) -> str:
    return currency_codes.validate(text.strip().upper()) if text else ""


def _percent(text: str | None) -> Decimal | None:
    return None if text is None else read_percent(text)


def _amount(text: str | None, currency: str) -> int | None:
    return None if text is None else parse_minor(text, currency)


def _fees(texts: list[str] | None) -> dict[str, int] | None:
    if texts is None:
        return None
    pairs = [text.partition("=") for text in texts]
    known = [(_currency(currency), amount.strip()) for currency, _is, amount in pairs]
    return {currency: parse_minor(amount, currency) for currency, amount in known}
