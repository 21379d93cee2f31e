"""Figures of credit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.credit_metrics import CreditMetrics, Turnover, credit_metrics, paying_of


def _told(found: CreditMetrics) -> list[str]:
    figures = (found.dso, found.collection, found.best_possible, found.delinquent, found.effectiveness)
    return [str(figure) for figure in figures]


@pytest.mark.parametrize(
    ("turnover", "wanted"),
    [
        (Turnover(800_000_00, 2_250_000_00, 1_000_000_00, 650_000_00, 90), ["40.0", "36.0", "26.0", "14.0", "85.4"]),
        (Turnover(0, 100, 0, 0, 365), ["0.0", "0.0", "0.0", "0.0", "100.0"]),
        (Turnover(0, 100, 100, 100, 30), ["30.0", "15.0", "30.0", "0.0", "None"]),  # nothing could be collected yet
        (Turnover(500, 0, 500, 0, 30), ["None", "None", "None", "None", "0.0"]),
        (Turnover(500, -100, 400, 400, 30), ["None", "None", "None", "None", "None"]),
        (Turnover(0, 0, 0, 0, 1), ["None"] * 5),
    ],
)
def test_the_figures_of_a_time(turnover: Turnover, wanted: list[str]) -> None:
    assert _told(credit_metrics(turnover)) == wanted


@pytest.mark.parametrize(
    ("paid", "wanted"),
    [
        ([], (0, 0, None, None, None)),
        ([(30, 0)], (1, 0, Decimal("30.0"), Decimal("0.0"), 0)),
        ([(40, 10), (20, -10), (31, 1)], (3, 2, Decimal("30.3"), Decimal("0.3"), 67)),
        ([(10, 1)] + [(10, -1)] * 7, (8, 1, Decimal("10.0"), Decimal("-0.8"), 13)),
    ],
)
def test_how_invoices_were_paid(
    paid: list[tuple[int, int]], wanted: tuple[int, int, Decimal | None, Decimal | None, int | None]
) -> None:
    found = paying_of(paid)
    assert (found.invoices, found.late, found.days_to_pay, found.days_late, found.late_percent) == wanted
    assert paying_of(paid[:1]) + paying_of(paid[1:]) == found


MINORS = st.integers(0, 10**12)


@given(MINORS, st.integers(1, 10**12), MINORS, st.integers(1, 800), st.integers(0, 100))
def test_the_best_days_and_the_delinquent_ones_are_all(
    opening: int, sales: int, closing: int, days: int, share: int
) -> None:
    found = credit_metrics(Turnover(opening, sales, closing, closing * share // 100, days))
    assert found.dso is not None
    assert found.best_possible is not None
    assert found.delinquent == found.dso - found.best_possible >= 0
    assert found.effectiveness is None or found.effectiveness <= 100


@given(st.lists(st.integers(0, 10**9), min_size=8, max_size=8))
def test_customers_together_are_the_sum_of_them(figures: list[int]) -> None:
    one, other = (Turnover(*figures[start : start + 4], 90) for start in (0, 4))
    both = one + other
    assert (both.opening_minor, both.current_minor) == (figures[0] + figures[4], figures[3] + figures[7])
    assert both.days == 90
