"""What of an entry is free: what it has left, less what ready and accepted proposals have taken of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application_checks import OverApplied, PartAgainstSign
from reskontra.core.errors import Findings, Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.matching.proposals import StoredPart, StoredProposal, reserved_by_entry, reserving_lines
from reskontra.receivables.queries import facts_by_id

_HOLDER = (
    "SELECT l.id, j.number, l.line_number FROM {values} CROSS JOIN journals_journalline l "
    "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
    "WHERE l.company_id = %s AND l.id = v.value"
)


class DocumentSettled(Refused):
    code = "document_settled"
    template = "{document} is settled already. Choose an open document, or put the money on account."


class DocumentReserved(Refused):
    """holders: the lines that have reserved of it, JOURNAL/LINE each."""

    code = "document_reserved"
    template = (
        "{document} has {free} free, and {amount} was to be applied to it: line {holders} has reserved {reserved}. "
        "Apply no more than is free, or take the application off that line first with journal apply --unapply."
    )


@dataclass(frozen=True, slots=True)
class Excess:
    """An entry of which more was wanted than is free; holders: the lines that have reserved the rest, by id."""

    fact: EntryFact
    free_minor: int
    wanted_minor: int
    holders: tuple[int, ...] = ()


def reservable(
    *, company: CompanyFacts, proposals: Sequence[StoredProposal]
) -> list[tuple[StoredProposal, Refused | None]]:
    """Each proposal, in their order, with what keeps it from reserving its entries; None where all of them are free.

    What one takes is gone for the next; what their lines had reserved before does not count.
    """
    entries = {part.entry_id for proposal in proposals for part in proposal.parts if part.entry_id}
    facts = facts_by_id(company=company, ids=entries)
    besides = {proposal.line_id for proposal in proposals}
    reserved = reserved_by_entry(company=company, besides=besides, entries=entries)
    free = {id: fact.remaining_minor - reserved.get(id, 0) for id, fact in facts.items()}
    takers: dict[int, list[int]] = {}
    found: list[Excess | None] = []
    for proposal in proposals:
        wanted = _wanted(proposal.parts)
        over = next((id for id, minor in wanted.items() if _is_over(minor, free[id])), None)
        if over is not None:
            found.append(Excess(facts[over], free[over], wanted[over], tuple(takers.get(over, ()))))
            continue
        found.append(None)
        for id, minor in wanted.items():
            free[id] -= minor
            takers.setdefault(id, []).append(proposal.line_id)
    refusals = iter(refusals_of(company=company, excesses=[one for one in found if one], besides=besides))
    return [(proposal, next(refusals) if one else None) for proposal, one in zip(proposals, found, strict=True)]


def refuse_taking(*, company: CompanyFacts, taken: Mapping[int, int]) -> None:
    """After others than the lines of statements have taken money of entries: lines may hold it.

    taken     entry → what has just been taken, signed as the entry
    refuses   Findings of DocumentReserved
    """
    reserved = reserved_by_entry(company=company, entries=taken)
    if not reserved:
        return
    excesses = []
    for id, fact in sorted(facts_by_id(company=company, ids=reserved).items()):
        if taken[id] and _is_over(reserved[id], fact.remaining_minor):
            before = fact._replace(remaining_minor=fact.remaining_minor + taken[id])
            excesses.append(Excess(before, before.remaining_minor - reserved[id], taken[id]))
    if excesses:
        raise Findings(refusals_of(company=company, excesses=excesses, besides=()))


def refusals_of(*, company: CompanyFacts, excesses: Sequence[Excess], besides: Collection[int]) -> list[Refused]:
    """What to say of each: who holds the entry; of one that nobody holds, what it has left.

    besides   lines that have reserved nothing, whatever was proposed for them before
    """
    stored = reserving_lines(company=company, besides=besides, entries={one.fact.entry_id for one in excesses})
    holding = [(*stored.get(one.fact.entry_id, ()), *one.holders) for one in excesses]
    names = _names(company, {line for lines in holding for line in lines})
    return [_refusal(one, tuple(names[line] for line in lines)) for one, lines in zip(excesses, holding, strict=True)]


def _refusal(one: Excess, holders: tuple[str, ...]) -> Refused:
    document, currency = one.fact.document_number, one.fact.currency
    amount, remaining = Money(one.wanted_minor, currency), Money(one.fact.remaining_minor, currency)
    if not one.fact.remaining_minor:
        return DocumentSettled(document=document)
    if one.wanted_minor * one.fact.remaining_minor <= 0:
        return PartAgainstSign(document=document, remaining=remaining, amount=amount)
    if holders:
        free, reserved = Money(one.free_minor, currency), Money(one.fact.remaining_minor - one.free_minor, currency)
        return DocumentReserved(document=document, free=free, amount=amount, holders=holders, reserved=reserved)
    return OverApplied(document=document, remaining=remaining, amount=amount)


def _names(company: CompanyFacts, lines: Collection[int]) -> dict[int, str]:
    return {id: f"{journal}/{line}" for id, journal, line in bulk.lookup(_HOLDER, lines, company.id)}


def _wanted(parts: Sequence[StoredPart]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for part in parts:
        if part.entry_id:
            sums[part.entry_id] = sums.get(part.entry_id, 0) + part.taken_minor
    return sums


def _is_over(minor: int, free: int) -> bool:
    return abs(minor) > abs(free) or minor * free < 0
