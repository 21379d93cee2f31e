"""The rule table as a page: changed, tried, saved, left and restored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES, Confidence
from reskontra.core.matching.settings import ChargeLimit, NameMode
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.setup import rules_of, settings_of
from tests import books
from tests.story import Story
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
URL = "setup/matching-rules/"


@pytest.fixture
def decided(story: Story) -> Story:
    """A line by the payer's name and the amount, and one by its reference, both posted."""
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB"
        line      800.00 name="Beta AB" ocr=10033
        import
        match
        post
        """
    )
    return story


def form(page: Page) -> dict[str, str]:
    """All that the form would send as it stands."""
    fields: dict[str, str] = {}
    for one in page.root.xpath("//form[@id='form-rules']//input | //form[@id='form-rules']//select"):
        if one.tag == "select":
            fields[one.get("name")] = next(iter(one.xpath("option[@selected]/@value")), one.xpath("option/@value")[0])
        elif one.get("type") != "checkbox" or one.get("checked") is not None:
            fields[one.get("name")] = one.get("value") or ("on" if one.get("type") == "checkbox" else "")
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def test_as_it_stands_the_form_changes_nothing(story: Story) -> None:
    browser = Browser(story.company)
    before = settings_of(company=story.company, banks=bank_accounts(company=story.company))
    page = browser.post(URL, form(browser.get(URL)))
    assert f"{len(DEFAULT_RULES)} rules, 1 charge limits and 9 thresholds are set." in page.text
    assert set(rules_of(company=story.company)) == set(DEFAULT_RULES)
    assert settings_of(company=story.company, banks=bank_accounts(company=story.company)) == before


def test_rules_thresholds_and_limits_are_changed(story: Story) -> None:
    browser = Browser(story.company)
    sent = form(browser.get(URL))
    sent |= {"r0-confidence": "", "r1-priority": "7", "r6-priority": "2", "t-high_quality_min": "60"}
    sent |= {"t-name_mode": "EXACT", "t-accident_high_max": "0,005"}
    sent |= {"c1-bank": "B1", "c1-currency": "eur", "c1-max": "25", "c1-percent": "2,5"}
    sent.pop("t-matches_vendors")
    sent.pop("r12-review")
    assert "are set" in browser.post(URL, sent).text
    found = rules_of(company=story.company)
    assert len(found) == len(DEFAULT_RULES) - 1
    second = next(rule for rule in DEFAULT_RULES if rule.name == "high-2")
    assert replace(second, priority=7) in found
    assert next(rule for rule in found if rule.name == "medium-2").review_required is False
    settings = settings_of(company=story.company, banks=[])
    assert (settings.high_quality_min, settings.name_mode) == (60, NameMode.EXACT)
    assert (settings.accident_high_max, settings.matches_vendors) == (0.005, False)
    assert ChargeLimit(2_500, 25, "EUR", "", "B1") in settings.charge_limits


def test_what_if_leads_to_the_lines_and_saves_nothing(decided: Story) -> None:
    browser, before = Browser(decided.company), books.contents()
    sent = form(browser.get(URL)) | {"t-high_quality_min": "99", "since": "2026-01-01", "try": "1"}
    page = browser.post(URL, sent)
    assert (page.status, books.contents()) == (200, before)
    assert "2 decided lines since" in page.text
    assert "Lost: a person would have to look (2)" in page.text
    assert "Now wrong: posted otherwise without a person (0)" in page.text
    assert f"/{decided.company.id}/journals/PRJ000001/1/" in page.values("//section//a/@href")
    assert page.values("//input[@name='t-high_quality_min']/@value") == ["99"]
    assert "are set" in browser.post(URL, form(page)).text
    assert settings_of(company=decided.company, banks=[]).high_quality_min == 99


def test_nothing_to_try(decided: Story) -> None:
    browser = Browser(decided.company)
    late = browser.post(URL, form(browser.get(URL)) | {"try": "1", "since": "2026-06-01"})
    assert (late.status, "has been accepted or posted" in late.text) == (422, True)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("r3-priority", "", '"Priority" is empty.'),
        ("r3-priority", "ett", '"ett" is no whole number.'),
        ("r3-priority", "500", "outside 1 to 499"),
        ("r3-priority", "2", "Two high rules have priority 2."),
        ("t-high_quality_min", "100", "from 0 to 99"),
        ("t-high_quality_min", "1.5", '"1.5" does not fit here.'),
        ("t-accident_high_max", "två", '"två" does not fit here.'),
        ("t-accident_high_max", "", "is empty"),
        ("c0-max", "-3", 'max was to be "-3"'),
        ("c0-currency", "Euro", 'currency was to be "EURO"'),
    ],
)
def test_a_refusal_keeps_what_was_typed(story: Story, field: str, value: str, said: str) -> None:
    browser, before = Browser(story.company), books.contents()
    page = browser.post(URL, form(browser.get(URL)) | {field: value})
    assert (page.status, books.contents()) == (422, before)
    assert said in page.text
    assert page.values(f"//input[@name='{field}']/@value") == [value]


def test_without_any_rule_nothing_is_saved(story: Story) -> None:
    browser = Browser(story.company)
    sent = form(browser.get(URL))
    page = browser.post(URL, {name: "" if name.endswith("-confidence") else text for name, text in sent.items()})
    assert (page.status, "25 rules were taken away" in page.text) == (422, True)


def test_one_who_was_slower_is_told_who_changed_them(story: Story) -> None:
    browser = Browser(story.company)
    sent = form(browser.get(URL))
    browser.post(URL, sent | {"t-steps_max": "5000"})
    page = browser.post(URL, sent | {"t-steps_max": "6000"})
    assert (page.status, "after the page was made" in page.text) == (422, True)
    assert settings_of(company=story.company, banks=[]).steps_max == 5_000


def test_the_default_rules_are_restored(story: Story) -> None:
    browser = Browser(story.company)
    browser.post(URL, form(browser.get(URL)) | {"r0-confidence": ""})
    assert f"{len(DEFAULT_RULES)} rules restored." in browser.post(URL, {"restore": "1"}).text
    assert {rule.confidence for rule in rules_of(company=story.company)} >= {Confidence.HIGH}
    assert len(rules_of(company=story.company)) == len(DEFAULT_RULES)
