"""Where lines are put into a draft."""

from __future__ import annotations

import pytest

from reskontra.collections.open_drafts import put_in
from reskontra.collections.reminder_drafts import DraftLine, numbered

HELD = ["BEGINNING", "OVERDUE", "RATE", "RATE", "LINE_FEE", "FEE", "ROUNDING", "ENDING", "NOT_DUE", "ON_HOLD"]


@pytest.mark.parametrize(
    ("held", "role", "place"),
    [
        (HELD, "OVERDUE", 5), (HELD, "FEE", 6), (HELD, "TEXT", 7), (HELD, "NOT_DUE", 10), ([], "OVERDUE", 0),
        (["BEGINNING", "ENDING"], "OVERDUE", 1), (["BEGINNING", "FEE", "ENDING"], "OVERDUE", 1),
        (["OVERDUE", "TEXT", "ENDING", "NOT_DUE"], "TEXT", 2), (["NOT_DUE"], "FEE", 0),
    ],
)  # fmt: skip
def test_a_line_stands_behind_the_last_of_its_section(held: list[str], role: str, place: int) -> None:
    added = [DraftLine(0, role, text="new")]
    found = put_in([DraftLine(0, one) for one in held], added)
    assert [line.text for line in found].index("new") == place
    assert [line.role for line in found if line.text != "new"] == held
    if role == "OVERDUE":
        parents = [line.parent_position for line in numbered(found) if line.role in ("RATE", "LINE_FEE")]
        assert set(parents) <= {held.index("OVERDUE") + 1 if "OVERDUE" in held else 0}
