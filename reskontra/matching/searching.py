"""Journal lines as the matcher sees them, and its answers as they are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.confidence import MatchRule
from reskontra.core.matching.halves import follow, lead
from reskontra.core.matching.proposals import match_lines, match_places, new_run
from reskontra.core.matching.records import BankLine, LineProposal, Part
from reskontra.core.matching.settings import MatchSettings
from reskontra.database.fork import may_divide, second_process
from reskontra.journals.queries import LineFacts
from reskontra.ledger.queries import BankAccountFacts
from reskontra.matching.book import DatabaseBook
from reskontra.matching.packed import Packed, packed
from reskontra.matching.proposals import Reasons, StoredPart, StoredProposal
from reskontra.matching.standing import Standing
from reskontra.matching.words import TransactionWords, words_of
from reskontra.receivables.bad_debts_list import written_off
from reskontra.receivables.direct_debits.returning import collected_entries

LINES_FOR_TWO = 5_000  # fewer are matched sooner than a second process is of use


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
) -> Sequence[StoredProposal]:
    """A proposal for each line, in their order; nothing is written.

    told   hears how many lines are done
    """
    search = Search(company, book, decided)
    if len(lines) >= LINES_FOR_TWO:
        found = _many(search, lines, told)
        line_ids = [line.id for line in lines]
        journal_ids = {line.journal_id for line in lines}
        return Packed(line_ids, [found[id] for id in line_ids], journal_ids=journal_ids)
    proposals = match_lines(
        lines=search.read(lines), book=book, rules=decided.rules, settings=decided.settings, told=told
    )
    return list(search.answers(lines, proposals))


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked and answered around a match: lines as the matcher reads them, and proposals as they are stored."""

    company: CompanyFacts
    book: DatabaseBook
    decided: Decided

    def read(self, lines: Sequence[LineFacts]) -> list[BankLine]:
        """The lines with what their transactions say."""
        facts = words_of(company=self.company, ids=[line.transaction_id for line in lines if line.transaction_id])
        read = [_bank_line(line, facts.get(line.transaction_id or 0), self.decided.by_journal) for line in lines]
        return self._collected(read) if self.book.has_debits else read

    def _collected(self, lines: Sequence[BankLine]) -> list[BankLine]:
        """The lines with what the direct debits that they name collect."""
        ids = {line.end_to_end_id for line in lines if line.amount_minor > 0}
        found = collected_entries(company=self.company, transaction_ids=ids)
        return [
            line._replace(collected_entry_ids=found[line.end_to_end_id])
            if line.amount_minor > 0 and line.end_to_end_id in found
            else line
            for line in lines
        ]

    def answers(self, lines: Sequence[LineFacts], proposals: list[LineProposal]) -> Iterator[StoredProposal]:
        """The proposals of these lines, in their order, as they are stored; the list is emptied on the way."""
        unsure = [line.transaction_id for line, one in zip(lines, proposals, strict=True) if one.confidence != "high"]
        words = words_of(company=self.company, ids=[id for id in unsure if id])
        standing = Standing(self.company, self.book, self.decided.banks)
        standing.look_up(words.values())
        by_journal = self.decided.by_journal
        settled = {one.alternatives[0] for one in proposals if one.state == "already_paid" and one.alternatives}
        lost = written_off(company=self.company, entry_ids=settled)
        proposals.reverse()
        for line in lines:
            one = _stored(line, proposals.pop(), self.book.party_numbers)
            if one.confidence != "high":
                fact = words.get(line.transaction_id or 0)
                one = standing.decide(line, fact, by_journal[line.journal_id], one) or one
            yield _reopened(_guarded(line, one), lost)


def _many(search: Search, lines: Sequence[LineFacts], told: Callable[[int], None]) -> dict[int, bytes]:
    """Line → its proposal, packed: read part by part, and in two processes where that is possible."""
    ordered = sorted(lines, key=lambda line: (line.date, line.id))
    by_id = {line.id: line for line in ordered}
    run = new_run(search.book, search.decided.rules, search.decided.settings)

    def read(places: Sequence[int]) -> list[BankLine]:
        return search.read([ordered[place] for place in places])

    def answer(proposals: Mapping[int, LineProposal]) -> list[bytes]:
        return [packed(one) for one in search.answers([by_id[id] for id in proposals], list(proposals.values()))]

    places = range(len(ordered))
    if not may_divide():
        return match_places(run, places, read=read, answer=answer, told=told)
    half = (len(ordered) + 1) // 2
    with second_process(lambda other: follow(other, run, places[half:], read=read, answer=answer)) as other:
        found = lead(other, run, places[:half], read=read, answer=answer, told=told)
    told(len(lines))
    return found


def _bank_line(line: LineFacts, fact: TransactionWords | None, by_journal: Mapping[int, BankAccountFacts]) -> BankLine:
    bank = by_journal[line.journal_id]
    currency = bank.currency
    if fact is None:
        texts = (line.description,) if line.description else ()
        return BankLine(line.id, line.date, line.account_minor or 0, currency, texts, bank=bank.number)
    charges = fact.charges_minor if fact.charges_currency in ("", currency) else 0
    return BankLine(  # in the order of its fields: naming them takes three times as long, for each line
        line.id, line.date, line.account_minor or 0, currency, fact.texts, fact.references, fact.name,
        fact.ultimate_name, fact.city, fact.organisation_number, fact.accounts, fact.end_to_end_id,
        fact.transaction_code, fact.return_reason, fact.instructed_minor, fact.instructed_currency, charges,
        bank=bank.number,
    )  # fmt: skip


def _stored(line: LineFacts, proposal: LineProposal, numbers: Mapping[int, str]) -> StoredProposal:
    parts = tuple([_part(part, numbers) for part in proposal.parts])
    whole = line.amount_minor if line.account_minor is None else line.account_minor
    difference = whole - sum([part.cash_minor for part in parts])
    told = proposal.explanation
    reasons = Reasons([{"rule": evidence.rule, **evidence.values} for evidence in told]) if told else ()
    lost = tuple([{"rule": evidence.rule, **evidence.values} for evidence in proposal.lost]) if proposal.lost else ()
    return StoredProposal(
        line.id, line.journal_id, proposal.confidence, proposal.state, proposal.is_ready and difference == 0,
        difference, "AUTO", False, proposal.quality, proposal.rule, reasons, proposal.alternatives, lost, parts,
    )  # fmt: skip


def _part(part: Part, numbers: Mapping[int, str]) -> StoredPart:
    number = numbers[part.party_id]
    return StoredPart(
        part.ledger, number, part.cash_minor, part.party_id, part.entry_id, None, part.discount_minor,
        part.tolerance_minor, part.charge_minor, part.rounding_minor, entry_minor=part.settled_minor,
    )  # fmt: skip


def _guarded(line: LineFacts, proposal: StoredProposal) -> StoredProposal:
    """A line that may be a second copy of a payment, or has no amount yet, waits for a person.

    A line of no amount is ready: nothing is posted for it, and its statement can close.
    """
    if line.is_duplicate_suspect:
        return _held(proposal, "duplicate", {"rule": "duplicate_suspect"})
    if line.account_minor is None:
        return _held(proposal, "review", {"rule": "amount_missing", "evidence": line.currency})
    if line.account_minor == 0:
        return proposal._replace(state="ready", is_ready=True, explanation=({"rule": "no_amount"},))
    return proposal


def _reopened(proposal: StoredProposal, lost: set[int]) -> StoredProposal:
    """Money for a claim that was written off is no second payment: a person opens the claim again."""
    if proposal.state != "already_paid" or not lost.intersection(proposal.alternatives[:1]):
        return proposal
    reasons = tuple({**reason, "rule": "written_off"} for reason in proposal.explanation)
    return proposal._replace(state="review", explanation=reasons)


def _held(proposal: StoredProposal, state: str, reason: dict[str, object]) -> StoredProposal:
    return proposal._replace(state=state, is_ready=False, explanation=(*proposal.explanation, reason))
