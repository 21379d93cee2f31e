"""Months, quarters and weeks in a text, and the document that is theirs."""

from datetime import date

import pytest

from reskontra.core.matching.periods import Period, is_described, is_described_otherwise, named_periods, of_period
from tests.core.matching.small import ALFA, entry

NEAR = date(2026, 3, 30)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("hyra mars", date(2026, 3, 1), date(2026, 3, 31)),
        ("HYRA MARS 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("Miete März", date(2026, 3, 1), date(2026, 3, 31)),
        ("vuokra maaliskuu", date(2026, 3, 1), date(2026, 3, 31)),
        ("husleie desember", date(2025, 12, 1), date(2025, 12, 31)),
        ("rent feb-26", date(2026, 2, 1), date(2026, 2, 28)),
        ("hyra dec 2027", date(2027, 12, 1), date(2027, 12, 31)),
        ("hyra 2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("hyra 3/2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("avgift 202603", date(2026, 3, 1), date(2026, 3, 31)),
        ("avgift kv 1", date(2026, 1, 1), date(2026, 3, 31)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("2:a kvartalet", date(2026, 4, 1), date(2026, 6, 30)),
        ("vecka 12", date(2026, 3, 16), date(2026, 3, 22)),
        ("hyra 2603", date(2026, 3, 1), date(2026, 3, 31)),
        ("vuokra 03/26", date(2026, 3, 1), date(2026, 3, 31)),
        ("hyra för 02-26", date(2026, 2, 1), date(2026, 2, 28)),
        ("månad 2", date(2026, 2, 1), date(2026, 2, 28)),
        ("Month 3 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("Huur maart", date(2026, 3, 1), date(2026, 3, 31)),
        ("Miete Mär. 26", date(2026, 3, 1), date(2026, 3, 31)),
        ("Miete 3/26", date(2026, 3, 1), date(2026, 3, 31)),
        ("KW 12", date(2026, 3, 16), date(2026, 3, 22)),
    ],
)
def test_a_period_is_read(text, first, last):
    assert named_periods(text, NEAR) == (Period(first, last),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "marsvin",
        "Betalning 2026-03-31",
        "31/3/2026",
        "faktura 2026031",
        "Nyman",
        "v12345",
        "hyra 2013",
        "faktura 2603",
        "hyra 0326",
    ],
)
def test_no_period_is_read(text):
    assert named_periods(text, NEAR) == ()


def test_several_periods_in_order():
    assert [period.first.month for period in named_periods("hyra mars och februari, mars", NEAR)] == [2, 3]


def rent(entry_id, month, **values):
    first = date(2026, month, 1)
    fields = {"posting_date": date(2026, month - 1, 18), "due_date": first} | values
    return entry(entry_id, ALFA, f"10400{entry_id}", 5000, **fields)


class TestWhichDocument:
    def test_the_description_decides(self):
        entries = [rent(1, 3, description="Hyra februari 2026"), rent(2, 4, description="Hyra mars 2026")]
        assert of_period(entries, MARCH) == [entries[1]]
        assert is_described(entries[1], MARCH)
        assert is_described_otherwise(entries[0], MARCH)
        assert not is_described_otherwise(rent(3, 3), MARCH)

    def test_billed_ahead_is_due_about_the_first_day(self):
        entries = [rent(1, 2), rent(2, 3, due_date=date(2026, 2, 27)), rent(3, 4)]
        assert of_period(entries, MARCH) == [entries[1]]

    def test_billed_afterwards_is_posted_within(self):
        entries = [
            rent(month, month, posting_date=date(2026, month, 28), due_date=date(2026, month + 1, 27))
            for month in (2, 3)
        ]
        assert of_period(entries, MARCH) == [entries[1]]

    def test_another_months_description_is_not_overruled_by_dates(self):
        assert of_period([rent(1, 3, description="Hyra april")], MARCH) == []

    def test_two_that_fit_are_both_told(self):
        entries = [rent(1, 3), rent(2, 3)]
        assert of_period(entries, MARCH) == entries
