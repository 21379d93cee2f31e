"""What foreign entries and bank accounts are worth at a day's rate, and the rows that say so.

An entry is carried at the rate of its posting, or of the last adjustment. An adjustment asks what remained of it at
the end of a day, values that at the day's rate, and posts the difference as an unrealized gain (+) or loss (-). So
posting it twice gives nothing the second time. Where the rate turns, the old unrealized amount is taken back first:
after a gain of 100 a fall of 150 gives a loss of 100 on the account of gains, and one of 50 on that of losses.

An entry may have been settled since, by applications posted already, which then took nothing of this adjustment back.
Each does so now, on its own day: in proportion to what it settled of what remained before it, as an application
posted later would have done. One that was itself unapplied gives back what it took.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reskontra.core.entries import DetailKind
from reskontra.core.exchange import Valuation, to_local
from reskontra.core.money import divide_minor


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved an entry's remaining amount after the day; application_id None: something else than an application.

    unapplies_id   the application it takes back
    """

    day: date
    amount_minor: int
    application_id: int | None = None
    unapplies_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenPosition:
    """A foreign entry as it stood at the end of the day; debit +.

    unrealized_local_minor   the unrealized gain (+) or loss (-) in remaining_local_minor
    later                    in the order they were posted
    """

    entry_id: int
    currency: str
    remaining_minor: int
    remaining_local_minor: int
    unrealized_local_minor: int = 0
    later: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class UnrealizedRow:
    """A detail row: amount 0, local_minor gain + or loss -.

    kind       UNREALIZED_GAIN or UNREALIZED_LOSS
    on_gains   whether its G/L side is the account of gains: a fall that takes back a gain is a loss on that account
    day        when a later application took it back; None: the adjustment's own
    """

    entry_id: int
    kind: DetailKind
    local_minor: int
    on_gains: bool
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Revaluation:
    """One entry's adjustment; rows is empty where nothing changed. adjustment_minor: gain +, later rows apart."""

    entry_id: int
    adjustment_minor: int
    rows: tuple[UnrealizedRow, ...]


def revalue(position: OpenPosition, *, rate: int, local_currency: str) -> Revaluation:
    """What remained at the day's rate, less what it stood for.

    rate      local × 10^8 per unit
    returns   the adjustment's own rows, then those by which later applications take each of them back, on its account;
              the rows of an entry settled since sum to 0
    """
    worth = to_local(
        position.remaining_minor, valuation=Valuation(position.currency, rate), local_currency=local_currency
    )
    adjustment = worth - position.remaining_local_minor
    if not adjustment:
        return Revaluation(position.entry_id, 0, ())
    rows = _turned(position.entry_id, adjustment, position.unrealized_local_minor)
    later = [back for row in rows for back in _taken_back(row, position)]
    return Revaluation(position.entry_id, adjustment, (*rows, *later))


def revalue_balance(*, balance_minor: int, balance_local_minor: int, valuation: Valuation, local_currency: str) -> int:
    """The gain (+) or loss (-) on a foreign bank account: its balance at the rate, less what it stood for."""
    return to_local(balance_minor, valuation=valuation, local_currency=local_currency) - balance_local_minor


def _kind(local_minor: int) -> DetailKind:
    return DetailKind.UNREALIZED_GAIN if local_minor > 0 else DetailKind.UNREALIZED_LOSS


def _turned(entry_id: int, adjustment: int, unrealized: int) -> list[UnrealizedRow]:
    """First what takes the old unrealized amount back, then the rest."""
    back = 0
    if adjustment * unrealized < 0:
        back = adjustment if abs(adjustment) <= abs(unrealized) else -unrealized
    rows = [UnrealizedRow(entry_id, _kind(back), back, on_gains=unrealized > 0)] if back else []
    rest = adjustment - back
    if rest:
        rows.append(UnrealizedRow(entry_id, _kind(rest), rest, on_gains=rest > 0))
    return rows


def _taken_back(row: UnrealizedRow, position: OpenPosition) -> Iterator[UnrealizedRow]:
    """The share of a row that each later movement takes with it, or gives back by being unapplied."""
    remaining, left = position.remaining_minor, row.local_minor
    taken: dict[int, int] = {}
    for movement in _by_application(position.later):
        share = 0
        if movement.unapplies_id in taken:
            share = -taken.pop(movement.unapplies_id)
        elif movement.amount_minor * remaining < 0:
            share = divide_minor(left * min(abs(movement.amount_minor), abs(remaining)), abs(remaining))
            if movement.application_id is not None:
                taken[movement.application_id] = share
        if share:
            yield replace(row, local_minor=-share, day=movement.day)
        remaining, left = remaining + movement.amount_minor, left - share


def _by_application(movements: Sequence[Movement]) -> list[Movement]:
    """The rows of one application are one movement, where the first of them stands."""
    found: dict[object, Movement] = {}
    for index, movement in enumerate(movements):
        key: object = ("row", index) if movement.application_id is None else movement.application_id
        known = found.get(key)
        amount = movement.amount_minor + (known.amount_minor if known else 0)
        first = known or movement
        found[key] = Movement(max(first.day, movement.day), amount, first.application_id, first.unapplies_id)
    return list(found.values())
