"""Keep what a person decided of a line: the proposal, what it teaches, what stood there before, and the audit event."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import JournalFacts, LineFacts
from reskontra.journals.states import mark_reviewed
from reskontra.matching.decisions import note_decisions
from reskontra.matching.learning import learn
from reskontra.matching.packed import write_proposals
from reskontra.matching.proposals import StoredProposal, read_proposals


def store_decision(
    company: CompanyFacts, actor: str, journal: JournalFacts, line: LineFacts, proposal: StoredProposal, action: str
) -> None:
    """Keep what a person decided of a line, learn from it, and record it."""
    before = read_proposals(company=company, line_ids=[line.id])
    write_proposals(company=company, proposals=[proposal])
    mark_reviewed(company=company, line_ids=[line.id], actor=actor)
    learn(company=company, actor=actor, lines=[line], decided={line.id: proposal}, before=before)
    note_decisions(company=company, actor=actor, action=action, lines=[line], before=before)
    record_decision(company, actor, journal, action, [line.line_number])


def record_decision(
    company: CompanyFacts, actor: str, journal: JournalFacts, action: str, line_numbers: Sequence[int]
) -> None:
    """What a person decided of which lines, in the audit trail."""
    record(
        company=company.id,
        actor=actor,
        action=action,
        subject=journal.number,
        content={"lines": list(line_numbers)},
    )
