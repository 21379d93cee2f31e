"""A company whose books were moved shows what it showed before: every page that links lead to, every endpoint."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from lxml import html

from reskontra.founding.moving import clear_left
from tests import build
from tests.api_book import api_book
from tests.config.test_api_access import ASKED
from tests.each import holds_for_each
from tests.placed import a_place, moved
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db

# Made anew for each answer: a form's token, the seconds that a session has left, the number of a request in the log.
PASSING = re.compile(
    r'(?<=csrfmiddlewaretoken" value=")\w+|(?<=X-CSRFToken": ")\w+|(?<=data-left=")\d+|(?<=Event <b>)\w+'
)
# A move is told in the trail; who takes what is known of a person is, too.
TELLS_OF_THE_TRAIL = re.compile(r"audit|privacy/file|personal-data")


Shown = dict[str, tuple[int, object]]  # of an address: status, and what is in the answer


def linked(browser: Browser) -> Shown:
    """A page of each name that links lead to, from the first on."""
    found, names, waiting = Shown(), set[str](), [f"/{browser.company.id}/"]
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name in names or not path.startswith(f"/{browser.company.id}/") or TELLS_OF_THE_TRAIL.search(path):
            continue
        names.add(name)
        found[path] = status, text = shown(browser, path)
        if status == 200 and "<html" in text:
            waiting += [urldefrag(urljoin(path, str(link))).url for link in html.fromstring(text).xpath("//a/@href")]
    return found


def _name(path: str) -> str:
    try:
        return str(resolve(urlsplit(path).path).url_name)
    except Resolver404:
        return ""


def shown(browser: Browser, path: str) -> tuple[int, str]:
    answer = browser.client.get(path)
    return answer.status_code, PASSING.sub("", answer.getvalue().decode(errors="replace"))


def test_pages_and_endpoints_show_the_same_of_a_company_that_was_moved(tmp_path: Path) -> None:
    book = api_book()
    browser, program = Browser(book.company, role="ADMINISTRATOR"), Program(book.company, role="ADMINISTRATOR")
    reads = [one for one in ASKED if one.method == "GET" and not TELLS_OF_THE_TRAIL.search(one.path)]

    def told() -> Shown:
        answers = {one.path: one.asked(program, book) for one in reads}
        return {path: (answer.status, answer.data or answer.content) for path, answer in answers.items()}

    before = told() | linked(browser)
    home = f"/{book.company.id}/"
    before[home] = shown(browser, home)  # which leads to where one was last
    with a_place(tmp_path):
        away = moved(book.company)
        clear_left(company=away, actor=build.BOB, place="")
        after = told()

        def is_the_same(path: str) -> None:
            assert (after[path] if path in after else shown(browser, path)) == before[path]

        holds_for_each(before, is_the_same)
    assert Counter(status for status, _said in before.values())[200] > 100
