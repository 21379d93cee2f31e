from __future__ import annotations

import pytest

from reskontra.core.identifiers import bic


@pytest.mark.parametrize(("text", "code"), [("essesess", "ESSESESS"), ("COBA DE FF XXX", "COBADEFFXXX")])
def test_blanks_and_small_letters_are_nothing(text: str, code: str) -> None:
    assert bic.validate(text) == code
    assert bic.is_valid(text)


@pytest.mark.parametrize("text", ["", "ESSESES", "ESSESESSX", "ESSE12SS", "ESSESESSÅÄÖ"])
def test_what_is_no_bic_is_refused(text: str) -> None:
    assert not bic.is_valid(text)
    with pytest.raises(bic.NotABic):
        bic.validate(text)
