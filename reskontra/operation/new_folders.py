"""A folder written whole: it has its name when all of it is there, and nothing that was there is written over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Refused
from reskontra.interface.files import shown, trouble_in_writing
from reskontra.operation.working_folders import working_folder


class FolderNotEmpty(Refused):
    code = "folder_not_empty"
    template = "{folder} is there already, and something is in it. Name a folder that is empty, or a new one."


class FolderNotWritten(Refused):
    code = "folder_not_written"
    template = "{folder} cannot be written: {trouble}. Name a folder where you may write, with room for it."


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Where to write what shall be in the folder, which must be new or empty; it is there when the block ends well.

    refuses   FolderNotEmpty, FolderNotWritten
    """
    real = Path(os.path.realpath(folder))
    try:
        _require_empty(folder, real)
        real.parent.mkdir(parents=True, exist_ok=True)
        with working_folder(real.parent) as working:
            part = working / "part"
            part.mkdir(mode=0o700)
            yield part
            _require_empty(folder, real)
            part.rename(real)
    except OSError as reason:
        raise FolderNotWritten(folder=shown(folder), trouble=trouble_in_writing(reason)) from reason


def _require_empty(folder: Path, real: Path) -> None:
    """refuses   FolderNotEmpty, FolderNotWritten where it is the one that the command was given in"""
    if real.exists() and (not real.is_dir() or any(real.iterdir())):
        raise FolderNotEmpty(folder=shown(folder))
    if real == Path(os.path.realpath(Path.cwd())):
        raise FolderNotWritten(folder=shown(folder), trouble=noop("you stand in it"))


def new_file(path: Path) -> BinaryIO:
    """A file that was not there, for this user alone."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
