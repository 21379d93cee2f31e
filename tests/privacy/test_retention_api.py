"""Years, what would go of one, and it gone, by the API: for administrators' programs."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from tests import build
from tests.privacy.test_erasing_years import stored, there
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_an_administrators_program_erases_files(company: CompanyFacts) -> None:
    id = stored(company, date(2010, 2, 3), b"old")
    program = Program(company, role="ADMINISTRATOR")
    years = program.get("retention/years").data["items"]
    assert [(one["year"], one["fiscal_year"], one["files"], one["may_go"]) for one in years] == [
        ("2010", "", 1, True), ("2025", "2025", 0, False), ("2026", "2026", 0, False),
    ]  # fmt: skip
    told = program.get("retention/files?year=2010").data
    left = {"staying": [], "asked_by": ""}
    assert told == {"year": "2010", "kept_until": "2017-12-31", "files": 1, "bytes": 3, **left}
    body = {"year": "2010", "again": "2011", "reason": "too old"}
    assert program.post("retention/erase", body).data["code"] == "year_not_repeated"
    assert there(company, [id]) == [id]
    assert program.post("retention/erase", {**body, "again": "2010"}).data == told
    assert there(company, [id]) == []


def test_where_four_eyes_are_set_another_person_does_it(company: CompanyFacts) -> None:
    id = stored(company, date(2010, 2, 3), b"old")
    set_setting(company=company, actor=build.BOB, key="four_eyes_above", value="0")
    first, second = (Program(company, role="ADMINISTRATOR", name=name) for name in ("till", "robot"))
    body = {"year": "2010", "again": "2010", "reason": "too old"}
    assert first.post("retention/erase", body).data["asked_by"] == "token:till"
    assert first.get("retention/files?year=2010").data["asked_by"] == "token:till"
    assert [one["asked_by"] for one in first.get("retention/years").data["items"]] == ["token:till", "", ""]
    assert second.post("retention/erase", body).data["code"] == "second_administrator_missing", "both are Bob's"
    assert there(company, [id]) == [id]
    browser = Browser(company, role="ADMINISTRATOR", name="eva")
    assert second.post("retention/withdraw", {"year": "2010"}).data == {"year": "2010"}
    assert second.post("retention/withdraw", {"year": "2010"}).data["code"] == "year_erasure_not_asked"
    assert first.post("retention/erase", body).data["asked_by"] == "token:till"
    assert browser.get("setup/retention/").texts("//tr[td[1]='2010']/td[6]") == ["erasure asked for by token:till"]
    page = browser.post("setup/retention/?year=2010", {"form": "erase", **body})
    assert "1 file of 2010 erased (1 kB)." in page.text
    assert there(company, [id]) == []
