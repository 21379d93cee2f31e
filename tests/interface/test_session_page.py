"""The page of where one is signed in, and what an open page asks."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import User
from tests.interface.test_sessions import alice_user, rest, signed_in

pytestmark = pytest.mark.django_db
__all__ = ["alice_user"]


def test_others_are_signed_out_one_by_one_and_all_at_once(company: CompanyFacts, alice_user: User) -> None:
    here, phone, _tablet = signed_in(), signed_in("Mozilla/5.0 (iPhone) Safari/604.1"), signed_in("iPad Safari")
    page = html.fromstring(here.get("/account/sessions/").content.decode())
    told = [" ".join(one.text_content().split()) for one in page.xpath("//ul[@class='sessions']/li")]
    assert [("This one" in one, "Sign out" in one) for one in told if "Firefox, Linux" in one] == [(True, False)]
    assert "Where you are signed in now" in page.xpath("string(//details[contains(@class, 'help')])")
    (number,) = page.xpath("//li[contains(., 'iPhone')]//button/@value")
    assert here.session.session_key not in page.text_content() + number
    answer = here.post("/account/sessions/", {"end": number}, follow=True)
    assert "You are signed out there." in answer.content.decode()
    assert phone.get(f"/{company.id}/").status_code == 302
    answer = here.post("/account/sessions/", {"end": number})
    assert (answer.status_code, "There is no session" in answer.content.decode()) == (422, True)
    answer = here.post("/account/sessions/", {"others": "1"}, follow=True)
    assert "You are signed out in 1 other place." in answer.content.decode()


def test_it_is_for_who_is_signed_in(alice_user: User) -> None:
    assert Client().get("/account/sessions/").status_code == 302
    assert Client().get("/account/session/").json() == {"left": 0}


def test_an_open_page_learns_how_long_and_the_token_of_its_forms(alice_user: User) -> None:
    client = signed_in()
    found = client.get("/account/session/").json()
    assert 1700 < found["left"] <= 1800
    assert len(found["token"]) == 64
    rest(client, minutes=31)
    assert client.get("/account/session/").json() == {"left": 0}


def test_every_page_says_when_its_session_ends(company: CompanyFacts, alice_user: User) -> None:
    client = signed_in()
    page = html.fromstring(client.get(f"/{company.id}/").content.decode())
    (dialog,) = page.xpath("//dialog[@id='session']")
    assert 1700 < int(dialog.get("data-left")) <= 1800
    assert dialog.get("data-warning") == "120"
    assert not html.fromstring(Client().get("/account/login/").content.decode()).xpath("//dialog[@id='session']")
