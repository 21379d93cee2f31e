"""A machine that reads the bars finds the letters again, and sees a sheet that is missing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.sheet_marks import BARS, bars_of_batch, sheet_bars


def test_bars() -> None:
    assert sheet_bars(sheet=0, is_last=True) == (True, True, False, False, False, False)
    assert sheet_bars(sheet=13, is_last=False) == (True, False, True, False, True, True)


@given(st.lists(st.integers(1, 12), max_size=12))
def test_letters_are_found_again(sheets: list[int]) -> None:
    bars = list(bars_of_batch(sheets))
    assert all(len(one) == BARS and one[0] and sum(one) % 2 == 0 for one in bars)
    ends = [index for index, one in enumerate(bars) if one[1]]
    assert [end - start for start, end in zip([-1, *ends], ends, strict=False)] == sheets
    numbers = [sum(bit << place for place, bit in enumerate(one[2:5])) for one in bars]
    assert numbers == [index % 8 for index in range(len(bars))]
