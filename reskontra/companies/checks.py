"""What a company was made as it still is: a copy to try things in, or books that are kept."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reskontra.audit.queries import FILES_ERASED, events_of, first_action
from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.database.guards import missing_triggers

TRIGGERS = ("companies_company_sandbox", "companies_company_kept")
ONLY_SQLITE = ("companies_company_replaced",)
SANDBOX_MADE = "company.sandbox_made"


_PIECE = 1024 * 1024


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of a company's own row."""
    yield from missing_triggers(TRIGGERS, only_sqlite=ONLY_SQLITE)
    first = first_action(company=company.id)
    if first and (first == SANDBOX_MADE) != company.is_sandbox:
        yield Violation("sandbox_lost" if first == SANDBOX_MADE else "sandbox_forged", {"company": company.name})
    yield from _files(company)


def _files(company: CompanyFacts) -> Iterator[Violation]:
    """Every stored file has the bytes by whose SHA-256 it is known, or none, and an event names it as erased.

    One at a time, since they may be large.
    """
    told = _erased(company)
    for row in StoredFile.objects.filter(company=company.id).defer("content").order_by("id").iterator(1000):
        (content,) = StoredFile.objects.filter(company=company.id, id=row.id).values_list("content", flat=True)
        named = {"file": row.name, "sha256": row.sha256}
        if row.erased_at is None and content:
            if _digest(bytes(content)) != (row.sha256, row.size):
                yield Violation("file_differs", named)
        elif content or row.erased_event not in told or not told[row.erased_event].names(row):
            yield Violation("file_gone", named)


@dataclass(frozen=True, slots=True)
class _Erasure:
    at: datetime
    digests: frozenset[str]

    def names(self, row: StoredFile) -> bool:
        """Not where its bytes came again since."""
        return row.sha256 in self.digests and row.stored_at <= self.at


def _erased(company: CompanyFacts) -> dict[int | None, _Erasure]:
    """By the number of the event; a sandbox is made with files that were erased before."""
    found = [one for action in (FILES_ERASED, SANDBOX_MADE) for one in events_of(company=company.id, action=action)]
    return {
        one.number: _Erasure(one.occurred_at, frozenset((one.content or {}).get("files_erased", ()))) for one in found
    }


def _digest(content: bytes) -> tuple[str, int]:
    """SHA-256 and size of what was compressed; of what nobody can read, none."""
    whole, size, reader = hashlib.sha256(), 0, zlib.decompressobj()
    try:
        for at in range(0, len(content), _PIECE):
            piece = reader.decompress(content[at : at + _PIECE])
            whole.update(piece)
            size += len(piece)
        rest = reader.flush()
    except zlib.error:
        return "", 0
    whole.update(rest)
    return whole.hexdigest(), size + len(rest)
