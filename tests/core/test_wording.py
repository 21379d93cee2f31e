"""One thing and many are worded by the number."""

from __future__ import annotations

import pytest

from reskontra.core.wording import plurals_of, worded


@pytest.mark.parametrize(("count", "told"), [(0, "0 lines"), (1, "1 line"), (2, "2 lines"), (11, "11 lines")])
def test_one_and_many(count: int, told: str) -> None:
    assert worded("{count:line|lines} of {name}", count=count, name="KASSA") == f"{told} of KASSA"
    assert worded("{count:line|lines} of {name}", count=str(count), name="KASSA") == f"{told} of KASSA"


def test_what_is_no_count_is_formatted_as_ever() -> None:
    assert worded("{a} {b:06d} {{c}}", a="x", b=7) == "x 000007 {c}"


def test_the_fields_that_tell_one_from_many() -> None:
    assert plurals_of("{count:line is|lines are} open, {a} {b:06d}") == [("count", "line is|lines are")]
