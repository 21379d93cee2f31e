"""Browsers by what they say of themselves."""

from __future__ import annotations

import pytest

from reskontra.interface.devices import device_of

_AS = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) "
_WINDOWS, _PHONE = _AS.format("Windows NT 10.0; Win64; x64"), _AS.format("iPhone; CPU iPhone OS 17_5 like Mac OS X")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"{_WINDOWS}Chrome/126.0 Safari/537.36", "Chrome, Windows"),
        (f"{_WINDOWS}Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        (f"{_PHONE}Version/17.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        (f"{_PHONE}CriOS/126.0 Mobile/15E148 Safari/604.1", "Chrome, iPhone"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "Firefox, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox, Mac"),
        ("curl/7.88.1", "curl/7.88.1"),
        ("x\n" + "y" * 500, "x" + "y" * 58),
        ("", ""),
    ],
)
def test_a_browser_is_told_as_its_owner_knows_it(said: str, told: str) -> None:
    assert device_of(said) == told
