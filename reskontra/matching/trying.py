"""Other rules and thresholds on payments that have been decided: what they would have gained, lost, got wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.rulebook import Rulebook
from reskontra.database.collector import collector_off
from reskontra.interface.jobs import Told, nobody
from reskontra.journals.queries import JournalFacts, LineFacts, journals
from reskontra.journals.queries import lines as journal_lines
from reskontra.ledger.queries import BankAccountFacts, bank_accounts
from reskontra.matching.proposals import StoredPart, StoredProposal, read_proposals
from reskontra.matching.replay import Lesson, ReplayedBook, lessons_of_facts_taught
from reskontra.matching.searching import Decided, propose_lines
from reskontra.matching.setup import rules_of, settings_of
from reskontra.receivables.queries import facts_by_id
from reskontra.receivables.settled_since import Settled, made_by, settled_since


class Came(StrEnum):
    """What matching would have made of a line, beside what it was decided to be.

    ALONE       the same, without a person
    PROPOSED    the same, for a person to accept
    LEFT        nothing
    DIFFERENT   something else, for a person to correct
    WRONG       something else, without a person
    """

    ALONE = "alone"
    PROPOSED = "proposed"
    LEFT = "left"
    DIFFERENT = "different"
    WRONG = "wrong"


class NothingToTry(Refused):
    code = "nothing_to_try"
    template = "No line of {date} or later has been accepted or posted. Choose an earlier day with --since."


@dataclass(frozen=True, slots=True)
class Tried:
    """A line by the rules as they are and as they would be. decided, now, then: account or document → amount."""

    journal: str
    line: int
    date: date
    amount_minor: int
    currency: str
    decided: Mapping[str, int]
    came_now: Came
    came_then: Came
    now: Mapping[str, int]
    then: Mapping[str, int]
    rule_now: str
    rule_then: str

    @property
    def is_gained(self) -> bool:
        return self.came_then is Came.ALONE and self.came_now is not Came.ALONE

    @property
    def is_lost(self) -> bool:
        return self.came_now is Came.ALONE and self.came_then in (Came.PROPOSED, Came.LEFT, Came.DIFFERENT)

    @property
    def is_now_wrong(self) -> bool:
        return self.came_then is Came.WRONG and self.came_now is not Came.WRONG


@dataclass(frozen=True, slots=True)
class _Past:
    """Decided lines with what each is on, import after import.

    settled   what moved documents since, other than the lines' own vouchers
    made      voucher of a line → the entries it made, with what remains of them
    """

    lines: Sequence[LineFacts]
    decided: Mapping[int, StoredProposal]
    journals: Mapping[int, JournalFacts]
    banks: Mapping[int, BankAccountFacts]
    lessons: Mapping[int, Collection[Lesson]]
    settled: Sequence[Settled]
    made: Mapping[int, Mapping[int, int]]

    def imports(self) -> Iterator[tuple[list[LineFacts], list[LineFacts]]]:
        """The lines of each import, the oldest first, and with them those of all later ones."""
        found: dict[int, list[LineFacts]] = {}
        for line in self.lines:
            journal = self.journals[line.journal_id]
            found.setdefault(journal.file_import_id or -journal.id, []).append(line)
        ordered = sorted(found.values(), key=lambda lines: (min(line.date for line in lines), lines[0].id))
        for place, lines in enumerate(ordered):
            yield lines, [line for later in ordered[place:] for line in later]


def count_decided(*, company: CompanyFacts, since: date) -> int:
    """How many lines of that day or later try_rulebook() would try."""
    sql = (
        "SELECT COUNT(*) FROM journals_journalline l "
        "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
        "JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
        "WHERE l.company_id = %s AND j.kind = 'PAYMENT_RECONCILIATION' AND l.date >= %s "
        "AND l.transaction_id IS NOT NULL AND l.parent_id IS NULL AND COALESCE(l.account_minor, 0) <> 0 "
        "AND p.difference_minor = 0 AND (l.state = 'POSTED' OR p.is_reviewed) AND EXISTS "
        "(SELECT 1 FROM matching_proposalpart t WHERE t.company_id = p.company_id AND t.proposal_id = p.id)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, since])
        (count,) = cursor.fetchone()
    return int(count)


def try_rulebook(*, company: CompanyFacts, book: Rulebook, since: date, told: Told = nobody) -> list[Tried]:
    """Match the decided lines since that day anew, by the rules as they are and as the book would have them.

    Decided is what was accepted, applied by hand, or posted. The documents are as they were on the last day of each
    import, before its lines; what the lines taught is forgotten. Nothing is written.
    told      hears how many lines are tried, of how many
    refuses   NothingToTry
    """
    past = _past(company, since)
    if not past.lines:
        raise NothingToTry(date=since)
    banks = list(past.banks.values())
    by_journal = {
        id: past.banks[journal.bank_account_id] for id, journal in past.journals.items() if journal.bank_account_id
    }
    now = Decided(banks, by_journal, rules_of(company=company), settings_of(company=company, banks=banks))
    then = replace(now, rules=book.rules or now.rules, settings=book.changed(now.settings))
    found: list[tuple[LineFacts, StoredProposal, StoredProposal]] = []
    with collector_off():
        for lines, later in past.imports():
            by_now, by_then = (
                propose_lines(company=company, lines=lines, book=_book(company, past, lines, later), decided=one)
                for one in (now, then)
            )
            found += zip(lines, by_now, by_then, strict=True)
            told(len(found), len(past.lines))
    return _tried(company, past, found)


def _past(company: CompanyFacts, since: date) -> _Past:
    kept = {journal.id: journal for journal in journals(company=company, kind="PAYMENT_RECONCILIATION")}
    every = [line for line in journal_lines(company=company, journal_ids=list(kept)) if line.date >= since]
    bank_lines = [line for line in every if line.transaction_id and not line.parent_id and line.account_minor]
    proposals = read_proposals(company=company, line_ids=[line.id for line in bank_lines])
    lines = [line for line in bank_lines if _is_decided(line, proposals.get(line.id))]
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    lessons = lessons_of_facts_taught(company=company, line_ids=[line.id for line in lines])
    vouchers = {line.voucher_id for line in lines if line.voucher_id}
    first = min((line.date for line in lines), default=since)
    settled = settled_since(company=company, day=first, besides=vouchers) if lines else []
    made = made_by(company=company, vouchers=vouchers)
    return _Past(lines, proposals, kept, banks, lessons, settled, made)


def _is_decided(line: LineFacts, proposal: StoredProposal | None) -> bool:
    if proposal is None or not proposal.parts or proposal.difference_minor:
        return False
    return line.state == "POSTED" or proposal.is_reviewed


def _book(company: CompanyFacts, past: _Past, lines: Sequence[LineFacts], later: Sequence[LineFacts]) -> ReplayedBook:
    until = max(line.date for line in lines)
    taken: dict[int, int] = {}
    for one in past.settled:
        if one.day > until:
            taken[one.entry_id] = taken.get(one.entry_id, 0) - one.minor
    posted = [line for line in later if line.state == "POSTED"]
    for line in posted:
        for part in past.decided[line.id].parts:
            if part.entry_id:
                taken[part.entry_id] = taken.get(part.entry_id, 0) + part.taken_minor
    for line in posted:  # what the lines made was not there
        taken |= {entry: -remaining for entry, remaining in past.made.get(line.voucher_id or 0, {}).items()}
    return ReplayedBook(
        company=company,
        taken=taken,
        lessons=past.lessons,
        lines=[line.id for line in later],
        until=until,
    )


def _tried(
    company: CompanyFacts, past: _Past, found: Sequence[tuple[LineFacts, StoredProposal, StoredProposal]]
) -> list[Tried]:
    shown = [(line, (past.decided[line.id], now, then)) for line, now, then in found]
    ids = {part.entry_id for _, several in shown for one in several for part in one.parts if part.entry_id}
    numbers = {id: fact.document_number for id, fact in facts_by_id(company=company, ids=ids).items()}
    tried = []
    for line, (decided, now, then) in shown:
        journal = past.journals[line.journal_id]
        tried.append(
            Tried(
                journal=journal.number,
                line=line.line_number,
                date=line.date,
                amount_minor=line.account_minor or 0,
                currency=past.banks[journal.bank_account_id or 0].currency,
                decided=_amounts(decided.parts, numbers),
                came_now=_came(decided, now),
                came_then=_came(decided, then),
                now=_amounts(now.parts, numbers),
                then=_amounts(then.parts, numbers),
                rule_now=now.rule or now.confidence,
                rule_then=then.rule or then.confidence,
            )
        )
    return sorted(tried, key=lambda one: (one.journal, one.line))


def _came(decided: StoredProposal, found: StoredProposal) -> Came:
    if not found.parts:
        return Came.LEFT
    if _settled(found.parts) == _settled(decided.parts):
        return Came.ALONE if found.may_post else Came.PROPOSED
    return Came.WRONG if found.may_post else Came.DIFFERENT


def _settled(parts: Sequence[StoredPart]) -> dict[tuple[str, str, int | None], int]:
    """Where the money is, whatever the order of its parts."""
    found: dict[tuple[str, str, int | None], int] = {}
    for part in parts:
        key = (part.account_type, part.account_number, part.entry_id)
        found[key] = found.get(key, 0) + part.settled_minor
    return found


def _amounts(parts: Sequence[StoredPart], numbers: Mapping[int, str]) -> dict[str, int]:
    """Document, or type and number of the account where there is none → what it gets."""
    found: dict[str, int] = {}
    for part in parts:
        name = numbers.get(part.entry_id or 0) or f"{part.account_type.lower()}:{part.account_number}"
        found[name] = found.get(name, 0) + part.cash_minor
    return found
