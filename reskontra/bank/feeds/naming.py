"""Which names in a folder are statements to take, and which are files on their way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatch

from django.utils.translation import gettext_noop as noop

from reskontra.bank.feeds.provider import FeedOption, FeedWindow, NewFile
from reskontra.core.errors import Refused

UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".writing", "~")
SETTLE_SECONDS = 60
OPTIONS = (
    FeedOption("path", noop("the folder"), is_required=True),
    FeedOption("pattern", noop("which names, such as *.xml; all if left out")),
    FeedOption("settle-seconds", noop("how long a file must have lain unchanged; 60 if left out")),
    FeedOption("move-to", noop("the folder that imported files are moved to; they stay if left out")),
)


class FeedNumberUnfit(Refused):
    code = "feed_number_unfit"
    template = "{option} is {text}. Write a whole number, 0 or more."


@dataclass(frozen=True, slots=True)
class Taking:
    """What of a folder is taken."""

    pattern: str
    settle_seconds: int

    def takes(self, name: str, modified_at: datetime, window: FeedWindow, now: datetime) -> bool:
        """Whether a file of that name is finished, meant, and of the window's days."""
        if name.startswith((".", "~")) or name.lower().endswith(UNFINISHED) or not fnmatch(name, self.pattern):
            return False
        if window.first and modified_at.date() < window.first:
            return False
        return now - modified_at >= timedelta(seconds=self.settle_seconds)


def taking(options: Mapping[str, str]) -> Taking:
    """refuses   FeedNumberUnfit"""
    return Taking(options.get("pattern") or "*", whole_number(options, "settle-seconds", SETTLE_SECONDS))


def whole_number(options: Mapping[str, str], key: str, default: int) -> int:
    """refuses   FeedNumberUnfit"""
    text = options.get(key, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise FeedNumberUnfit(option=key, text=text)
    return int(text)


def new_file(name: str, size: int, modified: float) -> NewFile:
    """A file as a folder tells of it: another size or time is another file."""
    at = datetime.fromtimestamp(int(modified), UTC)
    return NewFile(f"{name}|{size}|{at:%Y%m%dT%H%M%S}"[-500:], name, at)
