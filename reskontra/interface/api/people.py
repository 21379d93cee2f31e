"""users and tokens of the company: who is let in, and as what."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.interface.api.pages import page_of
from reskontra.interface.api.problems import TokenScopeMissing
from reskontra.interface.api.routes import Call, Routes, demand
from reskontra.interface.api.shapes import Body, Code, Data, Day, Page, Paged
from reskontra.interface.clock import today
from reskontra.interface.people import Person, UserUnknown, give_role, people_of
from reskontra.interface.scopes import known_scopes, reaches
from reskontra.interface.tokens import DAYS, TokenOutlivesMaker, create_token, revoke_token, token_data, tokens

routes = Routes("users", "Users and tokens")
Role = Literal["reader", "auditor", "clerk", "accountant", "administrator"]


class UserData(Data):
    """A person who has a role in the company."""

    user: str
    name: str
    role: str
    email: str
    active: bool
    two_steps: bool


class RoleBody(Body):
    """The role, or null to end it; a person is added with a password on a page or by command."""

    role: Role | None


class TokenData(Data):
    """A token of the company; state: active, expired or revoked."""

    name: str
    hint: str
    role: str
    scopes: list[str]
    created_by: str
    created_at: str
    expires_on: str
    revoked_at: str | None
    last_used_at: str | None
    state: str


class TokenMade(TokenData):
    """A new token; the secret is told this once."""

    token: str


class NewToken(Body):
    """name: the program that gets it; without `expires_on` a year, or as long as the token that makes it."""

    name: Code
    role: Role = "reader"
    scopes: Annotated[list[Code], Field(min_length=1, max_length=40)] = ["read", "write"]
    expires_on: Day | None = None


def _user(one: Person, company: int) -> dict[str, Any]:
    return {
        "user": one.username, "name": one.name, "role": one.roles[company].lower(), "email": one.email,
        "active": one.is_active, "two_steps": one.has_two_steps,
    }  # fmt: skip


@routes.get("/users", Page[UserData], role="ADMINISTRATOR")
def list_users(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the people who have a role in the company."""
    company = request.auth.company_id
    return page_of(
        people_of(company=company), asked, key=lambda one: one.username, build=lambda one: _user(one, company)
    )


@routes.put("/users/{user}/role", UserData, role="ADMINISTRATOR")
def set_user_role(request: Call, user: str, body: RoleBody) -> dict[str, Any]:
    """Change the role of a person who has one in the company, or end it."""
    company = request.auth.company_id
    held = next((one for one in people_of(company=company) if one.username == user), None)
    if held is None:
        raise UserUnknown(user=user)
    give_role(company=company, actor=request.auth.actor, username=user, role=(body.role or "").upper())
    left = next((one for one in people_of(company=company) if one.username == user), None)
    return _user(left, company) if left else {**_user(held, company), "role": ""}


@routes.get("/tokens", Page[TokenData], role="ADMINISTRATOR")
def list_tokens(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the company's tokens, the newest first; revoked and expired ones too."""
    found = tokens(company=request.auth.company_id)
    return page_of(found, asked, key=lambda one: one.name, build=token_data)


@routes.post("/tokens", TokenMade, role="ADMINISTRATOR", status=201, once_by=None)
def make_token(request: Call, body: NewToken) -> dict[str, Any]:
    """Let another program in: the token is told this once, and kept nowhere; so the request is not repeatable.

    It is given no scope that the token which makes it has not, and lasts no longer.
    """
    company, maker = request.auth.company_id, request.auth
    demand(maker, body.role.upper())
    for scope in known_scopes(body.scopes):
        area, _colon, verb = scope.rpartition(":")
        if not reaches(maker.scopes, area=area, verb=verb):
            raise TokenScopeMissing(token=maker.actor, scope=scope)
    last = body.expires_on or min(maker.expires_on, today() + timedelta(days=DAYS))
    if last > maker.expires_on:
        raise TokenOutlivesMaker(expires=last, token=maker.actor, own=maker.expires_on)
    secret = create_token(
        company=company, actor=maker.actor, name=body.name, role=body.role.upper(), scopes=body.scopes, expires_on=last
    )
    return {**token_data(tokens(company=company)[0]), "token": secret}


@routes.post("/tokens/{token}/revoke", TokenData, role="ADMINISTRATOR")
def revoke_a_token(request: Call, token: str) -> dict[str, Any]:
    """Shut a program out, from its next request on."""
    company = request.auth.company_id
    return token_data(revoke_token(company=company, actor=request.auth.actor, name=token))
