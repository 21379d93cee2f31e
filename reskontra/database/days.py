"""Dates to and from SQLite, each made once.

Rows by the hundred thousand hold a few hundred different days; Django reads and writes each anew, by a regular
expression and a call in Python. PostgreSQL's driver does its own.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import lru_cache

import django.db.backends.sqlite3.base  # noqa: F401 - registers its own first
from django.utils.dateparse import parse_date

DAYS_KEPT = 10_000


@lru_cache(DAYS_KEPT)
def read_day(stored: bytes) -> date | None:
    """The date of a column declared as one."""
    return parse_date(stored.decode())


@lru_cache(DAYS_KEPT)
def stored_day(day: date) -> str:
    """A date as SQLite stores it."""
    return day.isoformat()


def keep_days() -> None:
    """Let every connection to SQLite read and write dates so."""
    sqlite3.register_converter("date", read_day)
    sqlite3.register_adapter(date, stored_day)


def day_of(found: object) -> date:
    """A date as a query gave it: SQLite gives text where the column is none of a table's."""
    return found if isinstance(found, date) else date.fromisoformat(str(found))
