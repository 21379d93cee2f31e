"""Alice, in English."""

from __future__ import annotations

import pytest

from tests import build


@pytest.fixture(autouse=True)
def _alice_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_ACTOR", build.ALICE)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
