"""Where the marks of a chart stand."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reskontra.desk.charts import (
    BOTTOM,
    HEIGHT,
    NARROW,
    TOP,
    WIDE,
    Bar,
    Column,
    Layout,
    Part,
    bars,
    decimal,
    line,
    ranked,
    scale,
)

PLOT = HEIGHT - TOP - BOTTOM


@pytest.mark.parametrize(
    ("most", "least", "expected"),
    [(8.4, 0, [0, 4, 8, 12]), (1, 0, [0, 0.4, 0.8, 1.2]), (4, 0, [0, 1, 2, 3, 4]), (96, 88, [88, 90, 92, 94, 96])],
)
def test_scales_are_of_round_figures(most: float, least: float, expected: list[float]) -> None:
    assert scale(most, least=least) == expected


@given(st.floats(0, 1e9), st.floats(0.001, 1e9))
def test_a_scale_holds_what_it_is_for(least: float, span: float) -> None:
    ticks = scale(least + span, least=least)
    step = ticks[1] - ticks[0]
    assert ticks[0] <= least + step * 1e-6
    assert ticks[-1] >= least + span - step * 1e-6
    assert len(ticks) <= 8


def test_stacked_parts_fill_their_share_of_the_height() -> None:
    drawn = bars([Column("mar", [Part(3, "c1", "three"), Part(1, "c2", "one")], total="4")])
    low, high = drawn.rects
    assert low.height + 2 == pytest.approx(3 * (high.height + 2))
    assert high.y + high.height < low.y
    assert [label.text for label in drawn.labels] == ["mar", "4"]


def test_what_is_nothing_or_less_is_not_drawn() -> None:
    assert bars([Column("mar", [Part(0, "c1", ""), Part(-5, "c2", "")])]).rects == ()


def test_a_line_goes_through_its_points_and_stays_in_the_picture() -> None:
    drawn = line([("jan", 36, "a"), ("feb", 40, "b"), ("mar", 38, "c")], target=30)
    assert drawn.path.startswith("M")
    assert drawn.path.count("L") == 2
    assert drawn.dots[1].y < drawn.dots[2].y < drawn.dots[0].y
    assert all(TOP <= dot.y <= TOP + PLOT for dot in drawn.dots)
    assert drawn.dots[-1].is_last
    assert len(drawn.dashes) == 1


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_lying_bars_their_names_and_figures_stay_in_the_picture(layout: Layout) -> None:
    drawn = ranked(
        [
            Bar("Longest", "5,000.00", [Part(5, "c1", ""), Part(3, "c2", "")]),
            Bar("Debt", "-1.00", [Part(-1, "c1", "")]),
        ],
        layout,
    )
    assert all(rect.x >= 0 and rect.x + rect.width <= layout.width for rect in drawn.rects)
    assert all(0 <= label.x <= layout.width and TOP <= label.y <= drawn.bottom for label in drawn.labels)
    if layout.is_above:
        assert [label.anchor for label in drawn.labels] == ["start", "end"] * 2


def test_figures_have_the_readers_decimal_mark() -> None:
    with translation.override("sv"):
        assert decimal("8.4") == "8,4"
    with translation.override("en"):
        assert decimal("8.4") == "8.4"
