"""Pages of rows by cursor: where a page ends is told, and the next begins there, whatever came in between."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from reskontra.database.listing import Listing, Row, slice_of
from reskontra.interface.api.problems import RequestUnread
from reskontra.interface.api.shapes import Paged
from reskontra.interface.list_kinds import Asked

Item = TypeVar("Item")
_NO_CURSOR = "it is no next_cursor of this list"


def cursor_written(mark: str) -> str:
    """A place in a list as programs hand it back: text that means nothing to them."""
    return base64.urlsafe_b64encode(mark.encode()).decode().rstrip("=")


def cursor_read(cursor: str) -> str:
    """refuses   RequestUnread"""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        mark = base64.b64decode(padded.encode(), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as reason:
        raise RequestUnread(place="cursor", reason=_NO_CURSOR) from reason
    if "\x00" in mark:
        raise RequestUnread(place="cursor", reason=_NO_CURSOR)
    return mark


def key_read(cursor: str) -> int | None:
    """The key of the row that a page follows; None at the beginning.

    refuses   RequestUnread
    """
    mark = cursor_read(cursor) if cursor else ""
    if mark and not (mark.isascii() and mark.isdigit() and len(mark) <= 18):
        raise RequestUnread(place="cursor", reason=_NO_CURSOR)
    return int(mark) if mark else None


def listing_asked(said: Mapping[str, str | date | None]) -> Asked:
    """What a page's address would ask of the same list: days as ISO 8601; page_of_listing() sorts and leafs.

    said   filter of the list → its value; "" or None where nothing is asked
    """
    written = {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in said.items()}
    return Asked(values=written, sort="", is_descending=False, after=None, before=None, columns=())


def page_of_listing(
    listing: Listing, asked: Paged, *, sort: str, build: Callable[[Sequence[Row]], Iterable[Any]]
) -> dict[str, Any]:
    """A page of a list in SQL, found by key: the last one costs what the first does.

    sort     a column, -column descending
    build    rows → what is told of them
    refuses  RequestUnread
    """
    found = slice_of(
        listing,
        sort=sort.removeprefix("-"),
        is_descending=sort.startswith("-"),
        most=asked.limit,
        after=key_read(asked.cursor),
    )
    after = None if found.after is None else cursor_written(str(found.after))
    return {"items": list(build(found.rows)), "next_cursor": after}


def page_of(
    rows: Sequence[Item], asked: Paged, *, key: Callable[[Item], str], build: Callable[[Item], Any]
) -> dict[str, Any]:
    """A page of rows that are few enough to be read at once, in an order that stays.

    key      what tells a row from the others
    refuses  RequestUnread
    """
    start = 0
    if asked.cursor:
        mark = cursor_read(asked.cursor)
        keys = [key(row) for row in rows]
        if mark not in keys:
            raise RequestUnread(place="cursor", reason="the row that it names is not in this list any more")
        start = keys.index(mark) + 1
    chosen = rows[start : start + asked.limit]
    has_more = start + asked.limit < len(rows)
    after = cursor_written(key(chosen[-1])) if has_more and chosen else None
    return {"items": [build(row) for row in chosen], "next_cursor": after}
