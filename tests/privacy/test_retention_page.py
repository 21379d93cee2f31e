"""The page of retention: an administrator sets and lifts holds, an auditor looks, others do not."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.privacy.erasing_years import AT_A_TIME
from tests import build
from tests.privacy.test_erasing_jobs import stored_many
from tests.privacy.test_erasing_years import stored, there
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_an_administrator_sets_a_hold_and_lifts_it(company: CompanyFacts) -> None:
    browser = Browser(company, role="ADMINISTRATOR", name="adam")
    assert "setup/retention/" in browser.get("setup/").source
    wrong = browser.post("setup/retention/", {"form": "hold", "fiscal_year": "2025", "reason": ""})
    assert wrong.status == 422
    assert "Say why in 1 to 250 letters" in wrong.texts("//*[@id='hold-reason-told']")[0]
    page = browser.post("setup/retention/", {"form": "hold", "fiscal_year": "2025", "reason": "a lawsuit"})
    assert "Legal hold 1 is set." in page.text
    assert "12 open periods, 1 legal hold" in page.texts("//tr[td[1]='2025']/td[7]")
    page = browser.post("setup/retention/", {"form": "lift", "number": "1", "reason": "settled"})
    assert "Legal hold 1 is lifted." in page.text
    assert "12 open periods" in page.texts("//tr[td[1]='2025']/td[7]")


def test_an_auditor_looks(company: CompanyFacts) -> None:
    browser = Browser(company, role="AUDITOR", name="rita")
    page = browser.get("setup/retention/")
    assert "BFL 7 kap. 2 §" in page.text
    assert not page.texts("//form[.//input[@name='reason']]")
    typed = {"form": "hold", "fiscal_year": "2025", "reason": "a lawsuit"}
    assert browser.post("setup/retention/", typed).status == 403
    assert Browser(company, role="ACCOUNTANT", name="anton").get("setup/retention/").status == 403


def test_an_administrator_erases_what_may_go(company: CompanyFacts) -> None:
    id = stored(company, date(2010, 2, 3), b"old")
    auditor = Browser(company, role="AUDITOR", name="rita")
    page = auditor.get("setup/retention/?year=2010")
    assert "1 file that came in 2010, of which 1 goes (1 kB)." in page.text
    assert not page.texts("//form[.//input[@name='again']]")
    browser = Browser(company, role="ADMINISTRATOR", name="adam")
    assert "?year=2010" in browser.get("setup/retention/").source
    assert "is kept until" in browser.get("setup/retention/?year=2026").text
    typed = {"form": "erase", "year": "2010", "reason": "too old", "again": "2011"}
    assert auditor.post("setup/retention/", typed).status == 403
    wrong = browser.post("setup/retention/?year=2010", typed)
    assert wrong.status == 422
    assert "Type 2010 once more" in wrong.texts("//*[@id='again-refused' or @id='erase-again-told']")[0]
    page = browser.post("setup/retention/?year=2010", {**typed, "again": "2010"})
    assert "1 file of 2010 erased (1 kB)." in page.text
    assert there(company, [id]) == []


def test_what_is_asked_for_is_withdrawn_and_who_is_alone_is_told_what_to_do(company: CompanyFacts) -> None:
    id = stored(company, date(2010, 2, 3), b"old")
    set_setting(company=company, actor=build.BOB, key="four_eyes_above", value="0")
    adam = Browser(company, role="ADMINISTRATOR", name="adam")
    typed = {"form": "erase", "year": "2010", "reason": "too old", "again": "2010"}
    page = adam.post("setup/retention/?year=2010", typed)
    assert "The erasure of 2010 waits for another administrator." in page.text
    assert "There is one alone: add a user with that role" in page.text
    assert "setup/people/" in page.source
    assert not page.texts("//form[.//input[@name='again']]"), "who asked waits for another"
    again = adam.post("setup/retention/?year=2010", typed)
    assert "nobody else is an administrator. Add a user with that role" in again.text
    assert not Browser(company, role="AUDITOR", name="rita").get("setup/retention/").texts("//button[@name='withdraw']")
    page = adam.post("setup/retention/", {"withdraw": "2010"})
    assert "The erasure of 2010 is not asked for any more." in page.text
    assert page.texts("//tr[td[1]='2010']/td[6]") == ["may go"]
    assert adam.post("setup/retention/", {"withdraw": "2010"}).status == 422
    Browser(company, role="ADMINISTRATOR", name="eva")
    assert "There is one alone" not in adam.get("setup/retention/").text
    assert there(company, [id]) == [id]


def test_many_are_erased_by_a_job_whose_page_comes_next(company: CompanyFacts) -> None:
    stored_many(company, AT_A_TIME + 1)
    browser = Browser(company, role="ADMINISTRATOR", name="adam")
    typed = {"form": "erase", "year": "2010", "reason": "too old", "again": "2010"}
    page = browser.post("setup/retention/?year=2010", typed)
    assert "Files of 2010 erased" in page.text
    assert page.url == f"/{company.id}/jobs/1/"
