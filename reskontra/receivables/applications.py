"""Write applications: headers, detail rows, and the discounts that stay possible. Set-based, for one or many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Max

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import ApplicationPlan
from reskontra.core.entries import DetailKind
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.receivables.models import Application
from reskontra.receivables.watching import refuse_reserved
from reskontra.receivables.write import write_details

_APPLICATION = ("id", "company_id", "number", "party_id", "voucher_id", "posting_date", "unapplies_id")


class NewApplication(NamedTuple):
    """A planned application.

    application_date   the latest posting date of its entries: the settling itself bears it
    posting_date       what moves the G/L bears the voucher's date
    voucher_id         None where it moves no G/L account
    """

    party_id: int
    plan: ApplicationPlan
    application_date: date
    posting_date: date
    voucher_id: int | None = None


def write_applications(
    *, company: CompanyFacts, applications: Sequence[NewApplication], is_reserved: bool = False
) -> range:
    """Write them in their order; gives their numbers.

    is_reserved   what they take was reserved for them: the lines of a bank statement post what they hold themselves

    refuses   what watching.refuse_reserved() refuses
    """
    ids = bulk.reserve_ids(Application, len(applications))
    numbers = next_application_numbers(company=company, count=len(applications))
    bulk.insert(
        Application,
        _APPLICATION,
        (
            (id, company.id, number, new.party_id, new.voucher_id, new.application_date, None)
            for id, number, new in zip(ids, numbers, applications, strict=True)
        ),
    )
    write_details(_detail_rows(company, ids, applications))
    _keep_discounts(company, applications)
    if not is_reserved:
        taken: Counter[int] = Counter()
        for new in applications:
            for detail in new.plan.details:
                taken[detail.entry_id] -= detail.amount_minor
        refuse_reserved(company=company, taken=taken)
    return numbers


def _detail_rows(
    company: CompanyFacts, ids: Sequence[int], applications: Sequence[NewApplication]
) -> Iterator[tuple[object, ...]]:
    for id, new in zip(ids, applications, strict=True):
        for detail in new.plan.details:
            day = new.application_date if detail.kind is DetailKind.APPLICATION else new.posting_date
            yield (
                company.id, detail.entry_id, detail.kind.value, day, detail.amount_minor, detail.local_minor, id,
                new.voucher_id, detail.against_entry_id, detail.discount_before_minor,
                detail.max_tolerance_before_minor,
            )  # fmt: skip


def _keep_discounts(company: CompanyFacts, applications: Sequence[NewApplication]) -> None:
    """An entry left open keeps the discount and tolerance still possible; unapply restores what a closed one had."""
    changed = []
    for new in applications:
        before = {
            detail.entry_id: (detail.discount_before_minor, detail.max_tolerance_before_minor)
            for detail in new.plan.details
            if detail.kind is DetailKind.APPLICATION
        }
        for outcome in new.plan.outcomes:
            now = (outcome.discount_minor, outcome.max_tolerance_minor)
            if outcome.is_open and now != before.get(outcome.entry_id, now):
                changed.append((*now, company.id, outcome.entry_id))
    if changed:
        bulk.execute_many(
            "UPDATE receivables_entry SET discount_minor = %s, max_tolerance_minor = %s "
            "WHERE company_id = %s AND id = %s",
            changed,
        )


def next_application_numbers(*, company: CompanyFacts, count: int) -> range:
    """The next numbers of applications."""
    lock_company(company.id)
    last = Application.objects.filter(company=company.id).aggregate(number=Max("number"))["number"]
    first = (last or 0) + 1
    return range(first, first + count)
