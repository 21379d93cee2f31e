"""A batch as a file: every open line, whatever page of the grid it is on."""

from __future__ import annotations

import pytest

from reskontra.interface.columns import ColumnMenu
from reskontra.journals.batches import find_batch
from reskontra.journals.grid_file import grid_report
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_all_lines_are_in_the_file(story: Story) -> None:
    story.tells("bank B1 10000.00\nbatch KASSA bank:B1\n" + "type KASSA gl:6570 10.00\n" * 3)
    batch = find_batch(company=story.company, kind="CASH_RECEIPT", name="KASSA")
    report = grid_report(company=story.company, batch=batch, menu=ColumnMenu("x", (("text", "Text", False),)))
    rows = [list(row) for row in report.rows]
    assert [row[0] for row in rows] == [1, 2, 3]
    assert len(rows[0]) == len(report.columns) == 11
