"""The last group of digits is raised by one."""

from __future__ import annotations

import pytest

from reskontra.core.following import following


@pytest.mark.parametrize(
    ("number", "after"),
    [
        ("9", "10"),
        ("A07", "A08"),
        ("ST-49", "ST-50"),
        ("099", "100"),
        ("0", "1"),
        ("9x", "10x"),
        ("A", ""),
        ("2026-9/B", "2026-10/B"),
        ("1.2", "1.3"),
        ("", ""),
        ("check", ""),
    ],
)
def test_the_number_after(number: str, after: str) -> None:
    assert following(number) == after
