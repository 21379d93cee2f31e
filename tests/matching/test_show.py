"""A journal for people: what came in, what it was put on, and why, whatever the bank's file says."""

from __future__ import annotations

import pytest

from reskontra.matching.queries import ShownLine, shown_lines
from reskontra.matching.show import applied_to, line_columns, line_row
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def shown(story: Story, lines: str) -> list[ShownLine]:
    story.tells(f"statement B1 2026-03-02\n{lines}\nimport\nmatch")
    return shown_lines(company=story.company, journals=[story.facts])


def test_a_row_has_a_cell_for_every_column(story: Story) -> None:
    (line,) = shown(story, 'line 980.00 name="ALFA AB" ocr=10017')
    row = line_row(line)
    assert len(row) == len(line_columns())
    assert row[:8] == ("PRJ000001", "1", "2026-03-02", "980.00", "ALFA AB", "10017", "INV-1", "ready")
    assert row[8].startswith("payment reference 10017; ")
    assert "cash discount of 20.00 taken in time" in row[8]


def test_a_line_nobody_knows(story: Story) -> None:
    (line,) = shown(story, "line 1234567.00")
    assert line_row(line)[3:] == ("1,234,567.00", "", "", "", "unmatched", "")


def test_several_documents_are_shown_with_their_amounts(story: Story) -> None:
    (line,) = shown(story, "line 1500.00 text=x")
    story.tell("apply 1 INV-1=700.00 INV-2=300.00 INV-3=500.00")
    (line,) = shown_lines(company=story.company, journals=[story.facts])
    assert applied_to(line) == "INV-1 700.00, INV-2 300.00, INV-3 500.00"


def test_many_documents_are_cut_short(story: Story) -> None:
    for number in range(10, 16):
        story.tell(f"invoice C1 INV-{number} 10.00")
    shown(story, "line 60.00 text=x")
    story.tell("apply 1 " + " ".join(f"INV-{number}" for number in range(10, 16)))
    (line,) = shown_lines(company=story.company, journals=[story.facts])
    assert applied_to(line).endswith("INV-13 10.00, and 2 more")


@pytest.mark.parametrize(("command", "expected"), [("gl:6570", "gl:6570"), ("customer:C2", "customer:C2")])
def test_accounts_are_written_as_they_are_given(story: Story, command: str, expected: str) -> None:
    shown(story, "line 60.00 text=x")
    story.tell(f"apply 1 {command}")
    (line,) = shown_lines(company=story.company, journals=[story.facts])
    assert applied_to(line) == expected


def test_long_names_and_texts_are_cut(story: Story) -> None:
    (line,) = shown(story, f"line 1.00 name={'N' * 140} text={'T' * 5000}")
    name, text = line_row(line)[4:6]
    assert len(name) < 40
    assert name.endswith("…")
    assert len(text) < 60
    assert text.endswith("…")
