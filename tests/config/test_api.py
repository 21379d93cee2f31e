"""Every endpoint of the API: who is let in, what another company's program sees, and what the document tells.

The addresses come from the OpenAPI document. An address with a part that SAMPLES does not know fails: name it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from pydantic import BaseModel

from reskontra.config.api import ROOMS
from reskontra.interface.roles import ROLES
from reskontra.interface.scopes import AREAS
from tests.api_book import ApiBook
from tests.golden_files import GOLDEN, assert_golden
from tests.program import DOCUMENT, Answer, Program

pytestmark = pytest.mark.django_db


# What stands for a part of an address: noun, part → how the book names it.
SAMPLES = {
    ("entries", "entry"): "{book.entry}",
    ("documents", "number"): "{book.draft}",
    ("journals", "journal"): "{book.journal}",
    ("journals", "line"): "1",
    ("imports", "number"): "1",
    ("imports", "line"): "1",
    ("jobs", "number"): "1",
    ("webhooks", "number"): "1",
    ("customers", "number"): "C1",
    ("vendors", "number"): "V1",
    ("vouchers", "voucher"): "{book.voucher}",
    ("posting-runs", "run"): "1",
    ("bank-accounts", "bank_account"): "B1",
    ("vat-codes", "code"): "MP1",
    ("settings", "key"): "credit_warnings",
    ("fiscal-years", "fiscal_year"): "2026",
    ("payment-terms", "code"): "30D",
    ("currencies", "code"): "EUR",
    ("reports", "report"): "trial-balance",
    ("users", "user"): "alice",
    ("tokens", "token"): "own",
    ("promises", "number"): "1",
    ("typed-journals", "kind"): "payments",
    ("typed-journals", "batch"): "MANUAL",
    ("typed-journals", "line"): "1",
    ("bank-reconciliations", "name"): "B1-1",
    ("bank-reconciliations", "line"): "1",
    ("bank-reconciliations", "check"): "7",
    ("disputes", "number"): "1",
    ("payment-plans", "number"): "1",
    ("reminders", "number"): "{book.draft}",
    ("finance-charges", "number"): "{book.draft}",
    ("reminders", "line"): "1",
    ("finance-charges", "line"): "1",
    ("deposits", "deposit"): "INS000001",
    ("deposits", "line"): "1",
    ("payment-proposals", "number"): "1",
    ("payment-proposals", "payment"): "1",
    ("mandates", "number"): "MND000001",
    ("mandate-requests", "number"): "1",
    ("direct-debits", "number"): "DDC000001",
    ("direct-debits", "debit"): "1",
    ("direct-debit-setups", "bank_account"): "B1",
    ("reminder-terms", "code"): "OWN",
    ("reminder-terms", "level"): "1",
    ("interest-terms", "code"): "OWN",
    ("interest-terms", "day"): "2026-01-01",
    ("policies", "code"): "OWN",
    ("policy-runs", "number"): "1",
    ("hand-overs", "number"): "1",
    ("statement-runs", "number"): "1",
    ("statement-runs", "customer"): "C1",
    ("notes", "number"): "1",
    ("repayments", "number"): "1",
    ("mappings", "number"): "1",
    ("facts", "number"): "1",
    ("feeds", "feed"): "BANK",
    ("feed-runs", "number"): "1",
    ("exports", "number"): "1",
    ("account-statements", "customer"): "C1",
    ("typed-journals", "template"): "PAYMENT",
    ("import-definitions", "name"): "own-bank",
}
# What every company has under the same names.
OF_EVERY_COMPANY = {"vat-codes", "settings", "fiscal-years", "payment-terms", "currencies", "reports"}
# What tells a secret is not kept, so that nobody is told it twice.
TELL_A_SECRET = {"make_token", "create_webhook", "renew_webhook_key"}
# Nor is what is known of a person.
TELL_OF_A_PERSON = {"take_personal_data_of_customer", "take_personal_data_of_vendor"}
# What keeps itself what went out, so that the same request sends nothing twice.
KEEP_WHAT_WENT_OUT = {"print_letters", "run_a_feed"}
# Fields of bodies that a pattern or a list of choices holds to something.
VALUES = {"amount": "1.00", "date": "2026-03-01", "language": "sv"}


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    told: Mapping[str, Any]

    @property
    def names(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    def address(self, book: ApiBook) -> str:
        """Below /api/v1/, of things of the book."""
        path = self.path.removeprefix("/api/v1/")
        noun = path.partition("/")[0]
        for name in self.names:
            path = path.replace(f"{{{name}}}", SAMPLES[noun, name].format(book=book))
        return path

    def body(self) -> Any:
        """The least that the document lets it say; None where it takes none, or a file."""
        content = self.told.get("requestBody", {}).get("content", {})
        return _least(content["application/json"]["schema"]) if "application/json" in content else None

    def asked(self, program: Program, book: ApiBook, headers: Mapping[str, str] | None = None) -> Answer:
        """The least that may be asked of things of the book; a file is one with a line."""
        content = self.told.get("requestBody", {}).get("content", {})
        if self.names and "multipart/form-data" in content:
            file = SimpleUploadedFile("file.csv", b"a line\n")
            return program.upload(self.address(book), headers=headers, file=file)
        query = {
            one["name"]: _least(one["schema"], one["name"])
            for one in self.told.get("parameters", ())
            if one["in"] == "query" and one.get("required")
        }
        return program.ask(self.method, self.address(book), self.body(), headers=headers, query=query)


def _least(schema: Mapping[str, Any], name: str = "") -> Any:
    if "$ref" in schema:
        return _least(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]], name)
    if "anyOf" in schema:
        return _least(schema["anyOf"][0], name)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            wanted = {*schema.get("required", ()), *({"reason"} & set(fields))}
            return {one: _least(fields[one], one) for one in sorted(wanted)}
        case "array":
            return [_least(schema["items"], name)] * schema.get("minItems", 0)
        case "integer":
            return schema.get("minimum", 1)
        case "boolean":
            return False
    return schema.get("examples", [VALUES.get(name, "x")])[0]


def operations() -> Iterator[Operation]:
    for path, methods in DOCUMENT["paths"].items():
        for method, told in methods.items():
            yield Operation(method.upper(), path, told)


OPERATIONS = list(operations())
_named = {"ids": lambda one: one.told["operationId"]}


def test_every_address_is_in_the_document() -> None:
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", "/api/v1/" + str(pattern.pattern))
        for resolver in get_resolver().url_patterns
        if str(resolver.pattern) == "api/v1/" and hasattr(resolver, "url_patterns")
        for pattern in resolver.url_patterns
    }
    assert routes - {"/api/v1/"} == set(DOCUMENT["paths"])


def test_no_address_is_declared_in_two_rooms() -> None:
    """Only the first would be asked: another method of it is declared beside the others."""
    paths = [path for room in ROOMS for path in room.routes.router.path_operations]
    assert sorted(paths) == sorted(set(paths))


def test_the_document_is_of_openapi_3_1_and_names_nothing_twice() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    ids = [one.told["operationId"] for one in OPERATIONS]
    assert len(ids) == len(set(ids))
    shapes = [kind for kind in _shapes(BaseModel) if ".api." in kind.__module__ and "[" not in kind.__name__]
    names = [kind.__name__ for kind in shapes]
    assert sorted(names) == sorted(set(names)), "two shapes of one name: the document would hold one of them"


def _shapes(kind: type[BaseModel]) -> set[type[BaseModel]]:
    return {inner for one in kind.__subclasses__() for inner in (one, *_shapes(one))}


def test_every_endpoint_says_what_it_does_who_may_and_by_which_scope() -> None:
    for one in OPERATIONS:
        told, verb = one.told, "read" if one.method == "GET" else "write"
        area, _colon, named = told["x-scope"].partition(":")
        assert (told["x-role"].upper() in ROLES, area in AREAS, named) == (True, True, verb), one
        assert len(told["summary"].split()) > 2, one
        assert one.method == "GET" or one.told["x-role"] != "reader", one
        is_repeatable = "Idempotency-Key" in {parameter["name"] for parameter in told.get("parameters", ())}
        assert is_repeatable == (
            one.method == "POST" and told["operationId"] not in TELL_A_SECRET | TELL_OF_A_PERSON | KEEP_WHAT_WENT_OUT
        ), one


def test_the_table_of_access_tells_of_every_endpoint() -> None:
    rows = [f"{one.told['x-role']:14}{one.told['x-scope']:22}{one.method:7}{one.path}" for one in OPERATIONS]
    assert_golden(GOLDEN / "access" / "api.txt", "\n".join(["least role    scope", *rows]) + "\n")
