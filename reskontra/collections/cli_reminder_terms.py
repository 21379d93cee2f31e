"""reminder-terms list|show|add|change|rename|delete|level|text|install: how customers are reminded, step by step."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.changing_terms import REMINDER, delete_collecting_terms, rename_collecting_terms
from reskontra.collections.cost_words import COST_WORDS
from reskontra.collections.reminder_setup import install_reminder_terms
from reskontra.collections.reminder_terms import (
    LevelFacts,
    ReminderTermsFacts,
    find_reminder_terms,
    reminder_terms,
)
from reskontra.collections.reminder_terms_editing import (
    PARTS,
    LevelChange,
    TermsChange,
    TextPlace,
    add_reminder_terms,
    change_reminder_terms,
    remove_last_level,
    set_letter_text,
    set_reminder_level,
)
from reskontra.collections.reminder_words import deleted_text, renamed_text
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import format_minor, parse_minor
from reskontra.core.reminder_fees import FeeRange
from reskontra.interface.console import FormatOption, Session, command, yes_no
from reskontra.interface.display import money

app = typer.Typer(no_args_is_help=True, help="Reminder terms: steps, fees and texts of reminders.")

COSTS = ("none", "reminder", "demand", "plan", "compensation")
CALCULATIONS = ("fixed", "single", "accumulated")
_RANGE_FORM = "[CUR=]THRESHOLD:FEE[:PERCENT[:LEAST[:MOST]]]"

Code = Annotated[str, typer.Argument(metavar="CODE", help="The code that customers are given.")]
To = Annotated[str, typer.Argument(metavar="NEW", help="The code from here on.")]
Name = Annotated[str | None, typer.Option(help="What they are called.")]
PostsInterest = Annotated[bool | None, typer.Option("--post-interest/--no-post-interest", help="Issuing posts it.")]
PostsFee = Annotated[bool | None, typer.Option("--post-fee/--no-post-fee", help="Issuing posts the letter's fee.")]
PostsLineFee = Annotated[
    bool | None, typer.Option("--post-line-fee/--no-post-line-fee", help="Issuing posts fees per document.")
]
Most = Annotated[int | None, typer.Option("--most", help="Reminders of one document at most; 0 for no limit.")]
Minimum = Annotated[str | None, typer.Option(help="What must be overdue at least, in local currency.")]
Pauses = Annotated[
    bool | None, typer.Option("--pause-promises/--no-pause-promises", help="A promised day keeps reminders back.")
]
Attaches = Annotated[
    bool | None,
    typer.Option(
        "--attach-invoices/--letter-alone",
        help="Copies of the invoices, marked as such, go along.",
    ),
]
BankDays = Annotated[
    bool | None,
    typer.Option(
        "--bank-days/--calendar-days",
        help="Days of grace are bank days, and due dates that are none move to the next.",
    ),
]
PromiseDays = Annotated[int | None, typer.Option("--promise-days", help="For so many days after the promised one.")]


def _choice(value: str, known: tuple[str, ...]) -> str:
    if value.lower() not in known:
        told = _('"{value}" is not known here. Use one of {known}.')
        raise typer.BadParameter(told.format(value=value, known=", ".join(known)))
    return value.lower()


def _minor(text: str | None, currency: str) -> int | None:
    return None if text is None else parse_minor(text, currency)


@command(app, "list")
def list_terms(session: Session, format: FormatOption = "table") -> None:
    """List the reminder terms with their levels."""
    company = find_company(name=session.company_name)
    found = list(reminder_terms(company=company).values())
    if format == "json":
        session.json([reminder_terms_data(company, one) for one in found])
        return
    columns = [
        (_("Code"), False), (_("Name"), False), (_("Levels"), True), (_("At most"), True), (_("Minimum"), True),
        (_("Posted"), False),
    ]  # fmt: skip
    rows = [
        (
            one.code, one.name, str(len(one.levels)), str(one.most_reminders or ""),
            money(one.minimum_minor, company.currency) if one.minimum_minor else "", _posted(one),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def _posted(one: ReminderTermsFacts) -> str:
    parts = (
        (one.posts_interest, _("interest")),
        (one.posts_fee, _("fee")),
        (one.posts_line_fee, _("fee per document")),
    )
    return ", ".join(word for is_posted, word in parts if is_posted)


@command(app, "show")
def show(session: Session, code: Code, format: FormatOption = "table") -> None:
    """Show terms with their levels, fees and texts."""
    company = find_company(name=session.company_name)
    one = find_reminder_terms(company=company, code=code)
    if format == "json":
        session.json(reminder_terms_data(company, one))
        return
    session.say(f"{one.code}: {one.name}")
    if one.counts_bank_days:
        session.say(_("Days of grace are bank days, and due dates that are none move to the next."))
    columns = [
        (_("Level"), True), (_("Grace"), False), (_("Due"), False), (_("Interest"), False), (_("Fee"), False),
        (_("Fee per document"), False), (_("Collection"), False),
    ]  # fmt: skip
    session.table(columns, [_level_row(company, level) for level in one.levels])
    for (number, language, part), text in sorted(one.texts.items()):
        session.say(f"{part.lower()}, {number or _('every level')}, {language}: {text}")
    for number, part, language in one.half_translated():
        told = _("{part}, level {level}: there is no text in {language}.")
        session.say(told.format(part=part.lower(), level=number or _("every level"), language=language))


def _level_row(company: CompanyFacts, level: LevelFacts) -> tuple[str, ...]:
    return (
        str(level.number), level.grace or "0D", level.due_formula or "0D", yes_no(level.calculates_interest),
        _fee(company, level, is_per_line=False), _fee(company, level, is_per_line=True), yes_no(level.hands_over),
    )  # fmt: skip


def _fee(company: CompanyFacts, level: LevelFacts, *, is_per_line: bool) -> str:
    if level.fee_calculation != "FIXED":
        count = sum(len(of) for (per_line, _currency), of in level.ranges.items() if per_line is is_per_line)
        return _("by amount, {count} ranges").format(count=count) if count else ""
    local = level.line_fee_minor if is_per_line else level.fee_minor
    amounts = {company.currency: local} | {currency: pair[is_per_line] for currency, pair in level.fees.items()}
    told = ", ".join(f"{money(minor, currency)} {currency}" for currency, minor in amounts.items() if minor)
    cost = level.line_cost if is_per_line else level.cost
    return f"{told} ({_(COST_WORDS[cost])})" if told and cost else told


@command(app, "add")
def add(  # noqa: PLR0913 - each is a field of the terms
    session: Session, code: Code, name: Name = None, post_interest: PostsInterest = None, post_fee: PostsFee = None,
    post_line_fee: PostsLineFee = None, most: Most = None, minimum: Minimum = None, pause_promises: Pauses = None,
    promise_days: PromiseDays = None, attach_invoices: Attaches = None, bank_days: BankDays = None,
) -> None:  # fmt: skip
    """Add reminder terms; levels follow with reminder-terms level."""
    company = find_company(name=session.company_name)
    wanted = TermsChange(
        name, post_interest, post_fee, post_line_fee, most, _minor(minimum, company.currency), pause_promises,
        promise_days, attach_invoices, bank_days,
    )  # fmt: skip
    made = add_reminder_terms(company=company, actor=session.actor, code=code, change=wanted)
    told = _("Reminder terms {code} are added. Give them levels: reminder-terms level {code} 1.")
    session.say(told.format(code=made.code))


@command(app, "change")
def change(  # noqa: PLR0913 - each is a field of the terms
    session: Session, code: Code, name: Name = None, post_interest: PostsInterest = None, post_fee: PostsFee = None,
    post_line_fee: PostsLineFee = None, most: Most = None, minimum: Minimum = None, pause_promises: Pauses = None,
    promise_days: PromiseDays = None, attach_invoices: Attaches = None, bank_days: BankDays = None,
) -> None:  # fmt: skip
    """Change reminder terms; documents made before keep theirs."""
    company = find_company(name=session.company_name)
    wanted = TermsChange(
        name, post_interest, post_fee, post_line_fee, most, _minor(minimum, company.currency), pause_promises,
        promise_days, attach_invoices, bank_days,
    )  # fmt: skip
    done = change_reminder_terms(company=company, actor=session.actor, code=code, change=wanted)
    session.say(_("Reminder terms {code} are changed.").format(code=done.code))


@command(app, "rename")
def rename(session: Session, code: Code, to: To) -> None:
    """Give terms another code; customers, drafts and policies follow."""
    company = find_company(name=session.company_name)
    count = rename_collecting_terms(company=company, actor=session.actor, kind=REMINDER, code=code, to=to)
    session.say(renamed_text(code, to, count))


@command(app, "delete")
def delete(session: Session, code: Code) -> None:
    """Delete terms with their levels, fees and texts; customers on them have none then."""
    company = find_company(name=session.company_name)
    count = delete_collecting_terms(company=company, actor=session.actor, kind=REMINDER, code=code)
    session.say(deleted_text(code, count))


@command(app, "level")
def level(  # noqa: PLR0913 - each is a field of the level
    session: Session,
    code: Code,
    number: Annotated[int, typer.Argument(metavar="LEVEL", help="From 1; the one after the last is added.")],
    grace: Annotated[str | None, typer.Option(metavar="FORMULA", help="Days before this step is taken: 5D.")] = None,
    due: Annotated[str | None, typer.Option(metavar="FORMULA", help="When the letter is due: 10D.")] = None,
    interest: Annotated[bool | None, typer.Option("--interest/--no-interest", help="Interest on its lines.")] = None,
    fee: Annotated[str | None, typer.Option(help="Of the letter, in local currency.")] = None,
    cost: Annotated[str | None, typer.Option(help="none, reminder, demand, plan or compensation.")] = None,
    line_fee: Annotated[str | None, typer.Option("--line-fee", help="Of each document on it.")] = None,
    line_cost: Annotated[str | None, typer.Option("--line-cost", help="What that pays for.")] = None,
    calculation: Annotated[str | None, typer.Option(help="fixed, single or accumulated.")] = None,
    currency_fee: Annotated[
        list[str] | None, typer.Option("--currency-fee", metavar="CUR=FEE[/LINEFEE]", help="Fixed fees of a currency.")
    ] = None,
    range: Annotated[
        list[str] | None, typer.Option("--range", metavar=_RANGE_FORM, help="What the letter costs from an amount on.")
    ] = None,
    line_range: Annotated[
        list[str] | None, typer.Option("--line-range", metavar=_RANGE_FORM, help="What a document on it costs.")
    ] = None,
    hand_over: Annotated[bool | None, typer.Option("--hand-over/--no-hand-over", help="To collection next.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the last level away.")] = False,
) -> None:  # fmt: skip
    """Change a level of terms, or add the next one."""
    company = find_company(name=session.company_name)
    if remove:
        last = remove_last_level(company=company, actor=session.actor, code=code, number=number)
        session.say(_("Level {level} of {code} is taken away.").format(level=last, code=code))
        return
    currency = company.currency
    wanted = LevelChange(
        grace=grace, due_formula=due, calculates_interest=interest, hands_over=hand_over,
        fee_calculation=_choice(calculation, CALCULATIONS).upper() if calculation else None,
        cost=_cost(cost), fee_minor=_minor(fee, currency), line_cost=_cost(line_cost),
        line_fee_minor=_minor(line_fee, currency), fees=_currency_fees(currency_fee),
        ranges=_ranges(currency, range, line_range),
    )  # fmt: skip
    done = set_reminder_level(company=company, actor=session.actor, code=code, number=number, change=wanted)
    told = _("Level {level} of {code}: grace {grace}, due {due}, fee {fee}, per document {line_fee}.")
    session.say(
        told.format(
            level=done.number, code=code, grace=done.grace or "0D", due=done.due_formula or "0D",
            fee=_fee(company, done, is_per_line=False) or "–", line_fee=_fee(company, done, is_per_line=True) or "–",
        )
    )  # fmt: skip


def _cost(text: str | None) -> str | None:
    if text is None:
        return None
    found = _choice(text, COSTS)
    return "" if found == "none" else found.upper()


def _currency_fees(texts: list[str] | None) -> dict[str, tuple[int, int]] | None:
    """refuses   what parse_minor() refuses"""
    if texts is None:
        return None
    found = {}
    for text in texts:
        currency, _equals, fees = text.upper().partition("=")
        fee, _slash, line_fee = fees.partition("/")
        found[currency] = (parse_minor(fee or "0", currency), parse_minor(line_fee or "0", currency))
    return found


def _ranges(
    currency: str, texts: list[str] | None, per_line: list[str] | None
) -> dict[tuple[bool, str], list[FeeRange]] | None:
    """In local currency where none is named. refuses   CurrencyUnknown, what parse_minor() refuses"""
    if texts is None and per_line is None:
        return None
    found: dict[tuple[bool, str], list[FeeRange]] = {}
    for is_per_line, of in ((False, texts or []), (True, per_line or [])):
        for text in of:
            own, equals, rest = text.partition("=")
            of_currency, said = (currency_codes.validate(own.strip().upper()), rest) if equals else (currency, text)
            found.setdefault((is_per_line, of_currency), []).append(_range(said, of_currency))
    return found


def _range(text: str, currency: str) -> FeeRange:
    threshold, fee, percent, least, most = (*text.split(":"), "0", "0", "0", "0", "0")[:5]
    try:
        share = Decimal(percent.replace(",", "."))
    except InvalidOperation:
        share = Decimal(-1)
    amounts = (parse_minor(one or "0", currency) for one in (threshold, fee, least, most))
    threshold_minor, fee_minor, least_minor, most_minor = amounts
    return FeeRange(threshold_minor, fee_minor, share, currency, least_minor, most_minor)


@command(app, "text")
def text(
    session: Session,
    code: Code,
    part: Annotated[str, typer.Argument(metavar="PART", help=", ".join(PARTS).lower())],
    text: Annotated[str, typer.Option("--text", help='With placeholders such as {due_date} or %2; "" takes it away.')],
    language: Annotated[str, typer.Option("--language", help="Two letters: sv, en, de.")] = "",
    level: Annotated[int, typer.Option("--level", help="Of this level alone; 0 for every one.")] = 0,
) -> None:
    """Set a text of letters."""
    company = find_company(name=session.company_name)
    chosen = (language or company.language)[:35].lower()
    place = TextPlace(_choice(part, tuple(one.lower() for one in PARTS)).upper(), chosen, level)
    set_letter_text(company=company, actor=session.actor, code=code, place=place, text=text)
    told = _("The text is kept.") if text.strip() else _("The text is taken away.")
    session.say(told)


@command(app, "install")
def install(session: Session) -> None:
    """Add the reminder terms that companies begin with, as far as they are missing."""
    company = find_company(name=session.company_name)
    codes = install_reminder_terms(company=company, actor=session.actor)
    told = _("Added: {codes}.").format(codes=", ".join(codes)) if codes else _("Nothing was missing.")
    session.say(told)


def reminder_terms_data(company: CompanyFacts, one: ReminderTermsFacts) -> dict[str, object]:
    """Terms as data, with levels, fees and texts."""
    return {
        "reminder_terms": one.code,
        "name": one.name,
        "post_interest": one.posts_interest,
        "post_fee": one.posts_fee,
        "post_line_fee": one.posts_line_fee,
        "most_reminders": one.most_reminders,
        "minimum": format_minor(one.minimum_minor, company.currency),
        "pause_promises": one.pauses_promises,
        "promise_days": one.promise_days,
        "attach_invoices": one.attaches_invoices,
        "bank_days": one.counts_bank_days,
        "levels": [_level_data(company, level) for level in one.levels],
        "texts": [
            {"level": level, "language": language, "part": part.lower(), "text": said}
            for (level, language, part), said in sorted(one.texts.items())
        ],
    }


def _level_data(company: CompanyFacts, level: LevelFacts) -> dict[str, object]:
    return {
        "level": level.number,
        "grace": level.grace,
        "due_formula": level.due_formula,
        "interest": level.calculates_interest,
        "calculation": level.fee_calculation.lower(),
        "cost": level.cost.lower(),
        "fee": format_minor(level.fee_minor, company.currency),
        "line_cost": level.line_cost.lower(),
        "line_fee": format_minor(level.line_fee_minor, company.currency),
        "hand_over": level.hands_over,
        "currency_fees": {
            currency: [format_minor(minor, currency) for minor in pair] for currency, pair in level.fees.items()
        },
        "ranges": [
            {
                "per_document": is_per_line,
                "currency": currency,
                "from": format_minor(one.threshold_minor, currency),
                "fee": format_minor(one.fee_minor, currency),
                "percent": str(one.percent.normalize()),
                "least": format_minor(one.least_minor, currency),
                "most": format_minor(one.most_minor, currency),
            }
            for (is_per_line, currency), of in level.ranges.items()
            for one in of
        ],
    }
