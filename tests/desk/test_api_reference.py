"""The reference of the API: every noun a page, every type of problem one."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from reskontra.config.api import api
from reskontra.interface.api import routes
from reskontra.interface.api.program import document_of, operations_of

pytestmark = pytest.mark.django_db
MOST = 300_000  # bytes of a page


def test_every_endpoint_is_on_the_page_of_its_noun_and_nothing_comes_from_elsewhere() -> None:
    client, nouns = Client(), operations_of(document_of(api))
    first = client.get("/api/v1/")
    links = html.fromstring(first.content).xpath("//nav[@class='api-nouns']/a/@href")
    assert len(links) == len(nouns)
    for link, endpoints in zip(links, nouns.values(), strict=True):
        page = client.get(link)
        assert (page.status_code, len(page.content) < MOST) == (200, True)
        found = html.fromstring(page.content)
        assert found.xpath("//h2/code/text()") == [f"{method} {path}" for method, path, _told in endpoints]
        addresses = found.xpath("//@src") + found.xpath("//link/@href")
        assert all(one.startswith("/") for one in addresses)
    assert client.get("/api/v1/reference/nowhere/").status_code == 404


def test_the_document_is_told_to_anybody_and_a_type_of_problem_explains_itself() -> None:
    client = Client()
    told = client.get("/api/v1/openapi.json")
    assert told.json()["openapi"].startswith("3.1")
    page = client.get("/api/v1/problems/period_closed")
    assert "is in a period that is {state}" in page.content.decode()
    assert client.get("/api/v1/problems/nothing-of-this-name").status_code == 404


def test_a_fault_of_the_program_is_told_as_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(routes, "access_by", lambda secret: 1 / 0)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/entries", headers={"Authorization": "Bearer x"})
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["event"]
