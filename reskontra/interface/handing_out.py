"""Files that people and programs are given: their names in the header as RFC 6266 wants them, in this one place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from django.http import HttpResponse

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "pdf": "application/pdf",
    "toml": "application/toml; charset=utf-8",
    "typ": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
LONGEST = 150  # of a name, in characters
# What parts folders, and what some file systems do not take.
_PARTS = '/\\:*?"<>|'


def handed_out(
    content: bytes | str | Iterable[bytes], name: str, *, kind: str = "", is_shown: bool = False
) -> HttpResponse:
    """A file under its name.

    kind       its media type; what the name ends in tells where none is given
    is_shown   a browser may show it where it is; else it is kept
    """
    told = kind or KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return HttpResponse(
        content, content_type=told, headers={"Content-Disposition": disposition(name, is_shown=is_shown)}
    )


def disposition(name: str, *, is_shown: bool = False) -> str:
    """The header that names a file: in ASCII for all, and as it is where it has other characters."""
    kept = file_name(name)
    plain = unicodedata.normalize("NFKD", kept).encode("ascii", "ignore").decode().strip() or "file"
    if plain.startswith("."):
        plain = f"file{plain}"
    found = f'{"inline" if is_shown else "attachment"}; filename="{plain}"'
    return found if plain == kept else f"{found}; filename*=UTF-8''{quote(kept, safe='')}"


def file_name(name: str) -> str:
    """A name that lies in no other folder and breaks no header: what cannot stand in one is "-"."""
    kept = "".join("-" if letter in _PARTS or not letter.isprintable() else letter for letter in name).strip()
    kept = kept.lstrip(".").lstrip() or "file"
    stem, dot, ending = kept.rpartition(".")
    return kept if len(kept) <= LONGEST else f"{(stem or ending)[: LONGEST - 10]}{dot}{ending[:9]}"
