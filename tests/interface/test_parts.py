"""Answers to a browser: whole pages, parts, where to go on, refusals in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory

from reskontra.core.errors import Refused
from reskontra.core.money import NotAnAmount
from reskontra.interface.parts import (
    RefusalsAnswered,
    came_from,
    done,
    goto,
    key_asked,
    keys_typed,
    number_asked,
    number_typed,
    page_or_part,
)
from reskontra.interface.people import UserUnknown

REFUSED = ("interface/refused.html", "interface/_refused.html", {"said": ["It is so. Do this."], "back": ""})


def request(*, htmx: bool = False, boosted: bool = False, referer: str = "") -> HttpRequest:
    made: Any = RequestFactory().get("/here/", headers={"referer": referer} if referer else {})
    made.htmx = SimpleNamespace(boosted=boosted) if htmx else False
    made.session = {}
    made.user = SimpleNamespace(is_authenticated=False)
    made._messages = FallbackStorage(made)
    return made  # type: ignore[no-any-return]


def test_htmx_gets_the_part_and_a_browser_the_page_around_it() -> None:
    whole = page_or_part(request(), *REFUSED).content.decode()
    part = page_or_part(request(htmx=True), *REFUSED).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip() in whole
    assert "<html" in page_or_part(request(htmx=True, boosted=True), *REFUSED).content.decode()


def test_after_an_action_a_browser_is_sent_on() -> None:
    asked = request()
    answer = done(asked, "Accepted: line 1.", "/1/journals/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/1/journals/")
    assert [str(message) for message in get_messages(asked)] == ["Accepted: line 1."]
    assert list(get_messages(request())) == []


def test_htmx_is_told_which_page_to_load() -> None:
    answer = goto(request(htmx=True), "/1/")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/1/")


@pytest.mark.parametrize(
    ("referer", "expected"),
    [
        ("http://testserver/1/journals/", "http://testserver/1/journals/"),
        ("https://elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_one_comes_from_a_page_of_ours_or_from_the_start(referer: str, expected: str) -> None:
    assert came_from(request(referer=referer), "/") == expected


@pytest.mark.parametrize("refusal", [UserUnknown(user="<b>"), NotAnAmount(text="13 7oo")])
def test_a_refusal_that_no_view_took_is_told(refusal: Refused) -> None:
    middleware = RefusalsAnswered(lambda request: HttpResponse("passed"))
    assert middleware(request()).content == b"passed"
    answer = middleware.process_exception(request(referer="http://testserver/1/"), refusal)
    assert answer is not None
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "<b>&lt;b&gt;" not in told
    assert "&lt;b&gt;" in told or "13 7oo" in told
    assert 'href="http://testserver/1/"' in told


def test_a_bug_shows_itself() -> None:
    middleware = RefusalsAnswered(lambda request: HttpResponse())
    assert middleware.process_exception(request(), ValueError("a bug")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7", 7), ("123456789", 123456789), ("1234567890", None), ("-1", None), ("x", None), ("\u0661", None), ("", None)],
)
def test_a_number_in_the_address(text: str, expected: int | None) -> None:
    assert number_asked(RequestFactory().get("/", {"page": text}), "page") == expected
    assert number_typed(text) == expected


def test_a_key_in_an_address() -> None:
    asked = request()
    asked.GET = QueryDict("row=7000000000001&word=x")
    assert [key_asked(asked, name) for name in ("row", "word", "gone")] == [7_000_000_000_001, None, None]


def test_keys_of_rows_that_a_form_names() -> None:
    most = "9" * 18
    assert keys_typed(["7", "x", "", "-1", "\u0661", most, f"{most}9", "3", "7"]) == [7, int(most), 3, 7]
