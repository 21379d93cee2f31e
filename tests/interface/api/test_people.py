"""Users and tokens by the API."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.interface.clock import today
from reskontra.interface.idempotency import HEADER
from reskontra.interface.tokens import create_token
from tests import build
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


def test_a_program_gives_no_more_than_it_has() -> None:
    book = api_book()
    last = today() + timedelta(days=9)
    maker = {"role": "ADMINISTRATOR", "scopes": ["users:write", "entries:write"], "expires_on": last}
    secret = create_token(company=book.company.id, actor=build.BOB, name="maker", **maker)
    program = Program(book.company, secret=secret)
    for scopes in (["write"], ["read"], ["entries:read", "journals:read"]):
        wide = program.post("tokens", {"name": "till", "scopes": scopes})
        assert (wide.status, wide.data["code"]) == (403, "token_scope_missing")
    long = {"name": "till", "scopes": ["entries:read"], "expires_on": (last + timedelta(days=1)).isoformat()}
    refused = program.post("tokens", long)
    assert (refused.status, refused.data["code"]) == (422, "token_outlives_maker")
    made = program.post("tokens", {"name": "till", "scopes": ["entries:read"]})
    assert (made.status, made.data["expires_on"]) == (201, last.isoformat())


def test_roles_are_changed_of_those_who_have_one() -> None:
    book = api_book()
    Browser(book.company, name="alice", role="CLERK")
    program = Program(book.company, role="ADMINISTRATOR")
    assert [(one["user"], one["role"]) for one in program.get("users").data["items"]] == [("alice", "clerk")]
    assert program.ask("PUT", "users/alice/role", {"role": "reader"}).data["role"] == "reader"
    assert program.ask("PUT", "users/alice/role", {"role": None}).data["role"] == ""
    assert program.ask("PUT", "users/alice/role", {"role": "reader"}).status == 404
