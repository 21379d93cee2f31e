"""What the whole way through the program asks of the database: led by the company, and by way of the indexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from typer.testing import CliRunner

from reskontra.cli.program import program
from tests import build
from tests.company_leads import captured_company_queries
from tests.faults import book

pytestmark = pytest.mark.django_db

# Tables of a handful of rows, and values that are asked for.
SMALL = {"v", "json_each", "CONSTANT", "companies_company", "interface_user", "sqlite_sequence", "sqlite_master"}


@pytest.fixture(autouse=True)
def password_of_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_PASSWORD", "kastanj i maj 1914")


def go_the_whole_way(folder: Path) -> None:
    """From an empty company to reversed postings, and every list on the way."""
    files = book.write(folder)
    build.new_company()
    ways: list[tuple[object, ...]] = [
        *book.OPENED[1:],
        ("load", "customers", files.customers),
        ("load", "customers", files.customers),
        ("load", "vendors", files.vendors),
        ("load", "entries", files.entries),
        ("load", "entries", files.entries),
        ("statement", "import", files.statement),
        ("statement", "import", files.statement),
        ("journal", "match", "--import", 1),
        ("journal", "match", "PRJ000001"),
        ("journal", "list"),
        ("journal", "show", "PRJ000001"),
        ("journal", "show", "--import", 1, "--format", "json"),
        ("journal", "apply", "PRJ000001", 1, "--unapply"),
        ("journal", "apply", "PRJ000001", 1, "--document", "customer:100035"),
        ("journal", "apply", "PRJ000001", 2, "--unapply"),
        ("journal", "apply", "PRJ000001", 2, "--account", "gl:6570"),
        ("journal", "accept", "PRJ000001"),
        ("journal", "post", "--import", 1, "--preview"),
        ("journal", "post", "PRJ000001", 1, 2),
        ("journal", "post", "--import", 1),
        ("report", "trial-balance"),
        ("journal", "reverse", "PRJ000001", 1, "--reason", "wrong"),
        ("journal", "reverse", "PRJ000002", "--reason", "wrong"),
        ("journal", "match", "--import", 1),
        ("mapping", "list"),
        ("rule", "list"),
        ("bank-account", "list"),
    ]
    for words in ways:
        go(*words)


def go(*words: object) -> None:
    result = CliRunner().invoke(program, [str(word) for word in words], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, ""), words


def test_every_query_on_the_way_is_led_by_the_company(tmp_path: Path) -> None:
    with captured_company_queries() as collected:
        go_the_whole_way(tmp_path)
        go("check")
    assert len(collected) > 500


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's plans follow how many rows there are")
def test_no_query_on_the_way_reads_a_table_through(tmp_path: Path) -> None:
    with plans() as found:
        go_the_whole_way(tmp_path)
    assert found == {}, "\n".join(map(str, found.values()))


@contextmanager
def plans() -> Iterator[dict[str, list[str]]]:
    """The statements that SQLite would answer by reading a table through, with what it plans.

    Statistics that a test before left in the connection are read anew: there are none of empty tables.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_master")
    found: dict[str, list[str]] = {}

    def explain(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if re.match(r"SELECT|UPDATE|DELETE", sql) and sql not in found:
            own = connection.connection.cursor()
            bound = (parameters[0] if parameters else ()) if many else parameters or ()
            own.execute(f"EXPLAIN QUERY PLAN {sql.replace('%s', '?').replace('%%', '%')}", bound)
            plan = [row[3] for row in own.fetchall()]
            if any(_reads_through(step, is_look_up="json_each" in sql) for step in plan):
                found[sql] = plan
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(explain):
        yield found


def _reads_through(step: str, *, is_look_up: bool) -> bool:
    """A table, or in a look-up by a list of values all rows of the company for each."""
    scanned = re.match(r"SCAN (\w+)", step)
    if scanned:
        return scanned[1] not in SMALL
    return is_look_up and step.endswith("(company_id=?)")
