"""Many letters of payment plans, or of repayments, mailed in the background, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.kept_post import KeptOrder, KeptPost
from reskontra.collections.letter_jobs import LETTERS, mailed_outcome, outcome_told
from reskontra.collections.mail_jobs import SENT
from reskontra.collections.plan_sending import PlanPost
from reskontra.collections.refund_sending import RefundPost
from reskontra.collections.statement_jobs import AT_ONCE
from reskontra.companies.queries import company_by_id
from reskontra.interface.jobs import JobFacts, JobKind, Told, same_job, start_job

_POSTS: Mapping[str, type[KeptPost]] = {"plan_mail": PlanPost, "refund_mail": RefundPost}


def mail_kept_in_background(post: KeptPost, order: KeptOrder) -> int | None:
    """The job that mails what the order is of; None where that is few, and no job is at the very same.

    refuses   NothingNamed, what waiting() of the post refuses
    """
    kind = next(kind for kind, of in _POSTS.items() if isinstance(post, of))
    what: dict[str, Any] = {"kind": kind, "subject": "", "arguments": _as_values(order)}
    if found := same_job(company=post.company.id, **what):
        return found
    if 0 < len(order.numbers) <= AT_ONCE or post.count_to_mail(order) <= AT_ONCE:
        return None
    return start_job(company=post.company.id, actor=post.actor, **what)


def _as_values(order: KeptOrder) -> dict[str, Any]:
    said = {"numbers": list(order.numbers), "channel": order.channel, "is_again": order.is_again}
    return {name: value for name, value in said.items() if value}


def _mail(job: JobFacts, told: Told) -> Mapping[str, Any]:
    post = _POSTS[job.kind](company_by_id(id=job.company), job.actor)
    order = KeptOrder(**{**job.arguments, "numbers": tuple(job.arguments.get("numbers", ()))})
    return mailed_outcome(post.send_all(order, on_progress=told))


def _mailed_words(job: JobFacts) -> Sequence[str]:
    return outcome_told(job, _(SENT), _("{count:letter is|letters are} to be looked at:"))


def _safe() -> str:
    return _("What is sent by then is sent, if it is stopped; the rest waits.")


def _kind(title: str, page: str) -> JobKind:
    return JobKind(
        run=_mail,
        title=lambda job: _(title),
        told=_mailed_words,
        safe=_safe,
        url=lambda job: reverse(page, args=[job.company]),
        far=LETTERS,
    )


MAIL_PLANS = _kind(noop("Letters of payment plans by e-mail"), "collecting")
MAIL_REFUNDS = _kind(noop("Letters of repayments by e-mail"), "refunds")
