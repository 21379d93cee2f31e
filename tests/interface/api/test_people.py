"""Users and tokens by the API."""

from __future__ import annotations

import pytest

from reskontra.interface.idempotency import HEADER
from tests.api_book import api_book
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_program_lets_another_in_and_out() -> None:
    book = api_book()
    program = Program(book.company, role="ADMINISTRATOR")
    made = program.post("tokens", {"name": "till", "scopes": ["entries:read"]}, headers={HEADER: "k"})
    other = Program(book.company, secret=made.data["token"])
    assert other.get("entries").status == 200
    assert other.get("journals").data["code"] == "token_scope_missing"
    told = program.get("tokens").data["items"]
    assert [one["name"] for one in told] == ["till", "webshop"]
    assert "token" not in told[0]
    assert program.post("tokens/till/revoke").data["state"] == "revoked"
    assert other.get("entries").status == 401
    assert program.post("tokens/nobody/revoke").status == 404


def test_roles_are_changed_of_those_who_have_one() -> None:
    book = api_book()
    Browser(book.company, name="alice", role="CLERK")
    program = Program(book.company, role="ADMINISTRATOR")
    assert [(one["user"], one["role"]) for one in program.get("users").data["items"]] == [("alice", "clerk")]
    assert program.ask("PUT", "users/alice/role", {"role": "reader"}).data["role"] == "reader"
    assert program.ask("PUT", "users/alice/role", {"role": None}).data["role"] == ""
    assert program.ask("PUT", "users/alice/role", {"role": "reader"}).status == 404
