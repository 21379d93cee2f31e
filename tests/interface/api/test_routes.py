"""What every endpoint does: let in, count, do a request once for each key, and keep the answer."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.audit.models import Event
from reskontra.interface.api import routes
from reskontra.interface.api.limits import Allowance
from reskontra.interface.api.routes import demand
from reskontra.interface.idempotency import HEADER
from reskontra.interface.models import IdempotencyKey
from reskontra.interface.tokens import TokenAccess, revoke_token
from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db
DRAFT = {"party": "customer:C1", "lines": [{"account": "3001", "amount": "250.00", "text": "Råd"}]}


def test_the_same_request_with_the_same_key_is_done_once() -> None:
    book = api_book()
    program, other = Program(book.company), Program(book.company, name="other")
    first = program.post("documents", DRAFT, key="k-1")
    again = program.post("documents", DRAFT, key="k-1")
    assert (first.status, again.status, again.data) == (201, 201, first.data)
    changed = program.post("documents", DRAFT | {"text": "another"}, key="k-1")
    assert (changed.status, changed.data["code"]) == (422, "idempotency_key_reused")
    assert changed.data["type"] == "/api/v1/problems/idempotency_key_reused"
    elsewhere = other.post("documents", DRAFT, key="k-1")
    assert elsewhere.data["draft"] != first.data["draft"]
    assert program.post("documents", DRAFT).data["draft"] != first.data["draft"]
    assert Event.objects.filter(company=book.company.id, action="documents.drafted", actor="token:webshop").count() == 2


def test_what_was_refused_is_not_kept() -> None:
    book = api_book()
    program = Program(book.company)
    wrong = DRAFT | {"party": "customer:NOBODY"}
    for _time in range(2):
        answer = program.post("documents", wrong, key="k-1")
        assert (answer.status, answer.data["code"]) == (422, "findings")
        assert answer.data["findings"][0]["code"] == "party_unknown"
    assert not IdempotencyKey.objects.filter(company=book.company.id).exists()


@pytest.mark.parametrize("key", ["x" * 256, "å", "a\tb", "a b"])
def test_a_key_that_cannot_be_kept_is_refused(key: str) -> None:
    program = Program(api_book().company)
    answer = program.post("documents", DRAFT, headers={HEADER: key})
    assert (answer.status, answer.data["code"]) == (400, "idempotency_key_unread")


def test_a_revoked_token_is_out_at_once() -> None:
    book = api_book()
    program = Program(book.company)
    assert program.get("entries").status == 200
    revoke_token(company=book.company.id, actor=build.BOB, name="webshop")
    answer = program.get("entries")
    assert (answer.status, answer.data["code"]) == (401, "token_not_good")
    assert program.secret not in answer.content.decode()


def test_too_many_requests_are_told_when_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    program = Program(api_book().company)
    monkeypatch.setattr(routes, "allowance", Allowance(2))
    answers = [program.get("jobs/1") for _time in range(3)]
    assert [answer.status for answer in answers] == [404, 404, 429]
    assert int(answers[2].headers["Retry-After"]) in range(1, 31)
    assert answers[2].data["code"] == "too_many_requests"


def test_a_lower_role_is_refused_inside_too() -> None:
    access = TokenAccess(1, 1, "token:a", "CLERK", frozenset())
    demand(access, "CLERK")
    with pytest.raises(routes.TokenRoleTooLow):
        demand(access, "ACCOUNTANT")
    program = Program(api_book().company, role="CLERK")
    answer = program.post("documents/bulk", {"documents": [DRAFT], "post": True})
    assert (answer.status, answer.data["code"]) == (403, "token_role_too_low")


UNREAD: list[tuple[str, Any, str]] = [
    ("no JSON", "{", "body"),
    ("no UTF-8", b'{"party": "\xff"}', "body"),
    ("U+0000", '{"party": "a\\u0000"}', "body"),
    ("half a pair", '{"party": "\\ud800"}', "body"),
    ("too deep", "[" * 100_000, "body"),
    ("no object", "[]", "body"),
    ("a number for a text", DRAFT | {"text": 7}, "body.text"),
    ("a number for a day", DRAFT | {"date": 20260301}, "body.date"),
    ("a day of no business", DRAFT | {"date": "9999-12-31"}, "body.date"),
    ("a field that stands twice", '{"party": "customer:C1", "party": "customer:C2"}', "body"),
    ("no such day", DRAFT | {"date": "2026-02-30"}, "body.date"),
    ("an amount with a comma", DRAFT | {"lines": [{"account": "3001", "amount": "1,00"}]}, "body.lines.0.amount"),
]


@pytest.mark.parametrize(("body", "place"), [row[1:] for row in UNREAD], ids=[row[0] for row in UNREAD])
def test_a_request_that_is_not_as_the_document_says_is_told_where(body: Any, place: str) -> None:
    answer = Program(api_book().company).post("documents", body)
    assert (answer.status, answer.data["code"]) == (400, "request_unread")
    assert answer.data["values"]["place"] == place


UNKNOWN: list[tuple[str, str, str, dict[str, str], Any, str, str, str]] = [
    ("in a query", "GET", "entries", {"acount": "C1"}, None, "parameter_unknown", "query.acount", "account"),
    ("of no query", "GET", "company", {"limit": "1"}, None, "nothing_taken", "query.limit", ""),
    ("behind a body", "POST", "documents", {"preview": "1"}, DRAFT, "nothing_taken", "query.preview", ""),
    ("in a body", "POST", "documents", {}, DRAFT | {"dates": "x"}, "field_unknown", "body.dates", "date"),
    ("in a line", "POST", "documents", {}, {"party": "customer:C1", "lines": [{"account": "3001", "Amount": "1.00"}]},
     "field_unknown", "body.lines.0.Amount", "amount"),
    ("in a form", "POST", "statements", {}, {"bankaccount": "B1"}, "field_unknown", "form.bankaccount",
     "bank_account"),
    ("of no body", "POST", "rules/restore", {}, {"preview": True}, "nothing_taken", "body.preview", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "query", "body", "code", "place", "nearest"), [row[1:] for row in UNKNOWN],
    ids=[row[0] for row in UNKNOWN],
)  # fmt: skip
def test_a_name_that_is_not_known_is_told_with_the_nearest(
    method: str, path: str, query: dict[str, str], body: Any, code: str, place: str, nearest: str
) -> None:
    program = Program(api_book().company, role="ADMINISTRATOR")
    answer = program.upload(path, **body) if path == "statements" else program.ask(method, path, body, query=query)
    assert (answer.status, answer.data["code"]) == (400, code)
    assert (answer.data["place"] or answer.data["values"]["place"]) == place
    assert answer.data["values"].get("nearest", "") == nearest
    assert answer.data["type"] == f"/api/v1/problems/{code}"


def test_several_things_that_are_wrong_are_all_told() -> None:
    answer = Program(api_book().company).post("documents", {"lines": []})
    assert answer.status == 400
    assert {one["values"]["place"] for one in answer.data["findings"]} == {"body.party", "body.lines"}


def test_an_address_that_asks_for_what_it_may_not_is_told_where() -> None:
    answer = Program(api_book().company, role="ADMINISTRATOR").get("audit", date_to="9999-12-31")
    assert answer.data["values"] == {"place": "query.date_to", "reason": "a day lies in the years 1900 to 2199"}


def test_u_0000_is_let_into_no_address() -> None:
    program = Program(api_book().company)
    for path in ("documents/a%00b", "documents?q=%00", "customers?cursor=AA", "entries?cursor=AA"):
        answer = program.get(path)
        assert (answer.status, answer.data["code"]) == (400, "request_unread")
    answer = program.upload("statements", reason="a\x00b")
    assert (answer.status, answer.data["values"]["place"]) == (400, "form")


def test_a_form_that_cannot_be_taken_apart_is_told() -> None:
    program = Program(api_book().company)
    answer = program.post("statements", b"--x", key="k", headers={"Content-Type": "multipart/form-data"})
    assert (answer.status, answer.data["values"]["place"]) == (400, "body")


def test_a_form_where_json_is_wanted_is_told() -> None:
    program = Program(api_book().company)
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nx\r\n--x--\r\n'
    for path, key in (("customers", ""), ("customers", "k"), ("payment-proposals", "")):
        more = {"Content-Type": "multipart/form-data; boundary=x"}
        answer = program.post(path, form, headers=more, **({"key": key} if key else {}))
        assert (answer.status, answer.data["code"], answer.data["values"]["place"]) == (400, "request_unread", "body")


def test_a_method_that_an_address_does_not_take_is_told() -> None:
    answer = Program(api_book().company).ask("DELETE", "documents")
    assert (answer.status, answer.data["code"], answer.headers["Allow"]) == (405, "method_not_taken", "GET, POST")
