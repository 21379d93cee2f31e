"""The year in a document's number, and another one in what was written."""

from datetime import date

import pytest

from reskontra.core.matching.years import differs_by_year, has_another_year
from tests.core.matching.small import ALFA, BETA, applied, entry, line, one

POSTED = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "running", "number", "is_another"),
    [
        ("RE-25-0123", "0123", "RE-26-0123", True),
        ("Rechnung RE 25 0123", "0123", "RE-26-0123", True),
        ("Rechnung 2025/00123", "00123", "2026/00123", True),
        ("faktura 10412-25", "10412", "S10412-26", True),
        ("1041/2025", "1041", "2026/1041", True),
        ("RE-25-12 035", "12 035", "RE-26-12035", True),
        ("RE-27-0123", "0123", "RE-26-0123", True),
        ("RE-26-0123", "0123", "RE-26-0123", False),
        ("2026/00123/25", "00123", "2026/00123", False),
        ("Rechnung 0123", "0123", "RE-26-0123", False),
        ("Rechnung 25 0123", "0123", "RE-26-0123", False),
        ("12.03.25-0123", "0123", "RE-26-0123", False),
        ("0123-25.03.2026", "0123", "RE-26-0123", False),
        ("Kd 77-0123", "0123", "RE-26-0123", False),
        ("F25-104012", "104012", "F104012", False),
        ("2025-2026", "2026", "2025-2026", False),
    ],
)
def test_another_year_beside_the_running_number(text, running, number, is_another):
    start = text.index(running)
    assert has_another_year(text, (start, start + len(running)), number, POSTED) is is_another


@pytest.mark.parametrize(
    ("number", "digits", "differs"),
    [
        ("202600123", "202500123", True),
        ("F26-123", "25123", True),
        ("S10412-26", "1041225", True),
        ("202600123", "202600132", False),
        ("202600123", "197600123", False),
        ("F104012", "104021", False),
    ],
)
def test_digits_that_differ_by_the_year(number, digits, differs):
    assert differs_by_year(number, digits, POSTED) is differs


@pytest.mark.parametrize(
    ("case", "number", "kronor", "text", "expected", "confidence"),
    [
        ("this year's is certain", "RE-26-4012", 350, "Rechnung RE-26-4012", {1: "350"}, "high"),
        ("of last year's only the amount is right", "RE-26-4012", 350, "Rechnung RE-25-4012", {1: "350"}, "medium"),
        ("with another amount too nothing is", "RE-26-4012", 340, "Rechnung RE-25-4012", {}, "low"),
        ("a year that is one slip away", "202604012", 350, "Rechnung 202504012", {1: "350"}, "medium"),
        ("any other slip", "202604012", 350, "Rechnung 202604021", {1: "350"}, "high"),
    ],
)
def test_last_years_number_is_never_certain(case, number, kronor, text, expected, confidence):
    book = (entry(1, ALFA, number, 350), entry(2, ALFA, "RE-26-7755", 90), entry(3, BETA, "RE-26-7756", 340))
    found = one(line(1, kronor, text, name=ALFA.name), book)
    assert (applied(found), found.confidence) == (expected, confidence), case
