"""An answer from a replica tells since when it may lack something; tests/audit/test_reading.py has a standby."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, HttpResponse

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.placed import Placed
from reskontra.interface.replicated import HEADER, late_notes, noted, read_for
from reskontra.interface.tables import Report
from tests import build


@pytest.mark.django_db
def test_where_nothing_is_missing_nothing_is_told(company: CompanyFacts) -> None:
    request = HttpRequest()
    assert read_for(request, company=company.id, actor=build.ALICE, read=lambda: "found") == "found"
    assert late_notes(request) == []
    assert not Placed(lambda _request: HttpResponse())(request).has_header(HEADER)


@pytest.mark.django_db
def test_a_late_report_has_a_note_and_its_answer_a_header() -> None:
    request = HttpRequest()
    request.books_as_of = datetime(2026, 3, 2, 12, 3, 11, tzinfo=UTC)  # type: ignore[attr-defined]
    told = f"{request.books_as_of.astimezone():%H:%M:%S}"  # type: ignore[attr-defined]
    report = noted(request, Report("aged", {}, (), (), notes=("in SEK",)))
    assert report.notes == [f"As of {told}. What was done later is not in it yet.", "in SEK"]
    assert Placed(lambda _request: HttpResponse())(request)[HEADER] == "2026-03-02T12:03:11+00:00"
