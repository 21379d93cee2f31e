"""As many lines stand behind a figure of matching quality as it tells."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.matching.quality import quality
from reskontra.matching.quality_lines import quality_lines_report
from tests.matching.test_quality import matched
from tests.story import Story

__all__ = ["matched"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def count(story: Story, month: str, rule: str = "", way: str = "") -> int:
    return len(list(quality_lines_report(company=story.company, month=month, rule=rule, way=way).rows))


@pytest.mark.parametrize(
    "told",
    [
        "on PRJ000001",
        "accept 1",
        "post",
        "post\nreverse 1",
        "post\nreverse 1\nmatch\naccept 1\npost 1\nreverse 1",
        "apply 1 INV-2\nmatch",
        "post\nreverse 1\napply 1 INV-2=500.00",
    ],
)
def test_every_figure_has_its_lines(matched: Story, told: str) -> None:
    matched.tells(told)
    for row in quality(company=matched.company):
        assert count(matched, row.month, row.rule) == row.lines
        assert count(matched, row.month, row.rule, "alone") == row.alone
        assert count(matched, row.month, row.rule, "accepted") == row.accepted
    assert count(matched, "2026-02") == 0


def test_a_line_is_shown_with_its_journal_and_payer(matched: Story) -> None:
    row = next(iter(quality_lines_report(company=matched.company, month="2026-03").rows))
    assert row[0] == "PRJ000001"
    assert "Beta AB" in row


def test_what_is_no_month_is_told(matched: Story) -> None:
    with pytest.raises(Refused, match=r'"mars" is no month\. Write it as 2026-03\.'):
        quality_lines_report(company=matched.company, month="mars")
