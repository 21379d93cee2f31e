"""Issue reminders or memos, many at once: checked one by one, numbered without gaps, posted and written by tables.

A block is a transaction: a run that is cut short keeps the blocks that are done, and issuing again issues the others.
What is refused stays a draft. What a kind asks besides, its module says in Rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.collection_posting import Posted, post_collections, postable_findings
from reskontra.collections.fitting_fees import fit_fees, forbidden_fees
from reskontra.collections.free_names import take_free_names
from reskontra.collections.issuing import (
    CollectionDocumentUnknown,
    Done,
    InterestBelowZero,
    NoLongerADraft,
    Outcome,
    PrivacyBlocked,
    Rules,
    done_of,
    draft_numbers,
)
from reskontra.collections.making_reminders import IN_BLOCKS, Blocks
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_drafts import NUMBER_TO_COME
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.companies.series import keep_series
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.parties.to_collect import parties_to_collect
from reskontra.receivables.blocks import refuse_blocked

MOST_TOLD = 100  # documents in the audit event
POSTED_ROLES = ("FEE", "LINE_FEE", "ROUNDING", "ACCOUNT")
_AT_ONCE = 900
_UPDATE = (
    "UPDATE collections_collectiondocument SET state = 'ISSUED', number = %s, posting_date = %s, entry_id = %s, "
    "voucher_id = %s, issued_at = %s, issued_by = %s WHERE company_id = %s AND id = %s AND state = 'DRAFT'"
)


@dataclass(frozen=True, slots=True)
class _Run:
    company: CompanyFacts
    actor: str
    rules: Rules
    posting_date: date | None


def issue_documents(
    *,
    company: CompanyFacts,
    actor: str,
    rules: Rules,
    drafts: Sequence[str] | None = None,
    posting_date: date | None = None,
    is_preview: bool = False,
    blocks: Blocks = IN_BLOCKS,
) -> Outcome:
    """Issue drafts by number, or all there are of the kind; a refused one stays a draft, and is told with its number.

    posting_date   of the vouchers and entries; None for the drafts' own
    is_preview     everything is done and taken back: the test of the drafts
    """
    run = _Run(company, actor, rules, posting_date)
    numbers = draft_numbers(company=company, kind=rules.kind) if drafts is None else list(dict.fromkeys(drafts))
    at_once = max(1, len(numbers)) if is_preview else blocks.at_once
    done: list[Done] = []
    refused: list[Refused] = []
    tried = 0
    with collector_off():
        for block in bulk.chunks(numbers, at_once):
            with transaction.atomic():
                found = _issue_block(run, block)
                if is_preview:
                    transaction.set_rollback(True)
            done += found[0]
            refused += found[1]
            tried += len(block)
            blocks.on_progress(tried, len(numbers))
    return Outcome(tuple(done), tuple(refused))


def _issue_block(run: _Run, drafts: Sequence[str]) -> tuple[list[Done], list[Refused]]:
    lock_company(run.company.id)
    rows, refused = _rows(run, drafts)
    for row in rows:
        row.posting_date = run.posting_date or row.posting_date
    fit_fees(company=run.company, actor=run.actor, rows=rows)
    against = _against(run, rows)
    refused += [refusal.at(row.draft_number) for row in rows if (refusal := against.get(row.id))]
    done, failed = _issue(run, [row for row in rows if row.id not in against])
    return done, [*refused, *failed]


def _rows(run: _Run, drafts: Sequence[str]) -> tuple[list[CollectionDocument], list[Refused]]:
    known = CollectionDocument.objects.filter(company=run.company.id, kind=run.rules.kind).exclude(state="DELETED")
    rows: dict[str, CollectionDocument] = {}
    for batch in bulk.chunks(drafts, _AT_ONCE):
        rows |= {row.draft_number: row for row in known.filter(draft_number__in=batch)}
    found, refused = [], list[Refused]()
    for number in drafts:
        row = rows.get(number)
        if row is None:
            refused.append(CollectionDocumentUnknown(number=number[:40]).at(number))
        elif row.state != "DRAFT":
            refused.append(NoLongerADraft(document=number, number=row.number).at(number))
        else:
            found.append(row)
    return sorted(found, key=lambda row: row.id), refused


def _against(run: _Run, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    """Document → what keeps it from being issued; those that may be are left out."""
    parties = parties_by_id(company=run.company, ids={row.party_id for row in rows})
    known = parties_to_collect(company=run.company, ids=parties)
    days = {day: _refusal_of_day(run.company, day) for day in {row.posting_date for row in rows}}
    of_kind = run.rules.may_issue(run.company, rows)
    forbidden = forbidden_fees(company=run.company, rows=rows)
    found: dict[int, Refused] = {}
    for row in rows:
        party = parties[row.party_id]
        is_private = known[row.party_id].is_privacy_blocked
        reasons = (
            _refusal_of_party(party, run.rules.document_type),
            PrivacyBlocked(party=party.number, document=row.draft_number) if is_private else None,
            days[row.posting_date],
            _refusal_of_interest(row),
            of_kind.get(row.id),
            forbidden.get(row.id),
        )
        if refusal := next((one for one in reasons if one is not None), None):
            found[row.id] = refusal
    return found


def _refusal_of_party(party: PartySummary, document_type: DocumentType) -> Refused | None:
    try:
        refuse_blocked(party=party, document_type=document_type)
    except Refused as refusal:
        return refusal
    return None


def _refusal_of_day(company: CompanyFacts, day: date) -> Refused | None:
    try:
        open_fiscal_years(company=company, dates=[day])
    except Refused as refusal:
        return refusal
    return None


def _refusal_of_interest(row: CollectionDocument) -> Refused | None:
    if row.interest_minor >= 0:
        return None
    return InterestBelowZero(document=row.draft_number, interest=Money(row.interest_minor, row.currency))


def _issue(run: _Run, rows: Sequence[CollectionDocument]) -> tuple[list[Done], list[Refused]]:
    """Those that the posting refuses are left drafts; the others take their numbers in order."""
    if not rows:
        return [], []
    company, rules = run.company, run.rules
    lines = _posted_lines(company, rows)
    documents = [(row, lines.get(row.id, ())) for row in rows]
    against = postable_findings(company=company, documents=documents, document_type=rules.document_type)
    documents = [one for one in documents if one[0].id not in against]
    failed = [refusal.at(draft) for draft, refusal in against.values()]
    if not documents:
        return [], failed
    rows = [row for row, _lines in documents]
    series = keep_series(company=company, series=rules.series[1])
    names = take_free_names(company=company, series=series, document_type=rules.document_type, count=len(rows))
    for row, name in zip(rows, names, strict=True):
        row.number = name
    _finish_lines(company, rows)
    posted = post_collections(
        company=company, actor=run.actor, action=rules.issued, document_type=rules.document_type, documents=documents
    )
    at = bulk.stored(bulk.moment())
    bulk.execute_many(_UPDATE, [_updated(run, at, row, posted.get(row.id)) for row in rows])
    parties = parties_by_id(company=company, ids={row.party_id for row in rows})
    done = [done_of(document=row, party=parties[row.party_id].number, posted=posted.get(row.id)) for row in rows]
    content = {
        "count": len(done), "first": names[0], "last": names[-1],
        "documents": [[one.document, one.draft, one.total.minor, one.posted.minor] for one in done[:MOST_TOLD]],
    }  # fmt: skip
    record(company=company.id, actor=run.actor, action=rules.issued, subject=names[0], content=content)
    return done, failed


def _posted_lines(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, list[CollectionLine]]:
    found: dict[int, list[CollectionLine]] = {}
    for batch in bulk.chunks([row.id for row in rows], _AT_ONCE):
        lines = CollectionLine.objects.filter(company=company.id, document__in=batch, role__in=POSTED_ROLES)
        for line in lines.order_by("document", "position"):
            found.setdefault(line.document_id, []).append(line)
    return found


def _finish_lines(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> None:
    """Fees that are covered as a whole go, and the number that a text was to name is known now."""
    numbers = {row.id: row.number for row in rows}
    for batch in bulk.chunks(list(numbers), _AT_ONCE):
        fees = CollectionLine.objects.filter(company=company.id, document__in=batch, role__in=("FEE", "LINE_FEE"))
        fees.filter(amount_minor=0).delete()
    sql = (
        "SELECT l.id, l.document_id, l.text FROM {values} CROSS JOIN collections_collectionline l "
        "WHERE l.company_id = %s AND l.document_id = v.value AND l.text LIKE %s"
    )
    found = list(bulk.lookup(sql, numbers, company.id, f"%{NUMBER_TO_COME}%"))
    bulk.execute_many(
        "UPDATE collections_collectionline SET text = %s WHERE company_id = %s AND id = %s",
        [(text.replace(NUMBER_TO_COME, numbers[document]), company.id, id) for id, document, text in found],
    )


def _updated(run: _Run, at: object, row: CollectionDocument, posted: Posted | None) -> tuple[object, ...]:
    entry, voucher = (posted.entry_id, posted.voucher_id) if posted else (None, None)
    return row.number, row.posting_date, entry, voucher, at, run.actor, run.company.id, row.id
