"""Journal lines as the matcher sees them, and its answers as they are stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.confidence import MatchRule
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.records import BankLine, LineProposal, Part
from reskontra.core.matching.settings import MatchSettings
from reskontra.journals.queries import LineFacts
from reskontra.ledger.queries import BankAccountFacts
from reskontra.matching.book import DatabaseBook
from reskontra.matching.proposals import StoredPart, StoredProposal
from reskontra.matching.standing import Standing
from reskontra.matching.words import TransactionWords, words_of
from reskontra.parties.queries import parties_by_id


@dataclass(frozen=True, slots=True)
class Decided:
    """What a company has decided about matching, and its accounts.

    banks        all of them, so that transfers between them are known
    by_journal   journal → its bank account
    """

    banks: Sequence[BankAccountFacts]
    by_journal: Mapping[int, BankAccountFacts]
    rules: Sequence[MatchRule]
    settings: MatchSettings


def propose_lines(
    *,
    company: CompanyFacts,
    lines: Sequence[LineFacts],
    book: DatabaseBook,
    decided: Decided,
    told: Callable[[int], None] = lambda done: None,
) -> list[StoredProposal]:
    """A proposal for each line, in their order; nothing is written.

    told   hears how many lines are done
    """
    by_journal = decided.by_journal
    facts = words_of(company=company, ids=[line.transaction_id for line in lines if line.transaction_id])
    found = match_lines(
        lines=[_bank_line(line, facts.get(line.transaction_id or 0), by_journal) for line in lines],
        book=book,
        rules=decided.rules,
        settings=decided.settings,
        told=told,
    )
    numbers = _party_numbers(company, found)
    chosen = [_stored(line, proposal, numbers) for line, proposal in zip(lines, found, strict=True)]
    standing = Standing(company, book, decided.banks)
    words = [facts.get(line.transaction_id or 0) for line in lines]
    standing.look_up(fact for fact, one in zip(words, chosen, strict=True) if one.confidence != "high")
    stored = []
    for line, fact, one in zip(lines, words, chosen, strict=True):
        bank = by_journal[line.journal_id]
        standing_one = standing.decide(line, fact, bank, one) if one.confidence != "high" else None
        stored.append(_guarded(line, standing_one or one))
    return stored


def _bank_line(line: LineFacts, fact: TransactionWords | None, by_journal: Mapping[int, BankAccountFacts]) -> BankLine:
    currency = by_journal[line.journal_id].currency
    if fact is None:
        texts = (line.description,) if line.description else ()
        return BankLine(line.id, line.date, line.account_minor or 0, currency, texts)
    return BankLine(
        line_id=line.id,
        date=line.date,
        amount_minor=line.account_minor or 0,
        currency=currency,
        texts=fact.texts,
        references=fact.references,
        name=fact.name,
        ultimate_name=fact.ultimate_name,
        city=fact.city,
        organisation_number=fact.organisation_number,
        accounts=fact.accounts,
        end_to_end_id=fact.end_to_end_id,
        transaction_code=fact.transaction_code,
        return_reason=fact.return_reason,
        instructed_minor=fact.instructed_minor,
        instructed_currency=fact.instructed_currency,
        charges_minor=fact.charges_minor if fact.charges_currency in ("", currency) else 0,
    )


def _party_numbers(company: CompanyFacts, found: Sequence[LineProposal]) -> dict[int, str]:
    ids: Collection[int] = {part.party_id for proposal in found for part in proposal.parts}
    return {party.id: party.number for party in parties_by_id(company=company, ids=ids).values()}


def _stored(line: LineFacts, proposal: LineProposal, numbers: Mapping[int, str]) -> StoredProposal:
    parts = tuple(_part(part, numbers) for part in proposal.parts)
    whole = line.amount_minor if line.account_minor is None else line.account_minor
    difference = whole - sum(part.cash_minor for part in parts)
    return StoredProposal(
        line_id=line.id,
        journal_id=line.journal_id,
        confidence=proposal.confidence,
        state=proposal.state,
        is_ready=proposal.is_ready and difference == 0,
        difference_minor=difference,
        origin="AUTO",
        quality=proposal.quality,
        rule=proposal.rule,
        explanation=tuple({"rule": evidence.rule, **evidence.values} for evidence in proposal.explanation),
        alternatives=proposal.alternatives,
        lost=tuple({"rule": evidence.rule, **evidence.values} for evidence in proposal.lost),
        parts=parts,
    )


def _part(part: Part, numbers: Mapping[int, str]) -> StoredPart:
    return StoredPart(
        account_type=part.ledger,
        account_number=numbers[part.party_id],
        cash_minor=part.cash_minor,
        party_id=part.party_id,
        entry_id=part.entry_id,
        discount_minor=part.discount_minor,
        tolerance_minor=part.tolerance_minor,
        charge_minor=part.charge_minor,
        rounding_minor=part.rounding_minor,
    )


def _guarded(line: LineFacts, proposal: StoredProposal) -> StoredProposal:
    """A line that may be a second copy of a payment, or has no amount yet, waits for a person.

    A line of no amount is ready: nothing is posted for it, and its statement can close.
    """
    if line.is_duplicate_suspect:
        return _held(proposal, "duplicate", {"rule": "duplicate_suspect"})
    if line.account_minor is None:
        return _held(proposal, "review", {"rule": "amount_missing", "evidence": line.currency})
    if line.account_minor == 0:
        return replace(proposal, state="ready", is_ready=True, explanation=({"rule": "no_amount"},))
    return proposal


def _held(proposal: StoredProposal, state: str, reason: dict[str, object]) -> StoredProposal:
    return replace(proposal, state=state, is_ready=False, explanation=(*proposal.explanation, reason))
