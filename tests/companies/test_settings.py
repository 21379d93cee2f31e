"""Settings are listed with their defaults, and take what they may be."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.queries import setting as stored
from reskontra.companies.settings import SETTINGS, SettingsExclude, SettingValueUnknown, company_settings, set_setting
from reskontra.core.errors import Refused
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_all_are_listed_with_their_defaults(
    company: CompanyFacts, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = {one.key: (one.value, one.is_default) for one in company_settings(company=company)}
    assert set(found) == set(SETTINGS)
    assert found["adjusts_vat_for_discount"] == ("true", True)
    assert found["late_discounts"] == ("ask", True)


@pytest.mark.parametrize("key", SETTINGS)
def test_each_takes_what_it_may_be(company: CompanyFacts, key: str) -> None:
    if key == "discount_excludes_vat":
        set_setting(company=company, actor=build.BOB, key="adjusts_vat_for_discount", value="false")
    for choice in SETTINGS[key].choices:
        set_setting(company=company, actor=build.BOB, key=key, value=choice)
        assert next(one.value for one in company_settings(company=company) if one.key == key) == choice
    assert isinstance(stored(company=company, key=key, default=None), bool | str | int)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("late_discount", "ask", "setting_unknown"), ("tolerances", "true", "setting_value_unknown"),
     ("ocr_length_digit", "yes", "setting_value_unknown"), ("discount_grace", "soon", "not_a_date_formula"),
     ("printed_reference_length", "26", "setting_value_unknown"),
     ("printed_reference_length", "1", "setting_value_unknown"),
     ("printed_reference_length", "x", "setting_value_unknown"),
     ("printed_reference_length", "9" * 5000, "setting_value_unknown"),
     ("discount_excludes_vat", "true", "settings_exclude")],
)  # fmt: skip
def test_what_is_refused(company: CompanyFacts, key: str, value: str, code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        set_setting(company=company, actor=build.BOB, key=key, value=value)
    assert refusal.value.code == code
    assert books.contents() == before


def test_two_that_exclude_each_other(company: CompanyFacts) -> None:
    set_setting(company=company, actor=build.BOB, key="adjusts_vat_for_discount", value="false")
    set_setting(company=company, actor=build.BOB, key="discount_excludes_vat", value="true")
    with pytest.raises(SettingsExclude, match="Set discount_excludes_vat to false first"):
        set_setting(company=company, actor=build.BOB, key="adjusts_vat_for_discount", value="true")
    set_setting(company=company, actor=build.BOB, key="adjusts_vat_for_discount", value="false")


@pytest.mark.parametrize(("typed", "shown"), [("0", "0"), ("050", "50"), ("50000", "50000"), ("none", "none")])
def test_four_eyes_are_asked_for_above_an_amount(company: CompanyFacts, typed: str, shown: str) -> None:
    set_setting(company=company, actor="Bob", key="four_eyes_above", value=typed)
    (found,) = [one for one in company_settings(company=company) if one.key == "four_eyes_above"]
    assert (found.value, found.is_default) == (shown, typed == "none")


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "many", "٣", "1" * 13])
def test_four_eyes_above_what_is_no_amount(company: CompanyFacts, typed: str) -> None:
    with pytest.raises(SettingValueUnknown):
        set_setting(company=company, actor="Bob", key="four_eyes_above", value=typed)
