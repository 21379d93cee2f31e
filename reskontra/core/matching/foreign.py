"""Documents in another currency than the bank account's: what the payer instructed proves them, else the rate hints.

The bank converts, so the amount on the account proves nothing to the unit. What the payer instructed does: it is what
is left of the documents, in their currency. The rate of the day only says whether that is plausible, and by itself it
is a hint that a person looks at: banks keep a margin. Documents are paid whole or not at all here, without discounts;
anything else is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reskontra.core.exchange import Valuation, convert
from reskontra.core.matching.claims import Grounds, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.records import EntryFact, Evidence, Part
from reskontra.core.matching.signals import Level
from reskontra.core.matching.slips import numbers_unexplained
from reskontra.core.matching.work import (
    Claim,
    Named,
    Origin,
    Outcome,
    Plan,
    Run,
    Strength,
    Work,
    age_order,
    is_opposite,
)
from reskontra.core.money import divide_minor, format_minor


def foreign_works(works: Iterable[Work]) -> list[Work]:
    """The lines that may pay in another currency: they name such a document, or tell another that was instructed."""
    return [
        work
        for work in works
        if not work.named and not work.tentative and (_believed(work) or (work.payers and _instructed(work)))
    ]


def learn_foreign(run: Run, works: Sequence[Work]) -> dict[int, list[EntryFact]]:
    """Ask for rates, and for open documents of the payers with what was instructed: by the line's position."""
    pairs = {(party, _instructed(work)) for work in works if _instructed(work) for party in work.payers}
    answers = run.book.open_entries_by_amount(sorted(pairs)) if pairs else {}
    found: dict[int, list[EntryFact]] = {}
    for work in works:
        entries = [entry for party in work.payers for entry in answers.get((party, _instructed(work)), ())]
        run.learn(entries)
        found[work.position] = [entry for entry in entries if _may_be_paid(run, work, entry)]
    wanted = set()
    for work in works:
        currencies = {named.entry.currency for named in work.foreign} | {work.line.instructed_currency} - {""}
        wanted |= {(currency, work.line.date) for currency in (*currencies, work.line.currency)}
    run.rates |= run.book.rates(wanted) if wanted else {}
    return found


def foreign_claim(run: Run, work: Work, owed: Mapping[int, Sequence[EntryFact]]) -> Claim | None:
    """The documents named that the line pays in their own currency; else the only one of the payer's amount.

    owed   as learn_foreign() found them
    """
    named = [one for one in _believed(work) if run.free[one.entry.entry_id]]
    if named or work.foreign:
        return _named_claim(run, work, named) if len(named) == len(work.foreign) else None
    entries = [entry for entry in owed.get(work.position, ()) if run.free[entry.entry_id] == _instructed(work)]
    if len({entry.party_id for entry in entries}) != 1 or numbers_unexplained(work) or work.settled:
        return None
    first = min(entries, key=age_order)
    grounds = Grounds(
        Origin.PAYER_AMOUNT,
        level=work.payers[first.party_id].level,
        equals=len(entries),
        cap=Confidence.MEDIUM,
        alternatives=tuple(entry.entry_id for entry in entries if entry is not first),
    )
    return make_claim(run, work, _plan(run, work, [first], Outcome.INSTRUCTED), grounds)


def foreign_reasons(run: Run, work: Work, claim: Claim) -> Iterator[Evidence]:
    """What was instructed or converted, and what the rate says of it."""
    entries = [run.entries[part.entry_id] for part in claim.plan.parts if part.entry_id is not None]
    currency = entries[0].currency
    owed = format_minor(abs(sum(part.settled_minor for part in claim.plan.parts)), currency)
    names = ", ".join(entry.document_number for entry in entries)
    values = {"evidence": f"{owed} {currency}", "document_number": names}
    expected = _expected(run, work, sum(part.settled_minor for part in claim.plan.parts), currency)
    if expected is None:
        yield Evidence("currency_instructed", values)
        yield Evidence("rate_unknown", {"evidence": currency, "date": work.line.date.isoformat()})
        return
    told = f"{format_minor(abs(expected), work.line.currency)} {work.line.currency}"
    if claim.plan.outcome is Outcome.CONVERTED:
        yield Evidence("currency_converted", {**values, "converted": told})
        return
    yield Evidence("currency_instructed", values)
    if not _is_near(run, work, expected):
        yield Evidence("rate_differs", {"evidence": told})


def _believed(work: Work) -> list[Named]:
    """Documents in another currency that the line names well enough, and whose payer nothing contradicts."""
    return [
        named
        for named in work.foreign
        if named.level > Level.NONE or (named.level is Level.NONE and named.strength >= Strength.FULL)
    ]


def _instructed(work: Work) -> int:
    """What was instructed in another currency than the account's, signed as the line; 0 where nothing was."""
    line = work.line
    if not line.instructed_minor or line.instructed_currency in ("", line.currency):
        return 0
    return abs(line.instructed_minor) * work.sign


def _may_be_paid(run: Run, work: Work, entry: EntryFact) -> bool:
    is_its_currency = entry.currency == work.line.instructed_currency
    is_due_by = entry.posting_date <= work.line.date and entry.remaining_minor == _instructed(work)
    return is_its_currency and is_due_by and run.takes_ledger(entry.ledger) and not is_opposite(entry, work.sign)


def _named_claim(run: Run, work: Work, named: Sequence[Named]) -> Claim | None:
    entries = sorted((one.entry for one in named), key=age_order)
    if len({(entry.party_id, entry.currency) for entry in entries}) != 1:
        return None
    if any(is_opposite(entry, work.sign) for entry in entries):
        return None
    currency, owed = entries[0].currency, sum(run.free[entry.entry_id] for entry in entries)
    expected = _expected(run, work, owed, currency)
    is_near = expected is not None and _is_near(run, work, expected)
    grounds = Grounds(Origin.NAMED, tuple(named))
    if _instructed(work) and work.line.instructed_currency == currency:
        if _instructed(work) != owed:
            return None
        if not is_near or work.line.charges_minor:
            grounds = grounds._replace(cap=Confidence.MEDIUM)
        return make_claim(run, work, _plan(run, work, entries, Outcome.INSTRUCTED), grounds)
    if not is_near:
        return None
    claim = make_claim(run, work, _plan(run, work, entries, Outcome.CONVERTED), grounds)
    return claim if claim and claim.level is not Level.CONTRADICTS else None


def _expected(run: Run, work: Work, owed: int, currency: str) -> int | None:
    """What the documents come to in the line's currency, at the rates of its day; None where there is no rate."""
    theirs = run.rates.get((currency, work.line.date))
    ours = run.rates.get((work.line.currency, work.line.date))
    if not theirs or not ours:
        return None
    return convert(owed, source=Valuation(currency, theirs), target=Valuation(work.line.currency, ours))


def _is_near(run: Run, work: Work, expected: int) -> bool:
    off = abs(expected - work.line.amount_minor)
    return off * 1000 <= abs(expected) * run.settings.fx_tolerance_permille


def _plan(run: Run, work: Work, entries: Sequence[EntryFact], outcome: Outcome) -> Plan:
    """The line's amount in shares of what each document has left, which they sum to."""
    owed = sum(run.free[entry.entry_id] for entry in entries)
    parts, done, given = [], 0, 0
    for entry in entries:
        settled = run.free[entry.entry_id]
        done += settled
        total = divide_minor(work.line.amount_minor * done, owed)
        parts.append(Part(entry.entry_id, entry.ledger, entry.party_id, total - given, settled_minor=settled))
        given = total
    return Plan(tuple(parts), outcome)
