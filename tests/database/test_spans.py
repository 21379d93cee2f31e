"""Nothing is told where nobody gathers, and nothing of it loaded; without its packages the books go on."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from reskontra.database import spans


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    spans._gathering.cache_clear()
    yield
    spans._gathering.cache_clear()


def tell_all() -> str:
    with spans.span("outside", {"a": 1}):
        spans.tell({"b": 2}, name="other")
        spans.happened("something", {})
        return "done"


def test_a_block_without_anybody_who_gathers_is_that_block(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in spans.ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    assert tell_all() == "done"
    assert spans._gathering() is None


def test_without_the_packages_it_is_told_once_and_work_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(spans.ADDRESSES[0], "http://alice:secret@127.0.0.1:9/")
    monkeypatch.setattr(spans, "PACKAGES", ("opentelemetry_that_is_not_there.sdk",))
    assert (spans.is_asked_for(), spans.is_installed()) == (True, False)
    assert spans.host() == "127.0.0.1:9"
    with caplog.at_level(logging.WARNING):
        assert tell_all() == "done"
    assert [one.getMessage() for one in caplog.records] == ["telemetry.missing install=reskontra[telemetry]"]
