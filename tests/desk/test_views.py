"""The way in, and pages for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from reskontra.interface.models import User
from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_the_start_leads_to_the_only_company_or_the_one_before(story: Story) -> None:
    browser = Browser(story.company)
    assert browser.client.get("/").headers["Location"] == f"/{story.company.id}/"
    other = build.new_company(name="Sydan AB")
    Browser(other)
    browser.client.get(f"/{other.id}/")
    assert browser.client.get("/").headers["Location"] == f"/{other.id}/"


def test_without_a_role_a_user_is_told_who_gives_one() -> None:
    client = Client()
    client.force_login(User.objects.create(username="ny", language="en"))
    assert "An administrator gives you one." in client.get("/").content.decode()


def test_without_signing_in_everything_leads_to_the_sign_in(story: Story) -> None:
    answer = Client().get(f"/{story.company.id}/journals/")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/account/login/")


def test_another_company_is_not_found(story: Story) -> None:
    other = build.new_company(name="Sydan AB")
    page = Browser(story.company).client.get(f"/{other.id}/")
    assert page.status_code == 404
