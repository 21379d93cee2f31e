"""Kinds of feeds are our own, and those that installed packages bring; options are held against their kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.feeds.registry import (
    FeedKindBroken,
    FeedKindUnknown,
    FeedOptionMissing,
    FeedOptionUnknown,
    fit_options,
    kinds,
    provider_of,
)
from tests.bank.feeds.installing import install


def test_our_own_kinds_are_there() -> None:
    assert kinds()[:2] == ["folder", "sftp"]
    with pytest.raises(FeedKindUnknown, match="Use one of folder, sftp"):
        provider_of("open-banking")


def test_a_package_brings_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    assert kinds() == ["folder", "sftp", "broken", "open-banking"]
    assert [option.key for option in provider_of("open-banking").options] == ["answers", "token-env", "page-size"]
    with pytest.raises(FeedKindBroken, match="reskontra-open-banking brings"):
        provider_of("broken")


@pytest.mark.parametrize(
    ("case", "options", "refusal"),
    [
        ("missing", {}, FeedOptionMissing),
        ("empty", {"path": ""}, FeedOptionMissing),
        ("unknown", {"path": "/srv", "password": "x"}, FeedOptionUnknown),
    ],
)
def test_options_are_held_against_the_kind(case: str, options: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        fit_options("folder", options)


def test_empty_options_are_none() -> None:
    assert fit_options("folder", {"path": "/srv", "pattern": ""}) == {"path": "/srv"}
