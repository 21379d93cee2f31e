"""Take many applications back at once, the newest first: the mirrors of their rows, and what was possible before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import ApplicationPlan, AppliedEntry, PostedApplication, plan_unapplication
from reskontra.core.entries import Detail, DetailKind
from reskontra.database import bulk
from reskontra.receivables.applications import next_application_numbers
from reskontra.receivables.models import Application, Entry, EntryDetail
from reskontra.receivables.write import write_details

_APPLICATION = ("id", "company_id", "number", "party_id", "voucher_id", "posting_date", "unapplies_id")
_IDS = 900


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An application to be taken back by a counter voucher of that day; its own day where that is later."""

    application: Application
    counter_id: int
    day: date


def standing_applications(*, company: CompanyFacts, voucher_ids: Collection[int]) -> list[Application]:
    """The applications that these vouchers carry and nothing has taken back, newest first."""
    found: list[Application] = []
    for batch in bulk.chunks(sorted(voucher_ids), _IDS):
        found += Application.objects.filter(company=company.id, voucher__in=batch, unapplies__isnull=True)
    undone = unapplied_by(company=company, application_ids=[row.id for row in found])
    return sorted((row for row in found if row.id not in undone), key=lambda row: -row.number)


def unapplied_by(*, company: CompanyFacts, application_ids: Sequence[int]) -> dict[int, Application]:
    """Application → what took it back; those that stand are left out."""
    found = {}
    for batch in bulk.chunks(application_ids, _IDS):
        for row in Application.objects.filter(company=company.id, unapplies__in=batch):
            found[row.unapplies_id or 0] = row
    return found


def applications_on(*, company: CompanyFacts, entry_ids: Collection[int]) -> dict[int, set[int]]:
    """Entry → the numbers of its applications that stand; entries without any are left out."""
    undone = Application.objects.filter(company=company.id, unapplies__isnull=False).values("unapplies")
    found: dict[int, set[int]] = {}
    for batch in bulk.chunks(sorted(entry_ids), _IDS):
        rows = EntryDetail.objects.filter(company=company.id, entry__in=batch, application__unapplies__isnull=True)
        rows = rows.filter(application__isnull=False).exclude(application__in=undone)
        for entry, number in rows.values_list("entry_id", "application__number").distinct():
            found.setdefault(entry, set()).add(number)
    return found


def take_back_all(*, company: CompanyFacts, taken_back: Sequence[TakenBack]) -> dict[int, date]:
    """Write the mirrors of these applications under their counter vouchers, and restore their entries.

    returns   entry → the day as of which it is open again

    refuses   per application, newest first: UnappliedTooEarly, EntryReversed, LaterApplication
    """
    if not taken_back:
        return {}
    plans = list(_plans(company, sorted(taken_back, key=lambda one: -one.application.number)))
    ids = bulk.reserve_ids(Application, len(plans))
    numbers = next_application_numbers(company=company, count=len(plans))
    bulk.insert(
        Application,
        _APPLICATION,
        (
            (id, company.id, number, one.application.party_id, one.counter_id, _day(one), one.application.id)
            for id, number, (one, _) in zip(ids, numbers, plans, strict=True)
        ),
    )
    write_details(_rows(company, ids, plans))
    restored = {
        outcome.entry_id: (outcome.discount_minor, outcome.max_tolerance_minor)
        for _, plan in plans
        for outcome in plan.outcomes
        if outcome.discount_minor or outcome.max_tolerance_minor
    }
    if restored:
        bulk.execute_many(
            "UPDATE receivables_entry SET discount_minor = %s, max_tolerance_minor = %s "
            "WHERE company_id = %s AND id = %s",
            [(*values, company.id, id) for id, values in restored.items()],
        )
    opened: dict[int, date] = {}
    for one, plan in plans:
        for outcome in plan.outcomes:
            opened[outcome.entry_id] = max(_day(one), opened.get(outcome.entry_id, one.day))
    return opened


def _day(one: TakenBack) -> date:
    """An application may be of a later day than its voucher: the settling is taken back on that."""
    return max(one.day, one.application.posting_date)


def _rows(
    company: CompanyFacts, ids: Sequence[int], plans: Sequence[tuple[TakenBack, ApplicationPlan]]
) -> Iterator[tuple[object, ...]]:
    for id, (one, plan) in zip(ids, plans, strict=True):
        for detail in plan.details:
            day = _day(one) if detail.kind is DetailKind.APPLICATION else one.day
            yield (
                company.id, detail.entry_id, detail.kind.value, day, detail.amount_minor, detail.local_minor, id,
                one.counter_id, detail.against_entry_id, 0, 0,
            )  # fmt: skip


def _plans(company: CompanyFacts, taken_back: Sequence[TakenBack]) -> Iterator[tuple[TakenBack, ApplicationPlan]]:
    """What each writes; those before it, which are newer, are gone by then."""
    details = _details(company, [one.application.id for one in taken_back])
    touched = {detail.entry_id for rows in details.values() for detail in rows}
    standing = applications_on(company=company, entry_ids=touched)
    entries = _entries(company, touched)
    for one in taken_back:
        rows = details[one.application.id]
        now = [
            replace(entries[id], latest_application=max(standing.get(id, {0})))
            for id in sorted({detail.entry_id for detail in rows})
        ]
        posted = PostedApplication(one.application.number, one.application.posting_date, tuple(rows))
        plan = plan_unapplication(application=posted, entries=now, posting_date=_day(one))
        for outcome in plan.outcomes:
            standing[outcome.entry_id].discard(one.application.number)
            entries[outcome.entry_id] = replace(
                entries[outcome.entry_id],
                remaining_minor=outcome.remaining_minor,
                remaining_local_minor=outcome.remaining_local_minor,
            )
        yield one, plan


def _details(company: CompanyFacts, application_ids: Sequence[int]) -> dict[int, list[Detail]]:
    found: dict[int, list[Detail]] = {id: [] for id in application_ids}
    for batch in bulk.chunks(application_ids, _IDS):
        for row in EntryDetail.objects.filter(company=company.id, application__in=batch).order_by("id"):
            detail = Detail(
                row.entry_id,
                DetailKind(row.kind),
                row.amount_minor,
                row.local_minor,
                row.applied_entry_id,
                row.discount_before_minor,
                row.max_tolerance_before_minor,
            )
            found[row.application_id or 0].append(detail)
    return found


def _entries(company: CompanyFacts, ids: Collection[int]) -> dict[int, AppliedEntry]:
    found = {}
    for batch in bulk.chunks(sorted(ids), _IDS):
        mirrored = Entry.objects.filter(company=company.id, reverses__in=batch)
        reversed_ids = set(mirrored.values_list("reverses_id", flat=True))
        for row in Entry.objects.filter(company=company.id, id__in=batch):
            found[row.id] = AppliedEntry(
                entry_id=row.id,
                document=row.document_number,
                remaining_minor=row.remaining_minor,
                remaining_local_minor=row.remaining_local_minor,
                latest_application=0,
                is_reversed=row.id in reversed_ids,
            )
    return found
