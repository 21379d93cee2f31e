"""Jobs: work that goes on after the page has answered, and what a page tells of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Refused
from reskontra.database import bulk, places
from reskontra.database.locks import lock_company
from reskontra.interface.database import BooksHeld
from reskontra.interface.findings import told_again
from reskontra.interface.job_board import board_of
from reskontra.interface.models import JOB_STATES, Job
from reskontra.interface.refusals import wording

SMALL = 1_000  # rows; so much is done while the page waits
LINES = noop("{done} of {total:line|lines}")
SHOWN_HOURS = 12  # what has ended is on the start page for so long
UNDER_WAY = ("WAITING", "RUNNING")

Told = Callable[[int, int], None]


def nobody(done: int, total: int) -> None:
    """Who hears nothing of how far it is."""


class JobUnknown(Refused):
    code = "job_unknown"
    template = "There is no job {job}. Open the start page: it lists those under way."


class JobHoldsBooks(Refused):
    code = "job_holds_books"
    template = "{job}, started by {actor}, holds the books. Try again when it is done."


@dataclass(frozen=True, slots=True)
class JobFacts:
    """A job as pages show it.

    state       as stored; INTERRUPTED also where who worked on it is no more
    outcome     values of what it did; empty until it is DONE
    refusals    in words, where it was REFUSED
    """

    id: int
    company: int
    number: int
    kind: str
    subject: str
    arguments: Mapping[str, Any]
    actor: str
    state: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    outcome: Mapping[str, Any]
    refusals: tuple[str, ...]
    event: str
    done: int
    total: int
    is_stop_asked: bool

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_trouble(self) -> bool:
        """Whether it ended otherwise than was asked for."""
        return self.state in ("REFUSED", "BROKEN", "INTERRUPTED")


@dataclass(frozen=True, slots=True)
class JobKind:
    """What is done, and its words in the reader's language.

    run     does it by the actions that the command line uses too; tells how far it is, and gives values for `told`.
            What hears that may raise: then nothing more is done, and what was not stored is taken back
    title   what it is, with what it is done to
    told    what it did, one sentence each
    safe    what holds while it is under way
    url     where its result is looked at
    far     how far it is, with {done} and {total}: it names what is counted
    """

    run: Callable[[JobFacts, Told], Mapping[str, Any]]
    title: Callable[[JobFacts], str]
    told: Callable[[JobFacts], Sequence[str]]
    safe: Callable[[], str]
    url: Callable[[JobFacts], str]
    far: str = LINES


@cache
def kind_of(code: str) -> JobKind:
    """The kind of that code, from the room that settings.JOB_KINDS names."""
    found: JobKind = import_string(settings.JOB_KINDS[code])
    return found


def start_job(*, company: int, actor: str, kind: str, subject: str, arguments: Mapping[str, Any]) -> int:
    """Put a job into the queue and give its number; one that does the very same is not put there twice.

    arguments   what is done, and to what; a job of the same kind and subject with others is another job
    """
    from reskontra.interface.worker import run_job  # it runs what is declared here

    with places.atomic_with_home():
        lock_company(company)
        if found := same_job(company=company, kind=kind, subject=subject, arguments=arguments):
            return found
        last = Job.objects.filter(company=company).order_by("-number").values_list("number", flat=True).first()
        row = Job(
            company_id=company,
            number=(last or 0) + 1,
            **_what(kind, subject, arguments),
            actor=actor,
            state="WAITING",
            created_at=bulk.moment(),
        )
        row.save(force_insert=True)
        run_job.enqueue(company, row.number)
    return row.number


def same_job(*, company: int, kind: str, subject: str, arguments: Mapping[str, Any]) -> int | None:
    """The number of the job that does the very same and has not ended."""
    same = _what(kind, subject, arguments)
    rows = Job.objects.filter(company=company, state__in=UNDER_WAY, **same).order_by("-number")
    return next((row.number for row in rows if _facts(row).is_under_way), None)


def _what(kind: str, subject: str, arguments: Mapping[str, Any]) -> dict[str, str]:
    """What a job does, as columns of its row."""
    return {"kind": kind, "subject": subject[:200], "arguments": json.dumps(arguments, ensure_ascii=False)}


def running_jobs(*, company: int, kinds: Collection[str]) -> list[JobFacts]:
    """What somebody works on just now, of these kinds; the oldest first."""
    rows = Job.objects.filter(company=company, state="RUNNING", kind__in=kinds).order_by("number")
    return [found for row in rows if (found := _facts(row)).state == "RUNNING"]


def job_counts(*, without: Collection[str] = ()) -> dict[str, int]:
    """Of all companies, for the operator: how many jobs are in each state.

    without   places that do not answer
    """
    found: Counter[str] = Counter()
    for _place in places.every_place(without=without):
        found.update(dict(Job.objects.values_list("state").annotate(count=Count("id")).order_by()))
    return {state: found[state] for state in JOB_STATES}


def find_job(*, company: int, number: int) -> JobFacts:
    """refuses   JobUnknown"""
    row = Job.objects.filter(company=company, number=number).first()
    if row is None:
        raise JobUnknown(job=number)
    return _facts(row)


def jobs_to_show(*, company: int, actor: str, most: int = 4) -> list[JobFacts]:
    """What is under way in the company, then what the actor started and has ended today; the newest first."""
    rows = Job.objects.filter(company=company).order_by("-number")
    under_way = list(rows.filter(state__in=UNDER_WAY)[:most])
    since = bulk.moment() - timedelta(hours=SHOWN_HOURS)
    ended = list(rows.filter(actor=actor, ended_at__gte=since)[: most - len(under_way)])
    return [_facts(row) for row in (*under_way, *ended)]


def job_under_way(*, company: int, subject: str) -> JobFacts | None:
    """What is being done to the subject, or waits to be."""
    rows = Job.objects.filter(company=company, state__in=UNDER_WAY, subject=subject).order_by("number")
    return next((found for row in rows if (found := _facts(row)).is_under_way), None)


def told_of_job(refusal: Refused, *, company: int) -> Refused:
    """The refusal of books that another holds, with the job that does."""
    rows = Job.objects.filter(company=company, state="RUNNING").order_by("number")
    running = next((found for row in rows if (found := _facts(row)).state == "RUNNING"), None)
    if running is None or not isinstance(refusal, BooksHeld):
        return refusal
    return JobHoldsBooks(job=kind_of(running.kind).title(running), actor=running.actor)


def ask_to_stop(*, company: int, number: int) -> JobFacts:
    """Stop a job: at once where it waits, else where it is next safe; one that has ended stays as it is.

    refuses   JobUnknown
    """
    found = find_job(company=company, number=number)
    if found.state == "RUNNING":
        board_of(company=company, id=found.id).ask_to_stop()
    elif found.state == "WAITING":
        waiting = Job.objects.filter(company=company, number=number, state="WAITING")
        waiting.update(state="STOPPED", ended_at=bulk.moment())
    return find_job(company=company, number=number)


def _facts(row: Job) -> JobFacts:
    done = total = 0
    is_stop_asked = False
    if row.state == "RUNNING":
        board = board_of(company=row.company_id, id=row.id)
        done, total = board.told()
        is_stop_asked = board.is_stop_asked()
        if not board.is_held():
            row = Job.objects.get(company=row.company_id, id=row.id)  # it may have ended since it was read
            row.state = "INTERRUPTED" if row.state == "RUNNING" else row.state
    state = row.state
    return JobFacts(
        id=row.id,
        company=row.company_id,
        number=row.number,
        kind=row.kind,
        subject=row.subject,
        arguments=json.loads(row.arguments),
        actor=row.actor,
        state=state,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=json.loads(row.outcome) if row.outcome and state == "DONE" else {},
        refusals=tuple(wording(one) for one in told_again(row.outcome)) if state == "REFUSED" else (),
        event=row.event,
        done=done,
        total=total,
        is_stop_asked=is_stop_asked,
    )
