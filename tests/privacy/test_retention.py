"""Until when each year is kept, what lies in it, and what holds it longer: business that is not done."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.actions import move_periods
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.privacy.legal_holds import lift_hold, set_hold
from reskontra.privacy.retention import YearKept, years_kept
from tests import build
from tests.privacy.a_person import tell_of_anna
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LATER = date(2040, 1, 1)


def year(company: CompanyFacts, code: str, *, today: date = LATER) -> YearKept:
    return next(one for one in years_kept(company=company, today=today) if one.code == code)


def test_a_year_with_business_that_is_not_done_is_held(story: Story) -> None:
    company = story.company
    tell_of_anna(story)  # Bo's invoice of 2026 is open
    found = year(company, "2026")
    assert (found.until, found.vouchers) == (date(2033, 12, 31), 4)
    assert dict(found.holds) == {"open_periods": 12, "open_entries": 1}
    assert found.has_passed(date(2034, 1, 1))
    assert not found.has_passed(date(2033, 12, 31))
    move_periods(company=company, actor=build.BOB, fiscal_year="2025", move="close", through=None)
    before = year(company, "2025")
    assert (before.is_empty, before.holds, before.may_go(LATER)) == (True, (), True)
    assert not before.may_go(date(2032, 12, 31))


def test_files_lie_in_the_year_in_which_they_came(story: Story) -> None:
    tell_of_anna(story)
    years = years_kept(company=story.company, today=LATER)
    assert sum(one.files for one in years) == 2  # the statement, and the note's file
    assert all((one.files > 0) == (one.file_bytes > 0) for one in years)
    assert [one.start for one in years] == sorted(one.start for one in years)


def test_the_company_keeps_longer_and_a_hold_longer_still(company: CompanyFacts) -> None:
    set_setting(company=company, actor=build.BOB, key="retention_years", value="12")
    assert year(company, "2025").until == date(2037, 12, 31)
    move_periods(company=company, actor=build.BOB, fiscal_year="2025", move="close", through=None)
    assert year(company, "2025").may_go(LATER)
    one = set_hold(company=company, actor=build.BOB, fiscal_year="2025", reason="a lawsuit")
    every = set_hold(company=company, actor=build.BOB, fiscal_year="", reason="a tax audit")
    assert year(company, "2025").holds == (("legal_hold", 2),)
    assert year(company, "2026").holds[-1] == ("legal_hold", 1)
    for number in (one, every):
        lift_hold(company=company, actor=build.BOB, number=number, reason="it is over")
    assert year(company, "2025").may_go(LATER)
