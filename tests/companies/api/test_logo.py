"""The logo by the API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.companies.queries import CompanyFacts
from tests.formats.pictures import png
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_logo_is_kept_fetched_and_taken_away(company: CompanyFacts) -> None:
    program, picture = Program(company), png(120, 40)
    assert program.get("company/logo").data["code"] == "no_logo_kept"
    kept = program.upload("company/logo", file=SimpleUploadedFile("märke.png", picture))
    assert (kept.data["file_name"], kept.data["width"], kept.data["size"]) == ("märke.png", 120, len(picture))
    assert program.get("company/logo").content == picture
    assert program.upload("company/logo", file=SimpleUploadedFile("a.png", b"text")).status == 422
    assert program.ask("DELETE", "company/logo").status == 204
    assert program.get("company/logo").status == 422
