"""Whether what was read as a back-up's manifest is one: every value there, and of its kind."""

from __future__ import annotations

import re
from typing import Any

FORMAT = 1  # of the manifest; a later one that this version cannot read is refused
_TEXTS = ("version", "made_at", "engine", "engine_version", "dump", "sha256", "key")
OF_A_PLACE = ("place", "schema")  # only in a back-up of one: those of home are as they were before there were any
_LISTS = ("companies", "migrations", "tables")
_DIGEST = re.compile(r"[0-9a-f]+")


def is_manifest(found: Any) -> bool:
    """
    >>> is_manifest("x"), is_manifest({"format": 1})
    (False, False)
    """
    if not isinstance(found, dict):
        return False
    texts = (*_TEXTS, *OF_A_PLACE) if "place" in found else _TEXTS
    return (
        found.keys() == {"format", "size", *texts, *_LISTS}
        and found["format"] == FORMAT
        and is_count(found["size"])
        and all(isinstance(found[name], str) for name in texts)
        and _is_list_of(found["companies"], is_text)
        and _is_list_of(found["migrations"], is_pair)
        and isinstance(found["tables"], dict)
        and all(map(is_contents, found["tables"].values()))
    )


def is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_pair(value: Any) -> bool:
    """Of two texts: a room and a migration."""
    return _is_list_of(value, is_text) and len(value) == 2


def is_contents(value: Any) -> bool:
    """How many rows a table has, and their digest."""
    return (
        isinstance(value, dict)
        and value.keys() == {"rows", "sha256"}
        and is_count(value["rows"])
        and isinstance(value["sha256"], str)
        and _DIGEST.fullmatch(value["sha256"]) is not None
    )


def _is_list_of(value: Any, holds: Any) -> bool:
    return isinstance(value, list) and all(map(holds, value))
