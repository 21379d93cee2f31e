"""Whole files as banks write them, and everything that is read from each, beside it: tests/golden/<format>/*.json.

GOLDEN=write writes the expected side anew; read the difference before keeping it.
"""

from __future__ import annotations

import json
import os
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reskontra.core.errors import Malformed
from tests.formats.camt_files import events

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDERS = ("autogiro", "bai2", "bgmax", "camt", "coda", "ktl", "lb", "mt940", "n43", "ocr-giro", "ofx", "tito")
FILES = sorted(file for folder in FOLDERS for file in (GOLDEN / folder).iterdir() if file.suffix != ".json")


def plain(value: Any) -> Any:
    """A value as JSON; fields at their defaults are left out, so that what a file says stands out."""
    if isinstance(value, Malformed):
        return f"{value.code}: {value}"
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: getattr(value, one.name) for one in fields(value) if getattr(value, one.name) != one.default}
        return {type(value).__name__: {name: plain(inner) for name, inner in told.items()}}
    if hasattr(value, "_fields"):
        told = {name: one for name, one in value._asdict().items() if one != value._field_defaults.get(name, MISSING)}
        return {type(value).__name__: {name: plain(inner) for name, inner in told.items()}}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def outcome(data: bytes) -> Any:
    try:
        return plain(tuple(events(data)))
    except Malformed as refusal:
        return plain(refusal)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_golden(file: Path) -> None:
    found = json.dumps(outcome(file.read_bytes()), ensure_ascii=False, indent=1) + "\n"
    beside = file.with_suffix(".json")
    if os.environ.get("GOLDEN") == "write":
        beside.write_text(found, encoding="utf-8")
    assert found == beside.read_text(encoding="utf-8")


def test_there_is_a_pair_for_every_file() -> None:
    for folder in FOLDERS:
        pairs = {file.stem for file in (GOLDEN / folder).glob("*.json")}
        assert pairs == {file.stem for file in FILES if file.parent.name == folder}
        assert len(pairs) >= 4
