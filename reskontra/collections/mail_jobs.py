"""Many letters mailed in the background, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.letter_jobs import LETTERS, mailed_outcome, outcome_told
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.sending import SendOrder, count_to_mail, send_documents
from reskontra.collections.statement_jobs import AT_ONCE
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.wording import worded
from reskontra.interface.jobs import JobFacts, JobKind, Told, nobody, same_job, start_job

SENT = noop("{count:letter is|letters are} sent.")
ALL = SendOrder("", only="EMAIL")


def mail_in_background(*, company: CompanyFacts, actor: str, order: SendOrder = ALL) -> int | None:
    """The job that mails what the order is of; None where that is few, and no job is at the very same.

    refuses   DocumentNotSendable, NothingNamed
    """
    what: dict[str, Any] = {"kind": "letter_mail", "subject": "", "arguments": _as_values(order)}
    if found := same_job(company=company.id, **what):
        return found
    if 0 < len(order.numbers) <= AT_ONCE or count_to_mail(company=company, order=order) <= AT_ONCE:
        return None
    return start_job(company=company.id, actor=actor, **what)


def _as_values(order: SendOrder) -> dict[str, Any]:
    """Of an order what a job is to be told: nothing where it is of all that goes by e-mail."""
    said = {"kind": order.kind, "numbers": list(order.numbers), "channel": order.channel, "is_again": order.is_again}
    return {name: value for name, value in said.items() if value}


def _order(given: Mapping[str, Any]) -> SendOrder:
    """What goes on paper is none of the job's business, unless its channel is said."""
    channel = given.get("channel", "")
    return SendOrder(
        given.get("kind", ""), tuple(given.get("numbers", ())), channel, given.get("is_again", False),
        only="" if channel else "EMAIL",
    )  # fmt: skip


def mail_letters(
    *, company: CompanyFacts, actor: str, order: SendOrder = ALL, on_progress: Told = nobody
) -> SendOutcome:
    """Mail what goes by e-mail and was not sent."""
    return send_documents(company=company, actor=actor, order=order, on_progress=on_progress)


def _mail(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company, order = company_by_id(id=job.company), _order(job.arguments)
    return mailed_outcome(mail_letters(company=company, actor=job.actor, order=order, on_progress=told))


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
    far=LETTERS,
)
