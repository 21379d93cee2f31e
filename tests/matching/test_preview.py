"""Past lines that a mapping would have caught."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.matching.actions.mappings import wanted_mapping
from reskontra.matching.preview import caught_lines
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("case", "account", "since", "expected"),
    [
        ("posted and open", "gl:6570", date(2026, 1, 1), [(1, "posted", True), (2, "open", False)]),
        ("another account", "gl:6990", date(2026, 1, 1), [(1, "posted", False), (2, "open", False)]),
        ("none since then", "gl:6570", date(2026, 3, 3), []),
    ],
)
def test_what_is_caught(
    story: Story, case: str, account: str, since: date, expected: list[tuple[int, str, bool]]
) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      -45.00 text="Bankavgift mars"
        line      -50.00 text="Bankavgift april"
        line      -45.00 text="Ränta"
        import
        apply 1 gl:6570
        post 1
        """
    )
    mapping = wanted_mapping(company=story.company, text="bankavgift", account=account)
    found = caught_lines(company=story.company, mapping=mapping, since=since)
    assert [(one.line, one.state, one.agrees) for one in found] == expected
