"""From a claim, or the lack of one, to the proposal: state, readiness, and the reasons in codes and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reskontra.core.matching.alternatives import ALTERNATIVES_MAX, other_documents, why_not
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.foreign import foreign_reasons
from reskontra.core.matching.kinds import kind_of
from reskontra.core.matching.learned import rule_of, written_in
from reskontra.core.matching.periods import named_periods
from reskontra.core.matching.records import Evidence, LearnedFact, LineProposal, Values
from reskontra.core.matching.residue import charge_limit_of
from reskontra.core.matching.signals import Level
from reskontra.core.matching.work import (
    Claim,
    Named,
    Origin,
    Outcome,
    Run,
    Strength,
    Work,
    is_opposite,
)
from reskontra.core.money import format_minor

PERIODS = frozenset({"period_named", "periods_named"})
CHARGES = frozenset({Outcome.CHARGE, Outcome.LARGE_CHARGE, Outcome.SUPPOSED_CHARGE})
OUTCOME_RULES = {
    Outcome.DISCOUNT: "discount_in_time",
    Outcome.LATE_DISCOUNT: "discount_late",
    Outcome.ADVISED: "amounts_advised",
    Outcome.ROUNDING: "rounding",
    Outcome.TOLERANCE: "payment_tolerance",
    Outcome.CHARGE: "bank_charge",
    Outcome.LARGE_CHARGE: "charge_above_limit",
    Outcome.SUPPOSED_CHARGE: "bank_charge_supposed",
    Outcome.UNDERPAID: "underpaid",
    Outcome.OVERPAID: "overpaid",
}


def propose(run: Run, work: Work) -> LineProposal:
    """The proposal of a line, whatever became of it."""
    return _granted(run, work, work.claim) if work.claim else _left(run, work)


def _granted(run: Run, work: Work, claim: Claim) -> LineProposal:
    is_high = claim.confidence is Confidence.HIGH and not claim.rule.review_required
    state = "ready" if is_high else "review"
    if claim.plan.outcome is Outcome.UNDERPAID:
        state = "underpaid"
        is_high = is_high and run.settings.is_underpaid_ready
    elif claim.plan.outcome is Outcome.OVERPAID:
        state, is_high = "overpaid", False
    others = other_documents(work, claim)
    lost = tuple([why_not(run, work, entry_id) for entry_id in others]) if others else ()
    return LineProposal(
        work.line.line_id, claim.confidence.word, state, is_high, claim.plan.parts, claim.party_id, claim.ledger,
        claim.rule.name, claim.quality, tuple(_reasons(run, work, claim)), others, lost,
    )  # fmt: skip


def _reasons(run: Run, work: Work, claim: Claim) -> Iterator[Evidence]:
    for named in claim.named:
        yield _named_reason(work, named)
    yield from _payer_reasons(run, work, claim)
    yield from _amount_reasons(run, work, claim)
    yield from _warnings(run, work, claim)


def _named_reason(work: Work, named: Named) -> Evidence:
    values: dict[str, str | int] = {
        "evidence": named.written,
        "found_in": named.found_in,
        "document_number": named.entry.document_number,
    }
    if named.found_in == "text" and named.start >= 0:
        # References that are written as words are read after the text.
        if named.end < sum(map(len, work.line.texts)) + len(work.line.texts):
            values |= {"start": named.start, "end": named.end}
        else:
            values["found_in"] = "reference"
    if named.rule == "payment_reference":
        values["is_check_digit_right"] = int(named.strength is Strength.VALID)
    return Evidence(named.rule, values)


def _payer_reasons(run: Run, work: Work, claim: Claim) -> Iterator[Evidence]:
    line = work.line
    for party_id in dict.fromkeys(part.party_id for part in claim.plan.parts):
        party = run.parties.get(party_id)
        name = party.name if party else ""
        if claim.level is Level.CONTRADICTS:
            yield Evidence("payer_contradicts", {"evidence": line.name or (line.accounts or ("",))[0], "party": name})
            continue
        payer = work.payers.get(party_id)
        if payer:
            known = {"evidence": payer.written, "party": name, "level": payer.level.word}
            yield Evidence(payer.rule, known | _of_facts(payer.facts))
            yield from _further_facts(work, payer.facts, name)
            continue
        level = work.levels.get(party_id, Level.NONE)
        if party_id in work.learned and level > Level.NONE:
            yield _learned_reason(run, work, party_id, name)
            yield from _further_facts(work, work.learned[party_id], name)
            continue
        if party_id in work.through:
            payer_number = run.parties[work.through[party_id]].number
            yield Evidence("payer_pays_for", {"evidence": payer_number, "party": name, "level": level.word})
            continue
        account = next((a for a in line.accounts if party_id in run.holders.get(a, ())), "")
        if level > Level.NONE:
            rule = "payer_account" if account else "payer_name"
            evidence = account or line.name or line.ultimate_name or work.facts.text
            yield Evidence(rule, {"evidence": evidence, "party": name, "level": level.word})


def _learned_reason(run: Run, work: Work, party_id: int, name: str) -> Evidence:
    facts = work.learned[party_id]
    is_sent_by_other = party_id in work.through
    evidence = run.parties[work.through[party_id]].number if is_sent_by_other else written_in(work, facts[0])
    level = work.levels[party_id].word
    return Evidence(rule_of(facts[0]), {"evidence": evidence, "party": name, "level": level} | _of_facts(facts))


def _further_facts(work: Work, facts: Sequence[LearnedFact], name: str) -> Iterator[Evidence]:
    """What else was learned that says the same."""
    for fact in facts[1:]:
        yield Evidence(rule_of(fact), {"evidence": written_in(work, fact), "party": name} | _of_facts((fact,)))


def _of_facts(facts: Sequence[LearnedFact]) -> dict[str, str | int]:
    """What is told of the first: its number, how many decisions agreed, and when the last one did."""
    if not facts:
        return {}
    return {"fact": facts[0].number, "count": facts[0].hits, "date": facts[0].last.isoformat()}


def _amount_reasons(run: Run, work: Work, claim: Claim) -> Iterator[Evidence]:
    line, plan = work.line, claim.plan
    documents = [part for part in plan.parts if part.entry_id is not None]
    amount = format_minor(line.amount_minor, line.currency)
    if plan.outcome in (Outcome.INSTRUCTED, Outcome.CONVERTED):
        yield from foreign_reasons(run, work, claim)
        return
    if claim.detail in PERIODS:
        yield from _period_reasons(work)
    if len(documents) > 1 or claim.origin is Origin.SUM:
        rule = claim.detail if claim.detail and claim.detail not in PERIODS else "sum_of_documents"
        yield Evidence(rule, {"evidence": amount, "count": len(documents)})
    elif plan.outcome is Outcome.EXACT:
        yield Evidence("amount_equal", {"evidence": amount})
    sign = work.sign
    credits = [part for part in documents if is_opposite(run.entries[part.entry_id or 0], sign)]
    if credits:
        netted = sum(part.cash_minor for part in credits)
        yield Evidence("credit_memo_netted", {"evidence": format_minor(netted, line.currency), "count": len(credits)})
    if plan.outcome in OUTCOME_RULES:
        yield Evidence(OUTCOME_RULES[plan.outcome], _residue_values(work, claim))
    if plan.outcome in CHARGES:
        yield from _limit_reasons(run, work)


def _limit_reasons(run: Run, work: Work) -> Iterator[Evidence]:
    """The limit of the bank, country or currency; the one for all is told of none."""
    limit = charge_limit_of(work.line, run.settings)
    scope = ", ".join(part for part in limit.scope if part)
    if scope:
        most = format_minor(limit.max_minor, work.line.currency)
        values = {"evidence": f"{most} {work.line.currency}", "percent": limit.percent, "scope": scope}
        yield Evidence("charge_limit", values)


def _period_reasons(work: Work) -> Iterator[Evidence]:
    for period in named_periods(work.facts.text, work.line.date):
        yield Evidence("period_named", {"evidence": f"{period.first}–{period.last}", "found_in": "text"})


def _residue_values(work: Work, claim: Claim) -> Values:
    currency = work.line.currency
    values: dict[str, str | int] = {"evidence": format_minor(abs(claim.plan.residue_minor), currency)}
    if claim.plan.outcome in (Outcome.CHARGE, Outcome.LARGE_CHARGE, Outcome.ADVISED):
        values["found_in"] = "reference" if claim.plan.outcome is Outcome.ADVISED else "text"
        if claim.plan.outcome is Outcome.CHARGE and work.line.charges_minor:
            values["found_in"] = "bank"
    discount = sum(part.discount_minor for part in claim.plan.parts)
    if discount:
        values["discount"] = format_minor(discount, currency)
    return values


def _warnings(run: Run, work: Work, claim: Claim) -> Iterator[Evidence]:
    if claim.equals > 1:
        yield Evidence("oldest_of_equal", {"count": claim.equals})
    early = [
        entry
        for part in claim.plan.parts
        if part.entry_id is not None and (entry := run.entries[part.entry_id]).posting_date > work.line.date
    ]
    if early:
        yield Evidence(
            "paid_before_posting_date",
            {"document_number": early[0].document_number, "date": early[0].posting_date.isoformat()},
        )


def _left(run: Run, work: Work) -> LineProposal:
    """Nothing is applied: why, and what a person may choose among."""
    state = "unmatched"
    reasons: list[Evidence] = []
    alternatives: tuple[int, ...] = ()
    if work.line.return_reason:
        reasons = [Evidence("payment_returned", {"evidence": work.line.return_reason})]
    elif settled := _believed_settled(run, work):
        state = "already_paid"
        reasons = [_settled_reason(run, work, settled)]
        alternatives = (settled.entry.entry_id,)
    elif work.foreign:
        state = "review"
        reasons = [_foreign_reason(work, work.foreign[0])]
        alternatives = tuple(named.entry.entry_id for named in work.foreign)
    elif hints := _hints(work):
        state = "ambiguous" if len(hints) > 1 else "unmatched"
        reasons = [_hint_reason(work, one) for one in (*work.named, *work.tentative)][:ALTERNATIVES_MAX]
        reasons.append(Evidence("alternatives", {"count": len(hints)}))
        alternatives = hints
    elif kind := kind_of(work.line, work.facts.text):
        reasons = [kind]
    party_id = _only_payer(work)
    alternatives = tuple(dict.fromkeys(alternatives))[:ALTERNATIVES_MAX]
    return LineProposal(
        line_id=work.line.line_id,
        confidence="low" if alternatives else "none",
        state=state,
        is_ready=False,
        party_id=party_id,
        ledger=run.parties[party_id].ledger if party_id is not None else "",
        explanation=tuple(reasons),
        alternatives=alternatives,
        lost=tuple(why_not(run, work, entry_id) for entry_id in alternatives),
    )


def _believed_settled(run: Run, work: Work) -> Named | None:
    """A document that the line names well enough to be meant, settled before or by another line of this run."""
    taken = [named for named in work.named if not run.free[named.entry.entry_id]]
    believed = [
        named
        for named in (*work.settled, *taken)
        if named.level is not Level.CONTRADICTS and (named.strength >= Strength.FULL or named.level > Level.NONE)
    ]
    return max(believed, key=lambda named: (named.strength, named.level), default=None)


def _settled_reason(run: Run, work: Work, named: Named) -> Evidence:
    takers = [line_id for line_id in run.takers.get(named.entry.entry_id, ()) if line_id != work.line.line_id]
    values: dict[str, str | int] = {
        "evidence": named.written,
        "found_in": named.found_in,
        "document_number": named.entry.document_number,
    }
    if takers:
        values["by_line"] = takers[0]
    return Evidence("already_paid", values)


def _foreign_reason(work: Work, named: Named) -> Evidence:
    line, entry = work.line, named.entry
    instructed = abs(line.instructed_minor or 0)
    if line.instructed_currency == entry.currency and instructed == abs(entry.remaining_minor):
        told = f"{format_minor(instructed, entry.currency)} {entry.currency}"
        return Evidence("currency_instructed", {"evidence": told, "document_number": entry.document_number})
    return Evidence(
        "currency_differs",
        {"evidence": named.entry.currency, "document_number": named.entry.document_number},
    )


def _hint_reason(work: Work, named: Named) -> Evidence:
    if named.level is Level.CONTRADICTS:
        return Evidence("payer_contradicts", {"document_number": named.entry.document_number, "party": ""})
    return _named_reason(work, named)


def _hints(work: Work) -> tuple[int, ...]:
    named = [one.entry.entry_id for one in (*work.named, *work.tentative)]
    return tuple(dict.fromkeys((*named, *work.rivals)))


def _only_payer(work: Work) -> int | None:
    strong = [
        party_id
        for party_id, payer in work.payers.items()
        if payer.level >= Level.STRONG and payer.rule != "payer_pays_for"
    ]
    return strong[0] if len(strong) == 1 else None
