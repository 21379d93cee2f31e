"""Reports that may be read from a replica, and how people and programs are told that they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from reskontra.audit.reading import read_from_replica
from reskontra.interface.tables import Report

HEADER = "Books-As-Of"  # of the answer: the moment since when something is missing
Found = TypeVar("Found")


def read_for(request: HttpRequest, *, company: int, actor: str, read: Callable[[], Found]) -> Found:
    """What read() finds, on a replica where one is good enough: audit/reading.py says what it may do."""

    def told(since: object) -> Found:
        request.books_as_of = since  # type: ignore[attr-defined]  # the answer's header: interface/placed.py
        return read()

    return read_from_replica(company=company, actor=actor, read=told)


def late_notes(request: HttpRequest) -> list[str]:
    """A note for the report where it lacks what was done last; none where it lacks nothing."""
    since = getattr(request, "books_as_of", None)
    if since is None:
        return []
    return [_("As of {time}. What was done later is not in it yet.").format(time=f"{since.astimezone():%H:%M:%S}")]


def noted(request: HttpRequest, report: Report) -> Report:
    """The report with that note, before its own."""
    return replace(report, notes=[*late_notes(request), *report.notes])
