"""What of its fees a letter charges beside what else its claims bear: the same, whatever came first.

A fee is kept with what it comes to by itself, so that it grows again when what covered it is gone. A fee for one claim
is charged as far as that claim bears it; the letter's own comes on top of those, as far as any claim of it does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reskontra.core.late_payment_law import Charge, Cost, chargeable_minor


@dataclass(frozen=True, slots=True)
class LetterFee:
    """whole_minor: what it comes to by itself; most_minor: what a person lets it be at most, None for all of it;
    claim: the one it is for alone, None for the letter's own fee."""

    cost: Cost
    whole_minor: int
    most_minor: int | None = None
    claim: int | None = None


def fitted_fees(
    fees: Sequence[LetterFee], *, claims: Collection[int], borne: Mapping[int, Sequence[Charge]]
) -> list[int]:
    """What each fee is charged with, in minor units, in their order; 0 for one that is covered as a whole.

    claims   that the letter asks for; borne: claim → what other documents charge for it
    """
    found = [0] * len(fees)
    own: dict[int, list[Charge]] = {}
    for place, fee in sorted(enumerate(fees), key=lambda one: one[1].claim is None):
        of = claims if fee.claim is None else (fee.claim,)
        bearable = [
            chargeable_minor(fee.cost, fee.whole_minor, earlier=[*borne.get(one, ()), *own.get(one, ())]) for one in of
        ]
        most = fee.whole_minor if fee.most_minor is None else fee.most_minor
        found[place] = charged = min(most, max(bearable, default=0))
        if fee.claim is not None and charged:
            own.setdefault(fee.claim, []).append(Charge(fee.cost, fee.whole_minor, charged))
    return found
