"""Text mappings: listed, made, changed, tried on past lines, and removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.mappings import Mapping
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, Form, labels_of, stamp
from reskontra.interface.parts import REFUSED, key_typed
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer, refused_page, show
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import BankAccountFacts, bank_accounts
from reskontra.matching.actions.mappings import (
    add_mapping,
    change_mapping,
    mappings_of,
    remove_mapping,
    wanted_mapping,
)
from reskontra.matching.conditions import FIELDS, TESTS, written_conditions, written_splits
from reskontra.matching.preview import Caught, caught_lines
from reskontra.matching.setup_pages.lines import MOST_SHOWN, and_more, line_heads, line_row

DIRECTIONS = {"": noop("in and out"), "in": noop("money in"), "out": noop("money out")}
TEST_WORDS = {"text": noop("the text"), "words": noop("all the words, anywhere"), "pattern": noop("a pattern")}
FIELD_WORDS = {"any": noop("anything the bank wrote"), "text": noop("the text alone"), "name": noop("the name")}
AT = {
    "mapping_too_short": "text", "mapping_exists": "text", "pattern_unreadable": "text", "pattern_too_large": "text",
    "account_not_written": "account", "account_unknown": "account", "account_blocked": "account",
    "account_of_bank": "account", "party_unknown": "account", "party_blocked": "account",
    "mapping_bounds_backwards": "low", "mapping_split_not_written": "splits", "mapping_split_too_much": "splits",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def mappings_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        if typed.text("remove"):
            remove_mapping(company=company, actor=access.actor, number=_number(typed.text("remove")))
            return _("The mapping is removed.")
        wanted = _wanted(company, typed)
        if typed.text("edit"):
            number = _number(typed.text("edit"))
            change_mapping(company=company, actor=access.actor, number=number, mapping=wanted)
        else:
            add_mapping(company=company, actor=access.actor, mapping=wanted)
        account = f"{wanted.account_type.lower()}:{wanted.account_number}"
        return _('"{text}" is posted to {account}.').format(text=wanted.text, account=account)

    def present(typed: Typed) -> Mapping | None:
        return _found(company, typed.text("edit"))

    if request.method == "POST" and "try" in request.POST:
        return _tried(request, company)
    change = Change(do, present, lambda typed: typed.text("edit"))
    return answer(request, access, lambda typed: _page(company, typed.text("edit")), change)


def _tried(request: HttpRequest, company: CompanyFacts) -> HttpResponse:
    """The page with what was typed, and the lines that it would have caught; nothing is stored."""
    typed = Typed(request.POST, today())
    page = _page(company, typed.text("edit"))
    typed.labels = labels_of(page.forms)
    try:
        with transaction.atomic():
            wanted = _wanted(company, typed)
            since = typed.day("since") if typed.text("since") else today() - timedelta(days=365)
            caught = caught_lines(company=company, mapping=wanted, since=since)
    except (Refused, Malformed) as refusal:
        return show(request, refused_page(page, typed, refusal), status=REFUSED)
    forms = tuple(form.refusing(typed, code="", said=()) for form in page.forms)
    return show(request, replace(page, lists=(_caught(company, caught), *page.lists), forms=forms))


def _caught(company: CompanyFacts, caught: Sequence[Caught]) -> Listing:
    agreeing = sum(one.agrees for one in caught)
    title = worded(
        _("{count:line|lines} with this text, {agreeing} of them on that account already"),
        count=len(caught), agreeing=agreeing,
    )  # fmt: skip
    if len(caught) > MOST_SHOWN:
        title = f"{title} ({and_more(len(caught))})"
    rows = tuple(
        line_row(company.id, one, one.text[:80], _accounts(one), _("yes") if one.agrees else _("no"))
        for one in caught[:MOST_SHOWN]
    )
    empty = _("No past line has this text. Write less of it, or choose an earlier day.")
    return Listing(title, line_heads(_("Text"), _("Applied to"), _("Agrees")), rows, empty)


def _accounts(one: Caught) -> str:
    return ", ".join(dict.fromkeys(f"{part.account_type.lower()}:{part.account_number}" for part in one.parts))


def _number(text: str) -> int:
    return key_typed(text) or 0


def _found(company: CompanyFacts, number: str) -> Mapping | None:
    return next((one for one in mappings_of(company=company) if str(one.number) == number), None)


def _wanted(company: CompanyFacts, typed: Typed) -> Mapping:
    """The mapping that the form says."""
    text = typed.text("text")
    account = typed.needed("account")
    priority = typed.number("priority") if typed.text("priority") else 100
    splits = [part.strip() for part in re.split(r"[\n;]+", typed.text("splits")) if part.strip()]
    return wanted_mapping(
        company=company,
        text=text,
        account=account,
        direction=typed.text("direction"),
        priority=min(max(priority, 1), 9_999),
        conditions=_conditions(company, typed),
        splits=splits,
    )


def _conditions(company: CompanyFacts, typed: Typed) -> list[str]:
    """As with_conditions() reads them."""
    banks = {bank.number: bank for bank in bank_accounts(company=company)}
    bank = banks.get(typed.text("bank"))
    currency = bank.currency if bank else company.currency
    bounds = [
        format_minor(abs(typed.amount(name, currency)), currency) if typed.text(name) else ""
        for name in ("low", "high")
    ]
    days = {name: typed.day(name).isoformat() for name in ("from", "to") if typed.text(name)}
    named = {"match": typed.text("match"), "field": typed.text("field"), "bank": typed.text("bank")}
    named |= {"amount": "..".join(bounds) if any(bounds) else "", "payer": typed.text("payer"), **days}
    named["code"] = typed.text("code")
    return [f"{name}={value}" for name, value in named.items() if value]


def _page(company: CompanyFacts, edited: str) -> Page:
    heads = (
        Head(_("Text")), Head(_("Account")), Head(_("Direction")), Head(_("Conditions")), Head(_("Splits")),
        Head(_("Priority"), True),
    )  # fmt: skip
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    found = mappings_of(company=company)
    rows = tuple(_row(company, banks, one, edited) for one in found)
    told = _(
        "A text on the statement means an account: charges, rent, salaries. The first that fits decides, the lowest "
        "priority first. Documents that a payment surely pays go before."
    )
    empty = _("No text mappings yet. Make the first one beside, and try it on past lines before it is saved.")
    one = next((one for one in found if str(one.number) == edited), None)
    form = _form(company, banks, one)
    return Page(_("Text mappings"), told, (Listing(_("Text mappings"), heads, rows, empty),), (form,))


def _row(company: CompanyFacts, banks: dict[int, BankAccountFacts], one: Mapping, edited: str) -> Row:
    cells = (
        one.text or "–", f"{one.account_type.lower()}:{one.account_number}", _(DIRECTIONS[one.direction.lower()]),
        ", ".join(written_conditions(one, banks, company.currency)),
        ", ".join(written_splits(one, company.currency)), str(one.priority),
    )  # fmt: skip
    number = str(one.number)
    remove = Button(_("Remove"), "remove", number)
    return Row(cells, url=f"?edit={number}", buttons=(remove,), is_current=number == edited)


def _form(company: CompanyFacts, banks: dict[int, BankAccountFacts], one: Mapping | None) -> Form:
    bank = banks.get(one.bank_account_id or 0) if one else None
    currency = bank.currency if bank else company.currency
    low, high = (one.min_amount_minor, one.max_amount_minor) if one else (None, None)
    fields = (
        Field("edit", value=str(one.number) if one else "", kind="hidden"),
        Field("text", _("Text"), one.text if one else "", hint=_("At least three characters.")),
        Field(
            "match", _("Looked for as"), _word(TESTS, one.test) if one else "text", "select",
            tuple((code, _(word)) for code, word in TEST_WORDS.items()),
        ),
        Field(
            "field", _("Looked for in"), _word(FIELDS, one.field) if one else "any", "select",
            tuple((code, _(word)) for code, word in FIELD_WORDS.items()),
        ),
        Field(
            "account", _("Account"), f"{one.account_type.lower()}:{one.account_number}" if one else "",
            is_needed=True, hint="gl:6570, customer:C1, vendor:V1, bank:B2",
        ),
        Field(
            "splits", _("Parts elsewhere"), "; ".join(written_splits(one, company.currency)) if one else "",
            hint=_("A share or an amount each, with a semicolon between: gl:2641=20%; gl:3740=50.00."),
        ),
        Field(
            "direction", _("Direction"), one.direction.lower() if one else "", "select",
            tuple((code, _(word)) for code, word in DIRECTIONS.items()),
        ),
        Field(
            "bank", _("Bank account"), bank.number if bank else "", "select",
            (("", _("any")), *((found.number, f"{found.number} {found.name}") for found in banks.values())),
        ),
        Field("low", _("Amount from"), format_minor(low, currency) if low is not None else "", "number"),
        Field("high", _("Amount to"), format_minor(high, currency) if high is not None else "", "number"),
        Field("payer", _("Account of the other side"), one.counterparty_account if one else ""),
        Field("code", _("Transaction code"), one.transaction_code if one else ""),
        Field("from", _("First day"), one.valid_from.isoformat() if one and one.valid_from else ""),
        Field("to", _("Last day"), one.valid_to.isoformat() if one and one.valid_to else ""),
        Field("priority", _("Priority"), str(one.priority) if one else "100", "number"),
        Field(
            "since", _("Try on lines since"),
            hint=_("A year back, to {date}, if left out.").format(date=day(today() - timedelta(days=365))),
        ),
    )  # fmt: skip
    title = _("Change mapping {number}").format(number=one.number) if one else _("Make a mapping")
    return Form(
        "mapping", title, _("Save") if one else _("Add"), fields, seen=stamp(one), at=AT, leave="?" if one else "",
        also=("try", _("Try on past lines")),
    )  # fmt: skip


def _word(words: dict[str, str], code: str) -> str:
    return next(word for word, known in words.items() if known == code)
