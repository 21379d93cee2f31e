"""What a company was made as it still is: a copy to try things in, or books that are kept."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from reskontra.audit.queries import first_action
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
    """Every stored file has the bytes by whose SHA-256 it is known; one at a time, since they may be large."""
    known = StoredFile.objects.filter(company=company.id).order_by("id")
    for id, name, sha256, size in known.values_list("id", "name", "sha256", "size").iterator(1000):
        (content,) = StoredFile.objects.filter(company=company.id, id=id).values_list("content", flat=True)
        if _digest(bytes(content)) != (sha256, size):
            yield Violation("file_differs", {"file": name, "sha256": sha256})


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
