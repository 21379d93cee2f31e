"""A sample as pages and programs ask for it: words of an address, read into an order."""

from __future__ import annotations

from collections.abc import Mapping

from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.sampling import MOST, SampleAbove, SampleSize
from reskontra.interface.clock import today
from reskontra.receivables.samples import SIZE, SampleOrder

_LONGEST = 60


def sample_asked(company: CompanyFacts, values: Mapping[str, str]) -> SampleOrder:
    """of, draw, size, seed, above, from and to, each as typed; without a seed the day is it.

    refuses   SampleSize, SampleAbove, AmountNotRead, TooManyDecimals, DayNotRead
    """
    on, asked = today(), {name: text.strip() for name, text in values.items()}
    days = [day_typed(asked[name], today=on) if asked.get(name) else None for name in ("from", "to")]
    return SampleOrder(
        of=asked.get("of") or "vouchers",
        way=asked.get("draw") or "random",
        size=_size(asked.get("size") or str(SIZE)),
        seed=(asked.get("seed") or on.isoformat())[:_LONGEST],
        above_minor=_above(asked, company.currency),
        since=days[0],
        until=days[1],
    )


def _above(asked: Mapping[str, str], currency: str) -> int:
    """refuses   SampleAbove, AmountNotRead, TooManyDecimals"""
    text = asked.get("above", "")
    if asked.get("draw") == "above" and not text:
        raise SampleAbove(amount=text)
    minor = amount_typed(text or "0", currency)
    if minor < 0:
        raise SampleAbove(amount=text[:40])
    return minor


def _size(text: str) -> int:
    """refuses   SampleSize"""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise SampleSize(size=text[:20], most=MOST)
    return int(text)
