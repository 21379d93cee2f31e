"""What goes, what stays and why, in words and for programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reskontra.privacy.erased_words import erased_as_data, told_of_erased, told_of_going
from reskontra.privacy.erasing_years import YearFiles

FOUND = YearFiles("2015", date(2022, 12, 31), 1, 2_600_000, (("", date.max, 1), ("2026", date(2033, 12, 31), 2)))


def test_it_is_told_in_words() -> None:
    assert list(told_of_going(FOUND)) == [
        "4 files that came in 2015, of which 1 goes (2.6 MB).",
        "1 file stays, in use: as the logo, for mandates in force, for lines not posted.",
        "2 files stay, of 2026 too, which is kept until 31 Dec 2033 or held.",
    ]
    assert told_of_erased(erased_as_data(FOUND)) == "1 file of 2015 erased (2.6 MB)."


def test_that_it_waits_is_told() -> None:
    waiting = replace(FOUND, asked_by="adam")
    assert list(told_of_going(waiting))[-1] == "adam asked for it; another administrator has to do it."
    assert told_of_erased(erased_as_data(waiting)) == "The erasure of 2015 waits for another administrator."


def test_it_is_told_to_programs() -> None:
    assert erased_as_data(FOUND) == {
        "year": "2015", "kept_until": "2022-12-31", "files": 1, "bytes": 2_600_000,
        "staying": [
            {"year": "", "kept_until": None, "files": 1}, {"year": "2026", "kept_until": "2033-12-31", "files": 2},
        ],
        "asked_by": "",
    }  # fmt: skip
