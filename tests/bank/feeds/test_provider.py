"""What is copied from a place has a limit."""

from __future__ import annotations

import io

import pytest

from reskontra.bank.feeds import provider
from reskontra.bank.feeds.provider import FeedTrouble, SecretMissing, Whole


def test_what_is_larger_than_a_file_may_be_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "FILE_BYTES_MAX", 10)
    into = io.BytesIO()
    whole = Whole(into, "the bank")
    assert [whole.write(b"12345"), whole.write(b"67890")] == [5, 5]
    with pytest.raises(FeedTrouble, match="the bank gave no statements: more than 10 bytes"):
        whole.write(b"1")
    assert into.getvalue() == b"1234567890"


def test_a_missing_secret_names_where_it_was_looked_for() -> None:
    assert "password-env names BANK" in str(SecretMissing(option="password-env", where="BANK"))
