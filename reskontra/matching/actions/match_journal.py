"""Automatic application: propose for every open line of the chosen journals what it pays, all lines together."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import transaction

from reskontra import __version__
from reskontra.audit.trail import last_number, newest, record
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody
from reskontra.journals.queries import JournalFacts, LineFacts
from reskontra.journals.queries import lines as journal_lines
from reskontra.ledger.queries import BankAccountFacts, bank_accounts
from reskontra.matching.book import DatabaseBook
from reskontra.matching.models import MatchRun, Proposal
from reskontra.matching.moved import still_true, taken_by
from reskontra.matching.packed import write_proposals
from reskontra.matching.proposals import StoredProposal, reserved_by_entry
from reskontra.matching.searching import Decided, propose_lines
from reskontra.matching.setup import rules_of, settings_of

ATTEMPTS = 3
MOVED_MAX = 1_000  # lines that are matched again while others wait


@dataclass(frozen=True, slots=True)
class Matched:
    """What a run did: lines by state, and how many were left as a person had decided them."""

    lines: int = 0
    ready: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    kept: int = 0
    milliseconds: int = 0
    is_repeat: bool = False

    def and_of(self, other: Matched) -> Matched:
        """Both runs together."""
        states = {
            state: self.states.get(state, 0) + other.states.get(state, 0) for state in (*self.states, *other.states)
        }
        return Matched(
            self.lines + other.lines,
            self.ready + other.ready,
            states,
            self.kept + other.kept,
            self.milliseconds + other.milliseconds,
            is_repeat=other.is_repeat and (self.is_repeat or not self.lines),
        )


def match_journals(
    *, company: CompanyFacts, actor: str, journals: Sequence[JournalFacts], told: Told = nobody
) -> Matched:
    """Replace the automatic proposals of the journals' open lines; what a person reviewed or applied stays.

    Journals of one import are matched together, all or nothing, and one import after the other: a run that was ended
    keeps the imports it has done, and the same run again finishes the rest. The search runs outside the write
    transaction; what other commands have taken or changed meanwhile is matched again before anything is written.

    A run that would find nothing changed since the last is not made again.

    told   hears how many lines are done, and of how many; what it raises ends the run
    """
    imports: dict[int, list[JournalFacts]] = {}
    for journal in journals:
        imports.setdefault(journal.file_import_id or -journal.id, []).append(journal)
    total, done = sum(journal.open_lines for journal in journals), Matched()
    with collector_off():
        for together in imports.values():
            before = done.lines + done.kept
            done = done.and_of(_run(company, actor, together, partial(_tell, told, total, before)))
    return done


def matched_at_once(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> list[JournalFacts]:
    """Those of imported journals whose bank account does not leave matching to a command of its own."""
    by_hand = {bank.id for bank in bank_accounts(company=company) if bank.disables_auto_match}
    return [journal for journal in journals if journal.bank_account_id not in by_hand]


def _tell(told: Told, total: int, before: int, lines: int) -> None:
    told(before + lines, total)


def _run(company: CompanyFacts, actor: str, journals: Sequence[JournalFacts], told: Callable[[int], None]) -> Matched:
    """One import. It is searched again, the last time under the lock, where too much has moved."""
    started, began = bulk.moment(), time.perf_counter()
    if repeated := _repeated(company, journals):
        return repeated
    for attempt in range(1, ATTEMPTS + 1):
        seen = last_number(company=company.id)
        lines, kept = _lines_to_match(company, journals)
        proposals = _proposals(company, lines, _search(company, journals, lines, told))
        with transaction.atomic():
            lock_company(company.id)
            if last_number(company=company.id) != seen:
                now, kept = _lines_to_match(company, journals)
                held, moved = still_true(company=company, read=lines, now=now, proposals=proposals)
                if len(moved) > MOVED_MAX and attempt < ATTEMPTS:
                    continue
                search = _search(company, journals, now, told, taken_by(held)) if moved else None
                proposals = [*held, *_proposals(company, moved, search)] if search else held
            return _store(company, actor, journals, proposals, kept, (started, began))
    raise AssertionError("the last attempt stores what it found")


def _repeated(company: CompanyFacts, journals: Sequence[JournalFacts]) -> Matched | None:
    """What the last run did, where it was over these journals and no command has come since: it would do the same."""
    action, content = newest(company=company.id)
    is_same = content.get("journals") == [journal.id for journal in journals] and content.get("program") == __version__
    if action != "journal.matched" or not is_same:
        return None
    return Matched(content["lines"], content["ready"], content["states"], content["kept"], is_repeat=True)


def _store(
    company: CompanyFacts,
    actor: str,
    journals: Sequence[JournalFacts],
    proposals: Sequence[StoredProposal],
    kept: int,
    begun: tuple[datetime, float],
) -> Matched:
    started, began = begun
    milliseconds = round((time.perf_counter() - began) * 1000)
    written = write_proposals(company=company, proposals=proposals)
    states: dict[str, int] = {}
    for (state, _), count in written.items():
        states[state] = states.get(state, 0) + count
    ready = sum(count for (_, may_post), count in written.items() if may_post)
    done = Matched(len(proposals), ready, states, kept, milliseconds)
    last = MatchRun.objects.filter(company=company.id).order_by("-number").values_list("number", flat=True).first()
    MatchRun.objects.create(
        company_id=company.id,
        number=(last or 0) + 1,
        actor=actor,
        started_at=started,
        milliseconds=milliseconds,
        line_count=done.lines,
        ready_count=done.ready,
        review_count=done.lines - done.ready,
    )
    record(
        company=company.id,
        actor=actor,
        action="journal.matched",
        subject=", ".join(journal.number for journal in journals),
        content={
            "lines": done.lines,
            "ready": done.ready,
            "states": states,
            "kept": kept,
            "program": __version__,
            "journals": [journal.id for journal in journals],
        },
    )
    return done


@dataclass(frozen=True, slots=True)
class _Search:
    """What a search is told besides its lines. reserved: entry → what others have taken; told: hears of lines done."""

    banks: Sequence[BankAccountFacts]
    by_journal: Mapping[int, BankAccountFacts]
    reserved: Mapping[int, int]
    told: Callable[[int], None]


def _search(
    company: CompanyFacts,
    journals: Sequence[JournalFacts],
    besides: Sequence[LineFacts],
    told: Callable[[int], None],
    taken: Mapping[int, int] | None = None,
) -> _Search:
    """besides: the lines whose old proposals reserve nothing; taken: by entry, what new ones take of it."""
    banks = {account.id: account for account in bank_accounts(company=company)}
    by_journal = {journal.id: banks[journal.bank_account_id] for journal in journals if journal.bank_account_id}
    reserved = reserved_by_entry(company=company, besides={line.id for line in besides})
    for entry, minor in (taken or {}).items():
        reserved[entry] = reserved.get(entry, 0) + minor
    return _Search(list(banks.values()), by_journal, reserved, told)


def _lines_to_match(company: CompanyFacts, journals: Sequence[JournalFacts]) -> tuple[list[LineFacts], int]:
    """Open lines that nobody has decided yet, and how many were left out because somebody has."""
    lines = journal_lines(company=company, journal_ids=[journal.id for journal in journals], states=["OPEN"])
    rows = Proposal.objects.filter(company=company.id, journal__in=[journal.id for journal in journals])
    decided = set(rows.exclude(is_reviewed=False, origin__in=["AUTO", "MAPPING"]).values_list("line", flat=True))
    return [line for line in lines if line.id not in decided], sum(line.id in decided for line in lines)


def _proposals(company: CompanyFacts, lines: Sequence[LineFacts], search: _Search) -> Sequence[StoredProposal]:
    rules, settings = rules_of(company=company), settings_of(company=company, banks=search.banks)
    return propose_lines(
        company=company,
        lines=lines,
        book=DatabaseBook(company=company, reserved=search.reserved),
        decided=Decided(search.banks, search.by_journal, rules, settings),
        told=search.told,
    )
