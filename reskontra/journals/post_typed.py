"""Post the lines of a batch: all or none, a voucher for each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.numbering import advance, shape_of, take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.core.document_notices import DocumentNotice
from reskontra.core.entries import DocumentType, Ledger
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody
from reskontra.journals.batches import BatchFacts
from reskontra.journals.document_checks import documents_of
from reskontra.journals.models import TypedLine
from reskontra.journals.typed_book import read_book
from reskontra.journals.typed_checks import findings_of, order_of_numbers
from reskontra.journals.typed_lines import TypedFacts, TypedLineUnknown, typed_lines
from reskontra.journals.typed_plan import PlannedDocument, Planner
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import PostedVoucher, VoucherDraft
from reskontra.receivables.applications import NewApplication, write_applications
from reskontra.receivables.documents.notices import invoiced_notices
from reskontra.receivables.grants import granted
from reskontra.receivables.holds import release_holds
from reskontra.receivables.write import reserve_ids, write_entries, write_keys

_INVOICE = (Ledger.CUSTOMER, DocumentType.INVOICE)


class BatchEmpty(Refused):
    code = "batch_empty"
    template = "Batch {batch} has {count:open line|open lines}. Add or load some first."


@dataclass(frozen=True, slots=True)
class PostChoice:
    """Which lines, and how. lines: numbers, none for all; today None: dates to come are meant."""

    lines: tuple[int, ...] = ()
    is_preview: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line would have been granted if somebody had said so."""

    line_number: int
    document: str
    code: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PostedBatch:
    """vouchers: (name, document number, first line); accounts: G/L account → local minor units moved.

    is_renumbered: documents were given their numbers by the posting series; notices: of customers' credit
    drafts         what the vouchers hold, in their order
    """

    run: int
    vouchers: tuple[tuple[str, str, int], ...]
    accounts: Mapping[int, int]
    lines: int
    entries: int
    applied: int
    asked: tuple[Asked, ...]
    is_renumbered: bool = False
    notices: tuple[DocumentNotice, ...] = ()
    drafts: tuple[VoucherDraft, ...] = ()


def post_batch(
    *, company: CompanyFacts, actor: str, batch: BatchFacts, choice: PostChoice, told: Told = nobody
) -> PostedBatch:
    """Check every line, then post them in one transaction; the lines stay, and show their vouchers.

    told      hears how far it is, of all lines; what it raises ends the command, and nothing is posted
    refuses   BatchEmpty; Findings of TypedLineUnknown, of everything typed_checks knows, and of what applications
              refuse: then nothing is posted
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        typed = _chosen(company, batch, choice)
        lines = _renumbered(company, batch, typed)
        told(0, len(lines))
        book = read_book(company=company, batch=batch, lines=lines)
        found = findings_of(book, lines, today=choice.today)
        if batch.series and not batch.template.allows_manual_numbers:
            found += order_of_numbers(typed, shape_of(company=company, series=batch.series))
        if found:
            raise Findings(found)
        told(len(lines) // 4, len(lines))
        planner = Planner(book, iter(reserve_ids(2 * len(lines))))
        documents = planner.plan(lines)
        if planner.findings:
            raise Findings(planner.findings)
        told(len(lines) // 2, len(lines))
        notices = _notices(company, documents, choice.today)
        done = replace(_post(company, actor, batch, documents, typed), notices=notices)
        told(len(lines), len(lines))
        if choice.is_preview:
            transaction.set_rollback(True)
    return done


def check_batch(*, company: CompanyFacts, batch: BatchFacts, today: date | None) -> list[Refused]:
    """Everything that forbids to post the open lines, as posting would tell it; nothing is written, no number taken."""
    with collector_off(), transaction.atomic():
        lines = typed_lines(company=company, journal_id=batch.journal_id)
        book = read_book(company=company, batch=batch, lines=lines)
        found = findings_of(book, lines, today=today)
        if batch.series and not batch.template.allows_manual_numbers:
            found += order_of_numbers(lines, shape_of(company=company, series=batch.series))
        if not found:
            planner = Planner(book, count(1))
            planner.plan(lines)
            found = planner.findings
    return found


def _chosen(company: CompanyFacts, batch: BatchFacts, choice: PostChoice) -> list[TypedFacts]:
    lines = typed_lines(company=company, journal_id=batch.journal_id)
    if choice.lines:
        known = {line.line_number for line in lines}
        if unknown := [TypedLineUnknown(batch=batch.name, line=n) for n in choice.lines if n not in known]:
            raise Findings(unknown)
        lines = [line for line in lines if line.line_number in choice.lines]
    if not lines:
        raise BatchEmpty(batch=batch.name, count=len(lines))
    return lines


def _renumbered(company: CompanyFacts, batch: BatchFacts, typed: list[TypedFacts]) -> list[TypedFacts]:
    """The lines with the numbers that the batch's posting series gives their documents, in their order.

    A document without a number keeps none: it is refused.
    """
    if not batch.posting_series:
        return typed
    documents = [group for group in documents_of(typed, forces_balance=True) if group[0].document_number]
    names = take_names(company=company, series=batch.posting_series, count=len(documents))
    given = {line.id: name for name, group in zip(names, documents, strict=True) for line in group}
    return [_numbered(line, given.get(line.id, "")) for line in typed]


def _numbered(line: TypedFacts, number: str) -> TypedFacts:
    return replace(line, document_number=number, applies_to_id=number if line.applies_to_id else "")


def _post(
    company: CompanyFacts,
    actor: str,
    batch: BatchFacts,
    documents: Sequence[PlannedDocument],
    typed: Sequence[TypedFacts],
) -> PostedBatch:
    """typed: the lines with the numbers they were typed with."""
    run = start_run(company=company, actor=actor, action="batch.posted")
    posted = post(company=company, run=run, vouchers=[document.voucher for document in documents])
    pairs = list(zip(documents, posted, strict=True))
    applied = write_planned(company, pairs)
    lines = [(line, voucher) for document, voucher in pairs for line in document.lines]
    bulk.update_from_pairs(
        TypedLine,
        column="voucher_id",
        pairs=[(line.id, voucher.id) for line, voucher in lines],
        also={"state": "POSTED"},
        company=company.id,
    )
    if batch.posting_series:
        _keep_numbers(company, [line for line, _ in lines])
    _advance(company, batch, typed)
    done = replace(posted_of(run.number, pairs, applied), is_renumbered=bool(batch.posting_series))
    record(
        company=company.id,
        actor=actor,
        action="batch.posted",
        subject=batch.name,
        content={"run": done.run, "vouchers": [posted[0].name, posted[-1].name], "lines": done.lines},
    )
    return done


def posted_of(run: int, pairs: Sequence[tuple[PlannedDocument, PostedVoucher]], applied: int) -> PostedBatch:
    """What is told of documents that were posted, and of what they settled."""
    documents = [document for document, _voucher in pairs]
    return PostedBatch(
        run=run,
        vouchers=tuple((v.name, d.lines[0].document_number, d.lines[0].line_number) for d, v in pairs),
        accounts=_moved(documents),
        lines=sum(len(document.lines) for document in documents),
        entries=sum(len(document.made) for document in documents),
        applied=applied,
        asked=_asked(documents),
        drafts=tuple(document.voucher for document in documents),
    )


def write_planned(company: CompanyFacts, pairs: Sequence[tuple[PlannedDocument, PostedVoucher]]) -> int:
    """Entries, their keys and applications; gives how many entries were settled."""
    made = [(one, voucher) for document, voucher in pairs for one in document.made]
    ids = [one.made.entry.entry_id for one, _ in made]
    drafts = granted(company=company, entries=[one.draft for one, _ in made])
    write_entries(company=company, ids=ids, entries=drafts, vouchers=[voucher.id for _, voucher in made])
    write_keys(company=company, ids=ids, entries=drafts)
    applications = [
        NewApplication(
            one.made.entry.party_id,
            one.made.application,
            one.made.entry.posting_date,
            one.made.entry.posting_date,
            voucher.id,
        )
        for one, voucher in made
        if one.made.application
    ]
    write_applications(company=company, applications=applications)
    holds = {
        outcome.entry_id: one.line.on_hold
        for one, _ in made
        if one.made.application and one.line.on_hold
        for outcome in one.made.application.outcomes[1:]
    }
    release_holds(company=company, holds=holds)
    return sum(len(new.plan.outcomes) - 1 for new in applications)


def _keep_numbers(company: CompanyFacts, lines: Sequence[TypedFacts]) -> None:
    """Lines show the numbers they were posted with."""
    bulk.execute_many(
        "UPDATE journals_typedline SET document_number = %s, applies_to_id = %s WHERE company_id = %s AND id = %s",
        [(line.document_number, line.applies_to_id, company.id, line.id) for line in lines],
    )


def _advance(company: CompanyFacts, batch: BatchFacts, lines: Sequence[TypedFacts]) -> None:
    """The series goes on after the highest of its numbers that was used; others leave it as it is."""
    if not batch.series:
        return
    shape = shape_of(company=company, series=batch.series)
    used = [number for line in lines if (number := shape.number_in(line.document_number)) is not None]
    if used:
        advance(company=company, series=batch.series, number=max(used))


def _notices(
    company: CompanyFacts, documents: Sequence[PlannedDocument], today: date | None
) -> tuple[DocumentNotice, ...]:
    """Of the credit of customers that are invoiced; today None: the last of the posting dates."""
    made = [one.made.entry for document in documents for one in document.made]
    invoiced = {entry.party_id: 0 for entry in made if (entry.ledger, entry.document_type) == _INVOICE}
    for entry in made:
        if entry.party_id in invoiced:
            invoiced[entry.party_id] += entry.remaining_local_minor
    day = today or max(document.voucher.posting_date for document in documents)
    return tuple(invoiced_notices(company=company, invoiced=invoiced, today=day))


def _moved(documents: Sequence[PlannedDocument]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for document in documents:
        for line in document.voucher.lines:
            sums[line.account_id] = sums.get(line.account_id, 0) + line.amount_minor
    return sums


def _asked(documents: Sequence[PlannedDocument]) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            one.line.line_number,
            one.line.document_number,
            question.code,
            Money(question.amount_minor, one.line.currency),
        )
        for document in documents
        for one in document.made
        for question in one.made.questions
    )
