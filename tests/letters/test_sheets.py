"""How a sheet is laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.letters.sheets import SheetColumn, column_widths, sheet_pdf
from tests.letters.test_pdf import DAY, read, sheet, text


def test_a_column_wants_its_longest_text_or_what_a_text_is_broken_into() -> None:
    found = sheet(("x" * 80, "1 234,50"), ("y", "2,00"))
    assert list(column_widths(found)) == [36, 10]


def test_an_empty_sheet_says_so_and_the_total_stands_last() -> None:
    assert "Nothing to show." in text(sheet_pdf(sheet(), on=DAY))
    told = text(sheet_pdf(sheet(("Beta AB", "1,00"), total=("Summa", "77,00")), on=DAY))
    assert told.index("77,00") > told.index("Beta AB")
    assert "A note." in told


def test_many_columns_go_across_the_page() -> None:
    columns = tuple(SheetColumn(f"Bucket number {number}", True) for number in range(9))
    wide = replace(sheet(), columns=columns, rows=(tuple("1,00" for _ in columns),))
    page = read(sheet_pdf(wide, on=DAY)).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((841.89, 595.28), abs=0.1)


def test_a_sheet_of_numbers_alone_has_no_column_that_stretches() -> None:
    numbers = replace(sheet(), columns=(SheetColumn("A", True),), rows=(("1",), ("2",)))
    assert "2" in text(sheet_pdf(numbers, on=DAY))
