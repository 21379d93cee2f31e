"""Bodies within bounds: one that is too long is refused, one in chunks, without its length before it, is read first."""

from __future__ import annotations

from collections.abc import Callable
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
    most = MOST_OF_FILES if _is_form(request) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    found = cast(BinaryIO, SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - it is gone with the request
    size = 0
    while piece := _piece_of(request):
        size += len(piece)
        if size > most:
            raise _too_long(lambda: _piece_of(request), most)
        found.write(piece)
    found.seek(0)
    request.META["CONTENT_LENGTH"] = str(size)
    request._stream = found


def refuse_too_long(request: HttpRequest) -> None:
    """A body whose length was told before it; of a form, what stands beside its files is held to it later.

    refuses   RequestUnread
    """
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if int(request.META.get("CONTENT_LENGTH") or 0) > most and not _is_form(request):
        raise _too_long(lambda: request.read(_AT_ONCE), most)


def _is_form(request: HttpRequest) -> bool:
    return request.content_type == "multipart/form-data"


def _too_long(read: Callable[[], bytes], most: int) -> RequestUnread:
    """Who is answered while it sends hears only that the connection is gone: as much again is read, and dropped."""
    left = most
    while left > 0 and (piece := read()):
        left -= len(piece)
    return RequestUnread(place="body", reason=f"it is longer than {most} bytes")


def _piece_of(request: HttpRequest) -> bytes:
    """refuses   RequestUnfinished"""
    try:
        found: bytes = request.META["wsgi.input"].read(_AT_ONCE)
    except OSError as stopped:
        raise RequestUnfinished(path=request.path) from stopped
    return found
