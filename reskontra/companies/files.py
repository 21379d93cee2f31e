"""Files kept in the database, compressed, known by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.apps import apps
from django.db import connection

from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk

_PIECE = 1024 * 1024
_FILES_AT_ONCE = 100


class FileErased(Refused):
    code = "file_erased"
    template = (
        "{file} was erased on {day}, as no law kept it longer: audit event {event} tells by whom and why. "
        "Look for it in a back-up or an archive that was made before."
    )


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
    known = _known(company, [digest]).get(digest)
    if known is not None and not known.is_erased:
        return known.id
    content = b"".join(compressed(stream))
    if known is not None:
        return _stored_anew(company, known.id, content)
    row = StoredFile(
        company_id=company.id,
        sha256=digest,
        name=name[:255],
        content=content,
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
    level = 1 if content.startswith(b"%PDF") else 6  # most of a PDF is packed as it comes
    return Packed(name[:255], hashlib.sha256(content).hexdigest(), zlib.compress(content, level), len(content))


def store_packed(*, company: CompanyFacts, files: Sequence[Packed]) -> list[int]:
    """As store_files."""
    digests = [file.sha256 for file in files]
    found = _known(company, digests)
    for file in files:
        if (one := found.get(file.sha256)) and one.is_erased:
            _stored_anew(company, one.id, file.content)
    known = {digest: one.id for digest, one in found.items()}
    rows = [
        StoredFile(
            company_id=company.id, sha256=file.sha256, name=file.name, content=file.content, size=file.size,
            stored_at=bulk.moment(),
        )
        for file in {file.sha256: file for file in files if file.sha256 not in known}.values()
    ]  # fmt: skip
    known |= {row.sha256: row.id for row in StoredFile.objects.bulk_create(rows)}
    return [known[digest] for digest in digests]


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    is_erased: bool


def _known(company: CompanyFacts, digests: Sequence[str]) -> dict[str, _Known]:
    """What is kept of the digests; who erases files leaves these alone until the transaction of the caller ends."""
    sql = (
        "SELECT f.sha256, f.id, f.erased_at IS NOT NULL FROM {values} "
        "CROSS JOIN companies_storedfile f WHERE f.company_id = %s AND f.sha256 = v.value"
    )
    held = " FOR KEY SHARE OF f" if bulk.is_postgresql() else ""
    found = bulk.lookup(sql + held, set(digests), company.id)
    return {digest: _Known(id, bool(is_erased)) for digest, id, is_erased in found}


def _stored_anew(company: CompanyFacts, file_id: int, content: bytes) -> int:
    """The bytes of a file that was erased are there again, from now on."""
    rows = StoredFile.objects.filter(company=company.id, id=file_id)
    rows.update(content=content, stored_at=bulk.moment(), erased_at=None, erased_event=None)
    return file_id


def read_files(*, company: CompanyFacts, ids: Sequence[int]) -> Iterator[bytes]:
    """The bytes of stored files, in the order of their ids as they are given; a few at a time.

    refuses   FileErased
    """
    for piece in bulk.chunks(ids, _FILES_AT_ONCE):
        found = {row.id: row for row in StoredFile.objects.filter(company=company.id, id__in=piece)}
        yield from (_bytes_of(found[file_id]) for file_id in piece)


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
    """The bytes of a stored file; refuses   FileErased"""
    return _bytes_of(StoredFile.objects.get(company=company.id, id=file_id))


def _bytes_of(row: StoredFile) -> bytes:
    if row.erased_at is not None:
        raise FileErased(file=row.name, day=row.erased_at.date(), event=row.erased_event)
    return zlib.decompress(bytes(row.content))


def erased_on(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, date]:
    """The day on which each was erased, of those of the files that were."""
    rows = StoredFile.objects.filter(company=company.id, id__in=ids, erased_at__isnull=False)
    return {id: at.date() for id, at in rows.values_list("id", "erased_at") if at}


def erased_of_digests(*, company: CompanyFacts, digests: Collection[str]) -> dict[str, date]:
    """As erased_on(), of files that are known by their digests."""
    rows = StoredFile.objects.filter(company=company.id, sha256__in=digests, erased_at__isnull=False)
    return {sha256: at.date() for sha256, at in rows.values_list("sha256", "erased_at") if at}


def erased_digests(*, company: CompanyFacts) -> list[str]:
    """The digests of all files that were erased and are not there again."""
    rows = StoredFile.objects.filter(company=company.id, erased_at__isnull=False)
    return list(rows.order_by("sha256").values_list("sha256", flat=True))


def erase_files(*, company: CompanyFacts, ids: Collection[int], event: int) -> None:
    """Let the bytes go, in the transaction that records the event; what else is known of the files stays.

    event   number of the event of FILES_ERASED that names them by their digests, under "files_erased"
    """
    if not bulk.is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # what goes is written over, not left in free pages
    rows = StoredFile.objects.filter(company=company.id, id__in=ids, erased_at__isnull=True)
    rows.update(content=b"", erased_at=bulk.moment(), erased_event=event)


def delete_unused(*, company: CompanyFacts, ids: Collection[int]) -> int:
    """Delete those of the files that nothing points at; gives how many that were."""
    unused = set(ids)
    for table in apps.get_models():
        for one in table._meta.concrete_fields:
            if one.related_model is StoredFile and unused:
                rows = table._base_manager.filter(company_id=company.id, **{f"{one.name}__in": unused})
                unused -= set(rows.values_list(one.attname, flat=True))
    StoredFile.objects.filter(company=company.id, id__in=unused).delete()
    return len(unused)
