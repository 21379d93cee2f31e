"""Files kept in the database, compressed, known by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import zlib

from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def store_file(*, company: CompanyFacts, name: str, content: bytes) -> int:
    """Keep the file and give its id; the same bytes again give the id they have."""
    digest = sha256_of(content)
    known = StoredFile.objects.filter(company=company.id, sha256=digest).values_list("id", flat=True).first()
    if known is not None:
        return known
    row = StoredFile(
        company_id=company.id,
        sha256=digest,
        name=name[:255],
        size=len(content),
        content=zlib.compress(content, 6),
        stored_at=bulk.moment(),
    )
    row.save(force_insert=True)
    return row.id


def read_file(*, company: CompanyFacts, file_id: int) -> bytes:
    """The bytes of a stored file."""
    return zlib.decompress(bytes(StoredFile.objects.get(company=company.id, id=file_id).content))
