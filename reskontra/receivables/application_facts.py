"""One application in full: what was settled with what, and what its entries would have left without it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.ledger.queries import voucher_names
from reskontra.receivables.models import Application, EntryDetail


@dataclass(frozen=True, slots=True)
class AppliedRow:
    """A row of an application. against_id 0 and against "" where no other entry is named."""

    entry_id: int
    document_type: str
    number: str
    kind: str
    posting_date: date
    amount: Money
    local: Money
    against_id: int
    against: str


@dataclass(frozen=True, slots=True)
class OfApplication:
    """An entry of the application: what is left of it, and what would be if the application were taken back."""

    entry_id: int
    document_type: str
    number: str
    remaining: Money
    without: Money


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """voucher "": no G/L account moved. unapplies, unapplied_by: numbers of applications, 0 where there is none."""

    number: int
    ledger: str
    account: str
    name: str
    posting_date: date
    voucher: str
    unapplies: int
    unapplied_by: int
    rows: tuple[AppliedRow, ...]
    entries: tuple[OfApplication, ...]


def application_facts(*, company: CompanyFacts, number: int) -> ApplicationFacts | None:
    """The application of that number; None where the company has none."""
    header = Application.objects.select_related("party", "unapplies").filter(company=company.id, number=number).first()
    if header is None:
        return None
    taken = Application.objects.filter(company=company.id, unapplies=header).values_list("number", flat=True).first()
    found = EntryDetail.objects.filter(company=company.id, application=header).select_related("entry", "applied_entry")
    details = list(found.order_by("id"))
    names = voucher_names(company=company, ids={header.voucher_id} if header.voucher_id else set())
    return ApplicationFacts(
        number=header.number,
        ledger=header.party.ledger,
        account=header.party.number,
        name=header.party.name,
        posting_date=header.posting_date,
        voucher=names.get(header.voucher_id or 0, ""),
        unapplies=header.unapplies.number if header.unapplies else 0,
        unapplied_by=taken or 0,
        rows=tuple(_row(company, detail) for detail in details),
        entries=tuple(_entries(details)),
    )


def applications_of_voucher(*, company: CompanyFacts, voucher_id: int) -> list[int]:
    """Numbers of the applications whose effect the voucher carries."""
    rows = Application.objects.filter(company=company.id, voucher=voucher_id, voucher__isnull=False)
    return list(rows.order_by("number").values_list("number", flat=True))


def _row(company: CompanyFacts, detail: EntryDetail) -> AppliedRow:
    other = detail.applied_entry
    return AppliedRow(
        entry_id=detail.entry_id,
        document_type=detail.entry.document_type,
        number=detail.entry.document_number,
        kind=detail.kind,
        posting_date=detail.posting_date,
        amount=Money(detail.amount_minor, detail.entry.currency),
        local=Money(detail.local_minor, company.currency),
        against_id=other.id if other else 0,
        against=other.document_number if other else "",
    )


def _entries(details: list[EntryDetail]) -> list[OfApplication]:
    moved: Counter[int] = Counter()
    for detail in details:
        moved[detail.entry_id] += detail.amount_minor
    known = {detail.entry_id: detail.entry for detail in details}
    return [
        OfApplication(
            id,
            entry.document_type,
            entry.document_number,
            Money(entry.remaining_minor, entry.currency),
            Money(entry.remaining_minor - moved[id], entry.currency),
        )
        for id, entry in known.items()
    ]
