"""Open a file that a user names, or say why not."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Refused

_MEMORY_BYTES = 8 * 1024 * 1024
_TROUBLES = {
    errno.ENOENT: noop("there is no such file"),
    errno.EISDIR: noop("it is a folder"),
    errno.EACCES: noop("it is not yours to read"),
}
_TROUBLES_IN_WRITING = _TROUBLES | {
    errno.ENOENT: noop("there is no such folder"),
    errno.EACCES: noop("it is not yours to write"),
    errno.ENOSPC: noop("the disk is full"),
}
_TROUBLES_IN_A_FOLDER = _TROUBLES | {
    errno.ENOENT: noop("there is no such folder"),
    errno.ENOTDIR: noop("it is no folder"),
}


class FileUnreadable(Refused):
    code = "file_unreadable"
    template = "{file} cannot be read: {trouble}. Name a file that you may read."


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes as a stream that can be read more than once.

    refuses   FileUnreadable
    """
    try:
        stream = path.open("rb")
    except OSError as reason:
        raise FileUnreadable(file=str(path), trouble=trouble_in_reading(reason)) from reason
    with stream:
        try:
            stream.peek(1)
        except OSError as reason:
            raise FileUnreadable(file=str(path), trouble=trouble_in_reading(reason)) from reason
        if stream.seekable():
            yield stream
        else:
            with _kept(stream) as copy:
                yield copy


def trouble_in_reading(reason: OSError) -> str:
    """Why a file cannot be read, in our words where we have them."""
    return _trouble(reason, _TROUBLES)


def trouble_in_writing(reason: OSError) -> str:
    """Why a file cannot be written, in our words where we have them."""
    return _trouble(reason, _TROUBLES_IN_WRITING)


def trouble_in_a_folder(reason: OSError) -> str:
    """Why it cannot be told what is in a folder, in our words where we have them."""
    return _trouble(reason, _TROUBLES_IN_A_FOLDER)


def _trouble(reason: OSError, words: Mapping[int, str]) -> str:
    return words.get(reason.errno or 0) or reason.strerror or type(reason).__name__


def shown(path: Path) -> str:
    """The path as it can be told and stored; bytes that are no text stand as question marks.

    >>> shown(Path("caf\\udce9"))
    'caf�'
    """
    return os.fsencode(path).decode("utf-8", "replace")


@contextmanager
def _kept(stream: BinaryIO) -> Iterator[BinaryIO]:
    """What came through a pipe, to be read more than once."""
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)
