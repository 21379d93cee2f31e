"""What of an entry is free: what it has left, less what ready and accepted proposals have taken of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.matching.proposals import StoredPart, StoredProposal, reserved_by_entry
from reskontra.receivables.queries import facts_by_id


class DocumentReserved(Refused):
    code = "document_reserved"
    template = "{document} has {free} free, and {amount} was to be applied to it. Apply at most {free}."


def reservable(
    *, company: CompanyFacts, proposals: Sequence[StoredProposal]
) -> Iterator[tuple[StoredProposal, DocumentReserved | None]]:
    """Each proposal, in their order, with what keeps it from reserving its entries; None where all of them are free.

    What one takes is gone for the next; what their lines had reserved before does not count.
    """
    entries = {part.entry_id for proposal in proposals for part in proposal.parts if part.entry_id}
    facts = facts_by_id(company=company, ids=entries)
    besides = {proposal.line_id for proposal in proposals}
    reserved = reserved_by_entry(company=company, besides=besides, entries=entries)
    free = {id: fact.remaining_minor - reserved.get(id, 0) for id, fact in facts.items()}
    for proposal in proposals:
        wanted = _wanted(proposal.parts)
        taken = next((id for id, minor in wanted.items() if _is_over(minor, free[id])), None)
        if taken is not None:
            fact = facts[taken]
            yield (
                proposal,
                DocumentReserved(
                    document=fact.document_number,
                    free=Money(free[taken], fact.currency),
                    amount=Money(wanted[taken], fact.currency),
                ),
            )
            continue
        for id, minor in wanted.items():
            free[id] -= minor
        yield proposal, None


def _wanted(parts: Sequence[StoredPart]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for part in parts:
        if part.entry_id:
            sums[part.entry_id] = sums.get(part.entry_id, 0) + part.taken_minor
    return sums


def _is_over(minor: int, free: int) -> bool:
    return abs(minor) > abs(free) or minor * free < 0
