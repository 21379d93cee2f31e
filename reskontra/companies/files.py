"""Files kept in the database, compressed, known by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.apps import apps

from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_PIECE = 1024 * 1024
_FILES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Packed:
    """A small file as it is kept. size: in bytes before it was compressed."""

    name: str
    sha256: str
    content: bytes
    size: int


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
    return store_packed(company=company, files=[packed(name, content) for name, content in files])


def packed(name: str, content: bytes) -> Packed:
    """A file ready to be kept: what takes time, and needs no database."""
    return Packed(name[:255], hashlib.sha256(content).hexdigest(), zlib.compress(content, 6), len(content))


def store_packed(*, company: CompanyFacts, files: Sequence[Packed]) -> list[int]:
    """As store_files."""
    digests = [file.sha256 for file in files]
    known = dict(StoredFile.objects.filter(company=company.id, sha256__in=digests).values_list("sha256", "id"))
    rows = [
        StoredFile(
            company_id=company.id, sha256=file.sha256, name=file.name, content=file.content, size=file.size,
            stored_at=bulk.moment(),
        )
        for file in {file.sha256: file for file in files if file.sha256 not in known}.values()
    ]  # fmt: skip
    known |= {row.sha256: row.id for row in StoredFile.objects.bulk_create(rows)}
    return [known[digest] for digest in digests]


def read_files(*, company: CompanyFacts, ids: Sequence[int]) -> Iterator[bytes]:
    """The bytes of stored files, in the order of their ids as they are given; a few at a time."""
    for piece in bulk.chunks(ids, _FILES_AT_ONCE):
        found = dict(StoredFile.objects.filter(company=company.id, id__in=piece).values_list("id", "content"))
        yield from (zlib.decompress(bytes(found[file_id])) for file_id in piece)


def ids_of_digests(*, company: CompanyFacts, digests: Collection[str]) -> dict[str, int]:
    """Digest → the key of the kept file; without those that are not kept."""
    sql = "SELECT f.sha256, f.id FROM {values} JOIN companies_storedfile f ON f.company_id = %s AND f.sha256 = v.value"
    return dict(bulk.lookup(sql, digests, company.id))


def compressed(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of a stream, compressed piece by piece."""
    packer = zlib.compressobj(6)
    while piece := stream.read(_PIECE):
        yield packer.compress(piece)
    yield packer.flush()


def read_file(*, company: CompanyFacts, file_id: int) -> bytes:
    """The bytes of a stored file."""
    return zlib.decompress(bytes(StoredFile.objects.get(company=company.id, id=file_id).content))


def delete_unused(*, company: CompanyFacts, ids: Collection[int]) -> int:
    """Delete those of the files that nothing points at; gives how many that were."""
    unused = set(ids)
    for table in apps.get_models():
        for one in table._meta.concrete_fields:
            if one.related_model is StoredFile and unused:
                rows = table._default_manager.filter(company_id=company.id, **{f"{one.name}__in": unused})
                unused -= set(rows.values_list(one.attname, flat=True))
    StoredFile.objects.filter(company=company.id, id__in=unused).delete()
    return len(unused)
