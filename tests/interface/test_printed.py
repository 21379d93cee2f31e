"""A report as a PDF: what was asked for stands in its head, and its figures as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from reskontra.core.money import Money
from reskontra.interface.printed import asked_in_words, figure, report_pdf
from reskontra.interface.tables import Cell, Column, Report, report_file
from tests.letters.test_pdf import read, text

COLUMNS = (Column("name", "Name"), Column("key", "Key", is_shown=False), Column("amount", "Amount", is_number=True))
DAY = date(2026, 4, 1)


def report(rows: list[tuple[Cell, ...]], total: tuple[Cell, ...] | None = None) -> Report:
    facts = {"company": "Alfa AB", "as_of": date(2026, 3, 31), "by": "due", "currency": "SEK", "from": None}
    return Report("test", facts, COLUMNS, rows, total=total, notes=["A note\x1b[2J."])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", ["Per 2026-03-31", "Enligt förfallodatum", "Belopp i SEK", "−1\xa0234,50", "Sida 1 av 1", "Summa 2,00"]),
        ("en", ["As of 2026-03-31", "By due date", "Amounts in SEK", "−1,234.50", "Page 1 of 1", "Summa 2.00"]),
    ],
)
def test_it_reads_in_the_language_that_is_active(language: str, told: list[str]) -> None:
    rows: list[tuple[Cell, ...]] = [("Beta AB", "hidden", Money(-123450, "SEK"))]
    with translation.override(language):
        found = text(report_pdf(report(rows, ("Summa", "", Money(200, "SEK"))), title="Ålder", on=DAY))
    for one in ["Ålder", "Alfa AB", "Beta AB", "2026-04-01", *told]:
        assert " ".join(one.split()) in found
    assert "hidden" not in found
    assert "\x1b" not in found


def test_a_figure_has_a_minus_sign_and_a_text_what_it_has() -> None:
    with translation.override("en"):
        assert figure(Money(-100, "SEK")) == "\u22121.00"
        assert figure(Decimal("-2.5")) == "\u22122.5"
        assert figure("-AB") == "-AB"
        assert figure(None) == ""


def test_what_was_not_asked_is_not_told() -> None:
    with translation.override("en"):
        assert list(asked_in_words({"company": "Alfa AB", "from": None, "to": DAY})) == ["To 2026-04-01"]


def test_more_rows_than_a_pdf_holds_are_cut_and_that_is_said() -> None:
    rows: list[tuple[Cell, ...]] = [(name, "", 1) for name in ("Alfa", "Beta", "Gamma")]
    with translation.override("en"):
        cut = read(report_pdf(report(rows), title="Long", on=DAY, most=2)).pages[0].extract_text()
        whole = read(report_pdf(report(rows), title="Long", on=DAY, most=3)).pages[0].extract_text()
    assert "Cut: the first 2 rows. XLSX and CSV hold all." in " ".join(cut.split())
    assert ("Beta" in cut, "Gamma" in cut) == (True, False)
    assert ("Gamma" in whole, "Cut" in whole) == (True, False)


def test_a_report_without_a_title_is_called_by_its_name() -> None:
    pdf = report_file(report([("Beta AB", "", 1)]), "pdf")
    assert read(pdf).metadata.title == "test, Alfa AB"  # type: ignore[union-attr]
