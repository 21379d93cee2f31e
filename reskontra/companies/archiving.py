"""What the row of a company says of its archive, and which companies are no more, kept for the installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from reskontra.companies.models import Company, DeletedCompany
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.bulk import moment


class CompanyBeingDeleted(Refused):
    code = "company_being_deleted"
    template = (
        "The deletion of {company} has begun, and cannot be taken back. Repeat reskontra company delete NAME "
        "until it is done."
    )


@dataclass(frozen=True, slots=True)
class Deleted:
    """A company that is no more; deleted_at: None while it is being deleted. rows: how many went so far."""

    key: int
    name: str
    reason: str
    archived_at: datetime | None
    archive_sha256: str
    trail_digest: str
    begun_by: str
    begun_at: datetime
    rows: int
    deleted_by: str
    deleted_at: datetime | None


def say_archived(company: int, *, at: datetime | None, sha256: str = "") -> None:
    """Let the company's row say so, at home and where its books are; inside a transaction of both."""
    said = {"archived_at": at, "archive_sha256": sha256}
    Company.objects.filter(id=company).update(**said)
    if places.here():
        Company.objects.using(places.DEFAULT).filter(id=company).update(**said)


def archive_of(company: int) -> tuple[datetime | None, str]:
    """Since when the company is only read, and what its archive is known by."""
    return Company.objects.values_list("archived_at", "archive_sha256").get(id=company)


def begin_deletion(*, company: CompanyFacts, actor: str, reason: str, trail_digest: str) -> None:
    """Keep that the company goes; inside the transaction that lets nobody write it any more."""
    archived_at, sha256 = archive_of(company.id)
    DeletedCompany.objects.create(
        key=company.id, name=company.name, reason=reason, archived_at=archived_at, archive_sha256=sha256,
        trail_digest=trail_digest, begun_by=actor, begun_at=moment(),
    )  # fmt: skip


def note_rows(*, company: int, rows: int) -> None:
    """So many more rows went."""
    DeletedCompany.objects.filter(key=company).update(rows=F("rows") + rows)


def end_deletion(*, company: int, actor: str) -> None:
    """Nothing of it is left."""
    DeletedCompany.objects.filter(key=company).update(deleted_by=actor, deleted_at=moment())


def deletion_of(*, company: int) -> Deleted | None:
    """What is kept of a deletion, also of one that has only begun."""
    return next((one for one in deleted_companies() if one.key == company), None)


def deleted_companies() -> list[Deleted]:
    """Those that are no more or are being deleted, the last first."""
    rows = DeletedCompany.objects.order_by("-begun_at", "-id")
    return [Deleted(*row) for row in rows.values_list(*Deleted.__slots__)]


def being_deleted() -> set[int]:
    """The keys of companies of which a part of the rows may be gone."""
    return set(DeletedCompany.objects.filter(deleted_at__isnull=True).values_list("key", flat=True))


def refuse_being_deleted(company: CompanyFacts) -> None:
    """refuses   CompanyBeingDeleted"""
    if company.id in being_deleted():
        raise CompanyBeingDeleted(company=company.name)
