"""Country codes."""

import pytest

from reskontra.core.identifiers import country


@pytest.mark.parametrize(("text", "code"), [("SE", "SE"), (" se ", "SE"), ("XK", "XK"), ("TW", "TW")])
def test_valid(text, code):
    assert country.validate(text) == code
    assert country.is_valid(text)
    assert country.format(text) == code


@pytest.mark.parametrize("text", ["", "S", "SWE", "EU", "UK", "ZZ", "ſe"])
def test_refuses(text):
    assert not country.is_valid(text)
    with pytest.raises(country.NotACountry):
        country.validate(text)


def test_all_assigned_codes_are_there():
    assert len(country.CODES) == 250
    assert all(len(code) == 2 and code.isupper() for code in country.CODES)
