"""Where payments land is chosen once: a batch that is there or a new one, and an account."""

from __future__ import annotations

import pytest

from reskontra.journals.registration import setup_of
from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
SETUP = "registration/setup/"


def test_a_new_batch_gets_a_free_name_and_vendors_have_their_own(story: Story) -> None:
    story.tells("bank B1 10000.00\nbatch INBET kind=general")
    bob = Browser(story.company, name="bob")
    assert bob.get(SETUP).values("//input[@id='new_batch']/@value") == ["INBET2"]
    bob.post(SETUP, {"batch": "+", "account": "bank:B1", "new_batch": "INBET2"})
    page = bob.post(f"{SETUP}?ledger=vendor", {"batch": "+", "account": "gl:2898", "new_batch": ""})
    assert page.url.endswith("registration/?ledger=vendor")
    mine = setup_of(company=story.company, user="bob")
    assert (mine.batch.name, mine.account, mine.fills_date, mine.is_own) == ("INBET2", "bank:B1", False, True)
    vendors = setup_of(company=story.company, user="bob", ledger="VENDOR")
    assert (vendors.batch.name, vendors.batch.kind, vendors.account) == ("UTBET", "PAYMENT", "gl:2898")
    page = bob.get(SETUP)
    assert page.values("//select[@id='batch']/option[@selected]/@value") == ["INBET2"]


def test_what_is_refused_keeps_what_was_chosen(story: Story) -> None:
    story.tells("bank B1 10000.00\nbatch REG series=REG")
    bob = Browser(story.company, name="bob")
    page = bob.post(SETUP, {"batch": "+", "new_batch": "med blank", "account": "bank:B1"})
    assert page.status == 422
    assert page.values("//input[@id='new_batch']/@value") == ["med blank"]
    assert page.values("//select/optgroup/option[@selected]/@value") == ["bank:B1"]
    assert page.values("//select[@id='batch']/option[@selected]/@value") == ["+"]


def test_only_who_posts_chooses_for_everybody(story: Story) -> None:
    story.tells("bank B1 10000.00\nbatch REG series=REG")
    chosen = {"batch": "REG", "account": "bank:B1", "everybody": "on", "fills_date": "on"}
    Browser(story.company, role="CLERK", name="alice").post(SETUP, chosen)
    assert setup_of(company=story.company, user="alice").is_own
    Browser(story.company, name="bob").post(SETUP, chosen)
    assert not setup_of(company=story.company, user=build.CARLA).is_own
