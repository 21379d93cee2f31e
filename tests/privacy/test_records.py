"""Until when a row is kept: by the fiscal year of its day, and the card by the last document that it names."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.privacy.persons import person_of
from reskontra.privacy.records import kept_for_vouchers, known_of
from tests import build
from tests.privacy.a_person import tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_rows_are_kept_by_their_fiscal_year(story: Story) -> None:
    tell_of_anna(story)
    anna = person_of(company=story.company, customer="K1")
    until = {one.table: one.until for one in known_of(company=story.company, person=anna).tables}
    assert until["receivables_entry"] == until["parties_party"] == date(2033, 12, 31)
    assert until["companies_note"] is until["collections_contact"] is None
    build.customer(story.company, number="K3", name="Never posted to")
    assert kept_for_vouchers(company=story.company, person=person_of(company=story.company, customer="K3")) is None


def test_the_trail_tells_what_was_taken_away_too_and_nothing_of_a_vendor_of_the_same_number(story: Story) -> None:
    tell_of_anna(story)
    build.vendor(story.company, number="K1", name="Kajsas Kiosk")
    anna = person_of(company=story.company, customer="K1")
    actions = [one.action for one in known_of(company=story.company, person=anna).events]
    assert actions == ["party.changed", "note.added", "note.added", "note.removed", "contact.logged"]
