"""The list of memos: states, and what it is narrowed by."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.collections.charging import DAY, TOLD, cancel, issue, make
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
LIST = "collecting/finance-charges/"


def test_states_of_memos(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    browser = Browser(company)

    def shown(asked: str) -> bool:
        return "RF" in " ".join(browser.get(f"{LIST}?{asked}").texts("//*[@id='list']//tbody"))

    make(company)
    assert (shown("state=draft"), shown("state=overdue"), shown("account=C1"), shown("account=C2")) == (
        True, False, True, False,
    )  # fmt: skip
    issue(company)
    assert (shown("state=draft"), shown("state=overdue"), shown("from=2026-03-03"), shown("q=alfa")) == (
        False, True, False, True,
    )  # fmt: skip
    story.tell(f"payment C1 P-1 -187.50 from={DAY}")
    story.tell("settle P-1 RF000001")
    assert shown("state=settled")
    story.tell("take-back RF000001")
    cancel(company, "RF000001")
    assert shown("state=cancelled")
