"""What a provider of statements is: it tells what options it takes, connects, lists what is new and gives the bytes.

A package of its own registers one under the entry-point group `reskontra.feeds`: the name is the kind that users
write, the object has `options` and `connect`. docs/feeds.md shows one whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Protocol

from reskontra.core.errors import Refused

FILE_BYTES_MAX = 512 * 1024 * 1024


class FeedTrouble(Refused):
    """What a provider raises when its place cannot be reached or read; reason: in the place's own words, no secret."""

    code = "feed_trouble"
    template = "{place} gave no statements: {reason}. Mend what it tells of; the next run tries again."


class SecretMissing(Refused):
    code = "feed_secret_missing"
    template = "{option} names {where}, and nothing is there. Set it where the program runs, or change the feed."


@dataclass(frozen=True, slots=True)
class FeedOption:
    """One option of a kind of feed, as users write it: path=/srv/bank."""

    key: str
    about: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class FeedWindow:
    """The days that are asked for, both included. first None: all that the place has."""

    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a place has. key: another one when its content changed, the same one while it did not."""

    key: str
    name: str
    modified_at: datetime | None = None


class FeedConnection(Protocol):
    """A place, while it is open."""

    def files(self, window: FeedWindow) -> Iterable[NewFile]:
        """What is there to fetch, whether it was fetched before or not; nothing that is still being written."""

    def fetch(self, file: NewFile, into: BinaryIO) -> bool:
        """Write the file's bytes; False if it is not whole yet after all."""

    def taken(self, file: NewFile) -> None:
        """The file is imported, now or before."""


class FeedProvider(Protocol):
    """A kind of feed. refuses FeedTrouble wherever its place gives nothing."""

    @property
    def options(self) -> Sequence[FeedOption]:
        """What it may be told; options of any other name are refused."""

    def connect(self, options: Mapping[str, str]) -> AbstractContextManager[FeedConnection]:
        """Open the place for one run."""


class Whole:
    """A file under a limit: what is written beyond it is trouble. For providers that copy from a stream."""

    def __init__(self, into: BinaryIO, place: str) -> None:
        self._into, self._place, self.size = into, place, 0

    def write(self, piece: bytes) -> int:
        self.size += len(piece)
        if self.size > FILE_BYTES_MAX:
            raise FeedTrouble(place=self._place, reason=f"more than {FILE_BYTES_MAX} bytes")
        return self._into.write(piece)
