"""Money, dates and lists as people write them, in Swedish and in English."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from reskontra.core.money import Money
from reskontra.interface.display import decimal, is_swedish, money, printable, typeset_money, value
from reskontra.interface.templatetags.display import count, figure


@pytest.mark.parametrize(
    ("case", "minor", "currency", "swedish", "english"),
    [
        ("thousands", 1_234_567_89, "SEK", "1\u00a0234\u00a0567,89", "1,234,567.89"),
        ("negative", -1_234_50, "SEK", "-1\u00a0234,50", "-1,234.50"),
        ("less than one", -5, "SEK", "-0,05", "-0.05"),
        ("nothing", 0, "EUR", "0,00", "0.00"),
        ("no decimals", 1_234, "JPY", "1\u00a0234", "1,234"),
        ("three", 1_234, "KWD", "1,234", "1.234"),
    ],
)
def test_money(case: str, minor: int, currency: str, swedish: str, english: str) -> None:
    for language, expected in (("sv", swedish), ("en", english)):
        with translation.override(language):
            assert money(minor, currency) == expected
            assert typeset_money(minor, currency) == expected.replace("-", "\u2212")


@pytest.mark.parametrize(
    ("case", "found", "swedish", "english"),
    [
        ("money", Money(1_234_50, "SEK"), "1\u00a0234,50\u00a0SEK", "1,234.50\u00a0SEK"),
        ("a figure", Decimal("11.25"), "11,25", "11.25"),
        ("a day", date(2026, 3, 1), "2026-03-01", "2026-03-01"),
        (
            "several",
            ("A", date(2026, 3, 1), Money(1, "SEK")),
            "A, 2026-03-01, 0,01\u00a0SEK",
            "A, 2026-03-01, 0.01\u00a0SEK",
        ),
        ("a number", 12345, "12345", "12345"),
        ("text", "INV-1", "INV-1", "INV-1"),
    ],
)
def test_values(case: str, found: object, swedish: str, english: str) -> None:
    for language, expected in (("sv", swedish), ("en", english)):
        with translation.override(language):
            assert value(found) == expected


def test_a_moment_is_told_in_the_time_of_the_place() -> None:
    at = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    assert value(at) == at.astimezone().strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("language", "expected"), [("sv", True), ("sv-fi", True), ("en", False), ("fi", False)])
def test_the_language(language: str, expected: bool) -> None:
    with translation.override(language):
        assert is_swedish() is expected


def test_no_language_at_all_is_not_swedish() -> None:
    with translation.override(None):
        assert not is_swedish()


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("letters of any script", "Åsa נורדן 東京 – “x”", "Åsa נורדן 東京 – “x”"),
        ("lines and tabs", "a\nb\tc", "a\nb\tc"),
        ("markup", "[b]x[/] {0} %s", "[b]x[/] {0} %s"),
        ("a color", "a\x1b[31mb", "a\ufffd[31mb"),
        ("the same in one character", "a\x9b31mb", "a\ufffd31mb"),
        ("the beginning of the line", "a\rb", "a\ufffdb"),
        ("letters turned round", "a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("nothing", "", ""),
    ],
)
def test_what_commands_a_terminal_is_not_printed(case: str, text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(("language", "shown"), [("sv", "-2 x 450,50"), ("en", "-2 x 450.50")])
def test_a_figure_has_the_readers_mark(language: str, shown: str) -> None:
    with translation.override(language):
        assert decimal("-2 x 450.50") == shown


@pytest.mark.parametrize(("language", "shown"), [("sv", "\u22122,5 1\u00a0400"), ("en", "\u22122.5 1,400")])
def test_figures_and_counts_of_pages(language: str, shown: str) -> None:
    with translation.override(language):
        assert f"{figure(Decimal('-2.5'))} {count(1400)}" == shown
