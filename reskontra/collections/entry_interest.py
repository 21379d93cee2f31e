"""What interest on one entry would be on a day, by the stretches of its rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reskontra.collections.finance_charge_drafts import reckoned
from reskontra.collections.finance_charge_plans import ChargedEntry
from reskontra.collections.interest import BearingEntry, bearing_entries
from reskontra.collections.interest_words import Stretch, rate_text
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.interest import InterestSegment
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.parts import REFUSED
from reskontra.interface.refusals import lines
from reskontra.interface.templatetags.display import day
from reskontra.receivables.history import find_entry
from reskontra.receivables.kinds import kind_word


@dataclass(frozen=True, slots=True)
class EntryInterest:
    """terms: by which it bears interest, "" where it bears none; since: the day after which none is charged."""

    terms: str
    since: date | None
    stretches: tuple[Stretch, ...]
    disputed_minor: int
    is_on_hold: bool

    @property
    def interest_minor(self) -> int:
        return sum(one.interest_minor for one in self.stretches)


def entry_interest(*, company: CompanyFacts, entry_id: int, as_of: date) -> EntryInterest:
    """Interest on an entry that no document has charged, as of a day.

    refuses   InterestRateMissing
    """
    found = list(bearing_entries(company=company, entry_ids=[entry_id], as_of=as_of))
    if not found:
        return EntryInterest("", None, (), 0, is_on_hold=False)
    one = found[0]
    segments = one.segments(as_of)
    stretches = tuple(_stretch(one, segments, segment) for segment in segments)
    return EntryInterest(
        one.terms.code, one.after, stretches, one.disputed_minor + one.credited.awaited_minor, one.is_on_hold
    )


def _stretch(one: BearingEntry, segments: tuple[InterestSegment, ...], segment: InterestSegment) -> Stretch:
    return Stretch(
        segment.after + timedelta(days=1), segment.until, segment.days, rate_text(segment.rate),
        reckoned(ChargedEntry(one, segments), segment), segment.interest_minor,
    )  # fmt: skip


@demands("READER")
def entry_interest_page(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """Interest on a customer's entry on the day that the address says, today without one."""
    company = company_by_id(id=access.company_id)
    entry = find_entry(company=company, entry_id=id)
    if entry is None or entry.ledger != "CUSTOMER":
        raise Http404
    text = request.GET.get("as_of", "").strip()
    context = {"entry": entry, "entry_id": id, "kind": kind_word(entry.document_type), "typed": text or day(today())}
    try:
        as_of = day_typed(text, today=today()) if text else today()
        page = entry_interest(company=company, entry_id=id, as_of=as_of)
    except (Refused, Malformed) as refusal:
        return render(
            request, "collections/entry_interest.html", {**context, "said": tuple(lines(refusal))}, status=REFUSED
        )
    title = _("Interest until {day}").format(day=day(as_of))
    return render(request, "collections/entry_interest.html", {**context, "page": page, "title": title})
