"""The page of the first person."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from reskontra.companies.queries import companies
from reskontra.founding.first_run import open_first_run
from reskontra.interface.people import people
from tests import build

pytestmark = pytest.mark.django_db
TYPED = {
    "username": "anna", "password": "en lång mening 7", "again": "en lång mening 7", "company": "Nordan AB",
    "preset": "se-bas", "first_month": "1",
}  # fmt: skip


def test_she_begins_and_is_led_to_the_first_steps() -> None:
    url = f"/first/{open_first_run()}/"
    client = Client()
    assert client.get(url).status_code == 200
    answer = client.post(url, TYPED, follow=True)
    company = companies()[0]
    assert answer.redirect_chain == [(f"/{company.id}/guide/", 303)]
    assert "Nordan AB" in answer.content.decode()
    assert Client().get(url).status_code == 404


def test_another_address_is_none() -> None:
    token = open_first_run()
    assert Client().get("/first/x/").status_code == 404
    assert Client().post("/first/x/", TYPED).status_code == 404
    assert Client(enforce_csrf_checks=True).post(f"/first/{token}/", TYPED).status_code == 403
    assert companies() == []


def test_a_refusal_stands_at_its_field_and_no_password_is_sent_back() -> None:
    url = f"/first/{open_first_run()}/"
    answer = Client().post(url, {**TYPED, "again": "en annan mening"}, headers={"Accept-Language": "sv"})
    assert answer.status_code == 422
    root = html.fromstring(answer.content.decode())
    assert "inte lika" in root.xpath("//*[@id='first-again-told']")[0].text_content()
    assert root.xpath("//input[@name='company']/@value") == ["Nordan AB"]
    assert root.xpath("//input[@type='password']/@value") == []
    missing = Client().post(url, {**TYPED, "company": " "}, headers={"Accept-Language": "sv"})
    root = html.fromstring(missing.content.decode())
    assert "är tomt" in root.xpath("//*[@id='first-company-told']")[0].text_content()
    assert people() == []


def test_a_company_that_is_there_is_not_asked_for() -> None:
    company = build.new_company()
    url = f"/first/{open_first_run()}/"
    client = Client()
    page = client.get(url).content.decode()
    assert "You become administrator of Nordan AB." in page
    assert 'name="company"' not in page
    answer = client.post(url, TYPED)
    assert answer.headers["Location"] == f"/{company.id}/guide/"
