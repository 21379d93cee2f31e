"""feeds add, list, change, remove, run, runs, show, check."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.bank.feeds.actions import FeedSettings, add_feed, change_feed, remove_feed
from reskontra.bank.feeds.queries import FeedFacts, RunFacts, feed_runs, feeds, files_of_run, find_feed, find_run
from reskontra.bank.feeds.registry import kinds, provider_of
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.wording import worded
from reskontra.database import bulk
from reskontra.interface.console import REFUSED, USAGE, FormatOption, Session, command, yes_no
from reskontra.interface.display import value
from reskontra.interface.findings import told_again
from reskontra.interface.refusals import lines
from reskontra.matching.actions.run_feed import run_due, run_feed
from reskontra.matching.cli import LINE_MAX

app = typer.Typer(
    no_args_is_help=True, help="Statements that come by themselves: folders, SFTP servers, other providers."
)

Code = Annotated[str, typer.Argument(metavar="FEED", help="Its name.")]
Options = Annotated[
    list[str] | None, typer.Option("--option", metavar="KEY=VALUE", help="An option of its kind; may be repeated.")
]
Account = Annotated[
    str | None, typer.Option("--bank-account", metavar="NO", help="Every statement must be of this account.")
]
Definition = Annotated[
    str | None, typer.Option("--definition", metavar="NAME", help="Files are read by this import definition.")
]
Every = Annotated[
    int | None, typer.Option("--every", min=1, max=525600, metavar="MINUTES", help="How often it is run.")
]
Days = Annotated[int | None, typer.Option(min=0, max=9999, help="How far back is asked for; 0: as its kind does.")]
Silent = Annotated[
    int | None,
    typer.Option("--silent-after", min=0, max=87600, metavar="HOURS", help="Told if nothing new came; 0: never."),
]
Posts = Annotated[bool | None, typer.Option("--post/--no-post", help="Post the lines that need no one.")]


STATES = (
    noop("off"), noop("running"), noop("failed"), noop("silent"), noop("waiting"), noop("ok"), noop("done"),
    noop("imported"), noop("known"), noop("refused"),
)  # fmt: skip


def _settings(options: list[str] | None, **said: object) -> FeedSettings:
    given = {}
    for text in options or ():
        key, equals, found = text.partition("=")
        if not equals:
            typer.echo(_('"{text}" is no option. Write KEY=VALUE.').format(text=text), err=True)
            raise typer.Exit(USAGE)
        given[key] = found
    return FeedSettings(options=given, **said)  # type: ignore[arg-type]


@command(app, "kinds")
def list_kinds(session: Session) -> None:
    """List the kinds of feeds there are, with their options."""
    rows = []
    for kind in kinds():
        for option in provider_of(kind).options:
            rows.append((kind, option.key, yes_no(option.is_required), _(option.about) if option.about else ""))
    columns = [(_("Kind"), False), (_("Option"), False), (_("Needed"), False), (_("What it is"), False)]
    session.table(columns, rows)


@command(app, "add")
def add(  # noqa: PLR0913 - one option for each thing that may be said of it
    session: Session,
    code: Code,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="folder, sftp, or what another package brings.")],
    option: Options = None,
    bank_account: Account = None,
    definition: Definition = None,
    every: Every = None,
    days: Days = None,
    silent_after: Silent = None,
    post: Posts = None,
) -> None:
    """Add a feed."""
    company = find_company(name=session.company_name)
    settings = _settings(
        option, bank_account=bank_account, definition=definition, interval_minutes=every, days=days,
        silent_hours=silent_after, posts=post,
    )  # fmt: skip
    feed = add_feed(company=company, actor=session.actor, code=code, kind=kind, settings=settings)
    told = _("Feed {feed} ({kind}) is run every {minutes} minutes.")
    session.say(told.format(feed=feed.code, kind=feed.kind, minutes=feed.interval_minutes))


@command(app, "change")
def change(  # noqa: PLR0913 - one option for each thing that may be said of it
    session: Session,
    code: Code,
    option: Options = None,
    bank_account: Account = None,
    definition: Definition = None,
    every: Every = None,
    days: Days = None,
    silent_after: Silent = None,
    post: Posts = None,
    enabled: Annotated[bool | None, typer.Option("--on/--off", help="Whether it is run.")] = None,
) -> None:
    """Change what is named; an option with an empty value is taken away."""
    company = find_company(name=session.company_name)
    settings = _settings(
        option, bank_account=bank_account, definition=definition, interval_minutes=every, days=days,
        silent_hours=silent_after, posts=post, is_enabled=enabled,
    )  # fmt: skip
    change_feed(company=company, actor=session.actor, code=code, settings=settings)
    session.say(_("Feed {feed} is changed.").format(feed=code))


@command(app, "remove")
def remove(session: Session, code: Code) -> None:
    """Remove a feed; what it brought stays."""
    remove_feed(company=find_company(name=session.company_name), actor=session.actor, code=code)
    session.say(_("Feed {feed} is removed.").format(feed=code))


@command(app, "list")
def list_feeds(session: Session, format: FormatOption = "table") -> None:
    """List the feeds, how they stand, and when they are run next."""
    found = feeds(company=find_company(name=session.company_name))
    now = bulk.moment()
    if format == "json":
        session.json({"feeds": [feed_data(feed, now) for feed in found]})
        return
    rows = [
        (
            feed.code, feed.kind, feed.bank_account, _(feed.state(now)),
            value(feed.last.started_at) if feed.last else "", value(feed.last_new_at) if feed.last_new_at else "",
            value(feed.due_at) if feed.is_enabled else "", yes_no(feed.posts),
        )
        for feed in found
    ]  # fmt: skip
    columns = [
        (_("Feed"), False), (_("Kind"), False), (_("Account"), False), (_("Status"), False), (_("Last run"), False),
        (_("Last new file"), False), (_("Next run"), False), (_("Posts"), False),
    ]  # fmt: skip
    session.table(columns, rows)


@command(app, "check")
def check(session: Session) -> None:
    """Tell every feed that failed, had a file refused or has fallen silent, and end with 1 if there is one."""
    now, troubled = bulk.moment(), 0
    for feed in feeds(company=find_company(name=session.company_name)):
        state = feed.state(now)
        if state == "failed" and feed.last:
            session.say(_("Feed {feed} failed on {at}.").format(feed=feed.code, at=value(feed.last.started_at)))
            _say_finding(session, feed.last.finding)
        if feed.is_silent(now):
            since = value(feed.last_new_at or feed.created_at)
            told = _("Feed {feed} has brought nothing new since {at}; it may be silent for {hours} hours.")
            session.say(told.format(feed=feed.code, at=since, hours=feed.silent_hours))
        if feed.refused and feed.is_enabled:
            told = _("Files of feed {feed} were refused: {files}. reskontra feeds run {feed} --again tries them again.")
            session.say(told.format(feed=feed.code, files=", ".join(feed.refused)))
        troubled += state in ("failed", "silent", "refused") or feed.is_silent(now)
    if troubled:
        raise typer.Exit(REFUSED)
    session.say(_("All feeds are well."))


@command(app, "run")
def run(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="[FEED]", help="Which; or those due with --due.")] = "",
    due: Annotated[bool, typer.Option("--due", help="All feeds whose time has come.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Try files again that were refused.")] = False,
) -> None:
    """Fetch, import and match what is new, and post what needs no one if the feed says so; ends with 1 on trouble."""
    if bool(code) == due:
        typer.echo(_("Name a feed, or run those due with --due."), err=True)
        raise typer.Exit(USAGE)
    company = find_company(name=session.company_name)
    if due:
        done = run_due(company=company, actor=session.actor)
    else:
        done = [run_feed(company=company, actor=session.actor, code=code, again=again)]
    if tell_runs(session, company, done):
        raise typer.Exit(REFUSED)


def tell_runs(session: Session, company: CompanyFacts, done: list[RunFacts]) -> bool:
    """Print what runs did; gives whether one failed or refused a file."""
    for one in done:
        _say_run(session, company, one)
    return any(one.state != "DONE" or one.refused for one in done)


def _say_run(session: Session, company: CompanyFacts, one: RunFacts) -> None:
    told = _(
        "Run {number} of {feed}: {found:new file|new files}, {imported} imported, {known} known, {refused} refused; "
        "{lines:line|lines}, {posted} posted."
    )
    session.say(
        worded(
            told,
            number=one.number,
            feed=one.feed,
            found=one.found,
            imported=one.imported,
            known=one.known,
            refused=one.refused,
            lines=one.lines,
            posted=one.posted,
        )
    )
    _say_finding(session, one.finding)
    for file in files_of_run(company=company, run_id=one.id):
        imported = _("import {number}").format(number=file.import_number) if file.import_number else ""
        session.say("  " + "  ".join(filter(None, (file.name, _(file.state.lower()), imported))))
        _say_finding(session, file.finding)


def _say_finding(session: Session, finding: str) -> None:
    for refusal in told_again(finding):
        for line in lines(refusal):
            session.say("    " + line)


@command(app, "runs")
def runs(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="[FEED]", help="Of one feed alone.")] = "",
    format: FormatOption = "table",
) -> None:
    """List the last 50 runs, the newest first."""
    company = find_company(name=session.company_name)
    feed_id = find_feed(company=company, code=code).id if code else None
    found = feed_runs(company=company, feed_id=feed_id)
    if format == "json":
        session.json({"runs": [feed_run_data(one) for one in found]})
        return
    rows = [
        (
            str(one.number), one.feed, value(one.started_at), _(one.state.lower()), str(one.found), str(one.imported),
            str(one.known), str(one.refused), str(one.lines), str(one.posted), one.actor,
        )
        for one in found
    ]  # fmt: skip
    columns = [
        (_("Run"), True), (_("Feed"), False), (_("Started"), False), (_("Status"), False), (_("Files"), True),
        (_("Imported"), True), (_("Known"), True), (_("Refused"), True), (_("Lines"), True), (_("Posted lines"), True),
        (_("By"), False),
    ]  # fmt: skip
    session.table(columns, rows)


@command(app, "show")
def show(session: Session, number: Annotated[int, typer.Argument(metavar="RUN", min=1, max=LINE_MAX)]) -> None:
    """Show a run: its files, what became of each, and why one was refused."""
    company = find_company(name=session.company_name)
    _say_run(session, company, find_run(company=company, number=number))


def feed_data(feed: FeedFacts, now: datetime) -> dict[str, object]:
    """A feed as data."""
    return {
        "feed": feed.code,
        "kind": feed.kind,
        "options": dict(feed.options),
        "bank_account": feed.bank_account or None,
        "definition": feed.definition or None,
        "every_minutes": feed.interval_minutes,
        "days": feed.days,
        "silent_after_hours": feed.silent_hours,
        "posts": feed.posts,
        "state": feed.state(now),
        "silent": feed.is_silent(now),
        "last_run": feed_run_data(feed.last) if feed.last else None,
        "last_new_at": feed.last_new_at.isoformat() if feed.last_new_at else None,
        "due_at": feed.due_at.isoformat(),
    }


def feed_run_data(one: RunFacts) -> dict[str, object]:
    """A run of a feed as data."""
    return {
        "run": one.number,
        "feed": one.feed,
        "state": one.state.lower(),
        "started_at": one.started_at.isoformat(),
        "finished_at": one.finished_at.isoformat() if one.finished_at else None,
        "found": one.found,
        "imported": one.imported,
        "known": one.known,
        "refused": one.refused,
        "lines": one.lines,
        "posted": one.posted,
        "by": one.actor,
    }
