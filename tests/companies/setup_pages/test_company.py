"""The company's numbers and settings, as pages."""

from __future__ import annotations

import pytest

from reskontra.companies.identity import identity_of
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import company_settings
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db


def values_of(page: Page, form: str) -> dict[str, str]:
    """What the browser would send: every field as it stands."""
    found = {}
    for field in page.root.xpath(f"//form[@id='form-{form}']//*[self::input or self::select]"):
        if field.tag == "select":
            found[field.get("name")] = field.xpath("option[@selected]/@value")[0]
        elif field.get("type") != "checkbox" or field.get("checked") is not None:
            found[field.get("name")] = field.get("value") or "on"
    return {name: text for name, text in found.items() if name != "csrfmiddlewaretoken"}


def test_the_numbers_are_saved_and_a_wrong_one_is_told(company: CompanyFacts) -> None:
    browser = Browser(company)
    typed = values_of(browser.get("setup/company/"), "identity")
    wrong = browser.post("setup/company/", {**typed, "organisation_number": "556047-3522", "vat_number": ""})
    assert wrong.status == 422
    assert "556047-3522" in wrong.text
    page = browser.post("setup/company/", {**typed, "organisation_number": "556047-3521", "vat_number": ""})
    assert "The numbers of Nordan AB are saved." in page.text
    assert identity_of(company=company).organisation_number == "5560473521"


def test_settings_are_saved_all_or_none(company: CompanyFacts) -> None:
    browser = Browser(company)
    typed = values_of(browser.get("setup/settings/"), "settings")
    assert typed["late_discounts"] == "ask"
    wrong = browser.post("setup/settings/", {**typed, "late_discounts": "accept", "four_eyes_above": "massor"})
    assert wrong.status == 422
    said = wrong.texts("//*[@id='settings-four_eyes_above-told']/p")[0]
    assert said.startswith('The setting four_eyes_above was to be "massor".')
    assert wrong.values("//select[@name='late_discounts']/option[@selected]/@value") == ["accept"]
    known = {one.key: one.value for one in company_settings(company=company)}
    assert known["late_discounts"] == "ask"
    done = browser.post("setup/settings/", {**typed, "late_discounts": "accept", "discount_grace": "5D"})
    assert "The settings are saved." in done.text
    known = {one.key: one.value for one in company_settings(company=company)}
    assert (known["late_discounts"], known["discount_grace"]) == ("accept", "5D")
