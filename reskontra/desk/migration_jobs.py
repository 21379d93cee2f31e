"""A large file of another system looked at, and taken in, in the background; small ones while the page waits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.uploads import opened_upload, upload_name, upload_size
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.money import format_minor, parse_minor
from reskontra.desk.migration import Taken, Wanted, take_in
from reskontra.interface.jobs import JobFacts, JobKind, Told, start_job
from reskontra.receivables.load import EntriesLoaded
from reskontra.receivables.other_books import AccountProof, CurrencyProof, PartyProof, Proof

TAKEN_AT_ONCE = 1024 * 1024  # bytes; some 10,000 open documents


def take_in_background(
    *, company: CompanyFacts, actor: str, number: int, wanted: Wanted, is_preview: bool, is_asked: bool = False
) -> int | None:
    """The job that takes an upload in, or looks at it; None where it is small, unless a job is asked for.

    refuses   UploadGone
    """
    if upload_size(company=company, number=number) <= TAKEN_AT_ONCE and not is_asked:
        return None
    said = {name: one for name, one in asdict(wanted).items() if one not in ("", None, False)}
    name = upload_name(company=company, number=number)
    arguments = {"upload": number, "name": name, "wanted": said, "preview": is_preview}
    subject = f"{number} {json.dumps(said, sort_keys=True)} {is_preview}"
    return start_job(company=company.id, actor=actor, kind="migration", subject=subject, arguments=arguments)


def taken_data(found: Taken, currency: str) -> dict[str, Any]:
    """What came of a file as values: amounts as decimal strings, those of control accounts in the books' currency."""
    proof = found.proof
    return {
        "file": found.name,
        "kind": found.kind,
        "counts": dict(found.counts),
        "columns_read": [{"title": title, "column": column} for title, column in found.read],
        "rows_left_out": [{"reason": why, "rows": count} for why, count in found.left_out.items()],
        "totals": [_written(one, one.currency) for one in proof.currencies] if proof else [],
        "accounts": [_written(one, currency) for one in proof.accounts] if proof else [],
        "differing": [_written(one, one.currency) for one in proof.differing] if proof else [],
    }


def taken_kept(values: Mapping[str, Any], currency: str) -> Taken:
    """What taken_data() told, again."""
    proof = None
    if values["totals"] or values["accounts"]:
        proof = Proof(
            EntriesLoaded(),
            [CurrencyProof(**_read(one, one["currency"])) for one in values["totals"]],
            [AccountProof(**_read(one, currency)) for one in values["accounts"]],
            [PartyProof(**_read(one, one["currency"])) for one in values["differing"]],
        )
    return Taken(
        values["file"], values["kind"], values["counts"],
        [(one["title"], one["column"]) for one in values["columns_read"]],
        {one["reason"]: one["rows"] for one in values["rows_left_out"]}, proof,
    )  # fmt: skip


def _written(one: CurrencyProof | AccountProof | PartyProof, currency: str) -> dict[str, str]:
    return {
        name.removesuffix("_minor"): format_minor(value, currency) if name.endswith("_minor") else value
        for name, value in asdict(one).items()
    }


def _read(values: Mapping[str, str], currency: str) -> dict[str, Any]:
    return {
        f"{name}_minor" if name in ("file", "before", "after") else name: (
            parse_minor(value, currency) if name in ("file", "before", "after") else value
        )
        for name, value in values.items()
    }


def wanted_of(job: JobFacts) -> Wanted:
    """What was said of the file."""
    return Wanted(**job.arguments["wanted"])


def _take(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company = company_by_id(id=job.company)
    told(0, 0)
    with opened_upload(company=company, number=job.arguments["upload"]) as (name, stream):
        found = take_in(
            company=company,
            actor=job.actor,
            name=name,
            stream=stream,
            wanted=wanted_of(job),
            is_preview=job.arguments["preview"],
            show=told,
        )
    return {"preview": job.arguments["preview"], **taken_data(found, company.currency)}


def _told(job: JobFacts) -> Sequence[str]:
    found = [taken_kept(job.outcome, company_by_id(id=job.company).currency).told]
    return [*found, _("Nothing is stored yet.")] if job.arguments["preview"] else found


def _title(job: JobFacts) -> str:
    told = _("Look at {file}") if job.arguments["preview"] else _("Load {file}")
    return told.format(file=job.arguments["name"])


def _url(job: JobFacts) -> str:
    address = reverse("setup_migration_file", args=[job.company, job.arguments["upload"]])
    page_asks = {name: one for name, one in job.arguments["wanted"].items() if isinstance(one, str)}
    return f"{address}?{urlencode({**page_asks, 'job': job.number})}"


TAKE = JobKind(
    run=_take,
    title=_title,
    told=_told,
    safe=lambda: _("All of it is loaded, or nothing."),
    url=_url,
)
