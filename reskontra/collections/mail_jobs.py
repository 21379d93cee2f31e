"""Many letters mailed in the background, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.letter_jobs import outcome_of, outcome_told
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.sending import SendOrder, send_documents
from reskontra.collections.sending_queries import to_send
from reskontra.collections.statement_jobs import AT_ONCE
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Findings
from reskontra.core.wording import worded
from reskontra.interface.jobs import JobFacts, JobKind, Told, nobody, start_job

SENT = noop("{count:letter is|letters are} sent.")


def mail_letters_in_background(*, company: CompanyFacts, actor: str) -> int | None:
    """The job that mails what waits, reminders and memos; None where they are few."""
    waiting = [one for one in to_send(company=company, kind="") if one.was_not_sent and not one.is_settled]
    if sum(one.channel == "EMAIL" for one in waiting) <= AT_ONCE:
        return None
    return start_job(company=company.id, actor=actor, kind="letter_mail", subject="", arguments={})


def mail_letters(*, company: CompanyFacts, actor: str, on_progress: Told = nobody) -> SendOutcome:
    """Mail what goes by e-mail and was not sent."""
    order = SendOrder("", only="EMAIL")
    return send_documents(company=company, actor=actor, order=order, on_progress=on_progress)


def _mail(job: JobFacts, told: Told) -> Mapping[str, Any]:
    """refuses   what could not be sent, where nothing was; else that is told beside what went out"""
    outcome = mail_letters(company=company_by_id(id=job.company), actor=job.actor, on_progress=told)
    if outcome.refused and not outcome.mailed:
        raise Findings(outcome.refused)
    return outcome_of(outcome.mailed, outcome.refused)


def sent_words(count: int) -> str:
    return worded(_(SENT), count=count)


def _mailed_words(job: JobFacts) -> Sequence[str]:
    return outcome_told(job, _(SENT), _("{count:letter is|letters are} to be looked at:"))


MAIL = JobKind(
    run=_mail,
    title=lambda job: _("Letters by e-mail"),
    told=_mailed_words,
    safe=lambda: _("What is sent by then is sent, if it is stopped; the rest waits."),
    url=lambda job: reverse("letters", args=[job.company]),
)
