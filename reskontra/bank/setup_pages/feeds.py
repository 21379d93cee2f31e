"""Feeds: when they are run, what becomes of what they bring, and what each run brought.

Where a feed fetches from is said on the command line alone: it names folders and secrets of the machine, which who
runs the machine may open to a feed, and nobody else.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.bank.definitions import definitions
from reskontra.bank.feeds.actions import FeedSettings, change_feed, remove_feed
from reskontra.bank.feeds.queries import FeedFacts, RunFacts, feed_runs, feeds
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.database import bulk
from reskontra.interface.auth import Access, demands
from reskontra.interface.findings import told_again
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.refusals import lines
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import moment
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import bank_accounts

RUNS_SHOWN = 30
KIND_WORDS = {"folder": noop("Folder"), "sftp": noop("SFTP")}  # those of other packages have their own names


@demands("ACCOUNTANT", shows=True)
def feeds_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        done = _remove if typed.form == "remove" else _change
        return done(company, access.actor, typed)

    def present(typed: Typed) -> object:
        return _shown(_found(company, typed.text("edit"))) if typed.form == "change" else None

    change = Change(do, present, lambda typed: typed.text("edit"))
    return answer(request, access, lambda typed: _page(company, typed), change)


def _found(company: CompanyFacts, code: str) -> FeedFacts | None:
    return next((one for one in feeds(company=company) if one.code == code), None)


def _shown(one: FeedFacts | None) -> object:
    """What the form changes; that the feed was run meanwhile is no change of it."""
    if one is None:
        return None
    options = sorted(one.options.items())
    return (
        options, one.bank_account, one.definition, one.interval_minutes, one.days, one.silent_hours, one.posts,
        one.is_enabled,
    )  # fmt: skip


def _change(company: CompanyFacts, actor: str, typed: Typed) -> str:
    code = typed.text("edit")
    change_feed(company=company, actor=actor, code=code, settings=_settings(typed))
    return _("Feed {feed} is changed.").format(feed=code)


def _remove(company: CompanyFacts, actor: str, typed: Typed) -> str:
    code = typed.text("edit")
    remove_feed(company=company, actor=actor, code=code)
    return _("Feed {feed} is removed.").format(feed=code)


def _settings(typed: Typed) -> FeedSettings:
    return FeedSettings(
        bank_account=typed.text("bank_account"),
        definition=typed.text("definition"),
        interval_minutes=max(1, min(typed.number("interval"), 525600)),
        days=min(typed.number("days"), 9999),
        silent_hours=min(typed.number("silent"), 87600),
        posts=typed.is_on("posts"),
        is_enabled=typed.is_on("is_enabled"),
    )


def _page(company: CompanyFacts, typed: Typed) -> Page:
    found, now = feeds(company=company), bulk.moment()
    edited = next((one for one in found if one.code == typed.text("edit")), None)
    runs = feed_runs(company=company, feed_id=edited.id if edited else None, most=RUNS_SHOWN)
    forms = (_form(company, edited), _removal(edited)) if edited else ()
    return Page(
        _("Feeds"),
        _("Where statements come from by themselves. Their time comes with reskontra tick, every few minutes."),
        (_feeds(found, now, typed.text("edit")), _runs(runs)),
        forms,
    )


def _feeds(found: list[FeedFacts], now: datetime, edited: str) -> Listing:
    heads = (
        Head(_("Feed")), Head(_("Kind")), Head(_("Account")), Head(_("Status")), Head(_("Last run")),
        Head(_("Last new file")), Head(_("Next run")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.code, _(KIND_WORDS.get(one.kind, one.kind)), one.bank_account, _(one.state(now)), _started(one),
                moment(one.last_new_at), moment(one.due_at) if one.is_enabled else "",
            ),
            url=f"?edit={one.code}", is_current=one.code == edited,
        )
        for one in found
    )  # fmt: skip
    return Listing(
        _("Feeds"),
        heads,
        rows,
        _("No feeds yet. Who runs the machine adds one: reskontra feeds add NAME folder --option path=/srv/bank"),
    )


def _started(one: FeedFacts) -> str:
    return moment(one.last.started_at) if one.last else ""


def _runs(found: list[RunFacts]) -> Listing:
    heads = (
        Head(_("Run"), True), Head(_("Feed")), Head(_("Started")), Head(_("Status")), Head(_("Files"), True),
        Head(_("Imported"), True), Head(_("Refused"), True), Head(_("Lines"), True), Head(_("Posted lines"), True),
        Head(_("Why")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(one.number), one.feed, moment(one.started_at), _(one.state.lower()), str(one.found),
                str(one.imported), str(one.refused), str(one.lines), str(one.posted), _why(one),
            )
        )
        for one in found
    )  # fmt: skip
    return Listing(_("Latest runs"), heads, rows, _("No run yet."))


def _why(run: RunFacts) -> str:
    return " ".join(line for refusal in told_again(run.finding) for line in lines(refusal))


def _form(company: CompanyFacts, one: FeedFacts) -> Form:
    banks: Choices = (
        ("", _("Whichever the files name")),
        *((bank.number, f"{bank.number} {bank.name}") for bank in bank_accounts(company=company)),
    )
    names = [facts.definition.name for facts in definitions(company=company)]
    read_by: Choices = (("", _("What is recognised")), *((name, name) for name in names))
    fields = (
        Field("edit", value=one.code, kind="hidden"),
        Field("bank_account", _("Bank account"), one.bank_account, "select", banks),
        Field("definition", _("Read by"), one.definition, "select", read_by),
        Field("interval", _("Run every so many minutes"), str(one.interval_minutes), "number"),
        Field("days", _("Days back"), str(one.days), "number", hint=_("0: as its kind does.")),
        Field(
            "silent", _("Told if nothing new came in so many hours"), str(one.silent_hours), "number",
            hint=_("0: never."),
        ),
        Field("posts", _("Post the lines that need no one"), "on" if one.posts else "", "switch"),
        Field("is_enabled", _("It is run"), "on" if one.is_enabled else "", "switch"),
    )  # fmt: skip
    at = {"bank_account_unknown": "bank_account", "import_definition_unknown": "definition"}
    place = ", ".join(f"{key}={text}" for key, text in sorted(one.options.items()))
    hint = _("From {place}. Who runs the machine changes that: reskontra feeds change {feed}")
    title = _("Change {code}").format(code=one.code)
    told = hint.format(place=place, feed=one.code)
    return Form("change", title, _("Save"), fields, told, seen=stamp(_shown(one)), at=at, leave="?")


def _removal(one: FeedFacts) -> Form:
    hint = _("It is run no more. What it brought stays.")
    title = _("Remove {code}").format(code=one.code)
    return Form("remove", title, _("Remove"), (Field("edit", value=one.code, kind="hidden"),), hint)
