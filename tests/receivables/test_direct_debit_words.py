"""Every code has words."""

import pytest

from reskontra.receivables.direct_debit import Taken
from reskontra.receivables.direct_debit_words import COMMENTS, REASONS, comment_told, reason_told, taken_told


@pytest.mark.parametrize("code", [*REASONS, "99"])
def test_every_reason_has_words_behind_its_code(code: str) -> None:
    assert reason_told(code).startswith(code)
    assert set(map(len, COMMENTS)) == {2}


def test_a_comment_has_words_or_says_nothing() -> None:
    assert comment_told("03") == "the account cannot be debited"
    assert comment_told("99") == ""
    assert taken_told(Taken("mandates", known=3)) == "0 mandates and 0 rejected payments taken, 3 known."
