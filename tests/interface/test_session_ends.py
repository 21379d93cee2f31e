"""A session that rested, or is old, is none: for pages, forms and parts of pages alike."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import BrowserSession, User
from reskontra.interface.people import choose_language_of
from reskontra.interface.sessions import BEGAN
from tests.interface.test_sessions import alice_user, rest, signed_in

pytestmark = pytest.mark.django_db
__all__ = ["alice_user"]


def test_after_a_rest_she_signs_in_again_and_is_told_why(company: CompanyFacts, alice_user: User) -> None:
    client, page = signed_in(), f"/{company.id}/journals/"
    rest(client, minutes=29)
    assert client.get(page).status_code == 200
    rest(client, minutes=31)
    answer = client.get(page, follow=True)
    assert answer.redirect_chain == [(f"/account/login/?next={page}", 302)]
    assert "a session ends after 30 minutes without use, and 12 hours after signing in" in answer.content.decode()
    assert client.get(page).status_code == 302


def test_after_a_days_work_too(company: CompanyFacts, alice_user: User) -> None:
    client = signed_in()
    session = client.session
    session[BEGAN] = time.time() - 12 * 3600 - 1
    session.save()
    assert client.get(f"/{company.id}/").status_code == 302
    assert not BrowserSession.objects.filter(user=alice_user).exists()


def test_the_installation_says_how_long(company: CompanyFacts, alice_user: User, settings: Any) -> None:
    settings.IDLE_MINUTES = 5
    client = signed_in()
    rest(client, minutes=6)
    assert client.get(f"/{company.id}/").status_code == 302


def test_a_part_of_a_page_leaves_the_page_as_it_is(company: CompanyFacts, alice_user: User) -> None:
    client = signed_in()
    rest(client, minutes=31)
    answer = client.get(f"/{company.id}/journals/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_page_that_lies_open_is_no_use(company: CompanyFacts, alice_user: User) -> None:
    client = signed_in()
    rest(client, minutes=20)
    before = BrowserSession.objects.get(user=alice_user).used_at
    assert client.get("/account/session/").json()["left"] <= 600
    assert client.get(f"/{company.id}/jobs/1/").status_code == 404
    assert BrowserSession.objects.get(user=alice_user).used_at == before
    assert client.post("/account/session/").json()["left"] > 1700
    assert BrowserSession.objects.get(user=alice_user).used_at > before


def test_it_is_told_in_swedish(company: CompanyFacts, alice_user: User) -> None:
    choose_language_of(user_id=alice_user.pk, language="sv")
    client = Client(headers={"accept-language": "sv"})
    client.force_login(alice_user)
    rest(client, minutes=31)
    answer = client.get(f"/{company.id}/", follow=True)
    assert "Du loggades ut" in answer.content.decode()
