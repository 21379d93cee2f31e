"""Many cases in one test are all tried, and all that fail are told."""

from __future__ import annotations

import pytest

from tests.each import holds_for_each, named_in


def test_every_case_is_tried_and_every_failure_told() -> None:
    tried = []

    def even(number: int) -> None:
        tried.append(number)
        assert number % 2 == 0

    with pytest.raises(ExceptionGroup, match="2 of 4: 1, 3") as told:
        holds_for_each([1, 2, 3, 4], even)
    assert tried == [1, 2, 3, 4]
    assert named_in(told.value.exceptions) == ["1", "3"]
    holds_for_each([2, 4], even)


def test_no_case_at_all_is_a_failure() -> None:
    with pytest.raises(AssertionError):
        holds_for_each([], print)
