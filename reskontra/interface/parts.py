"""Answers to a browser: the whole page, the part that htmx asked for, or a refusal in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from reskontra.core.errors import Malformed, Refused
from reskontra.interface.database import database_refusal
from reskontra.interface.handing_out import handed_out
from reskontra.interface.jobs import told_of_job
from reskontra.interface.refusals import lines
from reskontra.interface.unfinished import STATUS as UNFINISHED
from reskontra.interface.unfinished import RequestUnfinished, unfinished_of

REFUSED = 422
LONGEST_KEY = 18  # digits


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a list at an address of its own, with how many rows it has."""

    name: str
    word: str
    count: int
    url: str
    is_current: bool


def page_or_part(
    request: HttpRequest, page: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The part for htmx, the page with the same part in it for a browser that loads the whole."""
    is_part = bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, part if is_part else page, context, status=status)


def done(request: HttpRequest, said: str, to: str) -> HttpResponse:
    """After an action: what now is, and where to go on."""
    if said:
        messages.success(request, said)
    return goto(request, to)


def goto(request: HttpRequest, to: str) -> HttpResponse:
    """303 for a form; htmx is told to load the page instead."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to, status=303)


def came_from(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that the form stood on."""
    found = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    return found if url_has_allowed_host_and_scheme(found, hosts, request.is_secure()) else otherwise


def number_asked(request: HttpRequest, name: str, *, digits: int = 9) -> int | None:
    """A whole number in the address, of at most so many digits; None where there is none."""
    return number_typed(request.GET.get(name, ""), digits=digits)


def number_typed(text: str, *, digits: int = 9) -> int | None:
    """A whole number of at most so many digits; None of what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def key_asked(request: HttpRequest, name: str) -> int | None:
    """The key of a row in the address; None where there is none."""
    return key_typed(request.GET.get(name, ""))


def key_typed(text: str) -> int | None:
    """The key of a row, which is as long as its place counts; None of what is none."""
    return number_typed(text, digits=LONGEST_KEY)


def keys_typed(texts: Iterable[str]) -> list[int]:
    """The keys of rows that a form names, in its order; what is none is left out."""
    found = map(key_typed, texts)
    return [key for key in found if key is not None]


# A file that came from elsewhere is handed over to be kept, and never shown as a page of ours.
_HELD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-store",
}


def file_to_keep(name: str, content: bytes) -> HttpResponse:
    """A file that came from elsewhere, under its own name."""
    found = handed_out(content, name, kind="application/octet-stream")
    for header, said in _HELD.items():
        found[header] = said
    return found


class RefusalsAnswered:
    """Middleware: a refusal that no view took care of is told in words, and what was typed stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refusal = _refusal(request, exception)
        if refusal is None:
            return None
        said = list(lines(refusal))
        back = came_from(request, "")
        context = {"said": said, "back": back}
        status = UNFINISHED if isinstance(refusal, RequestUnfinished) else REFUSED
        return page_or_part(request, "interface/refused.html", "interface/_refused.html", context, status=status)


def _refusal(request: HttpRequest, exception: Exception) -> Refused | Malformed | None:
    """What it tells a person; None where it is a bug, and had better show itself."""
    if isinstance(exception, (Refused, Malformed)):
        return exception
    if unfinished := unfinished_of(exception, path=request.path):
        return unfinished
    told = database_refusal(exception) if isinstance(exception, Error) else None
    access = getattr(request, "access", None)
    return told_of_job(told, company=access.company_id) if told and access else told
