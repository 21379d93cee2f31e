"""Letters that a run leaves, since another began with them: which of them is on its way, and which was cut short."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from reskontra.collections.mailing import LetterNotTaken, SendingUnclear
from reskontra.collections.models import LetterSending
from reskontra.collections.sending_queries import Outgoing, state_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.interface.jobs import JobFacts, kind_of, running_jobs
from reskontra.interface.parts import key_typed

MAILING = ("letter_mail", "plan_mail", "refund_mail", "statement_mail", "policy")  # kinds of jobs that mail letters


class LetterOnItsWay(Refused):
    code = "letter_on_its_way"
    template = (
        "{document} is on its way to {address}: {job}, started by {actor}, is at it. "
        "Look at what became of it when the job is done."
    )


class LetterBeingSent(Refused):
    code = "letter_being_sent"
    template = (
        "{document} is being sent by {actor} since {moment}. Look again in a moment: then it is sent, or told why not."
    )


class LetterSentMeanwhile(Refused):
    code = "letter_sent_meanwhile"
    template = "{document} went out to {address} meanwhile, on {moment} by {actor}. It does not go out again by itself."


def is_another(last: LetterSending | None, known: LetterSending | None) -> bool:
    """Whether a letter went out, or was begun, since it was looked at."""
    return (last.pk if last else None) != (known.pk if known else None)


def asked_again(text: str) -> tuple[str, int]:
    """Which letter a button repeats, and how it had gone out last as the page told it (Outgoing.seen).

    Pressed twice, or while another run is at it, the letter does not go out twice.
    """
    name, _blank, seen = text.rpartition(" ")
    found = key_typed(seen)
    if found is None:
        raise Http404
    return name, found


def mailing_jobs(*, company: CompanyFacts) -> list[JobFacts]:
    """The jobs that mail letters just now."""
    return running_jobs(company=company.id, kinds=MAILING)


def job_at_it(last: LetterSending | None, jobs: list[JobFacts]) -> JobFacts | None:
    """Which of the jobs began with a letter that has no end yet."""
    if last is None or last.state != "WAITING":
        return None
    return next(
        (job for job in jobs if job.actor == last.made_by and job.started_at and job.started_at <= last.made_at), None
    )


def why_left(company: CompanyFacts, one: Outgoing[Any], last: LetterSending | None) -> Refused:
    """What became of a letter that another run began with, or an earlier one that was cut short."""
    assert last is not None
    to = last.address or last.channel.lower()
    if last.state == "SENT":
        return LetterSentMeanwhile(document=one.name, address=to, moment=last.sent_at, actor=last.made_by)
    if last.state != "WAITING":
        return LetterNotTaken(document=one.name, address=to, trouble=last.failure)
    if job := job_at_it(last, mailing_jobs(company=company)):
        return LetterOnItsWay(document=one.name, address=to, job=kind_of(job.kind).title(job), actor=job.actor)
    if state_of(last) == "SENDING":
        return LetterBeingSent(document=one.name, actor=last.made_by, moment=last.made_at)
    return SendingUnclear(document=one.name, address=to, moment=last.made_at)
