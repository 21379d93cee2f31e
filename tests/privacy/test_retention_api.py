"""Years, what would go of one, and it gone, by the API: for administrators' programs."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.privacy.test_erasing_years import stored, there
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_an_administrators_program_erases_files(company: CompanyFacts) -> None:
    id = stored(company, date(2010, 2, 3), b"old")
    program = Program(company, role="ADMINISTRATOR")
    years = program.get("retention/years").data["items"]
    assert [(one["year"], one["fiscal_year"], one["files"], one["may_go"]) for one in years] == [
        ("2010", "", 1, True), ("2025", "2025", 0, False), ("2026", "2026", 0, False),
    ]  # fmt: skip
    told = program.get("retention/files?year=2010").data
    assert told == {"year": "2010", "kept_until": "2017-12-31", "files": 1, "bytes": 3, "staying": []}
    body = {"year": "2010", "again": "2011", "reason": "too old"}
    assert program.post("retention/erase", body).data["code"] == "year_not_repeated"
    assert there(company, [id]) == [id]
    assert program.post("retention/erase", {**body, "again": "2010"}).data == told
    assert there(company, [id]) == []
