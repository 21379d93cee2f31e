"""What reminders and finance charge memos are issued by, and how they are taken back and their drafts deleted.

Each is cancelled in a transaction of its own, so that a run that was cut short is finished by repeating it. What a kind
asks besides, its module says in Rules. How they are issued: issuing_blocks.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.collection_posting import Posted
from reskontra.collections.fitting_fees import fit_beside
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts, keep_series
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import voucher_names
from reskontra.ledger.reversal import counter_ids_of
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.reversal import reverse_with_entries

Lines = Sequence[CollectionLine]
MayIssue = Callable[[CompanyFacts, Sequence[CollectionDocument]], Mapping[int, Refused]]


class CollectionDocumentUnknown(Refused):
    code = "collection_document_unknown"
    template = 'There is no reminder or finance charge memo "{number}" of that kind. Choose one of the list.'


class NoLongerADraft(Refused):
    code = "no_longer_a_draft"
    template = "{document} is no draft any more: it is {number}. Cancel that one, and make another."


class NotIssued(Refused):
    code = "not_issued"
    template = "{document} is not issued. Issue it first, or delete the draft."


class CancelledAlready(Refused):
    code = "cancelled_already"
    template = "{document} was cancelled on {day}. Make another one."


class NothingToIssue(Refused):
    code = "nothing_to_issue"
    template = "{document} asks for {total}. Make the draft anew, or delete it."


class InterestBelowZero(Refused):
    code = "document_interest_below_zero"
    template = "{document} has interest of {interest}, below zero. Make the draft anew."


class PrivacyBlocked(Refused):
    code = "collection_privacy_blocked"
    template = "{party} is blocked for privacy, and gets no letters. Delete draft {document}, or lift the block."


@dataclass(frozen=True, slots=True)
class Rules:
    """What a kind of document is to be issued and cancelled by.

    series             of drafts, of issued and of cancelled documents
    issued, cancelled, deleted   what the audit trail and the posting runs call it
    may_issue          draft → what keeps it from being issued; may_cancel: refuses an issued one that must not be
    """

    kind: str
    document_type: DocumentType
    series: tuple[SeriesFacts, SeriesFacts, SeriesFacts]
    issued: str
    cancelled: str
    deleted: str
    may_issue: MayIssue
    may_cancel: Callable[[CompanyFacts, CollectionDocument, Lines], None]


def nothing_against(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    """Every draft may be issued."""
    return {}


@dataclass(frozen=True, slots=True)
class Done:
    """document: its number; draft: of the draft it was; posted: what its entry comes to, 0 where nothing was posted."""

    document: str
    draft: str
    party: str
    total: Money
    posted: Money
    due_date: date
    voucher: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """refused: each with the number of what it is about."""

    done: tuple[Done, ...]
    refused: tuple[Refused, ...]


def total_of(document: CollectionDocument) -> int:
    """What a document asks for, in minor units of its currency."""
    return (
        document.remaining_minor + document.interest_minor + document.fee_minor + document.line_fee_minor
        + document.vat_minor + document.rounding_minor
    )  # fmt: skip


def done_of(*, document: CollectionDocument, party: str, posted: Posted | None) -> Done:
    """What is told of a document that was issued. party: the customer's number; posted: None where nothing was."""
    total = Money(total_of(document), document.currency)
    amount, voucher = (posted.amount, posted.voucher) if posted else (Money(0, document.currency), "")
    return Done(document.number, document.draft_number, party, total, amount, document.due_date, voucher)


def draft_numbers(*, company: CompanyFacts, kind: str) -> list[str]:
    """Of all drafts, in the order they were made."""
    rows = CollectionDocument.objects.filter(company=company.id, kind=kind, state="DRAFT").order_by("id")
    return list(rows.values_list("draft_number", flat=True))


def cancel_documents(
    *,
    company: CompanyFacts,
    actor: str,
    rules: Rules,
    numbers: Sequence[str],
    day: date | None = None,
    has_own_number: bool = False,
    is_preview: bool = False,
) -> Outcome:
    """Take issued documents back one by one: by what was posted then, not by what the terms say now.

    day              of the counter vouchers; None for the documents' own, or the first open one after
    has_own_number   what takes them back has numbers of its own series; else the documents' numbers
    """

    done, refused = [], []
    for number in numbers:
        try:
            with transaction.atomic():
                done.append(_cancel(company, actor, rules, number, day, has_own_number))
                if is_preview:
                    transaction.set_rollback(True)
        except Refused as refusal:
            refused.append(refusal.at(number))
    return Outcome(tuple(done), tuple(refused))


def delete_drafts(*, company: CompanyFacts, actor: str, rules: Rules, drafts: Sequence[str]) -> None:
    """All of them or none; their numbers are not given again, and fees that they covered are charged by other drafts.

    refuses   CollectionDocumentUnknown, NoLongerADraft
    """
    with transaction.atomic():
        lock_company(company.id)
        rows = [_draft(company, rules, number) for number in dict.fromkeys(drafts)]
        ids = [row.id for row in rows]
        for batch in bulk.chunks(ids, 900):
            CollectionDocument.objects.filter(company=company.id, id__in=batch).update(state="DELETED")
        if drafts:
            content = {"drafts": list(drafts)}
            record(company=company.id, actor=actor, action=rules.deleted, subject=drafts[0], content=content)
        fit_beside(company=company, actor=actor, document_ids=ids)


def _cancel(
    company: CompanyFacts, actor: str, rules: Rules, number: str, day: date | None, has_own_number: bool
) -> Done:
    lock_company(company.id)
    row = find_row(company=company, kind=rules.kind, number=number)
    if row.state == "CANCELLED":
        raise CancelledAlready(document=row.number, day=row.cancelled_at.date() if row.cancelled_at else row.due_date)
    if row.state != "ISSUED":
        raise NotIssued(document=row.draft_number)
    rules.may_cancel(company, row, lines_of(company=company, document=row))
    own = keep_series(company=company, series=rules.series[2]) if has_own_number else ""
    row.cancel_number = take_names(company=company, series=own, count=1)[0] if own else row.number
    voucher = _take_back(company, actor, rules, row, f"{row.cancel_number} {row.number}" if own else row.number, day)
    row.state, row.cancelled_at, row.cancelled_by = "CANCELLED", bulk.moment(), actor
    row.save()
    content = {"number": row.cancel_number, "voucher": voucher}
    record(company=company.id, actor=actor, action=rules.cancelled, subject=row.number, content=content)
    fit_beside(company=company, actor=actor, document_ids=[row.id])
    party = parties_by_id(company=company, ids=[row.party_id])[row.party_id].number
    total = Money(total_of(row), row.currency)
    return Done(row.number, row.draft_number, party, total, Money(0, row.currency), row.due_date, voucher)


def _take_back(
    company: CompanyFacts, actor: str, rules: Rules, row: CollectionDocument, text: str, day: date | None
) -> str:
    """The name of the counter voucher, "" where nothing was posted: one that is there already is the document's."""
    if row.voucher_id is None:
        return ""
    if counter_id := counter_ids_of(company=company, voucher_ids=[row.voucher_id]).get(row.voucher_id):
        row.cancel_voucher_id = counter_id
        return voucher_names(company=company, ids=[counter_id])[counter_id]
    run = start_run(company=company, actor=actor, action=rules.cancelled)
    taken = reverse_with_entries(company=company, run=run, voucher_ids=[row.voucher_id], description=text, day=day)
    row.cancel_voucher_id = taken.counters[0].id
    return taken.counters[0].name


def find_row(*, company: CompanyFacts, kind: str, number: str) -> CollectionDocument:
    """A document by its own number, or by its draft's.

    refuses   CollectionDocumentUnknown
    """
    rows = CollectionDocument.objects.filter(company=company.id, kind=kind)
    row = rows.filter(number=number).first() if number else None
    row = row or rows.filter(draft_number=number).exclude(state="DELETED").first()
    if row is None:
        raise CollectionDocumentUnknown(number=number[:40])
    return row


def lines_of(*, company: CompanyFacts, document: CollectionDocument) -> list[CollectionLine]:
    """In their order."""
    return list(CollectionLine.objects.filter(company=company.id, document=document).order_by("position"))


def _draft(company: CompanyFacts, rules: Rules, number: str) -> CollectionDocument:
    row = find_row(company=company, kind=rules.kind, number=number)
    if row.state != "DRAFT":
        raise NoLongerADraft(document=row.draft_number, number=row.number)
    return row
