"""A folder of this machine, as a kind of feed. Files stay where they are, unless they are to be moved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from reskontra.bank.feeds.naming import OPTIONS, Taking, new_file, taking
from reskontra.bank.feeds.provider import FeedOption, FeedTrouble, FeedWindow, NewFile, Whole
from reskontra.database import bulk
from reskontra.interface.files import trouble_in_a_folder, trouble_in_reading, trouble_in_writing


class FolderTrouble(FeedTrouble):
    """trouble: in our words, and so in the language of who reads of the run."""

    code = "feed_folder_trouble"
    template = "{place} gave no statements: {trouble}. Mend what it tells of; the next run tries again."


class Folder:
    """The kind `folder`."""

    @property
    def options(self) -> Sequence[FeedOption]:
        return OPTIONS

    @contextmanager
    def connect(self, options: Mapping[str, str]) -> Iterator[OpenFolder]:
        yield OpenFolder(Path(options["path"]), taking(options), options.get("move-to", ""))


class OpenFolder:
    def __init__(self, path: Path, taking: Taking, move_to: str) -> None:
        self._path, self._taking, self._move_to = path, taking, move_to

    def files(self, window: FeedWindow) -> list[NewFile]:
        """The finished files, oldest first. refuses FolderTrouble"""
        now, found = bulk.moment(), []
        try:
            with os.scandir(self._path) as entries:
                for entry in entries:
                    if entry.is_file() and (one := self._told(Path(entry.path))):
                        found.append(one)
        except OSError as reason:
            raise FolderTrouble(place=str(self._path), trouble=trouble_in_a_folder(reason)) from reason
        wanted = [
            one for one in found if one.modified_at and self._taking.takes(one.name, one.modified_at, window, now)
        ]
        return sorted(wanted, key=lambda one: (one.modified_at, one.name))

    def fetch(self, file: NewFile, into: BinaryIO) -> bool:
        """False if the file changed while it was read. refuses FeedTrouble, FolderTrouble"""
        path = self._path / file.name
        try:
            with path.open("rb") as stream:
                shutil.copyfileobj(stream, cast("IO[bytes]", Whole(into, str(path))))
        except OSError as reason:
            raise FolderTrouble(place=str(path), trouble=trouble_in_reading(reason)) from reason
        after = self._told(path)
        return after is not None and after.key == file.key

    def taken(self, file: NewFile) -> None:
        """Move it, where that is asked for, past what has its name there. refuses FolderTrouble"""
        if not self._move_to:
            return
        target = Path(self._move_to) / file.name
        number = 1
        while target.exists():
            number += 1
            target = Path(self._move_to) / f"{Path(file.name).stem}-{number}{Path(file.name).suffix}"
        try:
            shutil.move(self._path / file.name, target)
        except OSError as reason:
            raise FolderTrouble(place=str(target), trouble=trouble_in_writing(reason)) from reason

    @staticmethod
    def _told(path: Path) -> NewFile | None:
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        return new_file(path.name, found.st_size, found.st_mtime)


provider = Folder()
