"""The company's numbers and settings, as pages."""

from __future__ import annotations

import pytest

from reskontra.companies.edit import company_values
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
            found[field.get("name")] = field.get("value") or ("on" if field.get("type") == "checkbox" else "")
    return {name: text for name, text in found.items() if name != "csrfmiddlewaretoken"}


def test_a_company_is_renamed_and_a_refusal_stands_at_its_field(company: CompanyFacts) -> None:
    browser = Browser(company)
    typed = {**values_of(browser.get("setup/company/"), "company"), **dict.fromkeys(("vat_number", "email"), "")}
    for field, text, said in (
        ("organisation_number", "556047-3522", "556047-3522"), ("name", "", '"Name" is empty.'), ("email", "a", '"a"'),
    ):  # fmt: skip
        wrong = browser.post("setup/company/", {**typed, "city": "Umeå", field: text})
        assert wrong.status == 422
        assert said in wrong.texts(f"//*[@id='company-{field}-told']/p[@class='said']")[0]
        assert wrong.values("//input[@name='city']/@value") == ["Umeå"]
    page = browser.post("setup/company/", {**typed, "name": "Sunnan AB", "city": "Umeå"})
    assert "Sunnan AB is changed: Name, City." in page.text
    assert company_values(company=company)["city"] == "Umeå"
    stale = browser.post("setup/company/", {**typed, "name": "Östan AB"})
    assert stale.status == 422
    assert "Alice changed Sunnan AB" in stale.text.replace("alice", "Alice")
    assert "Nothing of Sunnan AB was changed." in browser.post("setup/company/", values_of(page, "company")).text


def test_settings_are_saved_all_or_none(company: CompanyFacts) -> None:
    browser = Browser(company, role="ADMINISTRATOR")
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


def test_what_another_has_to_look_at_is_an_administrator_s_to_say(company: CompanyFacts) -> None:
    accountant = Browser(company, role="ACCOUNTANT", name="anna")
    typed = values_of(accountant.get("setup/settings/"), "settings")
    for key, value in (("four_eyes_above", "9"), ("payments_four_eyes_above", "none"), ("proofs_need_two", "true")):
        assert accountant.post("setup/settings/", {**typed, key: value}).status == 403
    assert "The settings are saved." in accountant.post("setup/settings/", {**typed, "tolerances": "post"}).text
    administrator = Browser(company, role="ADMINISTRATOR", name="olga")
    typed = values_of(administrator.get("setup/settings/"), "settings")
    assert "saved" in administrator.post("setup/settings/", {**typed, "payments_four_eyes_above": "none"}).text
