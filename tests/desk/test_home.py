"""The start page: what waits for a person, and the figures above."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.desk.home import HomePage, home_page
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def home(story: Story) -> HomePage:
    return home_page(company=story.company, on=date(2026, 4, 1))


def test_figures_are_those_of_the_ledger(story: Story) -> None:
    figures = {figure.label: figure.minor for figure in home(story).figures}
    assert figures == {"Receivables": 230000, "Payables": -30000, "In the bank": 1000000}


def test_nothing_waits_without_statements(story: Story) -> None:
    page = home(story)
    assert page.cues == ()
    assert page.week == "Week 14 · amounts in SEK"


def test_a_statement_with_lines_to_decide_is_a_cue_and_one_that_is_ready_another(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      77.00 text="Okänt"
        import
        match
        statement B1 2026-03-03
        line      980.00 name="ALFA AB" ocr=10017
        import
        match
        """
    )
    cues = home(story).cues
    assert [(cue.count, cue.word) for cue in cues] == [(1, "lines to post"), (1, "lines to decide")]
    assert cues[0].url.endswith("PRJ000002/?tab=ready")


def test_the_queries_do_not_grow_with_the_statements(story: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            home(story)
        return len(captured)

    story.tells("statement B1 2026-03-02\nline 1.00 text=en\nimport\nmatch")
    one = asked()
    story.tells("bank B2\nstatement B1 2026-03-03\nline 2.00 text=två\nimport\nmatch")
    story.tells("statement B1 2026-03-04\nline 3.00 text=tre\nimport\nmatch")
    assert asked() == one


def test_the_page_reads_in_the_users_language(story: Story) -> None:
    page = Browser(story.company, language="sv").get("")
    assert "Att göra i dag" in page.text
    assert page.values("/html/@lang") == ["sv"]
