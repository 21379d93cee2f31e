"""Several transactions behind one entry: what each part comes to, or why the entry stays one line.

Part of the answer is a judgment. Parts that sum to their entry are split, whatever NbOfTxs says. Parts that give no
amount in the entry's currency cannot be split: the entry is one line that carries their texts and references, and a
warning says so. Parts that do have amounts and miss the sum mean that something is lost: a person must say (override
"batch") that the one line will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.camt_elements import Values
from reskontra.formats.camt_values import is_credit, place_of


class BatchSumDiffers(Malformed):
    code = "batch_sum_differs"
    template = (
        "Entry {entry} is {total}, and the {parts:transaction in it comes|transactions in it come} to {listed} "
        "({announced} announced). Ask the "
        'bank for a complete file, or import it as one line with the override "batch" and a reason.'
    )


@dataclass(frozen=True, slots=True)
class Split:
    """amounts: one per part, signed, summing to the entry; empty where the entry stays one line, with the reason."""

    amounts: tuple[int, ...] = ()
    warning: str = ""
    finding: BatchSumDiffers | None = None


def split(parts: Sequence[Values], *, total: Money, entry_number: int, element: etree._Element) -> Split:
    """Divide an entry over its parts.

    parts     two or more; total is signed, money in positive; element is the entry's, for places
    refuses   DirectionUnknown in a part
    """
    found = [_amount_in(part, total.currency) for part in parts]
    amounts = [amount for amount in found if amount is not None]
    if len(amounts) < len(parts):
        return Split(
            warning=f"Entry {entry_number} stays one line: {len(parts) - len(amounts)} of its {len(parts)} "
            f"transactions have no amount in {total.currency}."
        )
    entry_sign = 1 if total.minor >= 0 else -1
    own = tuple(amount * _sign(part, entry_sign, element) for amount, part in zip(amounts, parts, strict=True))
    if sum(own) == total.minor:
        return Split(amounts=own)
    if sum(amounts) == abs(total.minor):  # the parts' own directions contradict the entry's, which counts
        return Split(amounts=tuple(amount * entry_sign for amount in amounts))
    announced = next((part["announced"] for part in parts if "announced" in part), "no number")
    return Split(
        finding=BatchSumDiffers(
            place=place_of(element),
            entry=entry_number,
            total=total,
            parts=len(parts),
            listed=Money(sum(own), total.currency),
            announced=announced,
        )
    )


def _amount_in(part: Values, currency: str) -> int | None:
    """The part's own amount in the entry's currency; never the instructed one, which includes charges."""
    for key in ("amount", "transaction_amount"):
        if key in part and part[key][1] == currency:
            return int(part[key][0])
    return None


def _sign(part: Values, entry_sign: int, element: etree._Element) -> int:
    if "direction" not in part:
        return entry_sign
    return 1 if is_credit(part, element) else -1


def merge(parts: Sequence[Values]) -> Values:
    """One set of values for parts that stay one line: lists joined, anything else kept where all parts agree."""
    merged: Values = {}
    for key in dict.fromkeys(key for part in parts for key in part):
        found = [part[key] for part in parts if key in part]
        if isinstance(found[0], list):
            merged[key] = [one for several in found for one in several]
        elif len(found) == len(parts) and all(one == found[0] for one in found):
            merged[key] = found[0]
    return merged
