"""Lines in the lists of set-up."""

from __future__ import annotations

from datetime import date

from reskontra.matching.preview import Caught
from reskontra.matching.setup_pages.lines import and_more, line_heads, line_row


def test_a_line_leads_to_its_page() -> None:
    one = Caught("PRJ000007", 3, date(2026, 3, 2), -12_350, "SEK", "Avgift", "open", (), False)
    row = line_row(5, one, "Avgift")
    assert (row.url, row.cells[0], row.cells[-1]) == ("/5/journals/PRJ000007/3/", "PRJ000007 3", "Avgift")
    assert len(line_heads("Text")) == len(row.cells)


def test_a_list_that_is_cut_short_says_so() -> None:
    assert (and_more(100), and_more(101)) == ("100", "the first 100 of 101")
