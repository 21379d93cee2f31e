"""Programs that use the REST API. Every answer is held against the OpenAPI document: its status, kind and shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs
from django.test import Client
from django.utils import translation

from reskontra.companies.queries import CompanyFacts
from reskontra.config.api import api
from reskontra.interface.api.program import document_of
from reskontra.interface.tokens import create_token
from tests import build
from tests.kept import step

BASE = "/api/v1/"
DOCUMENT = document_of(api)
_REFERRED = re.compile(r"#/components/schemas/(\w+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """data: of the JSON in it, None of a file or nothing."""

    status: int
    data: Any
    headers: Mapping[str, str]
    content: bytes


class Program:
    """A program with a token of the company."""

    def __init__(
        self,
        company: CompanyFacts,
        *,
        role: str = "ACCOUNTANT",
        scopes: Iterable[str] = ("read", "write"),
        name: str = "webshop",
        secret: str | None = None,
    ) -> None:
        self.client = Client()
        self.secret = _let_in(company.id, name, role, tuple(scopes)) if secret is None else secret

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> Answer:
        return self.ask("GET", path, headers=headers, query=query)

    def post(self, path: str, body: Any = None, *, key: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        return self.ask("POST", path, body, headers={"Idempotency-Key": key} | dict(headers or {}) if key else headers)

    def upload(self, path: str, headers: Mapping[str, str] | None = None, **form: Any) -> Answer:
        """Files and fields of a form."""
        response = self.client.post(BASE + path, form, headers=self._headers() | dict(headers or {}))
        return _checked("POST", response)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Answer:
        content = {} if body is None else {"data": body, "content_type": "application/json"}
        response = self.client.generic(
            method, BASE + path, **_encoded(content), headers=self._headers() | dict(headers or {}),
            query_params=query or {},
        )  # fmt: skip
        return _checked(method, response)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}


@step
def _let_in(company: int, name: str, role: str, scopes: tuple[str, ...]) -> str:
    return create_token(company=company, actor=build.BOB, name=name, role=role, scopes=scopes)


def _encoded(content: dict[str, Any]) -> dict[str, Any]:
    found = content.get("data")
    return content if found is None or isinstance(found, (str, bytes)) else content | {"data": json.dumps(found)}


def _checked(method: str, response: Any) -> Answer:
    translation.deactivate()  # a request leaves its language with the thread
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    data = response.json() if kind.endswith("json") else None
    headers = {name: str(value) for name, value in response.headers.items()}
    found = Answer(response.status_code, data, headers, response.content)
    told = documented(method, response.resolver_match.route, found.status)
    assert told is not None, f"{method} {response.resolver_match.route} answered {found.status}: {response.content!r}"
    kinds = told.get("content")
    if kinds and kind in kinds:
        validator(kind, method, response.resolver_match.route, found.status).validate(data)
    else:
        assert not kinds, f"{method} {response.resolver_match.route} answered {kind}, not {list(kinds or ())}"
    return found


def documented(method: str, route: str, status: int) -> Mapping[str, Any] | None:
    """What the document tells of an answer; None where it tells nothing."""
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    operation = DOCUMENT["paths"].get(path, {}).get(method.lower())
    if operation is None:
        return {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    told: Mapping[str, Any] | None = operation["responses"].get(str(status))
    return told


@cache
def validator(kind: str, method: str, route: str, status: int) -> Any:
    told = documented(method, route, status)
    assert told is not None
    schema = told["content"][kind]["schema"]
    return jsonschema_rs.Draft202012Validator({**schema, "components": {"schemas": _named_in(schema)}})


def _named_in(schema: Any) -> dict[str, Any]:
    """The shapes that a shape is made of: with all that there are, each validator would take megabytes."""
    found: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        for name in _REFERRED.findall(json.dumps(waiting.pop())):
            if name not in found:
                found[name] = DOCUMENT["components"]["schemas"][name]
                waiting.append(found[name])
    return found
