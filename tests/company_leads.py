"""Which SQL is led by the company, so that one company's work never reads another's rows.

A statement is taken apart into its SELECTs. In each, every business table must be held by one of
    its company          e.company_id = …, or company_id IN (…)
    a row already held   JOIN ledger_voucher v ON v.id = l.voucher_id, from another business table
    one row by its key   WHERE id = …: what the ORM sends to save a row or to follow a foreign key
A list of ids (`id IN …`, or a join to a table of values) is no such row: name the company beside it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models

ROOT = Path(__file__).resolve().parent.parent
PRODUCT, TESTS = str(ROOT / "reskontra") + "/", str(ROOT / "tests") + "/"

_TABLE = re.compile(
    r"""\b(?:FROM|JOIN|UPDATE|INTO|USING)\s+"?(?P<table>\w+)"?(?:\s+(?:AS\s+)?"?(?P<alias>\w+)"?)?""", re.IGNORECASE
)
_MORE = re.compile(r"""\s*,\s*"?(?P<table>\w+)"?(?:\s+(?:AS\s+)?"?(?P<alias>\w+)"?)?""", re.IGNORECASE)
_KEYWORDS = {
    "on", "where", "join", "inner", "left", "right", "cross", "full", "set", "group", "order", "limit", "having",
    "using", "union", "for", "values", "indexed", "natural", "except", "intersect",
}  # fmt: skip


NOBODYS = {
    "companies.Company",
    "companies.DeletedCompany",
    "companies.Place",
    "interface.User",
    "interface.CacheRow",
    "interface.BrowserSession",
    "interface.ListColumns",
    "operation.LastDone",
}  # models whose rows are no company's
# In which companies a user has a role is the one question that is asked across them.
OF_A_USER = "interface_membership"


class CompanyMissing(AssertionError):
    """A statement reads or changes a business table without saying whose."""


def room_models() -> list[type[models.Model]]:
    """Every model of the product."""
    return [model for model in apps.get_models() if model.__module__.startswith("reskontra.")]


def business_models() -> list[type[models.Model]]:
    """Those whose rows belong to a company: all but companies themselves, people, and what the server remembers."""
    return [model for model in room_models() if model._meta.label not in NOBODYS]


@cache
def business_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in business_models())


def assert_company_leads(statements: Iterable[str]) -> None:
    """Raise CompanyMissing for the first statement that is not led by the company."""
    for statement in statements:
        if statement.lstrip(" (\n").split(None, 1)[0].upper() not in {"SELECT", "UPDATE", "DELETE", "WITH", "INSERT"}:
            continue
        for table in unled_tables(statement):
            raise CompanyMissing(f"{table} is not held by a company:\n{statement}")


@cache
def unled_tables(statement: str) -> tuple[str, ...]:
    """The business tables that the statement reads or changes for any company."""
    return tuple(table for scope in _scopes(statement) for table in _unled(scope))


def _scopes(statement: str) -> Iterator[str]:
    """Each SELECT by itself: the inner ones are cut out of the outer."""
    text = re.sub(r"'(?:[^']|'')*'", "''", statement)
    inner = re.compile(r"\(\s*((?:SELECT|WITH|UPDATE|DELETE)\b[^()]*)\)", re.IGNORECASE)
    flat = re.compile(r"\(((?!\s*(?:SELECT|WITH|UPDATE|DELETE)\b)[^()]*)\)", re.IGNORECASE)
    while True:
        if found := flat.search(text):  # brackets that only group are opened, so that a SELECT's text is flat
            text = f"{text[: found.start()]} ⟨{found[1]}⟩ {text[found.end() :]}"
        elif found := inner.search(text):
            yield from re.split(r"\b(?:UNION(?:\s+ALL)?|EXCEPT|INTERSECT)\b", found[1], flags=re.IGNORECASE)
            text = f"{text[: found.start()]} ⟨⟩ {text[found.end() :]}"
        else:
            break
    yield from re.split(r"\b(?:UNION(?:\s+ALL)?|EXCEPT|INTERSECT)\b", text, flags=re.IGNORECASE)


def _unled(scope: str) -> Iterator[str]:
    named = list(_named_tables(scope))
    aliases = {alias for table, alias in named if table in business_tables()}
    alone = len(named) == 1
    inserted = re.match(r"\s*INSERT\s+INTO\s+\"?(\w+)", scope, re.IGNORECASE)
    for table, alias in named:
        if table not in business_tables() or (inserted and inserted[1] == table):
            continue
        if table == OF_A_USER and "user_id" in scope:
            continue
        if not _is_held(scope, alias, aliases - {alias}, alone):
            yield table


def _named_tables(scope: str) -> Iterator[tuple[str, str]]:
    for first in _TABLE.finditer(scope):
        found: re.Match[str] | None = first
        while found:
            alias = found["alias"]
            cut = not alias or alias.lower() in _KEYWORDS
            yield found["table"], found["table"] if cut else alias
            found = _MORE.match(scope, found.end("table") if cut else found.end())


def _is_held(scope: str, alias: str, others: set[str], alone: bool) -> bool:
    qualifier = rf'(?:"?\b{alias}"?\.)' + ("?" if alone else "")
    company = rf'(?<![\w.]){qualifier}"?\bcompany_id\b"?'
    key = rf'(?<![\w.]){qualifier}"?\bid\b"?'
    if re.search(rf"{company}\s*(?:=|IN\b)|=\s*{company}", scope):
        return True
    bound = r"(?:%s|%\(\w+\)s|\?|\d+)(?!\w)"
    if alone and re.search(rf"\bWHERE\b.*{key}\s*=\s*{bound}", scope, re.DOTALL | re.IGNORECASE):
        return True
    if not others:
        return False
    other = "(?:" + "|".join(rf'"?\b{name}"?' for name in sorted(others)) + r')\."?\w+"?'
    return bool(re.search(rf"{key}\s*=\s*\(?{other}|{other}\s*=\s*{key}", scope))


@contextmanager
def captured_company_queries() -> Iterator[list[str]]:
    """Collect the SQL that the product sends, and hold it against the rule at the end.

    What a test asks by itself, to see what came of it, is not collected; COPY and SQLite's executemany, which
    only insert, go past this.
    """
    collected: list[str] = []

    def collect(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if _sent_by_product():
            collected.append(str(sql))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(collect):
        yield collected
    assert_company_leads(dict.fromkeys(collected))


def _sent_by_product() -> bool:
    frame = sys._getframe(2)
    while frame:
        name = frame.f_code.co_filename
        if name.startswith((PRODUCT, TESTS)) and name != __file__:
            return name.startswith(PRODUCT)
        frame = frame.f_back  # type: ignore[assignment]
    return False
