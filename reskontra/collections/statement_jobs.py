"""Many statements of account in the background, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.letter_jobs import CUSTOMERS, LETTERS, mailed_outcome, outcome_told
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.statement_asked import as_values, of_values
from reskontra.collections.statement_runs import issue_statements
from reskontra.collections.statement_sending import StatementOrder, send_statements
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.customer_statement import Asked
from reskontra.core.wording import worded
from reskontra.interface.jobs import JobFacts, JobKind, Told, nobody, same_job, start_job

AT_ONCE = 50  # statements that are made, and letters that are mailed, while the page waits
MAILED = noop("{count:statement is|statements are} sent by e-mail.")


def issue_in_background(*, company: CompanyFacts, actor: str, asked: Asked, customers: int) -> int | None:
    """The job that issues them; None where they are few."""
    if customers <= AT_ONCE:
        return None
    subject = f"{asked.start.isoformat()} – {asked.end.isoformat()}"
    return start_job(company=company.id, actor=actor, kind="statements", subject=subject, arguments=as_values(asked))


def _issue(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company = company_by_id(id=job.company)
    run = issue_statements(company=company, actor=job.actor, asked=of_values(job.arguments), on_progress=told)
    return {"run": run.number if run else 0, "count": run.statements if run else 0}


def issued_words(outcome: Mapping[str, Any]) -> Sequence[str]:
    """What was issued, in a sentence."""
    if not outcome["run"]:
        return [_("No customer has anything to be told for this period.")]
    return [
        worded(_("Run {number}: {count:statement|statements} issued."), number=outcome["run"], count=outcome["count"])
    ]


def _url(job: JobFacts) -> str:
    if job.outcome and job.outcome["run"]:
        return reverse("statement_run", args=[job.company, job.outcome["run"]])
    return reverse("statement_runs", args=[job.company])


ISSUE = JobKind(
    run=_issue,
    title=lambda job: _("Statements of account {period}").format(period=job.subject),
    told=lambda job: issued_words(job.outcome),
    safe=lambda: _("Nothing is posted. What is issued by then stays, if it is stopped."),
    url=_url,
    far=CUSTOMERS,
)


def mail_in_background(*, company: CompanyFacts, actor: str, run: int, letters: int) -> int | None:
    """The job that mails a run's statements; None where they are few, and none is at it."""
    if letters <= AT_ONCE:
        return same_job(company=company.id, **_mailing(run))
    return start_mailing(company=company, actor=actor, run=run)


def start_mailing(*, company: CompanyFacts, actor: str, run: int) -> int:
    """The job that mails a run's statements, however few."""
    return start_job(company=company.id, actor=actor, **_mailing(run))


def _mailing(run: int) -> dict[str, Any]:
    return {"kind": "statement_mail", "subject": str(run), "arguments": {"run": run}}


def mail_run(*, company: CompanyFacts, actor: str, run: int, on_progress: Told = nobody) -> SendOutcome:
    """Mail what goes by e-mail and was not sent."""
    order = StatementOrder(run, only="EMAIL")
    return send_statements(company=company, actor=actor, order=order, on_progress=on_progress)


def _mail(job: JobFacts, told: Told) -> Mapping[str, Any]:
    run = int(job.arguments["run"])
    return mailed_outcome(mail_run(company=company_by_id(id=job.company), actor=job.actor, run=run, on_progress=told))


def mailed_words(count: int) -> str:
    return worded(_(MAILED), count=count)


def _mailed_told(job: JobFacts) -> Sequence[str]:
    return outcome_told(job, _(MAILED), _("{count:statement is|statements are} to be looked at:"))


MAIL = JobKind(
    run=_mail,
    title=lambda job: _("Statement run {number} by e-mail").format(number=job.subject),
    told=_mailed_told,
    safe=lambda: _("What is sent by then is sent, if it is stopped; the rest waits."),
    url=lambda job: reverse("statement_run", args=[job.company, int(job.subject)]),
    far=LETTERS,
)
