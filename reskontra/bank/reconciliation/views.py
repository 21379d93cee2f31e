"""Pages of bank reconciliation: the documents, the two panes of one, and what is done there."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.bank.reconciliation.closing import post_reconciliation, undo_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation, delete_reconciliation
from reskontra.bank.reconciliation.later import later_words
from reskontra.bank.reconciliation.lines import add_line, delete_line
from reskontra.bank.reconciliation.matching import (
    EntryOnAnother,
    match_by_hand,
    match_reconciliation,
    remove_entries,
    remove_entry,
)
from reskontra.bank.reconciliation.page import TypedLine, query_of, reconciliation_found, reconciliation_page, shown_of
from reskontra.bank.reconciliation.panes import leafed
from reskontra.bank.reconciliation.queries import ReconciliationFacts, reconciliations
from reskontra.bank.reconciliation.words import begun_words, matched_words
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import money
from reskontra.interface.parts import REFUSED, done, keys_typed, number_asked, number_typed, page_or_part
from reskontra.interface.refusals import lines
from reskontra.ledger.queries import bank_accounts, find_bank_account

DIGITS_OF_DAYS = 4


class NothingMarked(Refused):
    code = "nothing_marked"
    template = (
        "Of bank reconciliation {reconciliation}, {lines:line is|lines are} marked and "
        "{entries:bank entry is|bank entries are}. Mark what belongs together: a line and its entries, or an entry "
        "and its lines."
    )


class DaysNotRead(Refused):
    code = "days_not_read"
    template = '"{text}" is no number of days. Write a whole number, such as 3.'


@demands("READER")
def reconciliation_list(request: HttpRequest, access: Access) -> HttpResponse:
    """Every bank reconciliation; open ones first, narrowed by account and state in the address."""
    company = company_by_id(id=access.company_id)
    account, state = request.GET.get("account", ""), request.GET.get("state", "")
    found = [
        one
        for one in reversed(reconciliations(company=company))
        if account in ("", one.bank_account.number) and state in ("", "posted" if one.is_posted else "open")
    ]
    pages = leafed(len(found), number_asked(request, "page") or 1)
    context = {
        "found": sorted(found, key=lambda one: one.is_posted)[pages.first - 1 : pages.last],
        "pages": pages,
        "query": urlencode({"account": account, "state": state}),
        "accounts": bank_accounts(company=company),
        "account": account,
        "state": state,
    }
    return render(request, "bank/reconciliations.html", context)


@demands("CLERK")
def reconciliation_new(request: HttpRequest, access: Access) -> HttpResponse:
    """A form for a new one; sent, it opens with the balance of the account's last statement."""
    company = company_by_id(id=access.company_id)
    accounts = bank_accounts(company=company)
    typed = {
        name: (request.POST or request.GET).get(name, "").strip() for name in ("account", "day", "ending", "number")
    }
    typed["account"] = typed["account"] or (accounts[0].number if len(accounts) == 1 else "")
    said: list[str] = []
    if request.method == "POST":
        try:
            account = find_bank_account(company=company, number=typed["account"])
            new = NewReconciliation(
                bank_account=account.number,
                statement_date=day_typed(typed["day"], today=today()),
                ending_minor=amount_typed(typed["ending"], account.currency),
                number=typed["number"],
            )
            made = create_reconciliation(company=company, actor=access.actor, new=new)
        except (Refused, Malformed) as refusal:
            said = list(lines(refusal))
        else:
            told = begun_words(company=company, made=made)
            return done(request, told, reverse("reconciliation", args=[company.id, made.name]))
    context = {"accounts": accounts, "typed": typed, "said": said}
    return render(request, "bank/reconciliation_new.html", context, status=REFUSED if said else 200)


@demands("READER")
def reconciliation(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The document: lines of the statement beside entries of the bank account."""
    company, found = reconciliation_found(access, name)
    return _answer(request, company, found)


@require_POST
@demands("CLERK")
def reconciliation_match(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The marked line is the marked entries, or the marked lines are the one entry."""
    company, found = reconciliation_found(access, name)
    marked, entries = _numbers(request, "line"), _numbers(request, "entry")

    def act() -> str:
        if not marked or not entries:
            raise NothingMarked(reconciliation=name, lines=len(marked), entries=len(entries))
        left = match_by_hand(
            company=company, actor=access.actor, name=name, numbers=marked, entries=entries,
            takes_over="take_over" in request.POST,
        )  # fmt: skip
        said = ", ".join(map(str, marked))
        if not left:
            told = _("Line {line} is matched with {count:bank entry|bank entries}.")
            return worded(told, line=said, count=len(entries))
        told = _("Line {line} of {reconciliation} differs by {difference} from its bank entries.")
        return told.format(line=said, reconciliation=name, difference=money(left, found.bank_account.currency))

    return _acted(request, company, found, act)


@require_POST
@demands("CLERK")
def reconciliation_remove(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The bank entries of the marked lines, and those that are marked themselves, are open again: all or none."""
    company, found = reconciliation_found(access, name)
    marked, entries = _numbers(request, "line"), _numbers(request, "entry")

    def act() -> str:
        if not marked and not entries:
            raise NothingMarked(reconciliation=name, lines=0, entries=0)
        count = 0
        with transaction.atomic():
            for number in marked:
                count += remove_entries(company=company, actor=access.actor, name=name, number=number)
            for entry in entries:
                remove_entry(company=company, actor=access.actor, name=name, entry=entry)
        return worded(_("{count:bank entry is|bank entries are} open again."), count=count + len(entries))

    return _acted(request, company, found, act)


@require_POST
@demands("CLERK")
def reconciliation_auto(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Find the bank entries of lines that have none; with `again` of all."""
    company, found = reconciliation_found(access, name)
    text = request.POST.get("days", "").strip() or "0"

    def act() -> str:
        days = number_typed(text, digits=DIGITS_OF_DAYS)
        if days is None:
            raise DaysNotRead(text=text[:40])
        outcome = match_reconciliation(
            company=company, actor=access.actor, name=name, days=days, again="again" in request.POST
        )
        return matched_words(outcome)

    return _acted(request, company, found, act)


@require_POST
@demands("CLERK")
def reconciliation_line_add(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """A line as the statement has it; what was refused stays in its fields."""
    company, found = reconciliation_found(access, name)
    typed = TypedLine(*(request.POST.get(key, "").strip() for key in ("day", "text", "amount")))
    currency = found.bank_account.currency
    try:
        day = day_typed(typed.day, today=found.statement_date)
        minor = amount_typed(typed.amount, currency)
        number = add_line(company=company, actor=access.actor, name=name, day=day, minor=minor, text=typed.text)
    except (Refused, Malformed) as refusal:
        return _answer(request, company, found, typed=typed, line_said=list(lines(refusal)))
    told = _("Line {line} of {reconciliation}: {amount}.")
    told = told.format(line=number, reconciliation=name, amount=money(minor, currency))
    if day > found.statement_date:
        told = f"{told} {later_words(company=company, name=name)}"
    return done(request, told, f"{_url(request, company, name)}#typed-day")


@require_POST
@demands("CLERK")
def reconciliation_line_delete(request: HttpRequest, access: Access, name: str, number: int) -> HttpResponse:
    company, found = reconciliation_found(access, name)

    def act() -> str:
        delete_line(company=company, actor=access.actor, name=name, number=number)
        return _("Line {line} of {reconciliation} is deleted.").format(line=number, reconciliation=name)

    return _acted(request, company, found, act)


@demands("ACCOUNTANT")
def reconciliation_post(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """What posting closes, and after a yes does."""
    company, found = reconciliation_found(access, name)

    def act() -> str:
        count = post_reconciliation(
            company=company, actor=access.actor, name=name, is_empty_meant="empty" in request.POST,
            is_opening_meant="opening_meant" in request.POST,
        )  # fmt: skip
        said = _("Bank reconciliation {reconciliation} is posted: {count:bank entry is|bank entries are} closed.")
        return worded(said, reconciliation=name, count=count)

    return _asked(request, company, found, "post", act)


@demands("ACCOUNTANT")
def reconciliation_undo(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Open a posted one again, after a yes."""
    company, found = reconciliation_found(access, name)

    def act() -> str:
        undone = undo_reconciliation(company=company, actor=access.actor, name=name)
        told = _("Bank reconciliation {reconciliation} is open again.").format(reconciliation=name)
        if undone.later:
            told += " " + _("Posted after it, and left as they are: {later}.").format(later=", ".join(undone.later))
        return told

    return _asked(request, company, found, "undo", act)


@demands("CLERK")
def reconciliation_delete(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Delete one that is not posted, after a yes."""
    company, found = reconciliation_found(access, name)

    def act() -> str:
        delete_reconciliation(company=company, actor=access.actor, name=name)
        return _("Bank reconciliation {reconciliation} is deleted.").format(reconciliation=name)

    return _asked(request, company, found, "delete", act)


def _asked(
    request: HttpRequest, company: CompanyFacts, found: ReconciliationFacts, verb: str, act: Callable[[], str]
) -> HttpResponse:
    """The dialog, or a page of its own; sent, the act."""
    said: list[str] = []
    if request.method == "POST":
        try:
            told = act()
        except Refused as refusal:
            said = list(lines(refusal))
        else:
            gone = reverse("reconciliations", args=[company.id])
            return done(request, told, gone if verb == "delete" else _url(request, company, found.name))
    page = reconciliation_page(company=company, found=found, shown=shown_of({}, found))
    context = {"page": page, "found": found, "currency": found.bank_account.currency, "verb": verb, "said": said}
    status = REFUSED if said else 200
    return page_or_part(
        request, "bank/reconciliation_ask.html", "bank/_reconciliation_ask.html", context, status=status
    )


def _acted(
    request: HttpRequest, company: CompanyFacts, found: ReconciliationFacts, act: Callable[[], str]
) -> HttpResponse:
    """Do it and come back to the same rows; a refusal is told above them, and what was marked stays."""
    try:
        told = act()
    except Refused as refusal:
        offers = isinstance(refusal, EntryOnAnother)
        return _answer(request, company, found, said=list(lines(refusal)), offers_take_over=offers)
    return done(request, told, _url(request, company, found.name))


def _answer(request: HttpRequest, company: CompanyFacts, found: ReconciliationFacts, **more: object) -> HttpResponse:
    said = more.get("said") or more.get("line_said")
    try:
        shown, until_said = shown_of(request.GET, found), []
    except Refused as refusal:
        shown, until_said = shown_of({}, found), list(lines(refusal))
    context = {
        "page": reconciliation_page(company=company, found=found, shown=shown),
        "found": found,
        "currency": found.bank_account.currency,
        "query": query_of(request.GET),
        "query_lines": query_of(request.GET, without="e"),
        "query_entries": query_of(request.GET, without="l"),
        "until_text": request.GET.get("until", ""),
        "until_said": until_said,
        "marked_lines": set(_numbers(request, "line")),
        "marked_entries": set(_numbers(request, "entry")),
        "days": request.POST.get("days", ""),
        "shown": shown,
        **more,
    }
    return render(request, "bank/reconciliation.html", context, status=REFUSED if said or until_said else 200)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return list(dict.fromkeys(keys_typed(request.POST.getlist(name))))


def _url(request: HttpRequest, company: CompanyFacts, name: str) -> str:
    """The document with the same rows shown."""
    query = query_of(request.GET)
    return reverse("reconciliation", args=[company.id, name]) + (f"?{query}" if query else "")
