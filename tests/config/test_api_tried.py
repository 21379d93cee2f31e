"""Every endpoint tried with what the document allows and with what it forbids: no fault, nothing undocumented."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api_book import ApiBook, api_book
from tests.config.test_api import SAMPLES
from tests.program import DOCUMENT, Program

pytestmark = pytest.mark.django_db
EXAMPLES = 2  # of each endpoint and each way
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
TRIED = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def operations(mode: GenerationMode) -> Iterator[Any]:
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.app = WSGIHandler()
    schema.config.generation.update(modes=[mode])
    return (found.ok() for found in schema.get_all_operations())


def tried(operation: Any, program: Program, book: ApiBook, mode: GenerationMode) -> None:
    """Every second one names something that is there."""
    names_what_is_there = itertools.cycle([True, False])

    @TRIED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        noun = case.path.removeprefix("/api/v1/").partition("/")[0]
        if case.path_parameters and next(names_what_is_there):
            for name in case.path_parameters:
                case.path_parameters[name] = SAMPLES[noun, name].format(book=book)
        with transaction.atomic():
            case.call_and_validate(headers={"Authorization": f"Bearer {program.secret}"}, checks=CHECKS)
            transaction.set_rollback(True)

    ask()


def test_no_endpoint_fails_and_none_answers_what_is_not_documented() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("tried on SQLite: a server that ends a request closes the connection of the test")
    book = api_book()
    program = Program(book.company, role="ADMINISTRATOR")
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        for operation in operations(mode):
            tried(operation, program, book, mode)
