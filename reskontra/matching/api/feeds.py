"""feeds: statements that come by themselves. Who runs the machine adds them, by command: they name its places."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.bank.feeds.actions import FeedSettings, change_feed, remove_feed
from reskontra.bank.feeds.queries import feed_runs, feeds, files_of_run, find_feed, find_run
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.interface.api.as_seen import ETAG, tag_of
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.problems import finding_data
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Data, Finding, Page, Paged
from reskontra.interface.findings import told_again
from reskontra.matching.actions.run_feed import run_feed
from reskontra.matching.cli_feeds import feed_data, feed_run_data

routes = Routes("statements", "Feeds")
Short = Annotated[str, Field(max_length=60)]
MOST_RUNS = 1000


class FeedRunData(Data):
    """What a run brought."""

    run: int
    feed: str
    state: str
    started_at: str
    finished_at: str | None
    found: int
    imported: int
    known: int
    refused: int
    lines: int
    posted: int
    by: str


class FeedFile(Data):
    """A file of a run, and what became of it; import: its number."""

    name: str
    state: str
    import_number: int | None
    findings: list[Finding]


class FeedRunWhole(FeedRunData):
    """A run with its files."""

    findings: list[Finding]
    files: list[FeedFile]


class FeedData(Data):
    """A feed, how it stands, and when it is run next."""

    feed: str
    kind: str
    options: dict[str, str]
    bank_account: str | None
    definition: str | None
    every_minutes: int
    days: int
    silent_after_hours: int
    posts: bool
    state: str
    silent: bool
    last_run: FeedRunData | None
    last_new_at: str | None
    due_at: str


class FeedChange(Body):
    """null leaves what is there; posts: lines that need no one are posted."""

    bank_account: Short | None = None
    definition: Short | None = None
    every_minutes: Annotated[int, Field(ge=1, le=525_600)] | None = None
    days: Annotated[int, Field(ge=0, le=9999)] | None = None
    silent_after_hours: Annotated[int, Field(ge=0, le=87_600)] | None = None
    posts: bool | None = None
    enabled: bool | None = None


class FeedRunBody(Body):
    """again: try files again that were refused."""

    again: bool = False


class FeedRunsAsked(Paged):
    """Of one feed alone."""

    feed: Short = ""


def _whole(company: CompanyFacts, number: int) -> dict[str, Any]:
    one = find_run(company=company, number=number)
    return {
        **feed_run_data(one), "findings": [finding_data(told) for told in told_again(one.finding)],
        "files": [
            {
                "name": file.name, "state": file.state.lower(), "import_number": file.import_number or None,
                "findings": [finding_data(told) for told in told_again(file.finding)],
            }
            for file in files_of_run(company=company, run_id=one.id)
        ],
    }  # fmt: skip


@routes.get("/feeds", Page[FeedData])
def list_the_feeds(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the feeds, how they stand, and when they are run next."""
    now = bulk.moment()
    return page_of(
        feeds(company=company_of(request)), asked, key=lambda one: one.code, build=lambda one: feed_data(one, now)
    )  # fmt: skip


@routes.get("/feeds/{feed}", FeedData)
def show_a_feed(request: Call, response: HttpResponse, feed: str) -> dict[str, Any]:
    """Show a feed and how it stands; its ETag leaves out what a run changes."""
    told = feed_data(find_feed(company=company_of(request), code=feed), bulk.moment())
    response[ETAG] = tag_of(told, without=["state", "silent", "last_run", "last_new_at", "due_at"])
    return told


@routes.patch("/feeds/{feed}", FeedData, role="ACCOUNTANT")
def change_a_feed(request: Call, feed: str, body: FeedChange) -> dict[str, Any]:
    """Change how often a feed is run and what becomes of what it brings, or turn it off."""
    company = company_of(request)
    settings = FeedSettings(
        bank_account=body.bank_account, definition=body.definition, interval_minutes=body.every_minutes,
        days=body.days, silent_hours=body.silent_after_hours, posts=body.posts, is_enabled=body.enabled,
    )  # fmt: skip
    change_feed(company=company, actor=request.auth.actor, code=feed, settings=settings)
    return feed_data(find_feed(company=company, code=feed), bulk.moment())


@routes.delete("/feeds/{feed}", role="ACCOUNTANT")
def remove_a_feed(request: Call, feed: str) -> None:
    """Remove a feed; what it brought stays."""
    remove_feed(company=company_of(request), actor=request.auth.actor, code=feed)


@routes.post("/feeds/{feed}/run", FeedRunWhole, role="ACCOUNTANT", once_by=None)
def run_a_feed(request: Call, feed: str, body: FeedRunBody) -> dict[str, Any]:
    """Fetch, import and match what is new now; what came before does not come again, however often it is asked."""
    company = company_of(request)
    return _whole(company, run_feed(company=company, actor=request.auth.actor, code=feed, again=body.again).number)


@routes.get("/feed-runs", Page[FeedRunData])
def list_feed_runs(request: Call, asked: Query[FeedRunsAsked]) -> dict[str, Any]:
    """List the runs of feeds, the newest first."""
    company = company_of(request)
    feed_id = find_feed(company=company, code=asked.feed).id if asked.feed else None
    found = feed_runs(company=company, feed_id=feed_id, most=MOST_RUNS)
    return page_of(found, asked, key=lambda one: str(one.number), build=feed_run_data)


@routes.get("/feed-runs/{key:number}", FeedRunWhole)
def show_feed_run(request: Call, number: int) -> dict[str, Any]:
    """Show a run: its files, what became of each, and why one was refused."""
    return _whole(company_of(request), number)
