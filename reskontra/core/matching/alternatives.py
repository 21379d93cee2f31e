"""Why a document that could be meant was not chosen: one reason each, in codes and values."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.core.matching.records import EntryFact, Evidence
from reskontra.core.matching.signals import Level, amount_agrees
from reskontra.core.matching.work import Claim, Run, Work
from reskontra.core.money import format_minor

ALTERNATIVES_MAX = 5


def other_documents(work: Work, claim: Claim) -> tuple[int, ...]:
    """Entries that a granted claim passed over: as good ones first, then those the line names besides."""
    chosen = {part.entry_id for part in claim.plan.parts}
    is_alone = not (claim.alternatives or work.tentative or work.settled)
    if is_alone and len(work.named) == 1 and work.named[0].entry.entry_id in chosen:
        return ()  # as most lines are
    named = (one.entry.entry_id for one in (*work.named, *work.tentative, *work.settled))
    others = dict.fromkeys(entry for entry in (*claim.alternatives, *named) if entry not in chosen)
    return tuple(others)[:ALTERNATIVES_MAX]


def why_not(run: Run, work: Work, entry_id: int) -> Evidence:
    """The first reason that holds: it cannot be paid, its payer is another, something else fits better, or nothing."""
    entry = run.entries.get(entry_id)
    if entry is None:
        return Evidence("as_likely", {})
    found = next(_reasons(run, work, entry), None)
    return found or Evidence("as_likely" if work.payers or work.named else "only_amount", {})


def _reasons(run: Run, work: Work, entry: EntryFact) -> Iterator[Evidence]:
    line = work.line
    if entry.currency != line.currency:
        yield Evidence("other_currency", {"evidence": entry.currency})
    if not entry.remaining_minor:
        yield Evidence("settled", {})
    if not run.free[entry.entry_id]:
        yield Evidence("taken", {"by_line": run.takers.get(entry.entry_id, [0])[0]})
    named = next((one for one in (*work.named, *work.tentative) if one.entry.entry_id == entry.entry_id), None)
    if named and named.level is Level.CONTRADICTS:
        party = run.parties.get(entry.party_id)
        sender = line.ultimate_name or line.name or (line.accounts or ("",))[0]
        yield Evidence("other_payer", {"evidence": sender, "party": party.name if party else ""})
    if work.claim:
        yield from _against_chosen(run, work, work.claim, entry)
    elif not amount_agrees(entry, run.free[entry.entry_id], line.amount_minor, line.date):
        yield Evidence("amount_differs", {"evidence": format_minor(run.free[entry.entry_id], line.currency)})


def _against_chosen(run: Run, work: Work, claim: Claim, entry: EntryFact) -> Iterator[Evidence]:
    chosen = [run.entries[part.entry_id] for part in claim.plan.parts if part.entry_id is not None]
    if entry.party_id not in {one.party_id for one in chosen}:
        party = run.parties.get(chosen[0].party_id)
        yield Evidence("party_less_known", {"party": party.name if party else ""})
    if entry.posting_date > work.line.date:
        yield Evidence("posted_later", {"date": entry.posting_date.isoformat()})
    # What this line took is taken off already, of what it chose alone.
    if not amount_agrees(entry, run.free[entry.entry_id], work.line.amount_minor, work.line.date):
        left = format_minor(run.free[entry.entry_id], work.line.currency)
        yield Evidence("amount_differs", {"evidence": left})
    if claim.named:
        yield Evidence("not_named", {})
    yield Evidence("due_later", {"date": entry.due_date.isoformat()})
