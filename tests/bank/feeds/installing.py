"""Install the small distribution beside this file as an installer does: its module, and what it says of itself."""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent / "open_banking"


def install(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into a folder that is on the path until the test ends."""
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text())["project"]
    name, version = project["name"], project["version"]
    site.mkdir(exist_ok=True)
    shutil.copy(SOURCE / "open_banking_feed.py", site)
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    groups = project["entry-points"].items()
    text = "".join(f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()) for group, points in groups)
    (info / "entry_points.txt").write_text(text)
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, "open_banking_feed", raising=False)
