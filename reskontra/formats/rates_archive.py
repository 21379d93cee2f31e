"""A packed file of exchange rates, as the ECB gives its history: a zip archive with one file in it."""

from __future__ import annotations

import io
import zipfile
import zlib

from reskontra.core.errors import Malformed

_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError)
MARK = b"PK\x03\x04"


class RatesArchiveUnreadable(Malformed):
    code = "rates_archive_unreadable"
    template = "The archive cannot be unpacked as it is; it begins with {start}. Fetch it again, or unpack it yourself."


class RatesArchiveFiles(Malformed):
    code = "rates_archive_files"
    template = "The archive has {count} files. Unpack it, and load the files one by one."


def _is_file(name: str) -> bool:
    return not name.endswith("/") and not name.startswith("__MACOSX/")


def unpacked(data: bytes, *, most: int) -> bytes:
    """The one file in an archive; not more than one byte above most of it.

    refuses   RatesArchiveUnreadable, RatesArchiveFiles
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [one for one in archive.infolist() if _is_file(one.filename)]
            if len(files) != 1:
                raise RatesArchiveFiles(count=len(files))
            with archive.open(files[0]) as stream:
                return stream.read(most + 1)
    except _UNREADABLE:
        raise RatesArchiveUnreadable(start=data[:8].hex(" ")) from None
