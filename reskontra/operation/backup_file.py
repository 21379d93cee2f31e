"""A back-up as one file: an archive of the database and a manifest, sealed by a digest over all of it.

It is a zip archive that any tool opens. Its comment, which stands at the very end, is the SHA-256 of all bytes before:
a byte that changed anywhere is found without the database. The file has its name only when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Malformed, Refused
from reskontra.interface.files import trouble_in_writing
from reskontra.operation.contents import Contents
from reskontra.operation.manifest_shape import FORMAT, OF_A_PLACE, is_manifest
from reskontra.operation.working_folders import working_folder

MANIFEST = "manifest.json"
_DIGEST = 64  # hexadecimal digits
_SEAL = b"sha256 of all before: "
_PIECE = 1 << 20
_LARGEST_MANIFEST = 1 << 26  # bytes
# What the archive says of one that is cut, enciphered, or packed in a way that is not known.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, NotImplementedError)


class NoBackup(Malformed):
    code = "no_backup"
    template = "{file} is no back-up of Reskontra. Name a file that reskontra backup make has written."


class BackupDamaged(Malformed):
    code = "backup_damaged"
    template = "{file} is not as it was written: {trouble}. Use another copy of it, or an older back-up."


class BackupNotWritten(Refused):
    code = "backup_not_written"
    template = "{file} cannot be written: {trouble}. Name a file or a folder where you may write, with room for it."


class BackupThere(Refused):
    code = "backup_there"
    template = "{file} is there already, and a back-up is never written over. Name another file, or a folder."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a back-up is, and what is in it.

    engine   sqlite or postgresql; dump is the name of the database in the archive, with its size and digest
    key      tells the installation's secret key apart from others, and nothing else of it
    place    of which place it is, "" for home; schema is the one of PostgreSQL that it is of, if that was named
    """

    version: str
    made_at: str
    engine: str
    engine_version: str
    dump: str
    size: int
    sha256: str
    key: str
    companies: tuple[str, ...]
    migrations: tuple[tuple[str, str], ...]
    tables: dict[str, Contents]
    place: str = ""
    schema: str = ""

    def as_data(self) -> dict[str, Any]:
        """As it stands in the archive."""
        tables = {name: {"rows": one.rows, "sha256": one.sha256} for name, one in self.tables.items()}
        plain = {name: getattr(self, name) for name in self.__slots__ if self.place or name not in OF_A_PLACE}
        return {"format": FORMAT, **plain, "tables": tables}


@dataclass(slots=True)
class NewFile:
    """part: where it is written, in a folder of its own beside; path: where it is once it is whole."""

    part: Path
    path: Path


@contextmanager
def new_file(path: Path, *, others: Iterable[Path] = ()) -> Iterator[NewFile]:
    """A file for this user alone, which gets its name when the block ends well, and never over another file.

    others   names that it may get as well, where the first is taken

    refuses   BackupThere, BackupNotWritten
    """
    if not others and os.path.lexists(path):
        raise BackupThere(file=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with working_folder(path.parent) as folder:
            new = NewFile(folder / "part", path)
            new.part.touch(mode=0o600, exist_ok=False)
            yield new
            with new.part.open("rb+") as written:
                os.fsync(written.fileno())
            new.path = _named(new.part, chain([path], others))
    except OSError as reason:
        raise BackupNotWritten(file=str(path), trouble=trouble_in_writing(reason)) from reason


def _named(part: Path, names: Iterable[Path]) -> Path:
    """The first of the names that is free, which the file has now.

    refuses   BackupThere
    """
    taken = part
    for name in names:
        try:
            _name(part, name)
        except FileExistsError:
            taken = name
        else:
            return name
    raise BackupThere(file=str(taken))


def _name(part: Path, name: Path) -> None:
    """raises   FileExistsError, whoever was first: another process, too"""
    try:
        os.link(part, name)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is taken first, and then what has it is exchanged
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        part.replace(name)


def write(path: Path, *, manifest: Manifest, database: Path) -> None:
    """Pack the database and what is known of it, and seal the file."""
    method = zipfile.ZIP_STORED if manifest.engine == "postgresql" else zipfile.ZIP_DEFLATED  # its dump is packed
    with zipfile.ZipFile(path, "w", compression=method, compresslevel=6) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest.as_data(), indent=1, ensure_ascii=False) + "\n")
        archive.write(database, manifest.dump)
        archive.comment = _SEAL + b"0" * _DIGEST
    with path.open("rb+") as file:
        digest = _sealed(file, path.stat().st_size)
        file.seek(-_DIGEST, os.SEEK_END)
        file.write(digest.encode())


def require_whole(path: Path) -> str:
    """The digest in the seal of a file that is as it was written.

    refuses   NoBackup, BackupDamaged
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(-min(size, len(_SEAL) + _DIGEST), os.SEEK_END)
            said = file.read()
            if not said.startswith(_SEAL):
                raise NoBackup(file=str(path)) if not _is_archive(path) else damage(path, noop("its seal is gone"))
            digest = said[len(_SEAL) :].decode(errors="replace")
            if _sealed(file, size) != digest:
                raise damage(path, noop("its digest is another"))
    except OSError as reason:
        raise NoBackup(file=str(path)) from reason
    return digest


def read_manifest(path: Path) -> Manifest:
    """What the file says is in it.

    refuses   NoBackup
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
                raise NoBackup(file=str(path))
            found = json.loads(archive.read(MANIFEST))
    except (*_UNREADABLE, OSError, ValueError, RecursionError) as reason:
        raise NoBackup(file=str(path)) from reason
    if not is_manifest(found):
        raise NoBackup(file=str(path))
    tables = {name: Contents(**one) for name, one in found.pop("tables").items()}
    companies, migrations = tuple(found.pop("companies")), tuple(map(tuple, found.pop("migrations")))
    del found["format"]
    return Manifest(**found, tables=tables, companies=companies, migrations=migrations)


def extract(path: Path, *, manifest: Manifest, into: Path) -> None:
    """Unpack the database to a file of its own.

    refuses   BackupDamaged, BackupNotWritten where there is no room for it
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(manifest.dump) as packed, into.open("wb") as file:
            shutil.copyfileobj(packed, file, _PIECE)
    except _UNREADABLE as reason:
        raise damage(path, noop("the database in it cannot be unpacked")) from reason
    except OSError as reason:
        raise BackupNotWritten(file=str(into), trouble=trouble_in_writing(reason)) from reason
    if digest_of(into) != manifest.sha256:
        raise damage(path, noop("the database in it has another digest than its manifest says"))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def damage(path: Path, trouble: str) -> BackupDamaged:
    return BackupDamaged(file=str(path), trouble=trouble)


def _is_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (*_UNREADABLE, OSError, ValueError):
        return False


def _sealed(file: BinaryIO, size: int) -> str:
    """The digest of all but the digest itself."""
    found, left = hashlib.sha256(), size - _DIGEST
    file.seek(0)
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        found.update(piece)
        left -= len(piece)
    return found.hexdigest()
