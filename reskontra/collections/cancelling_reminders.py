"""Cancel issued reminders: what was posted is taken back, and the levels of their documents are what they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reskontra.collections.interest import refuse_charged_later
from reskontra.collections.issuing import MayIssue, Outcome, Rules, cancel_documents, delete_drafts, nothing_against
from reskontra.collections.making_reminders import reminder_series
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.database import bulk

_LATER = (
    "SELECT d.number, e.document_number, k.entry_id, k.level FROM {values} CROSS JOIN collections_collectionline k "
    "JOIN receivables_entry e ON e.id = k.entry_id JOIN collections_collectiondocument d ON d.id = k.document_id "
    "WHERE k.company_id = %s AND k.entry_id = v.value AND k.role = 'OVERDUE' AND d.kind = 'REMINDER' "
    "AND d.state = 'ISSUED' ORDER BY k.level DESC, d.id DESC"
)


class LaterReminder(Refused):
    code = "later_reminder"
    template = "{document} reminds of {number} at level {level}, and {later} at level {higher}. Cancel {later} first."


def cancel_reminders(
    *,
    company: CompanyFacts,
    actor: str,
    numbers: Sequence[str],
    day: date | None = None,
    has_own_number: bool = False,
    is_preview: bool = False,
) -> Outcome:
    """Take issued reminders back, each by itself; those that are refused stay, and are told.

    day              of the counter vouchers; None for the reminders' own posting dates
    has_own_number   what takes them back is numbered in a series of its own
    """
    return cancel_documents(
        company=company, actor=actor, rules=reminder_rules(company), numbers=numbers, day=day,
        has_own_number=has_own_number, is_preview=is_preview,
    )  # fmt: skip


def delete_reminder_drafts(*, company: CompanyFacts, actor: str, drafts: Sequence[str]) -> None:
    """All of them or none.

    refuses   CollectionDocumentUnknown, NoLongerADraft
    """
    delete_drafts(company=company, actor=actor, rules=reminder_rules(company), drafts=drafts)


def reminder_rules(company: CompanyFacts, may_issue: MayIssue = nothing_against) -> Rules:
    """How reminders are numbered, issued and cancelled. may_issue: as Rules has it, where they are issued"""
    return Rules(
        kind="REMINDER",
        document_type=DocumentType.REMINDER,
        series=reminder_series(company),
        issued="reminders.issued",
        cancelled="reminder.cancelled",
        deleted="reminders.deleted",
        may_issue=may_issue,
        may_cancel=_may_cancel,
    )


def _may_cancel(company: CompanyFacts, document: CollectionDocument, lines: Sequence[CollectionLine]) -> None:
    """Nor may the days of interest that it posted go lost, which a later document began after.

    refuses   LaterReminder: what it reminds of was reminded again, at a higher level; ChargedLater
    """
    levels = {line.entry_id: line.level for line in lines if line.role == "OVERDUE" and line.entry_id}
    for later, number, entry, higher in bulk.lookup(_LATER, levels, company.id):
        if higher > levels[entry]:
            raise LaterReminder(
                document=document.number, number=number, level=levels[entry], later=later, higher=higher
            )
    if document.posts_interest:
        charged = [line.entry_id for line in lines if line.role == "OVERDUE" and line.amount_minor]
        refuse_charged_later(company=company, document=document, ids=charged)
