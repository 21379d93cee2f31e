"""Every page has its help, in both languages, and it says the same in both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from reskontra.companies.queries import CompanyFacts
from reskontra.desk.help import LANGUAGES, help_named, texts
from reskontra.desk.home_charts import CHARTS
from reskontra.desk.report_kinds import KINDS
from tests.web import Browser

OF_ITSELF = {"help"}


def pages(patterns: Any = None) -> Iterator[str]:
    """The name of every address under a company."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(one, "url_patterns"):
            yield from pages(one.url_patterns)
        elif hasattr(one.callback, "demanded_role") and one.name not in OF_ITSELF:
            yield one.name


NAMES = sorted({*pages()} - {"report", "chart"} | {f"report {n}" for n in KINDS} | {f"chart {n}" for n in CHARTS})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_help(name: str, language: str) -> None:
    found = help_named(name, language=language)
    assert found is not None, f"{name}: write its help into reskontra/desk/data/help-{language}.toml"
    assert found.purpose.endswith(".")
    assert found.steps
    assert all(step.endswith(".") for step in found.steps)


def test_pages_of_a_user_have_theirs_where_there_is_no_bar() -> None:
    for language in LANGUAGES:
        assert help_named("sessions", language=language) != help_named("is_it_you", language=language)


def test_both_languages_tell_of_the_same() -> None:
    swedish, english = (texts(language) for language in LANGUAGES)
    assert swedish.keys() == english.keys()
    for name in swedish:
        assert len(swedish[name].terms) == len(english[name].terms), name
        assert len(swedish[name].steps) == len(english[name].steps), name


def test_the_longest_beginning_wins_and_what_is_no_page_has_none() -> None:
    assert help_named("customer", language="en") != help_named("customers", language="en")
    assert help_named("report detailed-ledger", language="sv") == help_named("report *", language="sv")
    assert help_named("account_login", language="en") is None
    assert help_named("home", language="de") == help_named("home", language="en")


@pytest.mark.django_db
def test_it_stands_on_the_page_and_has_a_page_of_its_own(company: CompanyFacts) -> None:
    browser = Browser(company, language="sv")
    page = browser.get("reports/trial-balance/")
    assert "Råbalans" in page.texts("//dialog[@id='keys']//dt")
    [url] = page.values("//a[@data-opens='keys']/@href")
    here = f"http://testserver/{company.id}/reports/trial-balance/"
    alone = browser.client.get(url, headers={"Referer": here}).content.decode()
    assert "Huvudboken: konton" in alone
    assert here in alone
    assert "Här ser du vad som behöver" in browser.client.get(url).content.decode()
    elsewhere = browser.client.get(url, headers={"Referer": "https://example.com/x"})
    assert elsewhere.status_code == 200
    assert "example.com" not in elsewhere.content.decode()
