"""CSV from which every value is read back, by a reader that knows no more than what stands in quotes."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reskontra.core.plain_csv import cell, header, line


@given(some.lists(some.text(some.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_text_is_read_back_as_it_was(texts: list[str]) -> None:
    written = header(["a"]) + line(texts)
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows == [["a"], texts]


@given(some.lists(some.one_of(some.none(), some.text('a,"\n=1', max_size=3), some.integers()), min_size=1, max_size=4))
def test_what_is_no_text_stands_without_quotes(values: list[str | int | None]) -> None:
    found = re.findall(r'("(?:[^"]|"")*"|[^,"\n]*)(?:,|\n)', line(values))
    told: list[str | int | None] = [
        one[1:-1].replace('""', '"') if one.startswith('"') else int(one) if one else None for one in found
    ]
    assert told == values


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (datetime(2026, 3, 2, 10, tzinfo=UTC), "2026-03-02T10:00:00Z"),
        (datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=1))), "2026-03-02T09:00:00Z"),
        (Decimal("0.10"), "0.10"),
        (b"\x00\xff", "00ff"),
        ("=1+1", '"=1+1"'),
        (False, "false"),
    ],
)
def test_each_kind_of_value(value: object, told: str) -> None:
    assert cell(value) == told  # type: ignore[arg-type]
