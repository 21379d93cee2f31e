"""Adjusted entries that are open again are carried at the rate of the last adjustment, as those that stayed open are.

What is taken back brings an entry's local twin to what it was before it was applied. Where its currency was adjusted
since, that is not what the adjustment would have left: the difference is posted as unrealized gain or loss. An entry
that was open again by the day adjusted as of, by the date chosen for it, belongs to that adjustment and its register;
else the row is one of the day it was opened again. An entry that no adjustment ever touched waits for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Sum

from reskontra.companies.queries import CompanyFacts, first_open_day
from reskontra.core.revaluation import OpenPosition
from reskontra.database import bulk
from reskontra.ledger.drafts import PostedVoucher, Run
from reskontra.receivables.adjustment_plan import AdjustmentPlanner
from reskontra.receivables.adjustment_posting import post_adjustment
from reskontra.receivables.exchange_register import LastAdjustment, last_adjustment
from reskontra.receivables.models import Entry, EntryDetail
from reskontra.receivables.positions import HeldPosition

_IDS = 900
_UNREALIZED = ("UNREALIZED_GAIN", "UNREALIZED_LOSS")


def readjust(*, company: CompanyFacts, start: Callable[[], Run], reopened: Mapping[int, date]) -> list[PostedVoucher]:
    """Post what brings adjusted entries to the rate of the last adjustment; most often nothing.

    start     begins the posting run, or gives the one under way; asked only where there is something to post
    reopened  entry → the day as of which it is open again
    refuses   NoFiscalYear, NoOpenPeriod
    """
    last: dict[tuple[str, str], LastAdjustment | None] = {}
    chosen: dict[_When, list[Entry]] = {}
    for entry in _adjusted(company, sorted(reopened)):
        key = (entry.ledger, entry.currency)
        if key not in last:
            last[key] = last_adjustment(company=company, kind=entry.ledger, currency=entry.currency)
        adjusted = last[key]
        if adjusted is None or entry.posting_date > adjusted.as_of:
            continue
        opened = reopened[entry.id]
        day = first_open_day(company=company, day=max(opened, adjusted.posting_date))
        is_registered = opened <= adjusted.as_of
        when = _When(day, adjusted.as_of, is_registered, entry.currency, adjusted.rate_e8)
        chosen.setdefault(when, []).append(entry)
    return [
        voucher
        for when, entries in sorted(chosen.items(), key=lambda item: item[0])
        for voucher in _post(company, start, when, entries)
    ]


class _When(NamedTuple):
    day: date
    as_of: date
    is_registered: bool
    currency: str
    rate_e8: int


def _adjusted(company: CompanyFacts, ids: Sequence[int]) -> Iterator[Entry]:
    for batch in bulk.chunks(ids, _IDS):
        rows = Entry.objects.filter(company=company.id, id__in=batch, adjusted_rate_e8__isnull=False)
        yield from rows.exclude(remaining_minor=0).order_by("id")


def _post(
    company: CompanyFacts, start: Callable[[], Run], when: _When, entries: Sequence[Entry]
) -> list[PostedVoucher]:
    planner = AdjustmentPlanner(company=company, as_of=when.as_of, posting_date=when.day, document="")
    planner.rates[when.currency] = when.rate_e8
    unrealized = _unrealized(company, [entry.id for entry in entries])
    planned = list(planner.parties([_held(entry, unrealized.get(entry.id, 0)) for entry in entries]))
    if not planned:
        return []
    return post_adjustment(
        company=company,
        run=start(),
        planned=planned,
        rates=planner.rates,
        as_of=when.as_of if when.is_registered else None,
    )


def _held(entry: Entry, unrealized: int) -> HeldPosition:
    position = OpenPosition(entry.id, entry.currency, entry.remaining_minor, entry.remaining_local_minor, unrealized)
    return HeldPosition(entry.ledger, entry.posting_group_id, position)


def _unrealized(company: CompanyFacts, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for batch in bulk.chunks(ids, _IDS):
        rows = EntryDetail.objects.filter(company=company.id, entry__in=batch, kind__in=_UNREALIZED)
        found |= dict(rows.values_list("entry_id").annotate(total=Sum("local_minor")))
    return found
