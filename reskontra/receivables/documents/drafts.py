"""Draft documents, change and delete drafts: nothing is posted, and no number is taken but the draft's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import DocumentLineText
from reskontra.core.errors import Findings
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.receivables.documents.queries import DRAFTS, DocumentFacts, drafts_by_number
from reskontra.receivables.documents.written import NewDocument, as_written, drafts_of
from reskontra.receivables.models import Document, DocumentLine

_DOCUMENT = (
    "id", "company_id", "ledger", "document_type", "draft_number", "number", "party_id", "external_document_number",
    "document_date", "posting_date", "due_date", "payment_terms", "currency", "payment_reference",
    "applies_to_number", "description", "state", "entry_id", "file_id", "created_by", "created_at",
)  # fmt: skip
_LINE = (
    "company_id", "document_id", "line_number", "description", "account_number", "vat_code", "quantity_e4",
    "price_e4", "amount_minor", "vat_minor", "cost_center", "project", "vat_basis_points",
)  # fmt: skip
_WRITTEN = (
    "lines", "is_credit_memo", "party", "document_date", "posting_date", "due_date", "terms", "currency",
    "external_number", "reference", "applies_to", "text",
)  # fmt: skip
_CHANGEABLE = (
    "document_type", "party_id", "ledger", "external_document_number", "document_date", "posting_date", "due_date",
    "payment_terms", "currency", "payment_reference", "applies_to_number", "description",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What is to be another: None leaves it; lines are all replaced.

    is_due_by_terms   the payment terms say when it is due, and no day that was written before
    """

    lines: tuple[DocumentLineText, ...] | None = None
    is_credit_memo: bool | None = None
    party: str | None = None
    document_date: date | None = None
    posting_date: date | None = None
    due_date: date | None = None
    terms: str | None = None
    currency: str | None = None
    external_number: str | None = None
    reference: str | None = None
    applies_to: str | None = None
    text: str | None = None
    is_due_by_terms: bool = False


def add_drafts(
    *, company: CompanyFacts, actor: str, new: Sequence[NewDocument], file_id: int | None = None
) -> tuple[DocumentFacts, ...]:
    """Draft them all or none, numbered in their order.

    file_id   of the stored file they were read from
    refuses   Findings: PartyNotWritten, PartyUnknown, what currencies refuse, PaymentTermsUnknown, what
              line_amount() refuses, and what document_findings() finds
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        drafts, findings = drafts_of(company=company, new=new)
        if findings:
            raise Findings(findings)
        names = take_names(company=company, series=DRAFTS, count=len(drafts))
        ids = bulk.reserve_ids(Document, len(drafts))
        made = [
            replace(one, id=id, draft_number=name, file_id=file_id)
            for one, id, name in zip(drafts, ids, names, strict=True)
        ]
        at = bulk.stored(bulk.moment())
        bulk.insert(Document, _DOCUMENT, (_document_row(company, one, (actor, at)) for one in made))
        bulk.insert(DocumentLine, _LINE, _line_rows(company, made))
        if made:
            content = {"drafts": len(made), "first": names[0], "last": names[-1]}
            record(company=company.id, actor=actor, action="documents.drafted", subject=names[0], content=content)
    return tuple(made)


def change_draft(*, company: CompanyFacts, actor: str, number: str, change: DraftChange) -> DocumentFacts:
    """Write a draft anew with the changes; for another customer or vendor it is on its terms and in its currency.

    refuses   DraftUnknown, and what add_drafts() refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        (draft,) = drafts_by_number(company=company, numbers=[number])
        before = as_written(draft)
        changes = {name: value for name in _WRITTEN if (value := getattr(change, name)) is not None}
        if change.is_due_by_terms:
            changes["due_date"] = None
        if (change.party or before.party) != before.party:  # another's own terms and currency, unless they are said
            changes = {"terms": "", "currency": "", **changes}
        if change.document_date and not change.posting_date and before.posting_date == before.document_date:
            changes["posting_date"] = change.document_date
        drafts, findings = drafts_of(company=company, new=[replace(before, **changes)], number=number)
        if findings:
            raise Findings(findings)
        (changed,) = [replace(one, id=draft.id) for one in drafts]
        values = {name: getattr(changed, name) for name in _CHANGEABLE}
        Document.objects.filter(company=company.id, id=draft.id).update(**values)
        DocumentLine.objects.filter(company=company.id, document=draft.id).delete()
        bulk.insert(DocumentLine, _LINE, _line_rows(company, [changed]))
        record(
            company=company.id,
            actor=actor,
            action="document.changed",
            subject=number,
            content={"changed": sorted(changes), "total": changed.total.minor, "before": draft.total.minor},
        )
    return changed


def delete_drafts(*, company: CompanyFacts, actor: str, numbers: Sequence[str]) -> int:
    """Take drafts away; their numbers are not used again.

    refuses   DraftUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        found = drafts_by_number(company=company, numbers=numbers)
        Document.objects.filter(company=company.id, id__in=[one.id for one in found]).update(state="DELETED")
        content = {"drafts": [[one.draft_number, one.party_number, one.total.minor] for one in found]}
        record(company=company.id, actor=actor, action="documents.deleted", subject=found[0].name, content=content)
    return len(found)


def _document_row(company: CompanyFacts, one: DocumentFacts, made: tuple[object, object]) -> tuple[object, ...]:
    return (
        one.id, company.id, one.ledger, one.document_type, one.draft_number, one.number, one.party_id,
        one.external_document_number, one.document_date, one.posting_date, one.due_date, one.payment_terms,
        one.currency, one.payment_reference, one.applies_to_number, one.description, one.state, one.entry_id,
        one.file_id, *made,
    )  # fmt: skip


def _line_rows(company: CompanyFacts, documents: Sequence[DocumentFacts]) -> Iterator[tuple[object, ...]]:
    for one in documents:
        for line in one.lines:
            yield (
                company.id, one.id, line.line_number, line.description[:250], line.account_number, line.vat_code,
                line.quantity_e4, line.price_e4, line.amount_minor, line.vat_minor, line.cost_center, line.project,
                line.vat_basis_points,
            )  # fmt: skip
