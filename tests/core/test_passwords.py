"""Passwords that are guessed first, and those that are not."""

from __future__ import annotations

import pytest

from reskontra.core.passwords import is_guessed, is_strong

COMMON = {"password", "dragon", "iloveyou"}
OWN = ("Nordan Bygg AB", "alice")


@pytest.mark.parametrize(
    "password",
    [
        "Password1234", "!!password!!2026", "dragondragondragon", "Dragon-Dragon-1", "Lösenord2026!", "Sommaren-2026",
        "123456789012", "qwertyuiopas", "aaaaaaaaaaaaa", "abababababab", "zyxwvutsrqpo", "12qwertyuiop34",
        "nordan123456", "Nordan2026!!", "bygg-nordan-26", "nordannordan", "alice1234567",
    ],
)  # fmt: skip
def test_what_others_try_is_guessed(password: str) -> None:
    assert is_guessed(password, common=COMMON, own=OWN)


@pytest.mark.parametrize(
    "password",
    [
        "kastanj i maj 1914",
        "snöbär i november",
        "en riktigt hemlig fras",
        "x7!kQ2-vLm0p",
        "byggnad på nordansidan av ån",
    ],
)  # fmt: skip
def test_what_is_a_sentence_or_random_is_not(password: str) -> None:
    assert not is_guessed(password, common=COMMON, own=OWN)


@pytest.mark.parametrize(
    ("password", "strong"),
    [("x7!kQ2-vLm0p", False), ("kastanj i maj 1914", True), ("ababababababababab cd", False), ("", False)],
)
def test_a_long_one_of_many_characters_is_strong(password: str, strong: bool) -> None:
    assert is_strong(password) is strong
