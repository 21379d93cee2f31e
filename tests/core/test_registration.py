"""The list of unpaid documents: proposals, what remains, warnings; the specification's tables 12.3 and 12.6."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.registration import (
    Unpaid,
    decided_discount_date,
    proposed_received,
    remaining_after,
    warning_of,
)

D = date(2026, 3, 10)
DUE = date(2026, 3, 31)
INVOICE = Unpaid(1_000_00, 20_00, D, DUE)
CREDIT = Unpaid(-400_00, 0, None, DUE)


@pytest.mark.parametrize(("document", "received", "proposed"), [
    (INVOICE, None, 0), (INVOICE, D, 980_00), (INVOICE, date(2026, 3, 11), 1_000_00), (CREDIT, D, -400_00),
    (Unpaid(1_000_00, 20_00, None, DUE), D, 1_000_00),
])  # fmt: skip
def test_what_is_proposed(document: Unpaid, received: date | None, proposed: int) -> None:
    assert proposed_received(document, received) == proposed


@pytest.mark.parametrize(("document", "received", "amount", "left"), [
    (INVOICE, None, 500_00, 1_000_00), (INVOICE, DUE, 1_000_00, 0), (INVOICE, DUE, 400_00, 600_00),
    (INVOICE, D, 980_00, 0), (INVOICE, DUE, 980_00, 20_00), (INVOICE, D, 1_015_00, 0), (INVOICE, D, 979_99, 20_01),
    (CREDIT, D, -100_00, -300_00), (CREDIT, D, -500_00, 0),
])  # fmt: skip
def test_what_will_remain(document: Unpaid, received: date | None, amount: int, left: int) -> None:
    assert remaining_after(document, received, amount) == left


@pytest.mark.parametrize(("document", "received", "amount", "warning"), [
    (INVOICE, None, 0, ""), (INVOICE, D, 500_00, ""), (INVOICE, DUE, 980_00, "discount_late"),
    (INVOICE, DUE, 1_000_00, ""), (INVOICE, date(2026, 4, 1), 1_000_00, "overdue"),
    (Unpaid(1_000_00, 0, None, DUE), DUE, 400_00, ""), (CREDIT, date(2026, 4, 1), -400_00, "overdue"),
])  # fmt: skip
def test_what_to_be_warned_of(document: Unpaid, received: date | None, amount: int, warning: str) -> None:
    assert warning_of(document, received, amount) == warning


@given(days=st.integers(-40, 40), is_taken=st.booleans(), minor=st.integers(1, 1_000_00))
def test_a_discount_that_is_taken_is_in_time_and_one_refused_is_left(days: int, is_taken: bool, minor: int) -> None:
    received = D + timedelta(days=days)
    until = decided_discount_date(INVOICE, received, is_taken=is_taken)
    decided = Unpaid(INVOICE.remaining_minor, INVOICE.discount_minor, until, DUE)
    assert decided.is_in_time(received) == is_taken
    assert is_taken or remaining_after(decided, received, minor) == INVOICE.remaining_minor - minor
    assert not is_taken or remaining_after(decided, received, proposed_received(decided, received)) == 0
    assert until == D or INVOICE.is_in_time(received) != is_taken  # what says so already is left as it is
