"""Files that programs are given: never shown where they are, always kept."""

from __future__ import annotations

from django.http import HttpResponse

KINDS = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "zip": "application/zip"}


def file_told(content: bytes, name: str) -> HttpResponse:
    """The answer that is a file; its kind is what its name ends in."""
    kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    safe = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "ignore").decode()}"'
    return answer
