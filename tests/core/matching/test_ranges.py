"""Numbers written short, and from one to another."""

import pytest

from reskontra.core.matching.ranges import completed, is_from_to


@pytest.mark.parametrize(
    "between",
    [
        "-",
        " - ",
        "–",
        " till ",
        " t.o.m. ",
        " t o m ",
        " tom ",
        " to ",
        " bis ",
        " .. ",
        " til og med ",
        " till och med ",
        " t/m ",
        " bis einschl. ",
        " bis einschließlich ",
        " up to and including ",
        "-F",
        " - INV/2026/",
        " till nr ",
    ],
)
def test_from_one_to_another(between):
    assert is_from_to(between)


@pytest.mark.parametrize("between", ["", " ", ", ", " och ", "/", "+", " & ", " - kredit K", " tom Hanksson "])
def test_a_list_is_no_range(between):
    assert not is_from_to(between)


@pytest.mark.parametrize(
    ("number", "ending", "numbers"),
    [
        ("104012", "13", [104013]),
        ("F104012", "223", [104223]),
        ("RE-2026-42604", "08", [202642608, 200842604]),
        ("S10412-26", "15", [1041215, 1041526]),
        ("S10412-26", "515", [1041515, 1051526]),
        ("12", "345", []),
    ],
)
def test_an_ending_completes_a_number(number, ending, numbers):
    assert list(completed(number, ending)) == numbers
