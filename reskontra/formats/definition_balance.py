"""The running balance of an export: it tells the order of the rows, and whether one is missing.

Banks write newest first or oldest first and do not say which. Both are tried at once while rows go by: read as oldest
first, each balance is the one before it plus the row's own amount; as newest first, each balance plus the amount of
the row above is the balance above. The order that breaks less often is the file's, and each of its breaks is a doubt.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import Doubt

BREAKS_MAX = 100


class RunningBalanceBreaks(Malformed):
    code = "running_balance_breaks"
    template = (
        "The balance is {balance}, and the rows above lead to {reached}: {missing} lies between, as when a "
        'row is gone. Fetch the whole file again, or import it with the override "running-balance" and a reason.'
    )


@dataclass(slots=True)
class Chain:
    """Balances of rows that have gone by, in minor units. Rows without a balance add to the amount between two."""

    first: int | None = None
    last: int | None = None
    before_first: int = 0  # amounts up to the first balance, with its own row
    ahead_of_first: int = 0  # the same without its own row
    since: int = 0  # amounts behind the last balance
    last_amount: int = 0  # amount of the row that has it
    oldest: list[tuple[str, int, int]] = field(default_factory=list)  # breaks: place, balance, reached
    newest: list[tuple[str, int, int]] = field(default_factory=list)
    breaks_oldest: int = 0
    breaks_newest: int = 0

    def add(self, place: str, amount: int, balance: int | None) -> None:
        """The next row of the file."""
        if balance is None:
            self.since += amount
            return
        last = self.last
        if last is None:
            self.first, self.before_first, self.ahead_of_first = balance, self.since + amount, self.since
        else:
            since = self.since
            if last + since + amount != balance:
                self.breaks_oldest += 1
                if self.breaks_oldest <= BREAKS_MAX:
                    self.oldest.append((place, balance, last + since + amount))
            if last - self.last_amount - since != balance:
                self.breaks_newest += 1
                if self.breaks_newest <= BREAKS_MAX:
                    self.newest.append((place, balance, last - self.last_amount - since))
        self.last, self.last_amount, self.since = balance, amount, 0

    def breaks(self, order: str) -> int:
        """How often it breaks in an order; in the better one for "auto"."""
        known = {"oldest": self.breaks_oldest, "newest": self.breaks_newest}
        return known.get(order, min(known.values()))


@dataclass(slots=True)
class RunningBalance:
    """The chain of what is booked, and beside it the one with what is not, once there is any."""

    order: str = "auto"
    booked: Chain = field(default_factory=Chain)
    whole: Chain | None = None
    first_day: date | None = None
    last_day: date | None = None

    def add(self, place: str, amount: int, balance: int | None, day: date | None) -> None:
        """A booked row."""
        self.booked.add(place, amount, balance)
        if self.whole is not None:
            self.whole.add(place, amount, balance)
        if day is not None:
            self.last_day = day
            if self.first_day is None:
                self.first_day = day

    def add_not_booked(self, place: str, amount: int, balance: int | None) -> None:
        """A row that is left out, and that the bank may or may not count in its balance."""
        if self.whole is None:
            self.whole = deepcopy(self.booked)
        self.whole.add(place, amount, balance)

    def balances(self) -> tuple[int | None, int | None]:
        """Opening and closing; None where no balance is in the file, where it breaks, or where the order is open."""
        chain, order = self.booked, self._order(self.booked)
        if chain.first is None or chain.last is None or chain.breaks(self.order) or not order:
            return None, None
        if order == "oldest":
            return chain.first - chain.before_first, chain.last + chain.since
        return chain.last - chain.last_amount - chain.since, chain.first + chain.ahead_of_first

    def doubts(self, currency: str) -> list[Doubt]:
        """Each row whose balance does not follow; none where it does with what is not booked yet."""
        if not all(chain.breaks(self.order) for chain in (self.booked, self.whole) if chain is not None):
            return []
        breaks = self.booked.oldest if self._order(self.booked) == "oldest" else self.booked.newest
        return [
            Doubt(
                "running-balance",
                RunningBalanceBreaks(
                    place=place,
                    balance=Money(balance, currency),
                    reached=Money(reached, currency),
                    missing=Money(balance - reached, currency),
                ),
            )
            for place, balance, reached in breaks
        ]

    def _order(self, chain: Chain) -> str:
        """oldest or newest; "" where balances and days allow both and they differ."""
        if self.order != "auto":
            return self.order
        if chain.breaks_oldest != chain.breaks_newest:
            return "oldest" if chain.breaks_oldest < chain.breaks_newest else "newest"
        if self.first_day != self.last_day and self.first_day and self.last_day:
            return "oldest" if self.first_day < self.last_day else "newest"
        if chain.breaks(self.order):
            return "newest"
        openings = {(chain.first or 0) - chain.before_first, (chain.last or 0) - chain.last_amount - chain.since}
        return "newest" if len(openings) == 1 else ""
