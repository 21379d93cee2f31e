"""Reminder terms as they stand, and which text of theirs a letter bears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reskontra.collections.reminder_terms import (
    LevelFacts,
    ReminderTermsFacts,
    ReminderTermsUnknown,
    find_reminder_terms,
    reminder_terms,
)
from reskontra.collections.reminder_terms_editing import TermsChange, add_reminder_terms
from reskontra.companies.queries import CompanyFacts
from tests import build

TEXTS = {(0, "sv", "BEGINNING"): "alla", (2, "sv", "BEGINNING"): "två", (0, "en", "BEGINNING"): "every"}


@pytest.mark.parametrize(
    ("level", "languages", "expected"),
    [
        (1, ["sv"], "alla"),
        (2, ["sv", "en"], "två"),
        (2, ["en", "sv"], "every"),
        (2, ["de", "sv"], "två"),
        (1, ["de"], ""),
    ],
)
def test_a_level_s_own_text_comes_before_that_of_every_level(level: int, languages: list[str], expected: str) -> None:
    terms = ReminderTermsFacts(1, "T", "T", texts=TEXTS)
    assert terms.text("BEGINNING", level, languages) == expected
    assert terms.half_translated() == [(2, "BEGINNING", "en")]


def test_a_reminder_falls_due_on_a_bank_day_where_terms_count_in_them() -> None:
    level = LevelFacts(1, 1, "5D", "10D", False, "FIXED", "", 0, "", 0, False)
    terms = ReminderTermsFacts(1, "T", "T", levels=(level,))
    midsummer_eve = date(2026, 6, 19)
    assert terms.due_date(1, date(2026, 6, 9)) == midsummer_eve
    assert replace(terms, calendar="SE").due_date(1, date(2026, 6, 9)) == date(2026, 6, 22)


@pytest.mark.django_db
def test_many_terms_cost_no_more_queries(
    company: CompanyFacts, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(3):
        add_reminder_terms(company=company, actor=build.BOB, code=f"T{number}", change=TermsChange())
    with django_assert_num_queries(6):
        assert len(reminder_terms(company=company)) == 6
    with pytest.raises(ReminderTermsUnknown, match='There are no reminder terms "T9"'):
        find_reminder_terms(company=company, code="T9")
