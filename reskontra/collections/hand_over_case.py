"""What is handed over, in full: each claim with its interest rate by rate, its costs, letters, invoices and contacts.

As a page shows it, and as one archive for who collects it. The layout is ours: no agency's own format was verified.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reskontra.collections.contacts import ContactLine, contacts_of
from reskontra.collections.hand_over_file import plain_cell
from reskontra.collections.hand_overs import HandOverLine, HandOverUnknown, entries_of, file_of, hand_overs
from reskontra.collections.interest import NO_INTEREST, interest_of
from reskontra.collections.keeping_letters import keep_letters, kept_letters
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_book import charges_of
from reskontra.companies.files import erased_of_digests, read_file
from reskontra.companies.notes import invoice_copies_beside
from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import InterestSegment
from reskontra.core.late_payment_law import Charge
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import format_minor
from reskontra.parties.queries import find_party
from reskontra.receivables.queries import facts_by_id

MOST_CONTACTS = 1_000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CaseClaim:
    """handed_minor: what was left of the entry then. interest: not charged yet, by the segments of its rates."""

    entry: EntryFact
    handed_minor: int
    interest: tuple[InterestSegment, ...]
    costs: tuple[Charge, ...]

    @property
    def interest_minor(self) -> int:
        return sum(one.interest_minor for one in self.interest)


@dataclass(frozen=True, slots=True)
class HandOverCase:
    """as_of: until when interest is reckoned. letters: reminders and memos of the claims, as they were issued."""

    line: HandOverLine
    as_of: date
    claims: tuple[CaseClaim, ...]
    letters: tuple[CollectionDocument, ...]
    contacts: tuple[ContactLine, ...]


def hand_over_case(*, company: CompanyFacts, number: int, as_of: date) -> HandOverCase:
    """What was handed over, as it stands on the day; a handful of questions for any number of claims.

    refuses   HandOverUnknown, InterestRateMissing
    """
    line = next(iter(hand_overs(company=company, number=number)), None)
    if line is None:
        raise HandOverUnknown(number=number)
    handed = entries_of(company=company, number=number)
    facts = facts_by_id(company=company, ids=handed)
    interest = interest_of(company=company, entry_ids=list(handed), as_of=as_of)
    costs, _fees_at = charges_of(company=company, entry_ids=list(handed))
    lines = CollectionLine.objects.filter(company=company.id, entry__in=list(handed), role="OVERDUE")
    letters = CollectionDocument.objects.filter(
        company=company.id, state="ISSUED", id__in=list(lines.values_list("document_id", flat=True))
    )
    party = find_party(company=company, ledger="CUSTOMER", number=line.customer)
    return HandOverCase(
        line=line,
        as_of=as_of,
        claims=tuple(
            CaseClaim(facts[id], minor, interest.get(id, NO_INTEREST).segments, tuple(costs.get(id, ())))
            for id, minor in handed.items()
        ),
        letters=tuple(letters.order_by("document_date", "id")),
        contacts=tuple(contacts_of(company=company, party_id=party.id, most=MOST_CONTACTS)),
    )


def case_archive(*, company: CompanyFacts, case: HandOverCase) -> bytes:
    """A ZIP: claims.csv as it was handed over; interest.csv, costs.csv, contacts.csv; letters and invoices as PDFs.

    Letters and invoices that retention has erased are left out.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("claims.csv", file_of(company=company, number=case.line.number))
        for name, rows in (
            ("interest.csv", _interest(case)), ("costs.csv", _costs(case)), ("contacts.csv", _contacts(case)),
        ):  # fmt: skip
            archive.writestr(name, _table(rows))
        keep_letters(company=company, documents=case.letters)
        kept = [row for row in case.letters if row.pdf_sha256]  # none of who is blocked for privacy
        erased = erased_of_digests(company=company, digests=[row.pdf_sha256 for row in kept])
        kept = [row for row in kept if row.pdf_sha256 not in erased]
        for letter in kept_letters(company=company, documents=kept):
            archive.writestr(f"letters/{letter.name}", letter.content)
        ids = [one.entry.entry_id for one in case.claims]
        numbers = {one.entry.entry_id: one.entry.document_number for one in case.claims}
        for id, files in invoice_copies_beside(company=company, ids=ids).items():
            for place, (_name, file_id) in enumerate(files, 1):
                content = read_file(company=company, file_id=file_id)
                archive.writestr(f"invoices/{_safe(numbers[id])}-{place}.pdf", content)
    return out.getvalue()


def _safe(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)[:60]


def _table(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _interest(case: HandOverCase) -> Iterator[Sequence[object]]:
    yield (
        "document_number", "currency", "from", "until", "days", "percent", "of_days", "owed_times_days", "interest",
    )  # fmt: skip
    for claim in case.claims:
        currency = claim.entry.currency
        for one in claim.interest:
            yield (
                plain_cell(claim.entry.document_number), currency, (one.after + _DAY).isoformat(),
                one.until.isoformat(), one.days, f"{one.rate.percent.normalize():f}", one.rate.period_days,
                format_minor(one.balance_days, currency), format_minor(one.interest_minor, currency),
            )  # fmt: skip


def _costs(case: HandOverCase) -> Iterator[Sequence[object]]:
    yield ("document_number", "currency", "cost", "charged")
    for claim in case.claims:
        for one in claim.costs:
            currency = claim.entry.currency
            charged = format_minor(one.charged_minor, currency)
            yield (plain_cell(claim.entry.document_number), currency, one.cost.value.lower(), charged)


def _contacts(case: HandOverCase) -> Iterator[Sequence[object]]:
    yield ("date", "kind", "text", "by")
    for one in case.contacts:
        yield (one.happened_on.isoformat(), one.kind.lower(), plain_cell(one.text), plain_cell(one.made_by))
