"""What runs of feeds did, written as they go: a run that is ended tells how far it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from reskontra.bank.feeds.provider import NewFile
from reskontra.bank.feeds.queries import FeedFacts, RunFacts, find_feed, find_run
from reskontra.bank.models import FeedRun, FetchedFile, FileImport
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.findings import kept


class FeedRunning(Refused):
    code = "feed_running"
    template = "Feed {feed} is run by {actor} since {started_at}. Wait until that run has ended."


@dataclass(slots=True)
class Counts:
    """What a run has done so far."""

    found: int = 0
    imported: int = 0
    known: int = 0
    refused: int = 0
    lines: int = 0
    posted: int = 0


def begin_run(*, company: CompanyFacts, actor: str, code: str, now: datetime) -> tuple[FeedFacts, RunFacts]:
    """The feed, and a run of it under way. refuses FeedUnknown, FeedRunning"""
    with transaction.atomic():
        lock_company(company.id)
        feed = find_feed(company=company, code=code)
        if feed.last and feed.is_running(now):
            raise FeedRunning(feed=code, actor=feed.last.actor, started_at=feed.last.started_at)
        last = FeedRun.objects.filter(company=company.id).aggregate(last=Max("number"))["last"] or 0
        row = FeedRun(
            company_id=company.id, number=last + 1, feed_id=feed.id, actor=actor, started_at=now, state="RUNNING"
        )
        row.save(force_insert=True)
        return feed, find_run(company=company, number=row.number)


def end_run(
    *, company: CompanyFacts, run: RunFacts, counts: Counts, refusal: Refused | Malformed | None = None
) -> RunFacts:
    """The run is over: done, or failed for a reason."""
    FeedRun.objects.filter(company=company.id, id=run.id).update(
        state="FAILED" if refusal else "DONE",
        finished_at=bulk.moment(),
        found=counts.found,
        imported=counts.imported,
        known=counts.known,
        refused=counts.refused,
        lines=counts.lines,
        posted=counts.posted,
        finding=kept(refusal) if refusal else "",
    )
    return find_run(company=company, number=run.number)


def note_file(
    *,
    company: CompanyFacts,
    run: RunFacts,
    file: NewFile,
    import_number: int | None = None,
    is_known: bool = False,
    refusal: Refused | Malformed | None = None,
) -> int:
    """A file was imported, known, or refused; gives the key of the note. One noted before is noted anew."""
    feed_id = FeedRun.objects.values_list("feed_id", flat=True).get(company=company.id, id=run.id)
    imports = FileImport.objects.filter(company=company.id, number=import_number)
    row, _ = FetchedFile.objects.update_or_create(
        company_id=company.id,
        feed_id=feed_id,
        key=file.key,
        defaults={
            "run_id": run.id,
            "name": file.name[:255],
            "state": "REFUSED" if refusal else "KNOWN" if is_known else "IMPORTED",
            "is_finished": refusal is not None or is_known,
            "file_import_id": imports.values_list("id", flat=True).first() if import_number else None,
            "fetched_at": bulk.moment(),
            "finding": kept(refusal) if refusal else "",
        },
    )
    return row.id


def finish_file(*, company: CompanyFacts, id: int, refusal: Refused | Malformed | None = None) -> None:
    """Its lines are matched, and posted where that is asked for, or refused to be."""
    rows = FetchedFile.objects.filter(company=company.id, id=id)
    rows.update(is_finished=True, finding=kept(refusal) if refusal else "")
