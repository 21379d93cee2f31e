"""Every endpoint tried with what the document allows and with what it forbids: no fault, nothing undocumented."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
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
EXAMPLES, EXAMPLES_OF_LONG_RUNS = 2, 50  # of each endpoint and each way
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
TRIED = settings(
    derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def operations(mode: GenerationMode) -> Iterator[Any]:
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.app = WSGIHandler()
    schema.config.generation.update(modes=[mode])
    return (found.ok() for found in schema.get_all_operations())


def tried(operation: Any, program: Program, book: ApiBook, mode: GenerationMode, examples: int) -> None:
    """Every second one names something that is there."""
    names_what_is_there = itertools.cycle([True, False])

    @settings(TRIED, max_examples=examples)
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


@pytest.fixture
def keeps_the_connection() -> Iterator[None]:
    """A server that ends a request closes a connection that is not used any more; the test's is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("keeps_the_connection")
def test_no_endpoint_fails_and_none_answers_what_is_not_documented(request: pytest.FixtureRequest) -> None:
    is_long = request.config.getoption("--long")
    if connection.vendor != "sqlite" and not is_long:
        pytest.skip("tried on SQLite, and on PostgreSQL in the long runs")
    examples = EXAMPLES_OF_LONG_RUNS if is_long else EXAMPLES
    book = api_book()
    program = Program(book.company, role="ADMINISTRATOR")
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        for operation in operations(mode):
            tried(operation, program, book, mode, examples)
