"""Every code that a column may hold is called something."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from reskontra.interface.code_words import COLUMNS, WORDS, code_word


def codes() -> set[tuple[str, str]]:
    """Column and code, of what the tables allow."""
    found = set()
    for model in apps.get_models():
        if model.__module__.startswith("reskontra."):
            for constraint in model._meta.constraints:
                told = str(getattr(constraint, "condition", ""))
                for column, listed in re.findall(r"\('(\w+)__in', \[([^\]]*)\]\)", told):
                    found |= {(column, code) for code in re.findall(r"'([A-Z_]+)'", listed)}
    return found


def test_every_code_of_a_column_has_a_word() -> None:
    found = {(column, code) for column, code in codes() if column in COLUMNS}
    assert len(found) > 150
    assert sorted(code for _column, code in found if code not in WORDS) == []


@pytest.mark.parametrize(
    ("column", "code", "word"),
    [("kind", "CASH_RECEIPT", "Cash receipts"), ("code", "PRICE", "PRICE"), ("kind", "K1", "K1")],
)
def test_what_people_chose_stays(column: str, code: str, word: str) -> None:
    assert code_word(column, code) == word
