"""Charts of reports: the largest rows, each bar a link."""

from __future__ import annotations

from decimal import Decimal

from django.utils import translation

from reskontra.core.money import Money
from reskontra.desk.report_charts import MOST_BARS, ReportChart, Row, chart_of
from reskontra.interface.tables import Cell, Column, Report


def kr(amount: int) -> Money:
    return Money(amount * 100, "SEK")


def link(row: Row, key: str) -> str:
    return f"/{row.get('account')}/{key}"


def drawn(kind: str, columns: list[str], rows: list[tuple[Cell, ...]]) -> ReportChart | None:
    with translation.override("en"):
        return chart_of(kind, Report("test", {}, [Column(key, key.title()) for key in columns], rows), rows, link)


AGED = ["account", "name", "entries", "not_due", "1-30", "balance"]


def test_who_owes_most_by_age() -> None:
    chart = drawn("ages", AGED, [("C1", "Alfa", 1, kr(1), kr(2), kr(3)), ("C2", "Beta", 1, kr(5000), kr(0), kr(5000))])
    assert chart is not None
    assert [(rect.role, rect.url) for rect in chart.drawing.rects] == [
        ("c1", "/C2/not_due"), ("c1", "/C1/not_due"), ("c2", "/C1/1-30"),
    ]  # fmt: skip
    assert (chart.unit, chart.summary) == ("Thousands of SEK", "Beta leads with 5,000.00.")
    assert [key.word for key in chart.keys] == ["Not_Due", "1-30"]
    assert chart.title == "All by size"


def test_only_the_largest_are_drawn_and_that_is_said() -> None:
    rows: list[tuple[Cell, ...]] = [(f"C{n}", f"Kund {n}", 1, kr(n), kr(0), kr(n)) for n in range(1, 40)]
    chart = drawn("ages", AGED, rows)
    assert chart is not None
    assert len(chart.drawing.rects) == MOST_BARS
    assert chart.title == "The 12 largest of 39"


def test_what_is_less_than_nothing_goes_to_the_left() -> None:
    columns = ["account", "name", "balance"]
    chart = drawn(
        "accounts", columns, [("1510", "Claims", kr(10)), ("2440", "Debts", kr(-20)), ("3000", "None", kr(0))]
    )
    assert chart is not None
    debt, claim = chart.drawing.rects
    assert debt.x + debt.width < claim.x + 1
    assert {label.text for label in chart.drawing.labels} >= {"\u221220.00", "10.00", "2440 Debts"}


def test_who_is_latest() -> None:
    columns = ["account", "name", "invoices", "days_late"]
    chart = drawn("days", columns, [("C1", "Alfa", 3, Decimal("-2.0")), ("C2", "Beta", 9, Decimal("7.5"))])
    assert chart is not None
    assert chart.summary == "Beta is latest with 7.5 days."
    assert [rect.role for rect in chart.drawing.rects] == ["c4", "c1"]


def test_the_share_without_a_person_by_month() -> None:
    columns = ["month", "rule", "lines", "alone"]
    rows: list[tuple[Cell, ...]] = [("2026-02", "high-4", 4, 3), ("2026-02", "none", 1, 0), ("2026-03", "high-4", 2, 2)]
    chart = drawn("alone", columns, rows)
    assert chart is not None
    assert [dot.told for dot in chart.drawing.dots] == ["2026-02: 60.0 %", "2026-03: 100.0 %"]
    assert drawn("alone", columns, rows[:1]) is None


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawn("ages", AGED, []) is None
    assert drawn("ages", AGED, [("C1", "Alfa", 0, kr(0), kr(0), kr(0))]) is None
    assert drawn("", AGED, [("C1", "Alfa", 0, kr(1), kr(0), kr(1))]) is None
    assert drawn("days", ["account", "name", "invoices", "days_late"], [("C1", "Alfa", 0, None)]) is None
