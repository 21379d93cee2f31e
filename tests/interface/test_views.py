"""What a user chooses for herself: language, theme; and the click into the demo."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from reskontra.cli.demo import DEMO_NAME
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import User
from reskontra.interface.people import add_demo_user, give_role
from tests.build import BOB
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_language_is_kept_with_the_user(company: CompanyFacts) -> None:
    browser = Browser(company, name="alice", language="en")
    assert browser.get("").values("/html/@lang") == ["en"]
    browser.client.post("/account/language/", {"language": "sv"})
    assert browser.get("").values("/html/@lang") == ["sv"]
    assert browser.get("").headers["Content-Language"] == "sv"
    assert User.objects.get(username="alice").language == "sv"


def test_before_one_signs_in_the_browser_keeps_it() -> None:
    client = Client(headers={"accept-language": "en"})
    assert 'lang="en"' in client.get("/account/login/").content.decode()
    answer = client.post(
        "/account/language/", {"language": "sv"}, headers={"referer": "http://testserver/account/login/"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "http://testserver/account/login/")
    page = client.get("/account/login/").content.decode()
    assert '<html lang="sv"' in page
    assert "Logga in" in page


def test_over_https_what_is_kept_goes_by_it_alone(company: CompanyFacts, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    client.post("/account/language/", {"language": "sv"})
    client.post("/account/theme/", {"theme": "dark"})
    assert [client.cookies[name]["secure"] for name in (settings.LANGUAGE_COOKIE_NAME, "theme")] == [True, True]


def test_a_theme_is_kept_in_the_browser(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert browser.get("").values("/html/@data-theme") == ["auto"]
    browser.client.post("/account/theme/", {"theme": "dark"})
    assert browser.get("").values("/html/@data-theme") == ["dark"]


@pytest.mark.parametrize(("path", "typed"), [("language", {"language": "xx"}), ("theme", {"theme": "pink"})])
def test_what_is_not_offered_cannot_be_chosen(path: str, typed: dict[str, str]) -> None:
    answer = Client().post(f"/account/{path}/", typed)
    assert answer.status_code == 404
    assert set(answer.cookies) <= {"csrftoken"}
    assert Client().get(f"/account/{path}/").status_code == 405


def test_a_click_enters_the_demo(company: CompanyFacts, settings: pytest.FixtureRequest) -> None:
    settings.IS_DEMO = True  # type: ignore[attr-defined]
    client = Client()
    assert client.post("/account/demo/").status_code == 404
    give_role(company=company.id, actor=BOB, username=add_demo_user(name=DEMO_NAME).username, role="ADMINISTRATOR")
    page = client.get("/account/login/").content.decode()
    assert 'action="/account/demo/"' in page
    assert 'type="password"' not in page
    answer = client.post("/account/demo/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/{company.id}/"
    home = answer.content.decode()
    assert DEMO_NAME in home
    assert 'href="/account/password/change/"' not in home
    assert client.get("/account/password/change/", follow=True).status_code == 404


def test_outside_the_demo_no_click_enters(company: CompanyFacts) -> None:
    add_demo_user(name=DEMO_NAME)
    client = Client()
    assert client.post("/account/demo/").status_code == 404
    assert "/account/demo/" not in client.get("/account/login/").content.decode()
    assert "_auth_user_id" not in client.session
