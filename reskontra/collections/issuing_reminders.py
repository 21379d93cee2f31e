"""Issue reminders, many at once: checked one by one, numbered without gaps, posted and written table by table.

What the draft of a customer promised must still hold: a document that was paid, put on hold, disputed or promised since
keeps its draft from being issued, and the draft is made anew. The others are issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.collection_posting import Posted, post_collections, postable_findings
from reskontra.collections.fees_meanwhile import fees_covered_meanwhile
from reskontra.collections.free_names import take_free_names
from reskontra.collections.holding import TYPED_PROMISE_DAYS, held_of
from reskontra.collections.interest import charged_meanwhile
from reskontra.collections.issuing import (
    CollectionDocumentUnknown,
    Done,
    InterestBelowZero,
    NoLongerADraft,
    NothingToIssue,
    Outcome,
    PrivacyBlocked,
    done_of,
    draft_numbers,
    total_of,
)
from reskontra.collections.making_reminders import IN_BLOCKS, Blocks, reminder_series
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_drafts import NUMBER_TO_COME
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.companies.series import keep_series
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.days import day_of
from reskontra.database.locks import lock_company
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.parties.to_collect import parties_to_collect
from reskontra.receivables.blocks import refuse_blocked

MOST_TOLD = 100  # documents in the audit event
ISSUED = "reminders.issued"
POSTED_ROLES = ("FEE", "LINE_FEE", "ROUNDING", "ACCOUNT")
_ENTRIES = (
    "SELECT l.document_id, l.entry_id, e.document_number, l.remaining_minor, l.demanded_minor, e.remaining_minor, "
    "CAST(e.due_date AS text) "
    "FROM {values} CROSS JOIN collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'OVERDUE' ORDER BY l.document_id, l.position"
)
_FEES_AGAIN = (
    "SELECT l.document_id, e.document_number, l.level, o.number FROM {values} "
    "CROSS JOIN collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "JOIN collections_collectionline k ON k.company_id = l.company_id AND k.entry_id = l.entry_id "
    "AND k.level = l.level AND k.role = 'LINE_FEE' JOIN collections_collectiondocument o "
    "ON o.id = k.document_id AND o.state = 'ISSUED' AND o.kind = 'REMINDER' "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'LINE_FEE'"
)
_UPDATE = (
    "UPDATE collections_collectiondocument SET state = 'ISSUED', number = %s, posting_date = %s, entry_id = %s, "
    "voucher_id = %s, issued_at = %s, issued_by = %s WHERE company_id = %s AND id = %s AND state = 'DRAFT'"
)


class DraftOutdated(Refused):
    code = "reminder_draft_outdated"
    template = (
        "{document} asks for {asked} of {number}, of which {due} may be asked for by now. "
        "Make its lines anew: reskontra reminders suggest {document}."
    )


class NothingOverdueAsked(Refused):
    code = "reminder_of_nothing_overdue"
    template = "{document} asks for {total}, none of it for an overdue document. Make its lines anew, or delete it."


class LineFeeChargedBefore(Refused):
    code = "line_fee_charged_before"
    template = "{document} has a fee for {number} at level {level}, which {earlier} has charged. Delete the line."


class RoundingNotAgreed(Refused):
    code = "reminder_rounding_not_agreed"
    template = (
        "{document} is rounded by {rounding} to {total}. Agree to rounding with --accept-rounding, or delete the line."
    )


def issue_reminders(
    *,
    company: CompanyFacts,
    actor: str,
    drafts: Sequence[str] | None = None,
    posting_date: date | None = None,
    accepts_rounding: bool = False,
    is_preview: bool = False,
    blocks: Blocks = IN_BLOCKS,
) -> Outcome:
    """Issue drafts by number, or all there are; a refused one stays a draft, and is told with its number.

    So many are issued in a transaction: a run that is cut short keeps those, and issuing again issues the others.

    posting_date   of the vouchers and entries; None for the drafts' own
    is_preview     everything is done and taken back: the test of the drafts
    """
    numbers = draft_numbers(company=company, kind="REMINDER") if drafts is None else list(dict.fromkeys(drafts))
    at_once = max(1, len(numbers)) if is_preview else blocks.at_once
    done: list[Done] = []
    refused: list[Refused] = []
    tried = 0
    with collector_off():
        for block in bulk.chunks(numbers, at_once):
            with transaction.atomic():
                found = _issue_block(company, actor, block, posting_date, accepts_rounding)
                if is_preview:
                    transaction.set_rollback(True)
            done += found[0]
            refused += found[1]
            tried += len(block)
            blocks.on_progress(tried, len(numbers))
    return Outcome(tuple(done), tuple(refused))


def _issue_block(
    company: CompanyFacts, actor: str, drafts: Sequence[str], posting_date: date | None, accepts_rounding: bool
) -> tuple[list[Done], list[Refused]]:
    lock_company(company.id)
    rows, refused = _rows(company, drafts)
    for row in rows:
        row.posting_date = posting_date or row.posting_date
    against = _against(company, rows, accepts_rounding)
    refused += [refusal.at(row.draft_number) for row in rows if (refusal := against.get(row.id))]
    done, failed = _issue(company, actor, [row for row in rows if row.id not in against])
    return done, [*refused, *failed]


def _rows(company: CompanyFacts, drafts: Sequence[str]) -> tuple[list[CollectionDocument], list[Refused]]:
    known = CollectionDocument.objects.filter(company=company.id, kind="REMINDER").exclude(state="DELETED")
    rows: dict[str, CollectionDocument] = {}
    for batch in bulk.chunks(drafts, 900):
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


def _against(company: CompanyFacts, rows: Sequence[CollectionDocument], accepts_rounding: bool) -> dict[int, Refused]:
    """Document → what keeps it from being issued; those that may be are left out."""
    parties = parties_by_id(company=company, ids={row.party_id for row in rows})
    private = {id for id, party in parties_to_collect(company=company, ids=parties).items() if party.is_privacy_blocked}
    days = {day: _refusal_of_day(company, day) for day in {row.posting_date for row in rows}}
    charged = _charged_before(company, rows)
    outdated = _outdated(company, rows)
    charging = {row.id: row.draft_number for row in rows if row.interest_minor}
    meanwhile = charged_meanwhile(company=company, drafts=charging)
    covered = fees_covered_meanwhile(company=company, rows=rows)
    found: dict[int, Refused] = {}
    for row in rows:
        party = parties[row.party_id]
        reasons = (
            _refusal_of_party(party),
            PrivacyBlocked(party=party.number, document=row.draft_number) if row.party_id in private else None,
            days[row.posting_date],
            _refusal_of_sums(row, accepts_rounding),
            outdated.get(row.id),
            charged.get(row.id),
            meanwhile.get(row.id),
            covered.get(row.id),
        )
        if refusal := next((one for one in reasons if one is not None), None):
            found[row.id] = refusal
    return found


def _refusal_of_party(party: PartySummary) -> Refused | None:
    try:
        refuse_blocked(party=party, document_type=DocumentType.REMINDER)
    except Refused as refusal:
        return refusal
    return None


def _refusal_of_day(company: CompanyFacts, day: date) -> Refused | None:
    try:
        open_fiscal_years(company=company, dates=[day])
    except Refused as refusal:
        return refusal
    return None


def _refusal_of_sums(row: CollectionDocument, accepts_rounding: bool) -> Refused | None:
    """A letter that demands nothing is issued all the same: it books nothing."""
    total = Money(total_of(row), row.currency)
    if row.interest_minor < 0:
        return InterestBelowZero(document=row.draft_number, interest=Money(row.interest_minor, row.currency))
    if row.level and total.minor <= 0:
        return NothingToIssue(document=row.draft_number, total=total)
    if row.level and row.remaining_minor <= 0:
        return NothingOverdueAsked(document=row.draft_number, total=total)
    if row.rounding_minor and not accepts_rounding:
        rounding = Money(row.rounding_minor, row.currency)
        return RoundingNotAgreed(document=row.draft_number, rounding=rounding, total=total)
    return None


def _outdated(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    """Drafts that ask for more than may be asked for by now, or that tell of another rest than is left."""
    by_id = {row.id: row for row in rows}
    lines = list(bulk.lookup(_ENTRIES, by_id, company.id))
    terms = reminder_terms(company=company) if rows else {}
    rules = {
        row.id: (row.document_date, terms[row.terms].pause_days if row.terms in terms else TYPED_PROMISE_DAYS)
        for row in rows
    }
    of_rules: dict[tuple[date, int | None], set[int]] = {}
    for document, entry, *_rest in lines:
        of_rules.setdefault(rules[document], set()).add(entry)
    held = {
        (day, days): held_of(company=company, entry_ids=ids, as_of=day, promise_days=days)
        for (day, days), ids in of_rules.items()
    }
    found: dict[int, Refused] = {}
    for document, entry, number, was, asked, left, due_date in lines:
        row = by_id[document]
        kept = held[rules[document]].get(entry)
        due = left - kept.held_minor if kept else left
        if day_of(due_date) >= row.document_date:
            due = 0
        if document not in found and (was != left or asked > due):
            found[document] = DraftOutdated(
                document=row.draft_number, number=number, asked=Money(asked, row.currency),
                due=Money(due, row.currency),
            )  # fmt: skip
    return found


def _charged_before(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    names = {row.id: row.draft_number for row in rows}
    return {
        id: LineFeeChargedBefore(document=names[id], number=number, level=level, earlier=earlier)
        for id, number, level, earlier in bulk.lookup(_FEES_AGAIN, names, company.id)
    }


def _issue(company: CompanyFacts, actor: str, rows: Sequence[CollectionDocument]) -> tuple[list[Done], list[Refused]]:
    """Those that the posting refuses are left drafts; the others take their numbers in order."""
    if not rows:
        return [], []
    lines = _posted_lines(company, rows)
    against = postable_findings(company=company, documents=[(row, lines.get(row.id, ())) for row in rows])
    rows = [row for row in rows if row.id not in against]
    failed = [refusal.at(draft) for draft, refusal in against.values()]
    if not rows:
        return [], failed
    series = keep_series(company=company, series=reminder_series(company)[1])
    names = take_free_names(company=company, series=series, document_type=DocumentType.REMINDER, count=len(rows))
    for row, name in zip(rows, names, strict=True):
        row.number = name
    _name_in_texts(company, rows)
    posted = post_collections(
        company=company, actor=actor, action=ISSUED, document_type=DocumentType.REMINDER,
        documents=[(row, lines.get(row.id, ())) for row in rows],
    )  # fmt: skip
    at = bulk.stored(bulk.moment())
    bulk.execute_many(_UPDATE, [_updated(company, actor, at, row, posted.get(row.id)) for row in rows])
    parties = parties_by_id(company=company, ids={row.party_id for row in rows})
    done = [done_of(document=row, party=parties[row.party_id].number, posted=posted.get(row.id)) for row in rows]
    content = {
        "count": len(done), "first": names[0], "last": names[-1],
        "documents": [[one.document, one.draft, one.total.minor, one.posted.minor] for one in done[:MOST_TOLD]],
    }  # fmt: skip
    record(company=company.id, actor=actor, action=ISSUED, subject=names[0], content=content)
    return done, failed


def _posted_lines(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, list[CollectionLine]]:
    found: dict[int, list[CollectionLine]] = {}
    for batch in bulk.chunks([row.id for row in rows], 900):
        lines = CollectionLine.objects.filter(company=company.id, document__in=batch, role__in=POSTED_ROLES)
        for line in lines.order_by("document", "position"):
            found.setdefault(line.document_id, []).append(line)
    return found


def _name_in_texts(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> None:
    """The number that a text was to name is known now."""
    numbers = {row.id: row.number for row in rows}
    sql = (
        "SELECT l.id, l.document_id, l.text FROM {values} CROSS JOIN collections_collectionline l "
        "WHERE l.company_id = %s AND l.document_id = v.value AND l.text LIKE %s"
    )
    found = list(bulk.lookup(sql, numbers, company.id, f"%{NUMBER_TO_COME}%"))
    bulk.execute_many(
        "UPDATE collections_collectionline SET text = %s WHERE company_id = %s AND id = %s",
        [(text.replace(NUMBER_TO_COME, numbers[document]), company.id, id) for id, document, text in found],
    )


def _updated(
    company: CompanyFacts, actor: str, at: object, row: CollectionDocument, posted: Posted | None
) -> tuple[object, ...]:
    entry, voucher = (posted.entry_id, posted.voucher_id) if posted else (None, None)
    return row.number, row.posting_date, entry, voucher, at, actor, company.id, row.id
