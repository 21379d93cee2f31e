"""Who is meant: with those that were merged into her, and by what she is known."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.matching.actions.merge_parties import MergeOrder, merge_parties
from reskontra.privacy.persons import known_values, person_of
from tests import build
from tests.privacy.a_person import tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_party_is_known_with_those_merged_into_it(story: Story) -> None:
    tell_of_anna(story)
    order = MergeOrder("CUSTOMER", "K2", "K1", date(2026, 3, 3), "same")
    merge_parties(company=story.company, actor=build.BOB, order=order, is_preview=False)
    anna = person_of(company=story.company, customer="K1")
    assert anna.numbers == ("K1", "K2")
    assert anna.accounts == ("SE3550000000054910000003",)
    values = {*known_values(company=story.company, person=anna, kinds=("card",))}
    assert values >= {"anna@example.org", "0701234567", "7001011234", "bo@example.org"}
