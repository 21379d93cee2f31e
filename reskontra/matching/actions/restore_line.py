"""Undo the last decision on a line: what was proposed before it stands there again."""

from __future__ import annotations

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts
from reskontra.journals.states import mark_reviewed
from reskontra.matching.actions.apply_line import find_line
from reskontra.matching.actions.store_decision import record_decision
from reskontra.matching.decisions import mark_undone, newest_decision
from reskontra.matching.learning import learn
from reskontra.matching.packed import write_proposals
from reskontra.matching.proposals import StoredProposal, delete_proposals, read_proposals
from reskontra.matching.reservations import reservable


def restore_line(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, before: StoredProposal | None
) -> None:
    """Put a line back to what it had; what the decision taught is forgotten.

    before    as it was read before the decision; None where nothing was proposed
    refuses   LineUnknown, what reservable() finds: another line may have taken the money meanwhile
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number, needs_amount=False)
        had = read_proposals(company=company, line_ids=[line.id])
        if before is None:
            delete_proposals(company=company, line_ids=[line.id])
        else:
            for _, refusal in reservable(company=company, proposals=[before]):
                if refusal:
                    raise refusal
            write_proposals(company=company, proposals=[before])
        is_reviewed = before is not None and before.is_reviewed
        mark_reviewed(company=company, line_ids=[line.id], actor=actor if is_reviewed else "")
        decided = {line.id: before} if before is not None and is_reviewed else {}
        learn(company=company, actor=actor, lines=[line], decided=decided, before=had)
        record_decision(company, actor, journal, "journal.line.restored", [line_number])


def undo_decision(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int) -> None:
    """Undo the actor's last decision on an open line: what it had before stands there again.

    refuses   LineUnknown, NothingToUndo, DecidedSince, what restore_line() refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number, needs_amount=False)
        id, before = newest_decision(company=company, actor=actor, line_id=line.id, line=line_number)
        restore_line(company=company, actor=actor, journal=journal, line_number=line_number, before=before)
        mark_undone(company=company, id=id)
