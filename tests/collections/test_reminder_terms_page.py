"""Set-up of reminder terms by page."""

from __future__ import annotations

import pytest

from reskontra.collections.reminder_terms import find_reminder_terms
from reskontra.companies.queries import CompanyFacts
from tests.companies.setup_pages.test_company import values_of
from tests.web import Browser

pytestmark = pytest.mark.django_db
LIST = "setup/reminder-terms/"


def test_terms_are_set_up(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert "SE-KONSUMENT" in browser.get(LIST).text
    assert browser.get(LIST + "NONE/").status == 404
    new = values_of(browser.get(LIST), "terms")
    assert browser.post(LIST, {**new, "code": "STANDARD"}).status == 422
    assert "are added" in browser.post(LIST, {**new, "code": "EGNA", "name": "Egna"}).text
    place = LIST + "EGNA/"
    level = values_of(browser.get(place), "level")
    assert level["level"] == "1"
    wrong = browser.post(place, {**level, "fee": "60"})
    assert wrong.status == 422
    assert "does not say what it pays for" in wrong.text
    browser.post(place, {**level, "fee": "60", "cost": "REMINDER"})
    changed = values_of(browser.get(place + "?edit=1"), "level")
    assert values_of(browser.get(place + "?edit=²&text_level=²"), "level")["level"] == "2"
    browser.post(place, {**changed, "grace": "7D", "hands_over": "on"})
    head = values_of(browser.get(place), "terms")
    browser.post(place, {**head, "minimum": "100", "most": "2", "posts_interest": "on"})
    text = values_of(browser.get(place + "?part=ENDING&language=sv"), "text")
    look = browser.post(place, {**text, "text": "Betala {total}.", "look": "1"})
    assert "As it would be read: Betala 13 133,45." in look.text
    assert browser.post(place, {**text, "text": "Betala {allt}."}).status == 422
    odd_level = {"form": "level", "level": "2", "grace": "5D", "due": "10D", "cost": "X"}
    odd_text = {"form": "text", "part": "X", "text_level": "0", "language": "sv", "text": "a"}
    for odd in (odd_level, odd_text):
        assert '"x" is no choice here' in browser.post(place, odd).text
    browser.post(place, {**text, "text": "Betala {total}."})
    found = find_reminder_terms(company=company, code="EGNA")
    assert (found.level(1).grace, found.level(1).fee_minor, found.level(1).hands_over) == ("7D", 60_00, True)
    assert (found.minimum_minor, found.most_reminders, found.posts_interest) == (100_00, 2, True)
    assert found.texts == {(0, "sv", "ENDING"): "Betala {total}."}
    german = browser.post(place, {**text, "language": "de", "text": "Bitte {total}."})
    assert "The text is kept." in german.text
    assert browser.post(place, {**text, "language": "german", "text": "x"}).status == 422
    assert browser.post(place, {"form": "delete", "edit": "EGNA"}).status == 422
    assert browser.post(place, {"form": "rename", "to": "STANDARD"}).status == 422
    assert browser.post(place, {"form": "rename", "to": "A\nB"}).status == 422
    renamed = browser.post(place, {"form": "rename", "to": "MINA"})
    assert "MINA is the code of EGNA now; 0 customers follow." in renamed.text
    assert find_reminder_terms(company=company, code="MINA").texts[0, "de", "ENDING"] == "Bitte {total}."
    assert browser.get(place).status == 404
    gone = browser.post(LIST + "MINA/", {"form": "delete", "sure": "on"})
    assert ("MINA is deleted" in gone.text, browser.get(LIST + "MINA/").status) == (True, 404)
