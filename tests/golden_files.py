"""Expected outputs in tests/golden. GOLDEN=write (make golden) writes them anew; the difference is read, then kept."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent / "golden"


def assert_golden(path: Path, text: str) -> None:
    """The file holds exactly this text, or is written so when GOLDEN=write."""
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    assert text == known, f"{path.name} is not what is expected. Run make golden, and read the difference."
