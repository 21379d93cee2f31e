"""What went wrong is told on a page, with the number under which it is in the log."""

from __future__ import annotations

import re

import pytest
from django.test import Client, RequestFactory

from reskontra.companies.queries import CompanyFacts
from reskontra.desk import faults
from tests.web import Browser

pytestmark = pytest.mark.django_db


def event_of(page: str) -> str:
    found = re.search(r"<b>([0-9a-f]{8})</b>", page)
    assert found, page
    return found[1]


@pytest.mark.parametrize(
    ("path", "role", "status", "kind", "told"),
    [
        ("nothing-here/", "READER", 404, "not_found", "There is no such page"),
        ("customers/C9/", "READER", 404, "not_found", "There is no such page"),
        ("audit/", "READER", 403, "forbidden", "This takes the role accountant or a higher one"),
    ],
)
def test_the_event_on_the_page_is_in_the_log(
    company: CompanyFacts, caplog: pytest.LogCaptureFixture, path: str, role: str, status: int, kind: str, told: str
) -> None:
    page = Browser(company, role=role).get(path)
    assert (page.status, told in page.text) == (status, True)
    logged = [record.getMessage() for record in caplog.records if record.name == "reskontra.desk"]
    assert logged == [f"desk.page.{kind} event={event_of(page.source)} status={status} path=/{company.id}/{path}"]


def test_an_old_form_is_told_so(caplog: pytest.LogCaptureFixture) -> None:
    page = Client(enforce_csrf_checks=True).post("/account/theme/", {"theme": "dark"})
    assert page.status_code == 403
    assert "Load its page again" in page.content.decode()
    assert event_of(page.content.decode()) in caplog.text


def test_a_failure_is_an_error_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    answer = faults.failed(RequestFactory().get("/1/"))
    assert answer.status_code == 500
    record = next(one for one in caplog.records if one.name == "reskontra.desk")
    assert record.levelname == "ERROR"
    assert event_of(answer.content.decode()) in record.getMessage()


def test_a_failure_is_told_where_not_even_its_page_can_be_made(caplog: pytest.LogCaptureFixture) -> None:
    request = RequestFactory().get("/1/")
    request.COOKIES = None  # type: ignore[assignment]  # what surrounds a page cannot be made of it
    answer = faults.failed(request)
    assert answer.status_code == 500
    assert event_of(answer.content.decode()) in caplog.text
    assert "Nothing was changed by it." in answer.content.decode()


def test_browsers_find_the_mark_by_the_name_they_always_ask_for() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("/static/interface/mark.svg?")
