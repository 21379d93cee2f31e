"""What goes out and what comes in: days, amounts, files, and how a thing was seen."""

from __future__ import annotations

import json
import keyword
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

Amount = str | int | Decimal  # "1234.50" or Decimal("1234.50"); a float is no amount
Day = str | date
Upload = Path | tuple[str, bytes]  # a file, or a name and what stands in it
Seen = str | Mapping[str, Any]  # an answer that told an ETag, or that ETag


class Answer(dict[str, Any]):
    """What an answer told, and the ETag that came with it."""

    etag: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of an answer."""

    name: str
    kind: str
    content: bytes


def etag_of(seen: Seen) -> str:
    """The ETag of an answer, as If-Match wants it; ValueError of a dict that is no answer with one."""
    if isinstance(seen, str):
        return seen
    etag = getattr(seen, "etag", "")
    if not etag:
        raise ValueError("This answer came without an ETag. Ask for the thing by itself, and hand that answer on.")
    return str(etag)


def written(value: object) -> str:
    """A value in an address or a form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float. Give amounts as text or Decimal.")
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def body_written(body: Mapping[str, Any]) -> bytes:
    """A body in JSON: amounts as decimal strings, days as ISO 8601."""
    return json.dumps(_plain(body), ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_as_said(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (date, Decimal, float)):
        return written(value)
    return value


def _as_said(name: str) -> str:
    """A field as the API calls it: from_ is from, which is a word of Python's own."""
    own = name.removesuffix("_")
    return own if keyword.iskeyword(own) else name


def upload_read(file: Upload) -> tuple[str, bytes]:
    """Its name and what stands in it; read once, so that it can be sent again."""
    return (file.name, file.read_bytes()) if isinstance(file, Path) else file
