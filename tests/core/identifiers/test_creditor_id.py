from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.core.identifiers import creditor_id
from reskontra.core.identifiers.creditor_id import CreditorIdCheckDigitsDiffer, NotACreditorId


@pytest.mark.parametrize("text", ["DE98 ZZZ 09999999999", "de98abc09999999999"])
def test_the_creditors_own_letters_are_not_checked(text: str) -> None:
    assert creditor_id.validate(text) == text.replace(" ", "").upper()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", NotACreditorId), ("DE98ZZ", NotACreditorId), ("DE98ZZZ", NotACreditorId), ("DEXXZZZ1", NotACreditorId),
     ("DE89ZZZ09999999999", CreditorIdCheckDigitsDiffer)],
)  # fmt: skip
def test_what_is_none_is_refused(text: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        creditor_id.validate(text)
