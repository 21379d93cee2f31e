"""Who made what a line is ready by: the text mapping, whoever changed it since, or the fact; nobody of other lines."""

from __future__ import annotations

import pytest

from reskontra.matching.actions.mappings import add_mapping, change_mapping, wanted_mapping
from reskontra.matching.models import Proposal
from reskontra.matching.standing_decisions import standing_decisions
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_those_who_made_and_changed_it_are_told(story: Story) -> None:
    company = story.company
    story.tells(
        """
        statement B1 2026-03-02
        line      -900.00 text="Hyra mars"
        line      500.00 name="Alfa AB" ocr=10025
        import
        """
    )
    wanted = wanted_mapping(company=company, text="hyra", account="gl:6570")
    made = add_mapping(company=company, actor=build.ALICE, mapping=wanted)
    change_mapping(company=company, actor=build.BOB, number=made.number, mapping=wanted)
    story.tells("match")
    lines = dict(Proposal.objects.filter(company=company.id).values_list("line__line_number", "line"))
    assert standing_decisions(company=company, line_ids=lines.values()) == {lines[1]: {build.ALICE, build.BOB}}
