"""A month of a bank account: one payment on both sides, one on the statement alone, one in the books alone."""

from __future__ import annotations

import pytest

from tests.matching.conftest import story
from tests.story import Story

__all__ = ["story"]


@pytest.fixture
def month(story: Story) -> Story:
    """B1 at 2026-03-31: the bank says 10,460.00; 25.00 of cash are on their way, and a fee of 40.00 is not posted."""
    story.tells(
        """
        statement B1 2026-03-31
        line      500.00 name="ALFA AB" ocr=10025
        line      -40.00 text="avgift"
        import
        match
        post
        batch      KASSA bank:B1
        type       KASSA customer:C2 -25.00 on=2026-03-31
        post-batch KASSA
        """
    )
    return story
