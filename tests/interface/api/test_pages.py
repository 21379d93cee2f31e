"""Pages by cursor: each row once, in order, whatever the size of a page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.interface.api.pages import cursor_read, cursor_written, key_read, listing_asked, page_of
from reskontra.interface.api.problems import RequestUnread
from reskontra.interface.api.shapes import Paged


@given(st.integers(0, 30), st.integers(1, 12))
def test_leafing_through_gives_each_row_once(count: int, limit: int) -> None:
    rows, found, cursor = [f"row {at}" for at in range(count)], [], ""
    while True:
        page = page_of(rows, Paged(limit=limit, cursor=cursor), key=str, build=str)
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == rows


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_a_cursor_is_read_as_it_was_written(mark: str) -> None:
    assert cursor_read(cursor_written(mark)) == mark


@pytest.mark.parametrize("cursor", ["å", "!", "a", "AA", cursor_written("x"), cursor_written("1" * 19)])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(RequestUnread):
        key_read(cursor)


def test_a_row_that_is_gone_is_no_place_to_go_on_from() -> None:
    with pytest.raises(RequestUnread):
        page_of(["a", "b"], Paged(cursor=cursor_written("c")), key=str, build=str)


def test_a_list_is_asked_as_its_page_asks() -> None:
    asked = listing_asked({"q": "a", "from": date(2026, 3, 31), "to": None, "state": ""})
    assert asked.values == {"q": "a", "from": "2026-03-31", "to": "", "state": ""}
    assert (asked.day("from"), asked.day("to")) == (date(2026, 3, 31), None)
