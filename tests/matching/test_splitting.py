"""The rows of the form that splits a line."""

from __future__ import annotations

import pytest

from reskontra.core.as_typed import AmountNotRead
from reskontra.matching.actions.split_line import KINDS, SplitPart
from reskontra.matching.queries import shown_lines
from reskontra.matching.splitting import MOST_ROWS, SplitRow, kind_words, parts_typed, rows_of, typed_rows, with_empty
from tests.story import Story


def test_every_kind_has_its_word() -> None:
    assert tuple(code for code, _word in kind_words()) == KINDS


def test_empty_rows_are_left_out() -> None:
    rows = typed_rows(["gl", "gl", "document"], ["6570", " ", ""], ["", "", "5"])
    assert rows == [SplitRow("gl", "6570", ""), SplitRow("document", "", "5")]
    assert len(typed_rows(["gl"] * 99, ["1"] * 99, [""] * 99)) == MOST_ROWS


def test_there_is_always_an_empty_row() -> None:
    rows = [SplitRow("gl", "6570", "1")] * 5
    assert len(with_empty([])) == 4
    assert with_empty(rows)[5].is_empty
    assert len(with_empty([SplitRow("gl", "1", "1")] * MOST_ROWS)) == MOST_ROWS


def test_amounts_are_read_as_people_type_them() -> None:
    rows = [SplitRow("gl", " 6570 ", "1 000,50"), SplitRow("customer", "C1", "")]
    assert parts_typed(rows, "SEK") == [SplitPart("gl", "6570", 100050), SplitPart("customer", "C1", None)]
    with pytest.raises(AmountNotRead) as refusal:
        parts_typed([rows[0], SplitRow("gl", "6570", "13 7oo")], "SEK")
    assert refusal.value.place == "row 2"


@pytest.mark.django_db
def test_the_form_begins_with_what_the_line_is_on(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 400.00 name="ALFA AB" text="10025"\nimport\nmatch')
    (shown,) = shown_lines(company=story.company, journals=[story.facts], line_number=1)
    assert rows_of(shown) == [SplitRow("document", "customer:INV-2@C1", "400.00")]
