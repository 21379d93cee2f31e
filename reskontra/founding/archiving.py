"""A company archived: all of it written to a folder with digests, and its books only read until it is opened again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reskontra.audit.trail import last_digest, last_number, record
from reskontra.companies.archiving import archive_of, refuse_being_deleted, say_archived
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import refuse_in_sandbox
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.bulk import moment
from reskontra.database.locks import CompanyArchived, lock_company
from reskontra.database.moving import sums
from reskontra.database.one_moment import one_moment
from reskontra.interface.jobs import jobs_to_show
from reskontra.operation.exporting import MANIFEST, export_into
from reskontra.operation.new_folders import new_file, new_folder

ARCHIVE = "archive.json"
Progress = Callable[[int, int], None]


class CompanyHasJobs(Refused):
    code = "company_has_jobs"
    template = "{count:job is|jobs are} under way in {company}. Wait until they are done, or stop them."


class CompanyNotArchived(Refused):
    code = "company_not_archived"
    template = (
        "{company} is not archived: its books are written. Archive it first: reskontra company archive NAME "
        "--to FOLDER."
    )


class OpenedMeanwhile(Refused):
    code = "opened_meanwhile"
    template = (
        "{company} was opened again while its archive was written, which may lack what was written since. "
        "Archive it into another folder."
    )


@dataclass(frozen=True, slots=True)
class Archived:
    """sha256: of archive.json, which names the digests of all else."""

    rows: int
    files: int
    sha256: str


def archive_company(*, company: CompanyFacts, actor: str, folder: Path, told: Progress) -> Archived:
    """Let nobody write the company any more, and write all of it to a folder, which must be new or empty.

    Where the folder cannot be written, nothing was changed. Killed midway, the company is only read, and has no
    archive: repeat it.
    refuses   InSandbox, CompanyArchived, CompanyBeingDeleted, FolderNotEmpty, FolderNotWritten, CompanyHasJobs,
              OpenedMeanwhile
    """
    refuse_in_sandbox(company)
    refuse_being_deleted(company)
    since, sha256 = archive_of(company.id)
    if sha256:
        raise CompanyArchived(company=company.name)
    begun = False
    try:
        with new_folder(folder) as part:
            if since is None:
                since, begun = _begin(company, actor), True
            archived = _written(company, part, since, told)
    except Refused:
        if begun:
            _open(company, actor)
        raise
    with places.atomic_with_home():
        lock_company(company.id, even_archived=True)
        if archive_of(company.id)[0] != since:
            raise OpenedMeanwhile(company=company.name)
        say_archived(company.id, at=since, sha256=archived.sha256)
    return archived


def reopen_company(*, company: CompanyFacts, actor: str) -> None:
    """Let an archived company be written again; its archive is no longer what it is.

    refuses   CompanyBeingDeleted, CompanyNotArchived
    """
    refuse_being_deleted(company)
    if archive_of(company.id)[0] is None:
        raise CompanyNotArchived(company=company.name)
    _open(company, actor)


def refuse_at_work(company: CompanyFacts) -> None:
    """refuses   CompanyHasJobs"""
    if count := sum(one.is_under_way for one in jobs_to_show(company=company.id, actor="", most=100)):
        raise CompanyHasJobs(count=count, company=company.name)


def _begin(company: CompanyFacts, actor: str) -> datetime:
    """From here on nobody writes the books; gives since when. What writes them now is waited for."""
    at = moment()
    with places.atomic_with_home():
        lock_company(company.id)
        refuse_at_work(company)
        record(company=company.id, actor=actor, action="company.archived", subject=company.name, content={})
        say_archived(company.id, at=at)
    return at


def _open(company: CompanyFacts, actor: str) -> None:
    with places.atomic_with_home():
        lock_company(company.id, even_archived=True)
        say_archived(company.id, at=None)
        record(company=company.id, actor=actor, action="company.reopened", subject=company.name, content={})


def _written(company: CompanyFacts, part: Path, at: datetime, told: Progress) -> Archived:
    """Everything in files, and beside it what proves it: of each table how many rows, and the sum of their digests."""
    exported = export_into(part, company=company, at=at, told=told)
    with one_moment():
        tables = sums(places.own(), company.id)
    digest = hashlib.sha256((part / MANIFEST).read_bytes()).hexdigest()
    content = {
        "format": 1,
        "company": company.name,
        "archived_at": at.isoformat(timespec="seconds"),
        "manifest_sha256": digest,
        "audit_events": last_number(company=company.id),
        "audit_digest": last_digest(company=company.id),
        "rows": {name: {"rows": one.rows, "sha256": one.sha256} for name, one in tables.items() if one.rows},
    }
    text = (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()
    with new_file(part / ARCHIVE) as file:
        file.write(text)
    return Archived(exported.rows, len(exported.files), hashlib.sha256(text).hexdigest())
