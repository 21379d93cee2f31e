"""Requests over the application itself: done once however often they are sent, and sent again where that helps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.api import routes
from reskontra.interface.api.limits import Allowance
from reskontra_client import ChangedMeanwhile, Fault, NotNow, Patience, Reskontra, TooManyRequests, Unreachable
from reskontra_client.sending import KEY, Sender
from tests import build
from tests.api_book import api_book
from tests.client_of_books import URL, Carrier, books_of
from tests.program import Program

pytestmark = pytest.mark.django_db
FIRST_LOST: Callable[[int], Exception | None] = lambda turn: httpx.ReadError("lost") if turn == 1 else None  # noqa: E731


def test_what_is_sent_again_is_done_once(company: CompanyFacts) -> None:
    """The answer is lost after the work was done: the same request again, with the same key, is given it anew."""
    build.customer(company)
    carrier = Carrier(loses=FIRST_LOST)
    with books_of(company, carrier=carrier) as books:
        line = {"account": "3001", "amount": Decimal("100.50")}
        made = books.documents.draft(party="customer:C1", date=date(2026, 3, 1), lines=[line])  # type: ignore[list-item]
        assert made["total"] == "100.50"
        first, second = carrier.requests
        assert (first.headers[KEY], first.content) == (second.headers[KEY], second.content)
        assert [one["draft"] for one in books.documents.list()] == [made["draft"]]


def test_what_is_taken_away_twice_is_away_and_a_secret_is_not_asked_for_twice(company: CompanyFacts) -> None:
    build.customer(company)
    with books_of(company) as books:
        draft = books.documents.draft(party="customer:C1", lines=[{"account": "3001", "amount": "1"}])["draft"]
    with books_of(company, carrier=Carrier(loses=FIRST_LOST), name="remover") as books:
        books.documents.delete(draft)
    carrier = Carrier(loses=FIRST_LOST)
    with books_of(company, carrier=carrier, role="ADMINISTRATOR", name="maker") as books:
        with pytest.raises(Unreachable) as told:
            books.tokens.make(name="other")
        assert (told.value.idempotency_key, len(carrier.requests)) == ("", 1)


def test_who_asks_too_often_waits_as_long_as_the_server_says(company: CompanyFacts, monkeypatch: Any) -> None:
    waited = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        monkeypatch.setattr(routes, "allowance", Allowance(1))

    monkeypatch.setattr(routes, "allowance", Allowance(1))
    with books_of(company, pause=pause) as books:
        assert [books.company.show()["name"] for _twice in range(2)] == ["Nordan AB"] * 2
    assert waited == [60.0]
    hasty = Patience(most=10, pause=pause)
    with Reskontra(URL, Program(company, name="hasty").secret, transport=Carrier(), patience=hasty) as books:
        books.company.show()
        with pytest.raises(TooManyRequests) as told:
            books.company.show()
    assert (told.value.code, told.value.values["seconds"], len(waited)) == ("too_many_requests", 60, 1)


ANSWERS = [
    (503, {"Retry-After": "7"}, None, 3, [7.0, 7.0], NotNow),
    (503, {"Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"}, None, 3, [0.0, 0.0], NotNow),
    (503, {"Retry-After": "3600"}, None, 1, [], NotNow),
    (502, {"Retry-After": "1"}, "key", 3, [1.0, 1.0], Fault),
    (502, {"Retry-After": "1"}, None, 1, [], Fault),
    (500, {}, "key", 1, [], Fault),
]


@pytest.mark.parametrize(("status", "headers", "key", "sent", "waits", "kind"), ANSWERS)
def test_what_stands_between_says_no(
    status: int, headers: dict[str, str], key: str | None, sent: int, waits: list[float], kind: type[Exception]
) -> None:
    """A proxy answers, and no application: a POST is sent again where it was not done, or where it bears a key."""
    asked, waited = [], []

    def proxy(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(status, headers=headers, text="<html>Bad Gateway</html>")

    http = httpx.Client(transport=httpx.MockTransport(proxy), base_url=URL)
    sender = Sender(http, Patience(again=2, pause=waited.append))
    said = {} if key is None else {"idempotency_key": key}
    with pytest.raises(kind, match=f"{status} <html>Bad Gateway"):
        sender.call("POST", "tokens", body={}, **said)
    assert (len(asked), waited) == (sent, waits)


def test_a_server_that_is_not_there_is_asked_again_and_then_told(company: CompanyFacts) -> None:
    waited: list[float] = []
    away = Carrier(loses=lambda turn: httpx.ConnectError("refused"))
    refused = pytest.raises(Unreachable, match="GET /api/v1/company: ConnectError refused")
    with books_of(company, carrier=away, pause=waited.append, again=3) as books, refused:
        books.company.show()
    assert [wait <= 0.5 * 2**turn for turn, wait in enumerate(waited)] == [True] * 3


def test_lists_are_gone_through_page_by_page_and_from_where_one_was(company: CompanyFacts) -> None:
    for number in ("C1", "C2", "C3"):
        build.customer(company, number=number)
    carrier = Carrier()
    with books_of(company, carrier=carrier) as books:
        assert [one["number"] for one in books.customers.list(limit=1)] == ["C1", "C2", "C3"]
        assert len(carrier.requests) == 3
        first = next(books.customers.list(limit=2).pages())
        assert [one["number"] for one in books.customers.list(cursor=first.next_cursor)] == ["C3"]


def test_a_line_is_decided_as_it_was_seen_and_a_file_is_fetched() -> None:
    book = api_book()
    with books_of(book.company) as books:
        seen = books.journals.line(book.journal, 2)
        account = {"account": "gl:6570"}
        books.journals.apply_line(book.journal, 2, if_match=seen, **account)
        with pytest.raises(ChangedMeanwhile):
            books.journals.apply_line(book.journal, 2, if_match=seen, **account)
        with pytest.raises(ValueError, match="without an ETag"):
            books.journals.apply_line(book.journal, 2, if_match=dict(seen), **account)
        file = books.imports.file(1)
        assert (file.name, file.content[:5]) == ("bank.xml", b"<?xml")
        assert books.reports.file("trial-balance", format="csv", as_of="2026-03-31").kind == "text/csv"
