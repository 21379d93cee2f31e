"""Every reason and every part of a reminder has words."""

from __future__ import annotations

from reskontra.collections.models_of_documents import ROLES, STATES
from reskontra.collections.reminder_plans import NotReminded, Why
from reskontra.collections.reminder_words import ROLE_WORDS, STATE_WORDS, WHY_WORDS, why_wording


def test_all_have_words() -> None:
    assert (set(ROLE_WORDS), set(STATE_WORDS), set(WHY_WORDS)) == (set(ROLES), set(STATES), set(Why))
    assert why_wording(NotReminded("C1", "", "SEK", Why.IN_GRACE, 0, "2026-04-01")) == "has grace until 2026-04-01"
