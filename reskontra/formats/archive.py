"""A zip archive of bank files: its members one after another, each read as it is unpacked, none of them trusted.

Nothing is ever written to disk. What an archive claims of itself is checked before a byte is unpacked: how many
members, how large, how much smaller packed, by which names. A member never yields more than it claims, and its check
sum must fit, so an archive that lies is refused too. Archives inside archives are refused by name.
"""

from __future__ import annotations

import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.formats.bank_statement import Doubt, Event, StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.tally import StatementTwice

MEMBERS_MAX = 200
BYTES_MAX = 512 * 1024 * 1024  # of all members, unpacked
RATIO_MAX = 200  # unpacked to packed; bank files in XML reach a tenth of it
RATIO_FREE_BYTES = 4 * 1024 * 1024  # so small a member may be packed as well as can be
DIRECTORY_BYTES_MAX = 1024 * 1024

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)
_UNREADABLE = (*_DAMAGED, NotImplementedError, RuntimeError, ValueError, struct.error, OverflowError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TAIL = 65_557  # an end record with the longest comment
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_ENCRYPTED = 0x1
_PIECE = 64 * 1024
_MEMORY_BYTES = 8 * 1024 * 1024
_NO_FILES = ("__MACOSX/", ".DS_Store")  # what some systems put in beside the files


class ArchiveUnreadable(Malformed):
    code = "archive_unreadable"
    template = (
        'The archive cannot be unpacked at "{member}": it is damaged, or packed in an unusual way. Fetch it from the '
        "bank again."
    )


class ArchiveEmpty(Malformed):
    code = "archive_empty"
    template = "The archive has {count} files in it. Fetch it from the bank again."


class ArchiveTooLarge(Malformed):
    code = "archive_too_large"
    template = (
        "The archive has {members} members of {bytes} bytes unpacked, and at most {most} members and {most_bytes} "
        "bytes are read. Unpack it, and import the files in it one by one."
    )


class ArchiveBomb(Malformed):
    code = "archive_ratio"
    template = (
        'Member "{member}" unpacks {packed} bytes to {bytes}, over {limit} times as many, as archives do that are made '
        "to fill a machine. Fetch it from the bank again."
    )


class MemberEncrypted(Malformed):
    code = "archive_encrypted"
    template = 'Member "{member}" is encrypted. Unpack the archive with its password, and import the files in it.'


class MemberNameUnsafe(Malformed):
    code = "archive_unsafe_name"
    template = 'Member "{member}" is named to lead out of its folder, which no bank does. Fetch it from the bank again.'


class MemberTwice(Malformed):
    code = "archive_member_twice"
    template = (
        'Members "{first}" and "{second}" hold the same bytes. Take one of them out, and import the archive anew.'
    )


def read_archive(stream: BinaryIO, read: Callable[[BinaryIO], Iterator[Event]]) -> Iterator[Event]:
    """The statements of every member, in the archive's order; each header names its member.

    stream    seekable, at any place
    read      what reads a member, by its bytes; what it refuses or doubts gets the member's name before its place
    refuses   ArchiveUnreadable, ArchiveTooLarge, ArchiveEmpty, MemberNameUnsafe, MemberEncrypted, ArchiveBomb,
              MemberTwice, StatementTwice (in two members); what the members' readers refuse
    """
    seen: set[tuple[str, ...]] = set()
    _refuse_large_directory(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except _UNREADABLE:
        raise ArchiveUnreadable(member="-") from None
    with archive:
        for member in _members(archive):
            statements: set[tuple[str, ...]] = set()
            for event in _member_events(archive, member, read):
                _refuse_twice(event, seen, statements)
                yield event
            seen |= statements


def members(stream: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """Each member of an archive by its name, unpacked and seekable; one at a time, closed when the next is asked for.

    refuses   as read_archive, but for what readers of members refuse
    """
    _refuse_large_directory(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in _members(archive):
                with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as whole:
                    with archive.open(member) as packed:
                        shutil.copyfileobj(packed, whole)
                    whole.seek(0)
                    yield _shown(member.filename), whole  # type: ignore[misc]
    except _UNREADABLE:
        raise ArchiveUnreadable(member="-") from None


def _member_events(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, read: Callable[[BinaryIO], Iterator[Event]]
) -> Iterator[Event]:
    name = _shown(member.filename)
    try:
        stream = archive.open(member)
    except _UNREADABLE:
        raise ArchiveUnreadable(member=name) from None
    try:
        with stream:
            for event in read(stream):  # type: ignore[arg-type]
                yield _named(event, name)
            while stream.read(_PIECE):  # to its end, where the check sum is
                pass
    except Malformed as refusal:
        refusal.place = ", ".join(filter(None, (name, refusal.place)))
        raise
    except _DAMAGED:
        raise ArchiveUnreadable(member=name) from None


def _named(event: Event, name: str) -> Event:
    doubts = tuple(_doubt(doubt, name) for doubt in event.doubts)
    if isinstance(event, TransactionRecord):
        return event._replace(doubts=doubts) if doubts else event
    if isinstance(event, StatementHeader):
        return replace(event, member=name, doubts=doubts)
    return replace(event, doubts=doubts)


def _doubt(doubt: Doubt, name: str) -> Doubt:
    doubt.finding.place = ", ".join(filter(None, (name, doubt.finding.place)))
    return doubt


def _refuse_twice(event: Event, seen: set[tuple[str, ...]], statements: set[tuple[str, ...]]) -> None:
    """refuses   StatementTwice: a statement that another member has, as far as its names tell"""
    if not isinstance(event, StatementHeader):
        assert isinstance(event, TransactionRecord | StatementEnd)
        return
    account = event.iban or event.other_account
    key = (event.format, account, event.statement_id, event.sequence, str(event.to_date), str(event.opening_minor))
    if key in seen:
        raise StatementTwice(place=event.member, number=event.statement_id[:100], account=account[:100] or "-")
    statements.add(key)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of the archive, by its own word of them; nothing is unpacked.

    refuses   MemberNameUnsafe, ArchiveTooLarge, ArchiveEmpty, MemberEncrypted, ArchiveUnreadable, ArchiveBomb,
              MemberTwice
    """
    every = archive.infolist()
    for one in every:
        if not _is_safe(one.orig_filename) or not _is_safe(one.filename):
            raise MemberNameUnsafe(member=_shown(one.orig_filename))
    files = [one for one in every if not one.is_dir() and not one.filename.startswith(_NO_FILES[0])]
    files = [one for one in files if PurePosixPath(one.filename).name != _NO_FILES[1]]
    total = sum(one.file_size for one in files)
    if len(every) > MEMBERS_MAX or total > BYTES_MAX:
        raise ArchiveTooLarge(members=len(every), bytes=total, most=MEMBERS_MAX, most_bytes=BYTES_MAX)
    if not files:
        raise ArchiveEmpty(count=0)
    known: dict[tuple[int, int], str] = {}
    for one in files:
        _refuse_member(one)
        first = known.setdefault((one.CRC, one.file_size), one.filename)
        if first is not one.filename:
            raise MemberTwice(first=_shown(first), second=_shown(one.filename))
    return files


def _refuse_member(member: zipfile.ZipInfo) -> None:
    name = _shown(member.filename)
    if member.flag_bits & _ENCRYPTED:
        raise MemberEncrypted(member=name)
    if member.compress_type not in _METHODS:
        raise ArchiveUnreadable(member=name)
    if member.file_size > max(RATIO_FREE_BYTES, RATIO_MAX * member.compress_size):
        raise ArchiveBomb(member=name, packed=member.compress_size, bytes=member.file_size, limit=RATIO_MAX)


def _refuse_large_directory(stream: BinaryIO) -> None:
    """The list of members must be small before it is read; one of the large kind (zip64) is never needed."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.find(_END)
    while at >= 0:
        told = tail[at + 10 : at + 16]
        if len(told) == 6:
            members, directory = struct.unpack("<HL", told)
            if directory > DIRECTORY_BYTES_MAX:
                raise ArchiveTooLarge(members=members, bytes=size, most=MEMBERS_MAX, most_bytes=BYTES_MAX)
        at = tail.find(_END, at + 1)
    if _END_64 in tail:
        raise ArchiveTooLarge(members=MEMBERS_MAX + 1, bytes=size, most=MEMBERS_MAX, most_bytes=BYTES_MAX)


def _is_safe(name: str) -> bool:
    """A relative path with a name that leads nowhere else, without backslashes, drives or control characters."""
    parts = PurePosixPath(name).parts
    return (
        name != "" and name.isprintable() and not (name.startswith("/") or "\\" in name or ":" in name or ".." in parts)
    )


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:120]
