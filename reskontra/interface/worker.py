"""The worker: takes jobs from the queue and does them, one after the other.

django-tasks keeps the queue: a task is taken by one worker alone. What a person is told of a job is in our own row. A
job is one command, or several that are each all or nothing, so that a worker may end at any moment: what it had not
stored is not there, and the job is told as interrupted.
"""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import Error, OperationalError, close_old_connections, transaction
from django.db.models import Min
from django.utils.crypto import get_random_string
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from reskontra.core.errors import Malformed, Refused
from reskontra.database import bulk, places, spans
from reskontra.database.lasting import bring_home
from reskontra.interface.database import database_refusal
from reskontra.interface.findings import kept
from reskontra.interface.job_board import Board, board_of
from reskontra.interface.jobs import UNDER_WAY, JobFacts, find_job, kind_of
from reskontra.interface.models import Job
from reskontra.interface.second_pair import actor_signed_in

logger = logging.getLogger("reskontra.interface.jobs")

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BETWEEN_TOLD = 0.25
_ENDED = ("SUCCESSFUL", "FAILED")
MINUTES_TO_MAIL = 30  # for mail to a user, which is no job and has nobody's board
SECONDS_TO_BEGIN = 5  # from taking a task to holding its job, and from its end to the task's


class Stopped(Exception):
    """A person asked for it: what is under way is left, and not stored."""


@task()
def run_job(company: int, number: int) -> None:
    """Do one job, and keep what came of it; one that was stopped while it waited is left."""
    with places.at_company(company):
        _run(company, number)


def _run(company: int, number: int) -> None:
    job = find_job(company=company, number=number)
    board = board_of(company=company, id=job.id)
    told = {"reskontra.company": company, "reskontra.job": number}
    with board.held(), spans.span(f"job {job.kind}", told, kind=spans.TAKEN):
        begun = Job.objects.filter(company=company, number=number, state="WAITING")
        if not begun.update(state="RUNNING", started_at=bulk.moment()):
            return
        logger.info("job.started company=%s job=%s kind=%s", company, number, job.kind)
        ended = _ended(job, board)
        Job.objects.filter(company=company, number=number).update(ended_at=bulk.moment(), **ended)
        spans.tell({"reskontra.state": ended["state"]}, is_broken=ended["state"] == "BROKEN")
        logger.info("job.ended company=%s job=%s state=%s", company, number, ended["state"])


def _ended(job: JobFacts, board: Board) -> dict[str, str]:
    """How it ended, as columns of its row."""
    try:
        with actor_signed_in():
            done = kind_of(job.kind).run(job, _telling(board))
    except Stopped:
        return {"state": "STOPPED"}
    except (Refused, Malformed) as refusal:
        return {"state": "REFUSED", "outcome": kept(refusal)}
    except Error as trouble:
        told = database_refusal(trouble)
        return {"state": "REFUSED", "outcome": kept(told)} if told else _broken(job)
    except Exception:
        return _broken(job)
    return {"state": "DONE", "outcome": _outcome(done)}


def _outcome(done: Mapping[str, Any]) -> str:
    return json.dumps(done, ensure_ascii=False)


def _broken(job: JobFacts) -> dict[str, str]:
    """A bug: its trace is in the log, under the number that the page tells."""
    event = uuid.uuid4().hex[:8]
    logger.exception("job.failed event=%s company=%s job=%s kind=%s", event, job.company, job.number, job.kind)
    return {"state": "BROKEN", "event": event}


def _telling(board: Board) -> Callable[[int, int], None]:
    """Tells the board a few times a second, and stops the job where a person asked for it."""
    told_at = 0.0

    def told(done: int, total: int) -> None:
        nonlocal told_at
        now = time.monotonic()
        if now - told_at < SECONDS_BETWEEN_TOLD and done < total:
            return
        told_at = now
        board.tell(done, total)
        if board.is_stop_asked():
            raise Stopped

    return told


def run_waiting() -> int:
    """Tell what was interrupted, then do all that waits; gives how many jobs were taken."""
    tell_interrupted()
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    taken = 0
    while row := _claimed(worker.worker_id):
        worker.run_task(row)
        taken += 1
    if taken:
        DBTaskResult.objects.finished().delete()
    return taken


def forget_tasks(*, company: int) -> None:
    """Take the company's tasks out of the queue, where none is under way."""
    DBTaskResult.objects.filter(args_kwargs__args__0=company).delete()


def count_waiting() -> int:
    """How many tasks wait for a worker."""
    return DBTaskResult.objects.ready().count()


def is_working() -> bool:
    """Whether a worker has a task under way."""
    return DBTaskResult.objects.running().exists()


def oldest_waiting() -> datetime | None:
    """Since when the task waits that waits longest; None where none does."""
    found: datetime | None = DBTaskResult.objects.ready().aggregate(since=Min("enqueued_at"))["since"]
    return found


def queue_again() -> int:
    """Put jobs into the queue that wait in a place and are not in it: their process died between both; gives how many.

    One that is put there twice is done once: who comes second finds that it has begun.
    """
    since, count = bulk.moment() - timedelta(seconds=SECONDS_TO_BEGIN), 0
    for company, place in places.elsewhere():
        numbers: list[int] = []
        with _each_by_itself(company), places.at(place):
            waiting = Job.objects.filter(company=company, state="WAITING", created_at__lt=since)
            numbers = list(waiting.order_by("number").values_list("number", flat=True))
        if not numbers:
            continue
        asked = DBTaskResult.objects.exclude(status__in=_ENDED).values_list("args_kwargs", flat=True)
        queued = {tuple(one["args"]) for one in asked}
        for number in numbers:
            if (company, number) not in queued:
                run_job.enqueue(company, number)
                logger.warning("job.queued_again company=%s job=%s", company, number)
                count += 1
    return count


@contextmanager
def _each_by_itself(company: int) -> Iterator[None]:
    """A place that cannot be reached holds up nobody elsewhere: its companies are looked at again later."""
    try:
        yield
    except (OperationalError, places.PlaceUnknown, places.PlaceSecretMissing) as trouble:
        if not places.place_of(company):
            raise
        logger.warning("place.silent company=%s reason=%s", company, trouble)


def _claimed(worker_id: str) -> DBTaskResult[Any, Any] | None:
    """The next task, which no other worker takes then; None where nothing waits."""
    ready = DBTaskResult.objects.ready()
    if not ready.exists():  # who only looks holds up nobody
        return None
    with transaction.atomic():
        row = ready.get_locked()
        if row is not None:
            row.claim(worker_id)
    return row


def tell_interrupted() -> None:
    """Jobs whose worker is no more end as interrupted; what they were is in their rows."""
    since = bulk.moment() - timedelta(seconds=SECONDS_TO_BEGIN)
    running = DBTaskResult.objects.running()
    for row in running.filter(started_at__lt=since, task_path=run_job.module_path):
        company, number = row.args_kwargs["args"]
        with _each_by_itself(company), places.at_company(company):
            if _is_left(company, number, since):
                row.delete()
    old = bulk.moment() - timedelta(minutes=MINUTES_TO_MAIL)
    for row in running.filter(started_at__lt=old).exclude(task_path=run_job.module_path):
        logger.warning("account.news_interrupted task=%s", row.id)  # it may have gone out
        row.delete()


def _is_left(company: int, number: int, since: datetime) -> bool:
    """Whether nobody works on the job any more; it is told as interrupted then, if it had not ended."""
    job = find_job(company=company, number=number)
    if board_of(company=company, id=job.id).is_held() or (job.ended_at and job.ended_at > since):
        return False
    left = Job.objects.filter(company=company, number=number, state__in=UNDER_WAY)
    if left.update(state="INTERRUPTED", ended_at=bulk.moment()):
        logger.warning("job.interrupted company=%s job=%s kind=%s", company, number, job.kind)
    return True


def work(is_wanted: Callable[[], bool], *, between: Callable[[], None]) -> None:
    """Do what waits and what comes, until it is wanted no longer; a job under way is finished first.

    between   done between looks at the queue
    """
    while is_wanted():
        close_old_connections()
        try:
            run_waiting()
            between()
            bring_home()
        except OperationalError as trouble:  # another holds the books: the queue waits, nothing is lost
            logger.warning("job.queue.held reason=%s", trouble)
        time.sleep(SECONDS_BETWEEN_LOOKS)
