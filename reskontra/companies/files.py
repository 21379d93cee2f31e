"""Files kept in the database, compressed, known by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_PIECE = 1024 * 1024


def sha256_of(stream: BinaryIO) -> str:
    """The digest of a whole file, read in pieces; the stream is left at its start."""
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()


def store_file(*, company: CompanyFacts, name: str, stream: BinaryIO) -> int:
    """Keep the file and give its id; the same bytes again give the id they have.

    stream   seekable; only its compressed bytes are ever held whole
    """
    digest = sha256_of(stream)
    known = StoredFile.objects.filter(company=company.id, sha256=digest).values_list("id", flat=True).first()
    if known is not None:
        return known
    row = StoredFile(
        company_id=company.id,
        sha256=digest,
        name=name[:255],
        content=b"".join(compressed(stream)),
        size=stream.seek(0, io.SEEK_END),
        stored_at=bulk.moment(),
    )
    row.save(force_insert=True)
    return row.id


def compressed(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of a stream, compressed piece by piece."""
    packer = zlib.compressobj(6)
    while piece := stream.read(_PIECE):
        yield packer.compress(piece)
    yield packer.flush()


def read_file(*, company: CompanyFacts, file_id: int) -> bytes:
    """The bytes of a stored file."""
    return zlib.decompress(bytes(StoredFile.objects.get(company=company.id, id=file_id).content))
