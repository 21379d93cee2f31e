"""Bank lines to proposals: the order of the stages, each once for all lines.

The strongest evidence goes first over all lines. Within a stage every line says what it wishes, the wishes are assigned
together, and what a line is granted is gone for all later ones. Lines whose wish fell to another line ask again with
what is left. Whole payers are loaded only for lines still open; most lines end with the first stage.

The answer depends on the lines and the book alone: not on the order of the lines given, and not on time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reskontra.core.matching.confidence import MatchRule, rule_table
from reskontra.core.matching.first_stage import Answer, FirstStage, Read, propose_all
from reskontra.core.matching.named import exact_claim
from reskontra.core.matching.payers import find_payers
from reskontra.core.matching.records import BankLine, Book, LineProposal
from reskontra.core.matching.second_stage import hint, open_works, prepare, settle, settle_rest
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.work import Run, Work, keys_of


def match_lines(
    *,
    lines: Sequence[BankLine],
    book: Book,
    rules: Sequence[MatchRule],
    settings: MatchSettings,
    told: Callable[[int], None] = lambda done: None,
) -> list[LineProposal]:
    """Propose for every line which documents it pays, and say why.

    lines     in any order; line_id is unique
    told      hears now and then how many lines are decided; what it raises ends the search
    returns   one proposal a line, in the order of `lines`; no entry is given more than it has left
    refuses   PriorityOutOfRange, PriorityTaken (of the rules): checked in this order
    source    docs: payment reconciliation, matching model
    """
    ordered = sorted(lines, key=lambda line: (line.date, line.line_id))
    found = match_places(
        new_run(book, rules, settings),
        range(len(ordered)),
        read=lambda places: [ordered[place] for place in places],
        answer=lambda proposals: list(proposals.values()),
        told=told,
    )
    return [found[line.line_id] for line in lines]


def match_places(
    run: Run, places: Sequence[int], *, read: Read, answer: Answer, told: Callable[[int], None]
) -> dict[int, Any]:
    """Line → the answer to it, of lines that are read part by part; places: of lines in the order of date and id."""
    stage = FirstStage(run, read=read, answer=answer)
    stage.take(places, told)
    disputed, taken = stage.grant_undisputed()
    run.note(taken)
    settle(run, [claim.work for claim in disputed], lambda work: [exact_claim(run, work)], first=disputed)
    still_open, seen = stage.still_open(), stage.accounts_seen()
    answers = stage.close()
    del stage, disputed, taken
    forget(run, still_open)
    told(len(answers))
    if still_open:
        find_payers(run, still_open, accounts_seen=seen)
        repairs = prepare(run, still_open)
        settle_rest(run, still_open, repairs)
        hint(run, open_works(still_open))
        answers |= answer_rest(run, still_open, answer)
    told(len(places))
    return answers


def answer_rest(run: Run, works: Sequence[Work], answer: Answer) -> dict[int, Any]:
    """Line → answer, whatever became of the line."""
    proposals = propose_all(run, works)
    return dict(zip(proposals, answer(proposals), strict=True))


def new_run(book: Book, rules: Sequence[MatchRule], settings: MatchSettings) -> Run:
    """A run before its lines. refuses: as match_lines()"""
    return Run(book=book, settings=settings, table=rule_table(rules))


def forget(run: Run, works: Sequence[Work]) -> None:
    """Hits and entries that these lines have nothing to do with: what was taken of them, the run still knows."""
    run.hits = {key: run.hits[key] for key in keys_of(works) if key in run.hits}
    kept = {hit.entry_id for hits in run.hits.values() for hit in hits}
    kept.update(entry_id for work in works for entry_id in work.line.collected_entry_ids)
    run.forget_entries(besides=kept)
