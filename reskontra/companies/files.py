"""Files kept in the database, compressed, known by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_PIECE = 1024 * 1024
_FILES_AT_ONCE = 100


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


def store_files(*, company: CompanyFacts, files: Sequence[tuple[str, bytes]]) -> list[int]:
    """Keep many small files, (name, bytes), in two queries; ids in their order. The same bytes have one id."""
    digests = [hashlib.sha256(content).hexdigest() for _name, content in files]
    known = dict(StoredFile.objects.filter(company=company.id, sha256__in=digests).values_list("sha256", "id"))
    new = {digest: file for digest, file in zip(digests, files, strict=True) if digest not in known}
    rows = [
        StoredFile(
            company_id=company.id, sha256=digest, name=name[:255], content=zlib.compress(content, 6), size=len(content),
            stored_at=bulk.moment(),
        )
        for digest, (name, content) in new.items()
    ]  # fmt: skip
    known |= {row.sha256: row.id for row in StoredFile.objects.bulk_create(rows)}
    return [known[digest] for digest in digests]


def read_files(*, company: CompanyFacts, ids: Sequence[int]) -> Iterator[bytes]:
    """The bytes of stored files, in the order of their ids as they are given; a few at a time."""
    for piece in bulk.chunks(ids, _FILES_AT_ONCE):
        found = dict(StoredFile.objects.filter(company=company.id, id__in=piece).values_list("id", "content"))
        yield from (zlib.decompress(bytes(found[file_id])) for file_id in piece)


def compressed(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of a stream, compressed piece by piece."""
    packer = zlib.compressobj(6)
    while piece := stream.read(_PIECE):
        yield packer.compress(piece)
    yield packer.flush()


def read_file(*, company: CompanyFacts, file_id: int) -> bytes:
    """The bytes of a stored file."""
    return zlib.decompress(bytes(StoredFile.objects.get(company=company.id, id=file_id).content))


def file_of_digest(*, company: CompanyFacts, sha256: str) -> bytes | None:
    """The bytes of the kept file with that digest; None where there is none."""
    row = StoredFile.objects.filter(company=company.id, sha256=sha256).values_list("id", flat=True).first()
    return read_file(company=company, file_id=row) if row is not None else None
