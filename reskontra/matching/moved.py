"""What a match found, held against books that have moved since it read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import LineFacts
from reskontra.matching.proposals import StoredProposal
from reskontra.matching.reservations import reservable


def still_true(
    *,
    company: CompanyFacts,
    read: Sequence[LineFacts],
    now: Sequence[LineFacts],
    proposals: Sequence[StoredProposal],
) -> tuple[list[StoredProposal], list[LineFacts]]:
    """The proposals whose line is as it was and whose entries are still free, and the lines to match again.

    read   the lines that the proposals are for; now: those to be matched today
    """
    before = {line.id: line for line in read}
    same = {line.id for line in now if before.get(line.id) == line}
    tried = [proposal for proposal in proposals if proposal.line_id in same]
    kept = [proposal for proposal, refusal in reservable(company=company, proposals=tried) if refusal is None]
    held = {proposal.line_id for proposal in kept}
    return kept, [line for line in now if line.id not in held]


def taken_by(proposals: Iterable[StoredProposal]) -> dict[int, int]:
    """Entry → what these proposals take of it, signed as the entry."""
    taken: dict[int, int] = {}
    for proposal in proposals:
        for part in proposal.parts:
            if part.entry_id:
                taken[part.entry_id] = taken.get(part.entry_id, 0) + part.taken_minor
    return taken
