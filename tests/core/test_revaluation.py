"""What foreign entries are worth at a day's rate, and the rows that say so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.entries import DetailKind
from reskontra.core.exchange import PAR, Valuation, to_local
from reskontra.core.revaluation import Movement, OpenPosition, Revaluation, revalue, revalue_balance

GAIN, LOSS = DetailKind.UNREALIZED_GAIN, DetailKind.UNREALIZED_LOSS
FEBRUARY, MARCH = date(2026, 2, 10), date(2026, 3, 10)


def position(
    units: int, local: int, unrealized: int = 0, later: tuple[Movement, ...] = (), currency: str = "USD"
) -> OpenPosition:
    """In whole units of both currencies."""
    return OpenPosition(1, currency, units * 100, local * 100, unrealized * 100, later)


def valued(one: OpenPosition, rate: float) -> Revaluation:
    return revalue(one, rate=round(rate * PAR), local_currency="SEK")


def told(found: Revaluation) -> list[tuple[str, float, str, date | None]]:
    """(kind, local units, account, day)."""
    names = {GAIN: "gain", LOSS: "loss"}
    return [
        (names[row.kind], row.local_minor / 100, "gains" if row.on_gains else "losses", row.day) for row in found.rows
    ]


CASES = [
    ("a gain on a claim", position(100, 1000), 11, [("gain", 100, "gains", None)]),
    ("a loss on a claim", position(100, 1000), 9, [("loss", -100, "losses", None)]),
    ("a loss on a debt", position(-100, -1000), 11, [("loss", -100, "losses", None)]),
    ("a gain on a debt", position(-100, -1000), 9, [("gain", 100, "gains", None)]),
    ("nothing changed", position(100, 1000), 10, []),
    ("more of the same", position(100, 1100, 100), 12, [("gain", 100, "gains", None)]),
    ("a fall within the gain", position(100, 1100, 100), 10.4, [("loss", -60, "gains", None)]),
    ("back to where it began", position(100, 1100, 100), 10, [("loss", -100, "gains", None)]),
    (
        "a fall beyond the gain",
        position(100, 1100, 100),
        9.5,
        [("loss", -100, "gains", None), ("loss", -50, "losses", None)],
    ),
    (
        "a rise beyond the loss",
        position(100, 900, -100),
        10.5,
        [("gain", 100, "losses", None), ("gain", 50, "gains", None)],
    ),
    ("a settled position in local currency", position(0, 0), 12, []),
]


@pytest.mark.parametrize(("case", "one", "rate", "rows"), CASES, ids=[case[0] for case in CASES])
def test_what_is_posted(case: str, one: OpenPosition, rate: float, rows: list[tuple[object, ...]]) -> None:
    found = valued(one, rate)
    assert told(found) == rows
    assert found.adjustment_minor == sum(row.local_minor for row in found.rows)


LATER = [
    (
        "settled in two",
        (Movement(FEBRUARY, -40_00, 1), Movement(MARCH, -60_00, 2)),
        [("gain", -40, "gains", FEBRUARY), ("gain", -60, "gains", MARCH)],
    ),
    ("settled in part", (Movement(FEBRUARY, -25_00, 1),), [("gain", -25, "gains", FEBRUARY)]),
    ("two rows of one application", (Movement(FEBRUARY, -20_00, 1), Movement(FEBRUARY, -30_00, 1)),
     [("gain", -50, "gains", FEBRUARY)]),
    ("settled and unapplied", (Movement(FEBRUARY, -40_00, 1), Movement(MARCH, 40_00, 2, 1)),
     [("gain", -40, "gains", FEBRUARY), ("gain", 40, "gains", MARCH)]),
    ("an earlier application unapplied", (Movement(FEBRUARY, 50_00, 3, 1),), []),
    ("grown, then settled in part", (Movement(FEBRUARY, 100_00, 3, 1), Movement(MARCH, -100_00, 4)),
     [("gain", -50, "gains", MARCH)]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "later", "rows"), LATER, ids=[case[0] for case in LATER])
def test_what_later_applications_take_back(
    case: str, later: tuple[Movement, ...], rows: list[tuple[object, ...]]
) -> None:
    assert told(valued(position(100, 1000, later=later), 11))[1:] == rows


def test_each_row_is_taken_back_on_its_own_account() -> None:
    one = position(100, 1100, 100, (Movement(FEBRUARY, -50_00, 1),))
    assert told(valued(one, 9.5))[2:] == [
        ("loss", 50, "gains", FEBRUARY),
        ("loss", 25, "losses", FEBRUARY),
    ]


def test_a_bank_balance() -> None:
    gain = revalue_balance(
        balance_minor=500_00,
        balance_local_minor=5000_00,
        valuation=Valuation("USD", round(10.6 * PAR)),
        local_currency="SEK",
    )
    assert gain == 300_00


amounts = st.integers(-(10**9), 10**9)
given_rates = st.integers(10**6, 10**11)


@given(amounts, amounts, amounts, given_rates, st.sampled_from(["USD", "JPY", "KWD"]))
def test_an_adjusted_entry_is_worth_its_rate_and_is_not_adjusted_again(
    remaining: int, local: int, unrealized: int, rate: int, currency: str
) -> None:
    found = revalue(OpenPosition(1, currency, remaining, local, unrealized), rate=rate, local_currency="SEK")
    worth = to_local(remaining, valuation=Valuation(currency, rate), local_currency="SEK")
    assert local + sum(row.local_minor for row in found.rows) == worth
    after = OpenPosition(1, currency, remaining, worth, unrealized + found.adjustment_minor)
    assert revalue(after, rate=rate, local_currency="SEK").rows == ()
    assert all((row.local_minor > 0) == (row.kind is GAIN) for row in found.rows)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8), st.sampled_from([1, -1]), given_rates, amounts)
def test_what_is_settled_later_takes_all_of_it_back(paid: list[int], sign: int, rate: int, unrealized: int) -> None:
    later = tuple(Movement(FEBRUARY, -sign * minor, number) for number, minor in enumerate(paid))
    one = OpenPosition(1, "USD", sign * sum(paid), sign * sum(paid) * 10, unrealized, later)
    rows = revalue(one, rate=rate, local_currency="SEK").rows
    assert sum(row.local_minor for row in rows) == 0
    for on_gains in (True, False):
        assert sum(row.local_minor for row in rows if row.on_gains is on_gains) == 0
