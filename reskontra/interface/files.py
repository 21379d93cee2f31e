"""Open a file that a user names, or say why not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from reskontra.core.errors import Refused

_MEMORY_BYTES = 8 * 1024 * 1024


class FileUnreadable(Refused):
    code = "file_unreadable"
    template = "{file} cannot be read: {reason}. Name a file that you may read."


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes as a stream that can be read more than once.

    refuses   FileUnreadable
    """
    try:
        stream = path.open("rb")
    except OSError as reason:
        raise FileUnreadable(file=str(path), reason=reason.strerror or type(reason).__name__) from reason
    with stream:
        try:
            stream.peek(1)
        except OSError as reason:
            raise FileUnreadable(file=str(path), reason=reason.strerror or type(reason).__name__) from reason
        if stream.seekable():
            yield stream
        else:
            with _kept(stream) as copy:
                yield copy


@contextmanager
def _kept(stream: BinaryIO) -> Iterator[BinaryIO]:
    """What came through a pipe, to be read more than once."""
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)
