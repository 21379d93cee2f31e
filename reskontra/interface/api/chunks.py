"""A body that comes in chunks, without its length before it: read within bounds, to a file where it is long."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.conf import settings
from django.http import HttpRequest

from reskontra.interface.api.problems import RequestUnread
from reskontra.interface.unfinished import RequestUnfinished

MOST_OF_FILES = 512 * 1024 * 1024  # a form with files; of JSON as much as with a length told before
_IN_MEMORY, _AT_ONCE = 4 * 1024 * 1024, 64 * 1024


def is_chunked(request: HttpRequest) -> bool:
    """Whether a body comes whose length nobody has told."""
    untold = request.META.get("CONTENT_LENGTH") in (None, "", "0")
    return untold and bool(request.META.get("HTTP_TRANSFER_ENCODING"))


def read_chunks(request: HttpRequest) -> None:
    """Let the request go on as if its length had been told before.

    refuses   RequestUnread where there is too much of it, or the server does not tell where it ends; RequestUnfinished
    """
    if not request.META.get("wsgi.input_terminated"):
        raise RequestUnread(place="body", reason="it comes in chunks; send Content-Length")
    is_form = request.content_type == "multipart/form-data"
    most = MOST_OF_FILES if is_form else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    found = cast(BinaryIO, SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - it is gone with the request
    size = 0
    while piece := _piece_of(request):
        size += len(piece)
        if size > most:
            raise RequestUnread(place="body", reason=f"it is longer than {most} bytes")
        found.write(piece)
    found.seek(0)
    request.META["CONTENT_LENGTH"] = str(size)
    request._stream = found


def _piece_of(request: HttpRequest) -> bytes:
    """refuses   RequestUnfinished"""
    try:
        found: bytes = request.META["wsgi.input"].read(_AT_ONCE)
    except OSError as stopped:
        raise RequestUnfinished(path=request.path) from stopped
    return found
