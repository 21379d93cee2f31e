"""Open a file that a user names, or say why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reskontra.core.errors import Refused


class FileUnreadable(Refused):
    code = "file_unreadable"
    template = "{file} cannot be read: {reason}. Name a file that you may read."


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes as a stream.

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
        yield stream
