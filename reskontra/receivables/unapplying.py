"""Take an application back: the mirror of its rows, and what was possible before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.models import Max

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import ApplicationPlan, AppliedEntry, Outcome, PostedApplication, plan_unapplication
from reskontra.core.entries import Detail, DetailKind
from reskontra.receivables.applications import next_application_numbers
from reskontra.receivables.models import Application, Entry, EntryDetail
from reskontra.receivables.write import write_details


def take_back(
    *,
    company: CompanyFacts,
    application: Application,
    voucher_id: int | None,
    day: date,
    voucher_date: date | None = None,
) -> tuple[int, ApplicationPlan]:
    """Write the mirror of an application, and restore what was possible before it; gives its number, and the rows.

    voucher_id     of the voucher that carries the G/L effect; None where there is none
    voucher_date   of that voucher, where it is before the day; what moves the G/L bears it
    refuses        as plan_unapplication() does
    """
    details = details_of(company=company, application=application)
    plan = plan_unapplication(
        application=PostedApplication(
            application.number,
            application.posting_date,
            tuple(details),
            is_unapplied=Application.objects.filter(company=company.id, unapplies=application).exists(),
        ),
        entries=_applied(company, {detail.entry_id for detail in details}),
        posting_date=day,
    )
    header = Application(
        company_id=company.id,
        number=next_application_numbers(company=company, count=1)[0],
        party_id=application.party_id,
        voucher_id=voucher_id,
        posting_date=day,
        unapplies=application,
    )
    header.save(force_insert=True)
    write_details(list(detail_rows(company, plan.details, header, voucher_id, voucher_date or day)))
    for outcome in plan.outcomes:
        _restore(company, outcome)
    return header.number, plan


def details_of(*, company: CompanyFacts, application: Application) -> list[Detail]:
    """The rows of an application, in the order they were posted."""
    rows = EntryDetail.objects.filter(company=company.id, application=application).order_by("id")
    return [_detail(row) for row in rows]


def _detail(row: EntryDetail) -> Detail:
    return Detail(
        row.entry_id,
        DetailKind(row.kind),
        row.amount_minor,
        row.local_minor,
        row.applied_entry_id,
        row.discount_before_minor,
        row.max_tolerance_before_minor,
    )


def _applied(company: CompanyFacts, ids: Collection[int]) -> list[AppliedEntry]:
    entries = Entry.objects.filter(company=company.id, id__in=ids).order_by("id")
    reversed_ids = set(Entry.objects.filter(company=company.id, reverses__in=ids).values_list("reverses_id", flat=True))
    return [
        AppliedEntry(
            entry_id=entry.id,
            document=entry.document_number,
            remaining_minor=entry.remaining_minor,
            remaining_local_minor=entry.remaining_local_minor,
            latest_application=latest_application(company=company, entry_id=entry.id),
            is_reversed=entry.id in reversed_ids,
        )
        for entry in entries
    ]


def latest_application(*, company: CompanyFacts, entry_id: int) -> int:
    """The highest number of the entry's applications that stand; 0 where there is none."""
    undone = Application.objects.filter(company=company.id, unapplies__isnull=False).values("unapplies")
    rows = EntryDetail.objects.filter(company=company.id, entry=entry_id, application__unapplies__isnull=True)
    latest = rows.exclude(application__in=undone).aggregate(number=Max("application__number"))["number"]
    return latest or 0


def detail_rows(
    company: CompanyFacts, details: Sequence[Detail], header: Application, voucher_id: int | None, voucher_date: date
) -> Iterator[tuple[object, ...]]:
    """The settling bears its header's date; what moves the G/L, that of the voucher."""
    for detail in details:
        day = header.posting_date if detail.kind is DetailKind.APPLICATION else voucher_date
        yield (
            company.id, detail.entry_id, detail.kind.value, day, detail.amount_minor, detail.local_minor, header.id,
            voucher_id, detail.against_entry_id, 0, 0,
        )  # fmt: skip


def _restore(company: CompanyFacts, outcome: Outcome) -> None:
    if outcome.discount_minor or outcome.max_tolerance_minor:
        Entry.objects.filter(company=company.id, id=outcome.entry_id).update(
            discount_minor=outcome.discount_minor, max_tolerance_minor=outcome.max_tolerance_minor
        )
