"""A large file of the bank looked at in the background, before a person says that it is imported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.import_preview import ImportPreview, KnownFrom, PreviewedStatement, preview_import
from reskontra.bank.uploads import opened_upload, upload_size
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import plain
from reskontra.core.statements import Notice
from reskontra.core.wording import worded
from reskontra.formats.autogiro_answers import answers_kind
from reskontra.formats.detect import HEAD_BYTES
from reskontra.interface.display import value
from reskontra.interface.jobs import JobFacts, JobKind, Told, start_job
from reskontra.matching.jobs import import_values

LOOKED_AT_ONCE = 4 * 1024 * 1024  # bytes; some 3,000 transactions of camt are looked at while the page waits
Said = Mapping[str, Any]


def look_in_background(*, company: CompanyFacts, actor: str, number: int, name: str, said: Said) -> int | None:
    """The job that looks at an upload; None where it is small or moves no money, and looked at while the page waits.

    said   what a person says of the file, as import_upload() takes it
    """
    if upload_size(company=company, number=number) <= LOOKED_AT_ONCE:
        return None
    with opened_upload(company=company, number=number) as (_name, stream):
        if answers_kind(stream.read(HEAD_BYTES)):
            return None
    arguments = {"upload": number, "name": name, **said}
    subject = f"{number} {json.dumps(said, sort_keys=True)}"
    return start_job(company=company.id, actor=actor, kind="preview_import", subject=subject, arguments=arguments)


def said_of(job: JobFacts) -> dict[str, Any]:
    """What a person said of the file as the job looked at it."""
    return {key: found for key, found in job.arguments.items() if key not in ("upload", "name")}


def preview_values(found: ImportPreview) -> dict[str, Any]:
    """What importing would do, as values that are kept."""
    statements = [asdict(one) | {"day": one.day.isoformat()} for one in found.statements]
    notices = [(one.code, {key: plain(said) for key, said in one.values.items()}) for one in found.outcome.messages]
    return {
        "format": found.format,
        "definition": found.definition,
        "statements": statements,
        "notices": notices,
        "outcome": import_values(found.outcome),
    }


def statements_kept(values: Mapping[str, Any]) -> tuple[PreviewedStatement, ...]:
    """The statements of a preview that was kept."""
    return tuple(
        PreviewedStatement(
            **{
                **one,
                "day": date.fromisoformat(one["day"]),
                "known_from": tuple(KnownFrom(**known) for known in one["known_from"]),
            }
        )
        for one in values["statements"]
    )


def notices_kept(values: Mapping[str, Any]) -> list[Notice]:
    """What a person should know of the import, of a preview that was kept."""
    return [Notice(code, said) for code, said in values["notices"]]


def _look(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company, said = company_by_id(id=job.company), said_of(job)
    told(0, 0)
    with opened_upload(company=company, number=job.arguments["upload"]) as (name, stream):
        found = preview_import(
            company=company,
            actor=job.actor,
            name=name,
            stream=stream,
            bank_account=said["bank_account"],
            definition=said["definition"],
            overrides=frozenset(said["overrides"]),
            reason=said["reason"],
        )
    told(0, 0)
    return preview_values(found)


def _looked(job: JobFacts) -> list[str]:
    statements = statements_kept(job.outcome)
    count = sum(one.new + one.known + one.expected for one in statements)
    told = _("{statements:statement|statements} with {count:transaction|transactions}.")
    return [worded(told, statements=len(statements), count=value(count))]


def _url(job: JobFacts) -> str:
    address = reverse("statement_upload", args=[job.company, job.arguments["upload"]])
    return f"{address}?{urlencode({'job': job.number})}"


PREVIEW = JobKind(
    run=_look,
    title=lambda job: _("Look at {file}").format(file=job.arguments["name"]),
    told=_looked,
    safe=lambda: _("Nothing is imported by it."),
    url=_url,
)
