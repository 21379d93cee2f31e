"""token create, list and revoke; the secret is told once."""

from __future__ import annotations

import json

import pytest

from reskontra.cli.token import token
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.people import give_role
from reskontra.interface.tokens import access_by, is_of_command
from tests import build
from tests.command_line import done, refused, second_pair

pytestmark = pytest.mark.django_db


def test_a_token_is_made_listed_and_revoked(company: CompanyFacts) -> None:
    made = done(token, "create", "webshop", "--role", "clerk", "--scope", "entries:read", "--expires", "2099-12-31")
    secret = made.out.splitlines()[0]
    access = access_by(secret)
    assert access is not None
    assert (access.role, access.scopes) == ("CLERK", {"entries:read"})
    assert "not shown again" in made.out
    listed = done(token, "list")
    assert ("webshop" in listed.out, "Active" in listed.out, secret in listed.out) == (True, True, False)
    assert "visas inte igen" in done(token, "create", "kassa", "--lang", "sv").out
    assert done(token, "revoke", "webshop").out == "webshop is shut out.\n"
    rows = {one["name"]: one for one in json.loads(done(token, "list", "--format", "json").out)}
    assert (rows["webshop"]["state"], rows["kassa"]["scopes"]) == ("revoked", ["read", "write"])
    assert access_by(secret) is None
    assert refused(token, "revoke", "nobody").startswith('There is no token "nobody".')


def test_it_has_the_eyes_of_whom_the_command_showed(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    done(token, "create", "told")
    second_pair(company, monkeypatch, build.BOB)
    give_role(company=company.id, actor=build.ALICE, username=build.BOB, role="ADMINISTRATOR")
    done(token, "create", "shown")
    found = [is_of_command(company=company.id, actor=f"token:{name}") for name in ("told", "shown")]
    assert found == [True, False]
