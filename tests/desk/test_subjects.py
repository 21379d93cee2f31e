"""What notes are beside, with its page."""

from __future__ import annotations

import pytest

from reskontra.companies.notes import Subject, add_note, notes_of
from reskontra.desk.subjects import pages_of, subjects_of
from reskontra.parties.models import Party
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_each_kind_is_found_by_its_key_in_its_company_alone(story: Story) -> None:
    id = Party.objects.get(number="C1").id
    found = pages_of(company=story.company, keys=[("PARTY", id), ("VOUCHER", 10**9), ("THING", 1)])
    assert found == {("PARTY", id): (Subject("PARTY", id, "C1"), f"/{story.company.id}/customers/C1/")}
    assert pages_of(company=build.new_company(name="Sydan AB"), keys=[("PARTY", id)]) == {}


def test_notes_lead_to_what_they_are_beside(story: Story) -> None:
    id = Party.objects.get(number="V1").id
    add_note(company=story.company, actor=build.ALICE, subject=Subject("PARTY", id, "V1"), text="x")
    notes = notes_of(company=story.company, kind="PARTY", ids=[id])
    assert subjects_of(company=story.company, notes=notes)["PARTY", id][1].endswith("/vendors/V1/")
