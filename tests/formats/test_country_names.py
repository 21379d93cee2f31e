"""A country is known by its code and by its name."""

from __future__ import annotations

import pytest

from reskontra.formats.country_names import code_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SE", "SE"), (" no ", "NO"), ("Sverige", "SE"), ("danmark ", "DK"), ("Storbritannien", "GB"),
        ("United Kingdom", "GB"), ("Åland", "AX"), ("", ""), ("Norden", "Norden"), ("Europa", "Europa"),
    ],
)  # fmt: skip
def test_the_code_of_what_a_file_says(text: str, code: str) -> None:
    assert code_of(text) == code
