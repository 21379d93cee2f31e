"""retention as a user types it."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import done, refused
from tests.privacy.a_person import tell_of_anna
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
