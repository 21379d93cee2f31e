"""Post drafts: each becomes an entry with its voucher, and takes its number; all or none, table by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.numbering import shape_of, take_names, take_numbers
from reskontra.companies.queries import CompanyFacts
from reskontra.core.document_notices import DocumentNotice
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import PostedVoucher
from reskontra.receivables.applications import NewApplication, write_applications
from reskontra.receivables.documents.book import read_document_book
from reskontra.receivables.documents.notices import document_notices
from reskontra.receivables.documents.plan import PlannedDocument, read_planner
from reskontra.receivables.documents.queries import SERIES, DocumentFacts, drafts_by_number
from reskontra.receivables.write import reserve_ids, write_entries, write_keys

_UPDATE = (
    "UPDATE receivables_document SET state = 'POSTED', number = %s, entry_id = %s, due_date = %s, "
    "payment_reference = %s WHERE company_id = %s AND id = %s"
)


class NoDrafts(Refused):
    code = "no_drafts"
    template = "{count} drafts were to be posted. Draft a document first: reskontra invoice draft."


class SeriesHasPassed(Refused):
    code = "series_has_passed"
    template = "Series {series} has come to {last}, and was to go on with {number}. Choose a higher number."


class NotADocumentSeries(Refused):
    code = "not_a_document_series"
    template = 'Series "{series}" numbers no invoices or credit memos. Use one of {known}.'


@dataclass(frozen=True, slots=True)
class PostedDocument:
    """document: with its number, due date and payment reference; applied: what it settled, signed as the entry."""

    document: DocumentFacts
    voucher: str
    applied: Money


@dataclass(frozen=True, slots=True)
class PostedDocuments:
    """accounts: G/L account → local minor units moved; notices: what to know besides."""

    run: int
    documents: tuple[PostedDocument, ...]
    accounts: Mapping[int, int]
    notices: tuple[DocumentNotice, ...] = ()


def post_documents(
    *, company: CompanyFacts, actor: str, numbers: Sequence[str] | None, today: date, is_preview: bool = False
) -> PostedDocuments:
    """Post these drafts in the order they are named, or all in the order they were drafted (None).

    today     is what notices go by
    refuses   DraftUnknown, NoDrafts; Findings with each draft's number: what document_findings() finds, PartyBlocked,
              what periods refuse, RateMissing, NumberTaken, what terms, references and applications refuse
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        drafts = drafts_by_number(company=company, numbers=numbers)
        if not drafts:
            raise NoDrafts(count=len(drafts))
        documents = _numbered(company, drafts)
        book = read_document_book(
            company=company,
            parties={(one.ledger, one.party_number) for one in documents},
            external={one.external_document_number for one in documents if one.external_document_number},
            credited={one.applies_to_number for one in documents if one.applies_to_number},
        )
        planner = read_planner(company=company, book=book, documents=documents)
        planned = planner.plan(documents, reserve_ids(len(documents)))
        if planner.findings:
            raise Findings(planner.findings)
        notices = (*document_notices(company=company, documents=drafts, today=today), *_settled(planned))
        done = replace(_post(company, actor, planned), notices=notices)
        if is_preview:
            transaction.set_rollback(True)
    return done


def _numbered(company: CompanyFacts, drafts: Sequence[DocumentFacts]) -> list[DocumentFacts]:
    """Each with the next number of its series."""
    counts = Counter(draft.series for draft in drafts)
    names = {
        series: iter(take_names(company=company, series=series, count=count))
        for series, count in sorted(counts.items())
    }
    return [replace(draft, number=next(names[draft.series])) for draft in drafts]


def _post(company: CompanyFacts, actor: str, planned: Sequence[PlannedDocument]) -> PostedDocuments:
    run = start_run(company=company, actor=actor, action="documents.posted")
    posted = post(company=company, run=run, vouchers=[one.voucher for one in planned])
    _write(company, planned, posted)
    accounts: Counter[int] = Counter()
    for one in planned:
        for line in one.voucher.lines:
            accounts[line.account_id] += line.amount_minor
    done = PostedDocuments(
        run=run.number,
        documents=tuple(
            PostedDocument(one.document, voucher.name, _applied(one))
            for one, voucher in zip(planned, posted, strict=True)
        ),
        accounts=dict(accounts),
    )
    content = {
        "run": run.number,
        "vouchers": [posted[0].name, posted[-1].name],
        "documents": [one.document.number for one in planned][:100],
        "count": len(planned),
    }
    record(
        company=company.id, actor=actor, action="documents.posted", subject=planned[0].document.number, content=content
    )
    return done


def _write(company: CompanyFacts, planned: Sequence[PlannedDocument], posted: Sequence[PostedVoucher]) -> None:
    """Entries, their keys and applications, and what the documents themselves keep."""
    ids = [one.made.entry.entry_id for one in planned]
    entries = [one.entry for one in planned]
    write_entries(company=company, ids=ids, entries=entries, vouchers=[voucher.id for voucher in posted])
    write_keys(company=company, ids=ids, entries=entries)
    applications = [
        NewApplication(
            one.document.party_id,
            one.made.application,
            one.document.posting_date,
            one.document.posting_date,
            voucher.id,
        )
        for one, voucher in zip(planned, posted, strict=True)
        if one.made.application
    ]
    write_applications(company=company, applications=applications)
    bulk.execute_many(
        _UPDATE,
        [
            (
                one.document.number, one.made.entry.entry_id, one.document.due_date, one.document.payment_reference,
                company.id, one.document.id,
            )
            for one in planned
        ],
    )  # fmt: skip


def _settled(planned: Sequence[PlannedDocument]) -> Iterator[DocumentNotice]:
    """Credit memos that name an invoice with nothing left on it."""
    for one in planned:
        if one.document.applies_to_number and not one.made.application:
            values = {"document": one.document.draft_number, "invoice": one.document.applies_to_number}
            yield DocumentNotice("credited_is_settled", values)


def _applied(one: PlannedDocument) -> Money:
    """What the document's entry was settled with, signed as the entry."""
    entry = one.made.entry
    left = {outcome.entry_id: outcome.remaining_minor for outcome in one.made.application.outcomes} if (
        one.made.application
    ) else {entry.entry_id: entry.remaining_minor}  # fmt: skip
    return Money(entry.remaining_minor - left[entry.entry_id], entry.currency)


def set_next_number(*, company: CompanyFacts, actor: str, series: str, number: int) -> str:
    """Let a series of documents go on with this number, and give it as the series writes it.

    refuses   NotADocumentSeries, SeriesHasPassed
    """
    known = tuple(sorted(SERIES.values()))
    if series not in known:
        raise NotADocumentSeries(series=series, known=known)
    with transaction.atomic():
        lock_company(company.id)
        shape = shape_of(company=company, series=series)
        if number <= shape.last:
            raise SeriesHasPassed(series=series, last=shape.name(shape.last), number=shape.name(number))
        take_numbers(company=company, series=series, count=number - 1 - shape.last)
        content = {"next": number, "before": shape.last}
        record(company=company.id, actor=actor, action="series.moved", subject=series, content=content)
    return shape.name(number)
