"""retention as a user types it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.cli.running import done, refused
from tests.privacy.a_person import tell_of_anna
from tests.privacy.test_erasing_years import stored, there
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_year_is_shown_held_and_let_go(story: Story) -> None:
    tell_of_anna(story)
    assert done("retention", "hold", "--year", "2026", "--reason", "a lawsuit") == "Legal hold 1 is set.\n"
    told = done("retention", "show")
    assert "Books are kept for 7 years after the calendar year in which the fiscal year ended (BFL 7 kap. 2 §)." in told
    assert "12 open periods, 1 open entry, 1 legal hold" in told
    assert "Legal hold 1, 2026: a lawsuit" in told
    data = json.loads(done("retention", "show", "--format", "json"))
    year = next(one for one in data["fiscal_years"] if one["fiscal_year"] == "2026" and one["vouchers"])
    assert (year["kept_until"], year["holds"]["legal_hold"], year["may_go"]) == ("2033-12-31", 1, False)
    assert [one["reason"] for one in data["legal_holds"]] == ["a lawsuit"]
    assert "Say why in 1 to 250 letters" in refused("retention", "lift", "1")
    assert done("retention", "lift", "1", "--reason", "settled") == "Legal hold 1 is lifted.\n"
    assert "legal hold" not in done("retention", "show").lower()
    said = refused("setting", "set", "retention_years", "6")
    assert said == "6 years of keeping are less than the 7 that BFL 7 kap. 2 § asks for. Set 7 or more.\n"


def test_files_of_a_year_are_erased_once_it_is_typed_twice(company: CompanyFacts) -> None:
    id = stored(company, date(2010, 2, 3), b"old")
    told = done("retention", "erase", "--year", "2010", "--preview")
    assert told.startswith("1 file that came in 2010, of which 1 goes (1 kB).\nA preview: nothing was stored.")
    why = ("--reason", "too old")
    assert refused("retention", "erase", "--year", "2010", *why).startswith(
        'Files of 2010 were to be erased, and the year was typed again as "".'
    )
    assert "Say why" in refused("retention", "erase", "--year", "2010", "--again", "2010")
    assert "BFL 7 kap. 2 §" in refused("retention", "erase", "--year", "2026", "--again", "2026", *why)
    assert "Use one of" in refused("retention", "erase", "--year", "1999", "--preview")
    assert done("retention", "erase", "--year", "2010", "--again", "2010", *why) == "1 file of 2010 erased (1 kB).\n"
    assert there(company, [id]) == []
