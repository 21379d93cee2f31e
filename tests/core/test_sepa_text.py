from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.sepa_text import is_identifier, sepa_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Åkesson & Söner  AB", "Akesson + Soner AB"), ("Straße №5", "Strasse No5"), ("日本 Ltd", ".. Ltd"),
        ("//a//b/", "a/b"), ("Invoice: F-1, 2/3 (x) 'y' +1?", "Invoice: F-1, 2/3 (x) 'y' +1?"), ("a_b|c", "a-b/c"),
    ],
)  # fmt: skip
def test_letters_become_those_that_every_bank_reads(text: str, plain: str) -> None:
    assert sepa_text(text, most=70) == plain


@given(text=st.text(), most=st.integers(1, 80))
def test_what_comes_out_is_in_the_set_and_stays_as_it_is(text: str, most: int) -> None:
    found = sepa_text(text, most=most)
    assert len(found) <= most
    assert found.isascii()
    assert found == sepa_text(found, most=most)
    assert not found or len(found) > 35 or is_identifier(found)


@pytest.mark.parametrize("text", ["", "/a", "a/", "a//b", "å", " a", "a" * 36])
def test_what_may_not_name_a_debit(text: str) -> None:
    assert not is_identifier(text)
