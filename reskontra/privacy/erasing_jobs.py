"""Many files of a year erased in the background, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.clock import today
from reskontra.interface.jobs import JobFacts, JobKind, Told, nobody, start_job
from reskontra.privacy.erased_words import erased_as_data, told_of_erased
from reskontra.privacy.erasing_years import AT_A_TIME, YearFiles, ask_first, count_files, erase_year
from reskontra.privacy.legal_holds import explained


def erase_or_start(*, company: CompanyFacts, actor: str, year: str, reason: str, on: date) -> YearFiles | int:
    """What was erased, or waits for another administrator; of many files the number of the job that erases them.

    refuses   what erase_year() refuses; of many files the job tells that none may go
    """
    said = explained(reason)
    if count_files(company=company, year=year, today=on) <= AT_A_TIME:
        return _erase(company, actor, year, said, on, nobody)
    if waiting := ask_first(company=company, actor=actor, year=year, reason=said, today=on):
        return waiting
    arguments = {"year": year, "reason": said}
    return start_job(company=company.id, actor=actor, kind="erase_files", subject=year, arguments=arguments)


def _erase(company: CompanyFacts, actor: str, year: str, reason: str, on: date, told: Told) -> YearFiles:
    return erase_year(company=company, actor=actor, year=year, reason=reason, today=on, told=told)


def _run(job: JobFacts, told: Told) -> Mapping[str, Any]:
    year, reason = job.arguments["year"], job.arguments["reason"]
    return erased_as_data(_erase(company_by_id(id=job.company), job.actor, year, reason, today(), told))


def _told(job: JobFacts) -> Sequence[str]:
    return [told_of_erased(job.outcome)]


ERASE = JobKind(
    run=_run,
    title=lambda job: _("Files of {year} erased").format(year=job.subject),
    told=_told,
    safe=lambda: _("What is erased by then is gone; the rest stays until it is erased again."),
    url=lambda job: reverse("setup_retention", args=[job.company]),
    far=noop("{done} of {total:file|files}"),
)
