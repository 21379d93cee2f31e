"""Every column that can hold text is declared, as one kind, and what leads to a person's rows leads somewhere."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reskontra.privacy import columns
from reskontra.privacy.columns import KINDS, declared, table_named, text_columns
from reskontra.privacy.words import SOURCES, TITLES

FILE = Path(columns.__file__).parent / "data" / "columns.toml"


def test_every_column_with_text_is_declared_once() -> None:
    said = [
        (table, name)
        for table, kinds in tomllib.loads(FILE.read_text("utf-8")).items()
        for kind in KINDS
        for name in kinds.get(kind, "").split()
    ]
    assert sorted(said) == sorted(set(said)), "under one kind alone"
    missing = sorted(set(text_columns()) - set(said))
    assert not missing, f"declare in privacy/data/columns.toml what these say of a person: {missing}"
    assert not set(said) - set(text_columns()), "there is no such column"


@pytest.mark.django_db
@pytest.mark.parametrize("table", [one for one in declared().values() if one.is_of_persons or one.files])
def test_what_is_of_persons_is_found_and_told_in_words(table: columns.Declared) -> None:
    rows = table_named(table.table)._default_manager.all()
    for paths in table.paths.values():
        for path in paths:
            assert not rows.filter(**{f"{path}__in": []})
    assert [*rows.values_list(*(one for one in (table.day, *table.account, *table.files) if one))] == []
    assert table.table in TITLES
    assert table.source in SOURCES
