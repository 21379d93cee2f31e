from __future__ import annotations

import pytest

from reskontra.cli.demo_data import words


@pytest.mark.parametrize(
    "values",
    [words.FIRST_NAMES, words.SURNAMES, words.TRADES, words.FIRM_STEMS, words.STREETS, words.VENDOR_NAMES],
)
def test_no_word_twice(values: tuple[str, ...]) -> None:
    assert len(set(values)) == len(values)


def test_every_unknown_payer_has_a_text() -> None:
    assert len(words.UNKNOWN_TEXTS) == len(words.UNKNOWN_PAYERS)
