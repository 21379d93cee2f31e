"""A body as it is read: JSON in UTF-8 whose texts can be stored."""

from __future__ import annotations

import json
from typing import Any

from reskontra.interface.api.problems import RequestUnread

UNREAD = "it is not JSON in UTF-8"


def read_json(body: bytes) -> Any:
    """What the body says: no U+0000, no half of a surrogate pair, no field twice.

    refuses   RequestUnread
    """
    try:
        found = json.loads(body.decode(), object_pairs_hook=_each_once)
        if b"\\u" in body or b"\x00" in body:
            if "\x00" in (text := json.dumps(found, ensure_ascii=False)) or "\\u0000" in text:
                raise RequestUnread(place="body", reason="a text holds U+0000")
            text.encode()
    except (ValueError, RecursionError) as reason:
        raise RequestUnread(place="body", reason=UNREAD) from reason
    return found


def _each_once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of an object; of two with one name, nobody could tell which is meant."""
    found = dict(fields)
    if len(found) < len(fields):
        raise RequestUnread(place="body", reason="a field stands in it twice")
    return found
