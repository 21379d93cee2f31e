"""How much of one text stands in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.text_closeness import Closeness, closeness, shares_a_piece

TEXTS = st.text(alphabet="AB12 ", max_size=24)


@pytest.mark.parametrize(
    ("text", "others", "near", "exact"),
    [
        ("K812", ["Cheque K812"], 100, 100),
        ("K815", ["Cheque K812"], 0, 75),  # three characters in common are chance
        ("k812", ["cheque K812"], 100, 100),
        ("812", ["Cheque K812"], 0, 100),
        ("", ["Cheque"], 0, 0),
        ("K812", [], 0, 0),
        ("K812", [""], 0, 0),
        ("INVOICE 104210", ["104210"], 100, 42),  # of the shorter text; of the text itself
        ("ALFA BETA GAMMA", ["BETA ALFA"], 100, 33),  # "BETA " and "ALFA": in another order
        ("ALFA", ["BETA", "XX ALFA"], 100, 100),  # the best of several
    ],
)
def test_closeness(text: str, others: list[str], near: int, exact: int) -> None:
    assert closeness(text, others) == Closeness(near, exact)


@given(text=TEXTS, other=TEXTS)
def test_it_is_a_share_and_all_of_a_text_that_stands_in_the_other(text: str, other: str) -> None:
    found = closeness(text, [other])
    assert 0 <= found.near <= 100
    assert 0 <= found.exact <= 100
    assert (found.exact == 100) == bool(text and other and text in other)
    assert found.best == max(found.near, found.exact)


@given(text=TEXTS, others=st.lists(TEXTS, max_size=4))
def test_more_texts_never_take_away(text: str, others: list[str]) -> None:
    few, many = closeness(text, others[:1]), closeness(text, others)
    assert (many.near >= few.near, many.exact >= few.exact) == (True, True)


@given(text=TEXTS, others=st.lists(TEXTS, max_size=4))
def test_what_shares_no_piece_is_close_to_nothing(text: str, others: list[str]) -> None:
    found = closeness(text, others)
    assert shares_a_piece(text, others) == (found.near > 0 or found.exact == 100)
