"""What is said of an expected payment."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from reskontra.core.expected_payment import Habit, Trust, expect, habit_of
from reskontra.receivables.expected_words import late_by, outcome, reason, trust_word

DUE = date(2026, 3, 31)
BEFORE = date(2026, 3, 1)
OWN = habit_of([-2, 0, 1, 8, 9])
EARLY = habit_of([-5, -4, -4, -2, 0, 0])


@pytest.mark.parametrize(
    ("customer", "company", "wanted"),
    [
        (OWN, None, "5 paid invoices: median 1 day late, half 0 to 8, 60 % late"),
        (EARLY, None, "6 paid invoices: median 2 days early, half \u22124 to 0, 0 % late"),
        (None, OWN, "Own habit too small; all customers: 5 paid invoices: median 1 day late, half 0 to 8, 60 % late"),
        (None, None, "Nothing is known of how it pays: the due date"),
    ],
)  # fmt: skip
def test_the_reason_is_what_can_be_counted_again(customer: Habit, company: Habit, wanted: str) -> None:
    with override("en"):
        assert reason(expect(due=DUE, as_of=BEFORE, customer=customer, company=company)) == wanted


def test_words_of_lateness_and_trust() -> None:
    with override("en"):
        assert [late_by(days) for days in (-1, 0, 2)] == ["1 day early", "on the due date", "2 days late"]
        assert [trust_word(trust) for trust in Trust] == ["High", "Medium", "Low"]
        late = expect(due=DUE, as_of=BEFORE, customer=OWN, company=None)
        assert outcome(late, due=DUE, as_of=BEFORE) == "Late, 60 %"
        assert outcome(late, due=DUE, as_of=date(2026, 4, 1)) == "Past due"
        word = expect(due=DUE, as_of=BEFORE, customer=OWN, company=None, promised=date(2026, 4, 1))
        assert (reason(word), outcome(word, due=DUE, as_of=BEFORE)) == ("Promised by the customer", "Late, as promised")
        assert outcome(word, due=DUE, as_of=date(2026, 4, 1)) == "Past due"
        in_time = expect(due=DUE, as_of=BEFORE, customer=OWN, company=None, promised=DUE)
        assert outcome(in_time, due=DUE, as_of=BEFORE) == "In time, as promised"
        early = expect(due=DUE, as_of=BEFORE, customer=habit_of([-3] * 9), company=None)
        assert outcome(early, due=DUE, as_of=BEFORE) == "In time, 100 %"
