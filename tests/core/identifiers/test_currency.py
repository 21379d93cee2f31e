"""Currency codes."""

import pytest

from reskontra.core.identifiers import currency
from reskontra.core.money import MINOR_DIGITS


@pytest.mark.parametrize(("text", "code"), [("SEK", "SEK"), (" eur", "EUR"), ("JPY", "JPY"), ("BGN", "BGN")])
def test_valid(text, code):
    assert currency.validate(text) == code
    assert currency.is_valid(text)
    assert currency.format(text) == code


@pytest.mark.parametrize("text", ["", "SE", "KR", "XXX", "XAU", "kronor"])
def test_refuses(text):
    assert not currency.is_valid(text)
    with pytest.raises(currency.NotACurrency):
        currency.validate(text)


def test_every_currency_with_other_decimals_is_known():
    assert set(MINOR_DIGITS) <= currency.CODES
