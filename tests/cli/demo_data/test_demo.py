from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from reskontra.cli.demo_data import DemoFiles, write_demo

from .conftest import AS_OF, Demo


def _content(files: DemoFiles) -> list[bytes]:
    paths = (files.customers, files.vendors, files.entries, files.statement, files.advice, files.truth)
    return [path.read_bytes() for path in paths]


def test_the_same_seed_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    first = write_demo(tmp_path / "a", seed=7, as_of=AS_OF)
    second = write_demo(tmp_path / "b", seed=7, as_of=AS_OF)
    assert _content(first) == _content(second)
    assert first.expected == second.expected


def test_another_seed_gives_another_demo(tmp_path: Path) -> None:
    first = write_demo(tmp_path / "a", seed=7, as_of=AS_OF)
    second = write_demo(tmp_path / "b", seed=8, as_of=AS_OF)
    assert not set(_content(first)) & set(_content(second))


@pytest.mark.parametrize("seed", range(12))
def test_any_seed_and_day_give_a_whole_demo(tmp_path: Path, seed: int) -> None:
    as_of = date(2026, 1, 1) + timedelta(days=seed * 31)
    expected = write_demo(tmp_path, seed=seed, as_of=as_of).expected
    assert (expected.customers, expected.entries, expected.transactions) == (300, 2000, 407)
    assert expected.closing_date <= as_of


def test_facts_are_those_of_the_files(demo: Demo) -> None:
    expected = demo.files.expected
    assert (expected.customers, expected.vendors) == (len(demo.customers), len(demo.vendors))
    for ledger, count, minor in (
        ("customer", expected.customer_entries, expected.customer_remaining_minor),
        ("vendor", expected.vendor_entries, expected.vendor_remaining_minor),
    ):
        rows = [row for row in demo.entries if row["ledger"] == ledger]
        assert len(rows) == count
        assert sum(Decimal(row["remaining_amount"]) for row in rows) * 100 == minor
    booked = [truth for truth in demo.truth.values() if truth["is_booked"]]
    moved = sum(Decimal(truth["amount"]) for truth in booked) * 100
    assert len(booked) == expected.transactions
    assert expected.opening_balance_minor + moved == expected.closing_balance_minor
    assert sum(truth["file"] == "camt.054" for truth in booked) == expected.advice_transactions
    assert expected.statement_transactions + expected.advice_transactions == expected.transactions
