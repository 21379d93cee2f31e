"""The first steps follow what is there, whichever way it came."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.desk.guide import guide_of, hide, journal_to_post, skip
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def states(company: CompanyFacts) -> list[str]:
    return [step.state for step in guide_of(company=company).steps]


def test_a_new_company_begins_with_its_bank_account(company: CompanyFacts) -> None:
    found = guide_of(company=company)
    assert states(company) == ["now", "left", "left", "left"]
    assert found.current is not None
    assert found.current.url == f"/{company.id}/guide/?step=bank"
    assert (found.told, found.is_over) == ("0 of 4 steps done", False)
    assert [step.mark[2] for step in found.steps] == ["Next", "Left to do", "Left to do", "Left to do"]
    assert journal_to_post(company=company) == ""


def test_what_was_done_elsewhere_is_done(story: Story) -> None:
    assert states(story.company) == ["done", "done", "now", "left"]
    story.tells("statement B1 2026-03-02\nline 1000.00 ocr=10017\nimport")
    assert states(story.company) == ["done", "done", "done", "now"]
    assert journal_to_post(company=story.company).startswith(f"/{story.company.id}/journals/")


def test_a_step_is_skipped_and_the_guide_hidden(company: CompanyFacts) -> None:
    skip(company=company, actor=build.BOB, step="bank")
    skip(company=company, actor=build.BOB, step="no such")
    assert states(company) == ["skipped", "now", "left", "left"]
    hide(company=company, actor=build.BOB)
    assert guide_of(company=company).is_over
    hide(company=company, actor=build.BOB, is_over=False)
    assert states(company) == ["skipped", "now", "left", "left"]
