"""Style sheets: a browser drops the rule after a brace too many, and says nothing."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).resolve().parents[2] / "reskontra").rglob("static/**/*.css"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parent.name}/{sheet.name}")
def test_every_brace_has_its_own(sheet: Path) -> None:
    text = _COMMENT.sub("", sheet.read_text())
    depths = list(accumulate({"{": 1, "}": -1}.get(letter, 0) for letter in text))
    assert min(depths) >= 0
    assert depths[-1] == 0


def test_there_are_style_sheets() -> None:
    assert [sheet for sheet in SHEETS if sheet.name == "base.css"]
