"""What a page shows of a job: how far it is, how long it takes, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.core.wording import worded
from reskontra.database import bulk
from reskontra.interface.jobs import JobFacts, jobs_to_show, kind_of
from reskontra.interface.templatetags.display import count

_WORDS = {
    "WAITING": ("ring", "idle"),
    "RUNNING": ("half_disc", "warn"),
    "DONE": ("disc_check", "ok"),
    "REFUSED": ("octagon", "bad"),
    "BROKEN": ("octagon", "bad"),
    "STOPPED": ("square_check", "idle"),
    "INTERRUPTED": ("triangle_warning", "bad"),
}


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job in the reader's words.

    far, left     how far it has come, and about how long it takes yet; empty where nobody can tell
    told          what came of it, a sentence each; refusals are among them
    next_url      where its result is looked at; empty while it is under way
    """

    number: int
    url: str
    stop_url: str
    title: str
    word: str
    shape: str
    role: str
    is_under_way: bool
    is_stop_asked: bool
    is_trouble: bool
    done: int
    total: int
    far: str
    left: str
    safe: str
    told: tuple[str, ...]
    event: str
    next_url: str
    actor: str
    created_at: datetime
    ended_at: datetime | None


def shown_jobs(*, company: int, actor: str) -> list[ShownJob]:
    """Those under way, then what the actor started today."""
    return [shown(job) for job in jobs_to_show(company=company, actor=actor)]


def shown(job: JobFacts) -> ShownJob:
    kind = kind_of(job.kind)
    shape, role = _WORDS[job.state]
    return ShownJob(
        number=job.number,
        url=reverse("job", args=[job.company, job.number]),
        stop_url=reverse("job_stop", args=[job.company, job.number]),
        title=kind.title(job),
        word=_word(job),
        shape=shape,
        role=role,
        is_under_way=job.is_under_way,
        is_stop_asked=job.is_stop_asked,
        is_trouble=job.is_trouble,
        done=job.done,
        total=job.total,
        far=worded(_(kind.far), done=count(job.done), total=count(job.total)) if job.total else "",
        left=_left(job),
        safe=kind.safe(),
        told=tuple(_told(job)),
        event=job.event,
        next_url="" if job.is_under_way else kind.url(job),
        actor=job.actor,
        created_at=job.created_at,
        ended_at=job.ended_at,
    )


def _word(job: JobFacts) -> str:
    if job.is_stop_asked and job.state == "RUNNING":
        return _("Is being stopped")
    return {
        "WAITING": _("Waits for its turn"),
        "RUNNING": _("Under way"),
        "DONE": _("Done"),
        "REFUSED": _("Not done"),
        "BROKEN": _("Something is wrong here"),
        "STOPPED": _("Stopped"),
        "INTERRUPTED": _("Interrupted"),
    }[job.state]


def _told(job: JobFacts) -> list[str]:
    if job.state == "DONE":
        return list(kind_of(job.kind).told(job))
    if job.state == "REFUSED":
        return list(job.refusals)
    if job.state == "BROKEN":
        return [
            _("It could not be done, and nothing of its last step was stored. Tell the operator the event's number.")
        ]
    if job.state == "INTERRUPTED":
        return [_("The program ended in the middle of it. What it had not finished is not stored; start it again.")]
    if job.state == "STOPPED":
        return [_("What it had not finished is not stored.")]
    return []


def _left(job: JobFacts) -> str:
    """By the pace so far."""
    if job.state != "RUNNING" or not job.started_at or not 0 < job.done < job.total:
        return ""
    seconds = (bulk.moment() - job.started_at).total_seconds() / job.done * (job.total - job.done)
    if seconds < 90:
        return worded(_("About {seconds:second|seconds} left."), seconds=max(1, round(seconds)))
    return worded(_("About {minutes:minute|minutes} left."), minutes=round(seconds / 60))
