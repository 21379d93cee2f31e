"""The two roots of refusals: their text, their values, and that they travel between processes."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from reskontra.core.errors import Findings, Malformed, Refused, plain


class TooLate(Refused):
    code = "too_late"
    template = "{date} is after {days}. Choose an earlier day."


class NotANumber(Malformed):
    code = "not_a_number"
    template = '"{text}" is not a number. Write digits.'


@pytest.mark.parametrize(
    ("case", "value", "text"),
    [
        ("a date", date(2026, 3, 1), "2026-03-01"),
        ("a list", ["A", date(2026, 3, 1)], "A, 2026-03-01"),
        ("nothing in a list", (), ""),
        ("a number", 17, "17"),
    ],
)
def test_values_have_a_plain_form(case: str, value: object, text: str) -> None:
    assert plain(value) == text, case


def test_a_refusal_says_its_values() -> None:
    refusal = TooLate(date=date(2026, 3, 1), days=[1, 2])
    assert str(refusal) == "2026-03-01 is after 1, 2. Choose an earlier day."
    assert refusal.values == {"date": date(2026, 3, 1), "days": [1, 2]}


def test_one_reason_may_be_told_of_several_things() -> None:
    reason = TooLate(date=date(2026, 3, 1), days=0)
    told = [reason.at("line 1"), reason.at("line 2")]
    assert [one.place for one in (*told, reason)] == ["line 1", "line 2", ""]


def test_a_malformed_file_says_the_place_first() -> None:
    assert str(NotANumber(place="line 3", text="x")) == 'line 3: "x" is not a number. Write digits.'
    assert str(NotANumber(text="x")) == '"x" is not a number. Write digits.'


def test_findings_are_told_one_a_line() -> None:
    findings = Findings([NotANumber(place="line 3", text="x"), NotANumber(place="line 9", text="y")])
    assert str(findings).splitlines() == [str(finding) for finding in findings.findings]
    assert findings.values == {"count": 2}


@pytest.mark.parametrize(
    "refusal",
    [TooLate(date=date(2026, 3, 1), days=0), NotANumber(place="line 3", text="x"), Findings([NotANumber(text="x")])],
    ids=lambda refusal: type(refusal).__name__,
)
def test_a_refusal_survives_the_way_to_another_process(refusal: Refused | Malformed) -> None:
    again = pickle.loads(pickle.dumps(refusal))
    assert (type(again), str(again), again.values) == (type(refusal), str(refusal), refusal.values)
