"""The books of each released version are whole in this one, and say what they said then."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reskontra import __version__
from tests.faults import programs
from tests.faults.databases import Databases
from tests.released.keep import FOLDER, KEY, engine, kept, said

VERSIONS = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir() and folder.name[0].isdigit())


def test_each_is_kept_for_both_databases() -> None:
    assert VERSIONS
    for version in VERSIONS:
        names = {path.name for path in (FOLDER / version).iterdir()}
        assert names == {f"{kind}.{ending}" for kind in ("sqlite", "postgresql") for ending in ("zip.xz", "json.xz")}


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_brought_up_to_this_version(version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_SECRET_KEY", KEY)
    databases = Databases(tmp_path)
    try:
        url, backup = databases.new(), tmp_path / "kept.zip"
        backup.write_bytes(kept(version, f"{engine(url)}.zip"))
        told = programs.done(url, "restore", backup).out
        assert "The books of Nordan AB are whole." in told
        now = said(url)
        for words, then in json.loads(kept(version, f"{engine(url)}.json")).items():
            assert _as_then(now[words], then) == then, f"{version}: reskontra {words}"
        assert programs.done(url, "migrate").out
        assert __version__ in programs.done(url, "--version").out
    finally:
        databases.drop()


def _as_then(now: Any, then: Any) -> Any:
    """Without what a later version tells beside it."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {name: _as_then(now[name], value) for name, value in then.items() if name in now}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [_as_then(one, other) for one, other in zip(now, then, strict=True)]
    return now
