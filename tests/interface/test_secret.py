"""The key that signs sessions: made once, read by its user alone."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from reskontra.interface.secret import installation_key, kept_secret


def test_it_is_made_once_and_read_by_its_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = kept_secret()
    (kept,) = (tmp_path / "data").rglob("secret_key")
    assert len(made) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept_secret() == made == kept.read_text()


def test_another_place_has_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "one"))
    one = kept_secret()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "two"))
    assert kept_secret() != one


def test_the_key_that_is_set_is_the_installations_and_else_the_one_that_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings.SECRET_KEY = "set"
    assert installation_key() == "set"
    settings.SECRET_KEY = settings.NO_SECRET
    assert installation_key() == kept_secret() != settings.NO_SECRET
