"""How right expected payment dates are: said again for every invoice of the last year, by what was known on its day.

    python -m benchmarks.expected_payment --customers 400 --seeds 5
    reskontra report paid-invoices --from 2023-01-01 --format csv --output paid.csv
    python -m benchmarks.expected_payment --paid paid.csv          your own books

A made-up book has customers of several kinds: a third pay in a run on one day of the week, some early, some steadily
late, some at the end of the month, some later month by month, and some as it happens. A few of all invoices are
objected to. The expected day stands beside two simpler ones: the due date, and the due date with the mean of how late
the customer's invoices were.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from reskontra.core.dates import add_months, month_end
from reskontra.core.expected_payment import Expectation, expect, habit_of, is_certain

FIRST, LAST = date(2023, 1, 1), date(2026, 6, 30)
LATEST_PAYMENTS = 500  # as receivables/habits.py has it
FRIDAY = 4


class Paid(NamedTuple):
    """An invoice that was paid."""

    paid: date
    account: str
    posted: date
    due: date


# A made-up book


@dataclass(frozen=True, slots=True)
class Payer:
    """A customer: how it pays, the days it is given, and how many invoices it has in a month."""

    kind: str
    terms: int
    a_month: float
    usual: int
    weekday: int


KINDS = {"punctual": 34, "early": 12, "late": 26, "month_end": 8, "drifting": 8, "erratic": 12}


def payer(source: random.Random) -> Payer:
    kind = source.choices(list(KINDS), list(KINDS.values()))[0]
    usual = {"early": -source.randrange(2, 12), "late": source.randrange(3, 35)}.get(kind, source.randrange(0, 3))
    return Payer(
        kind, source.choice((10, 20, 30, 30, 30, 60)), source.choice((0.2, 0.5, 1, 2, 4)), usual, source.randrange(0, 5)
    )  # fmt: skip


def paid_on(one: Payer, due: date, posted: date, source: random.Random) -> date:
    """The day that such a customer pays on: never before the invoice, nor at a weekend."""
    late = one.usual + round(source.gauss(0, 2))
    if one.kind == "erratic":
        late = round(source.lognormvariate(2.3, 0.9)) - 5
    if one.kind == "drifting":
        late += (posted - FIRST).days // 60
    day = due + timedelta(days=late)
    if one.kind == "month_end":
        day = month_end(due)
    elif one.kind in ("punctual", "late", "drifting"):
        day += timedelta(days=(one.weekday - day.weekday()) % 7)
    if source.random() < 0.03:
        day += timedelta(days=source.randrange(20, 90))  # somebody objected
    if day.month == 7 and source.random() < 0.4:
        day += timedelta(days=source.randrange(3, 20))  # who pays is on holiday
    day = max(day, posted + timedelta(days=1))
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def made_up(customers: int, seed: int) -> list[Paid]:
    source = random.Random(seed)
    found = []
    for number in range(customers):
        one = payer(source)
        for _ in range(round(one.a_month * 42 * source.uniform(0.7, 1.3))):
            posted = FIRST + timedelta(days=source.randrange((LAST - FIRST).days))
            due = posted + timedelta(days=one.terms)
            found.append(Paid(paid_on(one, due, posted, source), f"C{number}", posted, due))
    return found


def read(path: Path) -> list[Paid]:
    """Invoices of `report paid-invoices --format csv`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Paid(*(date.fromisoformat(row["paid_date"]), row["account"]),
                 *(date.fromisoformat(row[name]) for name in ("document_date", "due_date")))
            for row in csv.DictReader(file)
        ]  # fmt: skip


# What was known on a day


@dataclass(slots=True)
class Known:
    """Payments up to a day, in their order."""

    of: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    all: list[int] = field(default_factory=list)

    def learn(self, one: Paid) -> None:
        late = (one.paid - one.due).days
        self.of[one.account].append(late)
        self.all.append(late)

    def expected(self, one: Paid, as_of: date) -> Expectation:
        customer, company = habit_of(self.of[one.account]), habit_of(self.all, most=LATEST_PAYMENTS)
        return expect(due=one.due, as_of=as_of, customer=customer, company=company)

    def by_mean(self, one: Paid, as_of: date) -> date:
        late = self.of[one.account] or self.all[-LATEST_PAYMENTS:]
        mean = round(sum(late) / len(late)) if late else 0
        return max(one.due + timedelta(days=mean), as_of)


@dataclass(slots=True)
class Score:
    """Days of error by way, and of (certainty of late or in time) how many were told and were right."""

    asked: int = 0
    errors: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    told: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    weeks: dict[bool, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add(self, one: Paid, found: Expectation, mean: date, as_of: date) -> None:
        self.asked += 1
        for way, day in (("expected", found.day), ("due date", max(one.due, as_of)), ("mean days late", mean)):
            self.errors[way].append(abs((day - one.paid).days))
        if as_of <= one.due:
            tally = self.told[found.trust.value.lower()]
            tally[0] += 1
            tally[1] += found.is_late == (one.paid > one.due)
        tally = self.weeks[is_certain(found, due=one.due)]
        tally[0] += 1
        tally[1] += abs((found.day - one.paid).days) <= 7

    def join(self, other: Score) -> None:
        self.asked += other.asked
        for way, errors in other.errors.items():
            self.errors[way] += errors
        for kind, (told, right) in other.told.items():
            self.told[kind] = [self.told[kind][0] + told, self.told[kind][1] + right]
        for certain, (told, right) in other.weeks.items():
            self.weeks[certain] = [self.weeks[certain][0] + told, self.weeks[certain][1] + right]

    def lines(self) -> Iterator[str]:
        yield f"{self.asked:>7} forecasts    mean error   median   within 7 days"
        for way, errors in self.errors.items():
            ordered, within = sorted(errors), sum(error <= 7 for error in errors)
            yield (
                f"{way:>22} {sum(errors) / len(errors):>8.1f} days {ordered[len(ordered) // 2]:>5}"
                f" {100 * within / len(errors):>11.1f} %"
            )
        for trust in ("high", "medium", "low"):
            told, right = self.told[trust]
            yield f"{'late or in time, ' + trust:>22} {100 * right / max(1, told):>7.1f} % right of {told}"
        for certain, word in ((True, "week certain"), (False, "week uncertain")):
            told, right = self.weeks[certain]
            yield f"{word:>22} {100 * right / max(1, told):>7.1f} % within 7 days, of {told}"


def backtest(paid: Sequence[Paid], *, days_after: Callable[[Paid], Sequence[date]], since: date) -> Score:
    """Each invoice posted from the day on, asked about on the days given, if it was unpaid then."""
    asked: list[tuple[date, int, Paid]] = []
    for number, one in enumerate(paid):
        if one.posted >= since:
            for day in days_after(one):
                if day <= one.paid:
                    asked.append((day, number, one))
    asked.sort()
    learning = sorted(paid)
    known, score, place = Known(), Score(), 0
    for day, _number, one in asked:
        while place < len(learning) and learning[place].paid < day:
            known.learn(learning[place])
            place += 1
        score.add(one, known.expected(one, day), known.by_mean(one, day), day)
    return score


MOMENTS: dict[str, Callable[[Paid], Sequence[date]]] = {
    "on the day of the invoice": lambda one: (one.posted,),
    "on its due date": lambda one: (one.due,),
    "every Monday that it is open": lambda one: [
        day
        for day in (one.posted + timedelta(days=number) for number in range((one.paid - one.posted).days + 1))
        if day.weekday() == 0
    ],
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.expected_payment", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--paid", type=Path, help="paid invoices as CSV, instead of made-up ones")
    chosen = parser.parse_args()
    books = [read(chosen.paid)] if chosen.paid else [made_up(chosen.customers, seed) for seed in range(chosen.seeds)]
    for moment, days_after in MOMENTS.items():
        started, score = time.process_time(), Score()
        for paid in books:
            since = add_months(max(one.posted for one in paid), -12)
            score.join(backtest(paid, days_after=days_after, since=since))
        print(f"\nAsked {moment} ({time.process_time() - started:.1f} s of processor)")
        print("\n".join(score.lines()))


if __name__ == "__main__":
    main()
