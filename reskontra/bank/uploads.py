"""Files that a person has sent and not said yes to yet: compressed, forgotten after a day or once imported."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from reskontra.bank.models import Upload
from reskontra.companies.files import compressed
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk

HOURS_KEPT = 24
_MEMORY_BYTES = 8 * 1024 * 1024
_PIECE = 1024 * 1024


class UploadGone(Refused):
    code = "upload_gone"
    template = "The file {number} that was sent is kept no longer. Choose it again."


def keep_upload(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> int:
    """Keep a file for a person to decide on, and give its number; what is older than a day is forgotten.

    stream   seekable; only its compressed bytes are ever held whole
    """
    Upload.objects.filter(company=company.id, stored_at__lt=bulk.moment() - timedelta(hours=HOURS_KEPT)).delete()
    stream.seek(0)
    content = b"".join(compressed(stream))
    row = Upload(
        company_id=company.id,
        name=name[:255],
        content=content,
        size=stream.tell(),
        actor=actor,
        stored_at=bulk.moment(),
    )
    row.save(force_insert=True)
    return row.id


def upload_name(*, company: CompanyFacts, number: int) -> str:
    """refuses   UploadGone"""
    found = Upload.objects.filter(company=company.id, id=number).values_list("name", flat=True).first()
    if found is None:
        raise UploadGone(number=number)
    return found


def upload_size(*, company: CompanyFacts, number: int) -> int:
    """In bytes, as the file was sent.

    refuses   UploadGone
    """
    found = Upload.objects.filter(company=company.id, id=number).values_list("size", flat=True).first()
    if found is None:
        raise UploadGone(number=number)
    return found


@contextmanager
def opened_upload(*, company: CompanyFacts, number: int) -> Iterator[tuple[str, BinaryIO]]:
    """Its name, and the file from its start.

    refuses   UploadGone
    """
    row = Upload.objects.filter(company=company.id, id=number).first()
    if row is None:
        raise UploadGone(number=number)
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as kept:
        unpacker, packed = zlib.decompressobj(), bytes(row.content)
        for start in range(0, len(packed), _PIECE):
            kept.write(unpacker.decompress(packed[start : start + _PIECE]))
        kept.write(unpacker.flush())
        kept.seek(0)
        yield row.name, cast("BinaryIO", kept)


def forget_upload(*, company: CompanyFacts, number: int) -> None:
    """It is imported, or not wanted."""
    Upload.objects.filter(company=company.id, id=number).delete()
