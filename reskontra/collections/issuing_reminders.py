"""Issue reminders, many at once; see issuing_blocks.py.

What the draft of a customer promised must still hold: a document that was paid, put on hold, disputed or promised since
keeps its draft from being issued, and the draft is made anew. The others are issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reskontra.collections.cancelling_reminders import reminder_rules
from reskontra.collections.holding import TYPED_PROMISE_DAYS, held_of
from reskontra.collections.interest import charged_meanwhile, days_lost
from reskontra.collections.issuing import NothingToIssue, Outcome, total_of
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.making_reminders import IN_BLOCKS, Blocks
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.days import day_of

_ENTRIES = (
    "SELECT l.document_id, l.entry_id, e.document_number, l.remaining_minor, l.demanded_minor, e.remaining_minor, "
    "CAST(e.due_date AS text) "
    "FROM {values} CROSS JOIN collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'OVERDUE' ORDER BY l.document_id, l.position"
)
_LEVELS_LOST = (
    "SELECT l.document_id, e.document_number, l.level, o.number, k.level FROM {values} "
    "CROSS JOIN collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "JOIN collections_collectiondocument d ON d.id = l.document_id "
    "JOIN collections_collectionline k ON k.company_id = l.company_id AND k.entry_id = l.entry_id "
    "AND k.role = 'OVERDUE' AND k.level > 0 AND k.level < l.level JOIN collections_collectiondocument o "
    "ON o.id = k.document_id AND o.kind = 'REMINDER' AND o.state = 'CANCELLED' AND o.cancelled_at > d.made_at "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'OVERDUE' AND NOT EXISTS ("
    "SELECT 1 FROM collections_collectionline s JOIN collections_collectiondocument i ON i.id = s.document_id "
    "WHERE s.company_id = l.company_id AND s.entry_id = l.entry_id AND s.role = 'OVERDUE' AND s.level >= k.level "
    "AND i.kind = 'REMINDER' AND i.state = 'ISSUED') ORDER BY l.document_id, l.position, k.level"
)
_FEES_AGAIN = (
    "SELECT l.document_id, e.document_number, l.level, o.number FROM {values} "
    "CROSS JOIN collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "JOIN collections_collectionline k ON k.company_id = l.company_id AND k.entry_id = l.entry_id "
    "AND k.level = l.level AND k.role = 'LINE_FEE' JOIN collections_collectiondocument o "
    "ON o.id = k.document_id AND o.state = 'ISSUED' AND o.kind = 'REMINDER' "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'LINE_FEE'"
)


class DraftOutdated(Refused):
    code = "reminder_draft_outdated"
    template = (
        "{document} asks for {asked} of {number}, of which {due} may be asked for by now. "
        "Make its lines anew: reskontra reminders suggest {document}."
    )


class LevelCancelledMeanwhile(Refused):
    code = "level_cancelled_meanwhile"
    template = (
        "{document} reminds of {number} at level {level}, and {cancelled} of level {before} was cancelled since it was "
        "made. Make its lines anew: reskontra reminders suggest {document}."
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
    """issue_documents() of reminders. accepts_rounding: those too whose total is rounded"""

    def against(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
        return _against(company, rows, accepts_rounding)

    return issue_documents(
        company=company, actor=actor, rules=reminder_rules(company, against), drafts=drafts,
        posting_date=posting_date, is_preview=is_preview, blocks=blocks,
    )  # fmt: skip


def _against(company: CompanyFacts, rows: Sequence[CollectionDocument], accepts_rounding: bool) -> dict[int, Refused]:
    """Document → what keeps it from being issued; those that may be are left out."""
    charging = {row.id: row.draft_number for row in rows if row.interest_minor}
    asked = (
        _outdated(company, rows), _levels_lost(company, rows), _charged_before(company, rows),
        charged_meanwhile(company=company, drafts=charging), days_lost(company=company, drafts=charging),
    )  # fmt: skip
    found: dict[int, Refused] = {}
    for row in rows:
        reasons = (_refusal_of_sums(row, accepts_rounding), *(one.get(row.id) for one in asked))
        if refusal := next((one for one in reasons if one is not None), None):
            found[row.id] = refusal
    return found


def _refusal_of_sums(row: CollectionDocument, accepts_rounding: bool) -> Refused | None:
    """A letter that demands nothing is issued all the same: it books nothing."""
    total = Money(total_of(row), row.currency)
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


def _levels_lost(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, LevelCancelledMeanwhile]:
    """Drafts at a level that comes after one which no reminder stands for any more."""
    names = {row.id: row.draft_number for row in rows}
    found: dict[int, LevelCancelledMeanwhile] = {}
    for id, number, level, cancelled, before in bulk.lookup(_LEVELS_LOST, names, company.id):
        refusal = LevelCancelledMeanwhile(
            document=names[id], number=number, level=level, cancelled=cancelled, before=before
        )
        found.setdefault(id, refusal)
    return found


def _charged_before(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    names = {row.id: row.draft_number for row in rows}
    return {
        id: LineFeeChargedBefore(document=names[id], number=number, level=level, earlier=earlier)
        for id, number, level, earlier in bulk.lookup(_FEES_AGAIN, names, company.id)
    }
