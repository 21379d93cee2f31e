"""Enciphered secrets: read again under the same key and purpose alone."""

from __future__ import annotations

from typing import Any

from reskontra.interface.enciphering import decipher, encipher


def test_only_the_same_key_and_purpose_read_it_again(settings: Any) -> None:
    kept = encipher("whsec_å", purpose="webhook")
    assert "whsec" not in kept
    assert decipher(kept, purpose="webhook") == "whsec_å"
    assert decipher(kept, purpose="second step") is None
    assert decipher("nothing", purpose="webhook") is None
    settings.SECRET_KEY = "another"
    assert decipher(kept, purpose="webhook") is None
