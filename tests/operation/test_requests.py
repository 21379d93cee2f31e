"""Each request has a number, its own or the one it came with, and is counted and told."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from reskontra.operation.counting import counted

pytestmark = pytest.mark.django_db


def answered() -> int:
    return sum(one.count for one in counted())


@pytest.mark.parametrize(
    ("given", "is_taken"), [("from-nginx-0001", True), ("short", False), ("with blank and\ttab", False), ("", False)]
)
def test_a_number_is_taken_or_made(client: Client, given: str, is_taken: bool) -> None:
    before = answered()
    answer = client.get("/account/login/", headers={"x-request-id": given} if given else {})
    assert (answer["X-Request-ID"] == given) == is_taken
    assert len(answer["X-Request-ID"]) >= 8
    assert answered() == before + 1


def test_what_was_asked_is_logged_without_what_stood_behind_the_question_mark(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="reskontra.web"):
        client.get("/account/login/?next=/secret")
    (line,) = [one.getMessage() for one in caplog.records if one.name == "reskontra.web"]
    assert line.startswith("web.request.answered method=GET path=/account/login/ status=200 milliseconds=")
