"""Feeds, their runs, and whether they have fallen silent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from reskontra.bank.models import Feed, FeedRun, FetchedFile
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused

RUN_HOURS_MAX = 6  # a run that has not ended by then was ended from outside


class FeedUnknown(Refused):
    code = "feed_unknown"
    template = 'There is no feed "{feed}". Use one of {known}, or add it with reskontra feeds add.'


class FeedRunUnknown(Refused):
    code = "feed_run_unknown"
    template = "There is no feed run {number}. See which there are with reskontra feeds runs."


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run. finding: as findings.kept() wrote it; lines: on journals; posted: how many of them."""

    id: int
    number: int
    feed: str
    actor: str
    started_at: datetime
    finished_at: datetime | None
    state: str
    found: int
    imported: int
    known: int
    refused: int
    lines: int
    posted: int
    finding: str


@dataclass(frozen=True, slots=True)
class FetchedFacts:
    """A file of a run. import_number None where it was refused."""

    name: str
    state: str
    is_finished: bool
    import_number: int | None
    fetched_at: datetime
    finding: str


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """A feed. last_new_at: when it last brought a file that was new; last: its last run; refused: files of the last run
    that brought any which were refused."""

    id: int
    code: str
    kind: str
    options: Mapping[str, str]
    bank_account: str
    definition: str
    interval_minutes: int
    days: int
    silent_hours: int
    posts: bool
    is_enabled: bool
    created_at: datetime
    last: RunFacts | None
    last_new_at: datetime | None
    refused: tuple[str, ...] = ()

    @property
    def due_at(self) -> datetime:
        """When it is to be run next."""
        if self.last is None:
            return self.created_at
        return self.last.started_at + timedelta(minutes=self.interval_minutes)

    def is_due(self, now: datetime) -> bool:
        return self.is_enabled and self.due_at <= now and not self.is_running(now)

    def is_running(self, now: datetime) -> bool:
        """Whether its last run is under way."""
        last = self.last
        return last is not None and last.state == "RUNNING" and now - last.started_at < timedelta(hours=RUN_HOURS_MAX)

    def is_silent(self, now: datetime) -> bool:
        """Whether nothing new has come for longer than it may."""
        if not (self.silent_hours and self.is_enabled):
            return False
        return now - (self.last_new_at or self.created_at) > timedelta(hours=self.silent_hours)

    def state(self, now: datetime) -> str:
        """off, running, failed, silent, refused, waiting or ok: the first that holds."""
        if not self.is_enabled:
            return "off"
        if self.is_running(now):
            return "running"
        if self.last and self.last.state != "DONE":
            return "failed"
        if self.is_silent(now):
            return "silent"
        return "refused" if self.refused else "ok" if self.last else "waiting"


_FEED = (
    "id", "code", "kind", "options", "bank_account__number", "definition", "interval_minutes", "days", "silent_hours",
    "posts", "is_enabled", "created_at",
)  # fmt: skip
_RUN = (
    "id", "number", "feed__code", "actor", "started_at", "finished_at", "state", "found", "imported", "known",
    "refused", "lines", "posted", "finding",
)  # fmt: skip


def feeds(*, company: CompanyFacts) -> list[FeedFacts]:
    """The feeds that were not removed, by name."""
    rows: list[Any] = list(
        Feed.objects.filter(company=company.id, removed_at__isnull=True).order_by("code").values_list(*_FEED)
    )
    newest = FeedRun.objects.filter(company=company.id, feed__in=[row[0] for row in rows]).order_by()
    ids = dict(newest.values_list("feed_id").annotate(last=Max("id")))
    last = {row[0]: RunFacts(*row) for row in _runs(company, id__in=list(ids.values()))}
    files = FetchedFile.objects.filter(company=company.id, state="IMPORTED").order_by()
    new = dict(files.values_list("feed_id").annotate(last=Max("fetched_at")))
    refused = _refused(company)
    found = []
    for row in rows:
        run, new_at = last.get(ids.get(row[0], 0)), new.get(row[0])
        values: list[Any] = [*row[:3], json.loads(row[3]), row[4] or "", *row[5:], run, new_at, refused.get(row[0], ())]
        found.append(FeedFacts(*values))
    return found


def _refused(company: CompanyFacts) -> dict[int, tuple[str, ...]]:
    """Feed → the files of its last run with files that were refused."""
    files = FetchedFile.objects.filter(company=company.id).order_by()
    last = dict(files.values_list("feed_id").annotate(last=Max("run_id")))
    found: dict[int, tuple[str, ...]] = {}
    rows = files.filter(state="REFUSED", run__in=list(last.values())).order_by("id")
    for feed, name in rows.values_list("feed_id", "name"):
        found[feed] = (*found.get(feed, ()), name)
    return found


def find_feed(*, company: CompanyFacts, code: str) -> FeedFacts:
    """refuses   FeedUnknown"""
    known = {feed.code: feed for feed in feeds(company=company)}
    if code not in known:
        raise FeedUnknown(feed=code, known=tuple(known))
    return known[code]


def has_feed(*, company: CompanyFacts, code: str) -> bool:
    return Feed.objects.filter(company=company.id, code=code, removed_at__isnull=True).exists()


def feed_runs(*, company: CompanyFacts, feed_id: int | None = None, most: int = 50) -> list[RunFacts]:
    """Runs, the newest first."""
    chosen = {} if feed_id is None else {"feed": feed_id}
    return [RunFacts(*row) for row in _runs(company, **chosen)[:most]]


def find_run(*, company: CompanyFacts, number: int) -> RunFacts:
    """refuses   FeedRunUnknown"""
    found = [RunFacts(*row) for row in _runs(company, number=number)]
    if not found:
        raise FeedRunUnknown(number=number)
    return found[0]


def _runs(company: CompanyFacts, **chosen: object) -> Any:
    rows = FeedRun.objects.filter(company=company.id, feed__company=company.id, **chosen)
    return rows.order_by("-number").values_list(*_RUN)


def files_of_run(*, company: CompanyFacts, run_id: int) -> list[FetchedFacts]:
    """What a run brought, in its order."""
    rows = FetchedFile.objects.filter(company=company.id, run=run_id).order_by("id")
    columns = ("name", "state", "is_finished", "file_import__number", "fetched_at", "finding")
    return [FetchedFacts(*row) for row in rows.values_list(*columns)]


def keys_known(*, company: CompanyFacts, feed_id: int, with_refused: bool) -> set[str]:
    """The keys of what a feed has brought; without those that were refused, they are tried again."""
    rows = FetchedFile.objects.filter(company=company.id, feed=feed_id)
    if not with_refused:
        rows = rows.exclude(state="REFUSED")
    return set(rows.values_list("key", flat=True))


def is_noted(*, company: CompanyFacts, import_number: int) -> bool:
    """Whether a feed has noted the import as its own."""
    rows = FetchedFile.objects.filter(company=company.id, file_import__company=company.id, state="IMPORTED")
    return rows.filter(file_import__number=import_number).exists()


def unfinished_imports(*, company: CompanyFacts, feed_id: int) -> list[tuple[int, int]]:
    """(fetched file, import) of what was imported, and not matched and posted yet: an earlier run was ended."""
    rows = FetchedFile.objects.filter(company=company.id, feed=feed_id, is_finished=False, file_import__isnull=False)
    standing = rows.filter(file_import__undone_at__isnull=True)
    return [(id, number) for id, number in standing.order_by("id").values_list("id", "file_import__number") if number]
