"""journal return on the command line."""

from __future__ import annotations

import pytest

from reskontra.matching import cli_returns
from reskontra.matching.cli import journal
from tests.command_line import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_return_is_told_with_what_is_open_again_and_what_is_left(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "C")
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025 end_to_end=E-1
        import
        match
        post
        statement B1 2026-03-05
        line      -503.00 name="Alfa AB" end_to_end=E-1 returned=MD07
        line      -5.00 text="Avgift"
        import
        """
    )
    assert cli_returns.journal is journal
    assert done(journal, "return", "PRJ000002", 1).out.replace("\u00a0", " ") == (
        "Line 1 returns B-2026-1 of C1; open again: INV-2.\n"
        "-3.00 SEK of the line is left, such as the bank's charge. "
        "Put it on an account: reskontra journal apply PRJ000002 1 --account gl:NUMBER\n"
    )
    assert "is no returned payment" in refused(journal, "return", "PRJ000002", 2)
