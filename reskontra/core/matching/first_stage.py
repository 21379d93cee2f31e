"""The first stage: lines are read and looked up, and wish for the documents that they name and pay exactly.

Most lines end here. Some of the lines may go through it apart from the others, in a process of their own: what their
wishes share with those of the others is all that must be known of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from reskontra.core.matching.accounts import account_forms
from reskontra.core.matching.alternatives import other_documents
from reskontra.core.matching.assign import fits
from reskontra.core.matching.belongings import belongings_of, take_in, taken_by
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.documents import name_documents
from reskontra.core.matching.explain import propose
from reskontra.core.matching.learned import look_up_facts
from reskontra.core.matching.named import exact_claim
from reskontra.core.matching.records import BankLine, LineProposal
from reskontra.core.matching.references import SHORTEST_IN_TEXT, line_references
from reskontra.core.matching.text import plain_text, read_text
from reskontra.core.matching.work import Claim, Run, Taken, Work, keys_of

_NOT_DIGITS = re.compile("[^0-9]+")


LINES_AT_ONCE = 10_000

Read = Callable[[Sequence[int]], Sequence[BankLine]]
Answer = Callable[[Mapping[int, LineProposal]], Sequence[Any]]


class FirstStage:
    """The first stage of some lines of a run: a part of them is read at a time, and let go of when it is answered.

    A line is answered at once where it names nothing besides what it pays. Should another line want the same later, it
    is read again, and both are disputed: money is granted when all lines have been seen, as if they came together.

    kept       lines that are not answered yet, in their order
    wanted     entry → what the wishes want of it, without sign
    answers    line → its answer
    """

    def __init__(self, run: Run, *, read: Read, answer: Answer) -> None:
        """read: the lines of these places in the order of all lines; answer: what is kept of proposals."""
        self.run = run
        self.read = read
        self.answer = answer
        self.kept: list[Work] = []
        self.wanted: dict[int, int] = {}
        self.answers: dict[int, Any] = {}
        self._contended: set[int] = set()
        self._claims: list[Claim] = []
        self._taken: list[Taken] = []
        self._seen: list[tuple[int, str, int]] = []

    def take(self, places: Sequence[int], told: Callable[[int], None] = lambda done: None) -> None:
        """Read the lines of these places, and let each wish; told hears how many are answered, after each part."""
        for start in range(0, len(places), LINES_AT_ONCE):
            self._take(places[start : start + LINES_AT_ONCE])
            told(len(self.answers))

    def _take(self, places: Sequence[int], *, is_recalled: bool = False) -> list[Claim]:
        run = self.run.part()
        works = [_work(run, line, place) for place, line in zip(places, self.read(places), strict=True)]
        active = [work for work in works if _is_active(work)]
        _look_up(run, active)
        self.run.relations = run.relations
        for work in active:
            name_documents(run, work)
        claims = {work.position: claim for work in active if (claim := exact_claim(run, work))}
        if is_recalled:
            self._keep(run, works)
            return list(claims.values())
        fitting = {place for place, claim in claims.items() if self._want(run, claim)}
        sure = [
            work
            for work in works
            if not _is_active(work) or (work.position in fitting and not other_documents(work, claims[work.position]))
        ]
        self._answer(run, sure, claims)
        places_answered = {work.position for work in sure}
        kept = [work for work in works if work.position not in places_answered]
        self._claims += [claims[work.position] for work in kept if work.position in claims]
        self._keep(run, kept)
        return []

    def _keep(self, run: Run, works: Sequence[Work]) -> None:
        take_in(self.run, belongings_of(run, works))
        self.kept += works

    def _want(self, run: Run, claim: Claim) -> bool:
        """Note what the wish wants; whether there is so much."""
        if not fits(claim, run.free):
            return False
        for entry_id, gross in claim.uses:
            total = self.wanted.get(entry_id, 0) + abs(gross)
            self.wanted[entry_id] = total
            if total > abs(run.free[entry_id]):
                self._contended.add(entry_id)
        return True

    def _answer(self, run: Run, works: Sequence[Work], claims: Mapping[int, Claim]) -> None:
        for work in works:
            work.claim = claims.get(work.position)
        self._taken += taken_by(run, works)
        for account, party_id, line_id in _accounts_seen(run, works):
            self._seen.append((line_id, account, party_id))
        proposals = propose_all(run, works)
        self.answers.update(zip(proposals, self.answer(proposals), strict=True))

    def grant_undisputed(self, shared: Collection[int] = ()) -> tuple[list[Claim], list[Taken]]:
        """The wishes that others compete with, to be assigned together, and what the others were granted.

        shared   entries of which these lines and others want too much together
        """
        contended = self._contended.union(shared)
        recalled = {one.place for one in self._taken if one.entry_id in contended}
        gone = {one.line_id for one in self._taken if one.place in recalled}
        disputed = self._take(sorted(recalled), is_recalled=True) if recalled else []
        self._taken = [one for one in self._taken if one.place not in recalled]
        self._seen = [one for one in self._seen if one[0] not in gone]
        for line_id in gone:
            del self.answers[line_id]
        for claim in self._claims:
            if fits(claim, self.run.free) and not any(entry_id in contended for entry_id, _ in claim.uses):
                claim.work.claim = claim
                self._taken += taken_by(self.run, [claim.work])
            else:
                disputed.append(claim)
        self.kept.sort(key=lambda work: work.position)
        self._claims = []
        return disputed, sorted(self._taken)

    def accounts_seen(self) -> dict[str, tuple[int, ...]]:
        """Accounts nobody is known by that stood on lines settled by number, with those documents' parties."""
        seen: dict[str, set[int]] = defaultdict(set)
        for _, account, party_id in self._seen:
            seen[account].add(party_id)
        for account, party_id, _ in _accounts_seen(self.run, self.kept):
            seen[account].add(party_id)
        return {account: tuple(sorted(parties)) for account, parties in seen.items()}

    def still_open(self) -> list[Work]:
        """The lines that were granted nothing and may pay something."""
        return [work for work in self.kept if work.claim is None]

    def close(self) -> dict[int, Any]:
        """Answer the lines that were kept and granted something; line → answer, of all that have one now."""
        proposals = propose_all(self.run, [work for work in self.kept if work.claim])
        self.answers.update(zip(proposals, self.answer(proposals), strict=True))
        return self.answers


def propose_all(run: Run, works: Iterable[Work]) -> dict[int, LineProposal]:
    """Line → its proposal; what was granted is let go of."""
    proposals = {}
    for work in works:
        proposals[work.line.line_id] = propose(run, work)
        work.claim = None  # a claim knows its line: what goes round in circles only the collector would free
    return proposals


def _is_active(work: Work) -> bool:
    return bool(work.line.amount_minor) and not work.line.return_reason


def _work(run: Run, line: BankLine, place: int) -> Work:
    """Normalise a line, once."""
    written = [*line.texts, *(ref.raw for ref in line.references if _is_wordy(ref.raw))]
    text = plain_text(" ".join(written)) if written else ""
    ignored = run.settings.own_numbers
    if line.accounts and text:
        ignored = ignored | {_digits(account) for account in line.accounts}
    facts = read_text(text, booked=line.date, amount_minor=line.amount_minor, currency=line.currency, ignored=ignored)
    references = line_references(line, text) if line.references or len(text) >= SHORTEST_IN_TEXT else ()
    return Work(line=line, position=place, facts=facts, references=references)


def _is_wordy(raw: str) -> bool:
    """Whether a structured reference is text rather than a reference: several words or numbers."""
    return not raw.isalnum() and raw[:2].upper() != "RF" and any(c in raw for c in " ,;/+")


def _digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)


def _look_up(run: Run, works: Sequence[Work]) -> None:
    """Keys to entries, entries to parties, accounts to parties: one question each."""
    collected = {entry_id for work in works for entry_id in work.line.collected_entry_ids}
    learn_keys(run, keys_of(works), collected)
    own = run.settings.own_accounts
    accounts = {account for work in works for account in work.line.accounts if account not in own}
    if accounts:
        run.holders = _holders(run, accounts)
        holders = {party for parties in run.holders.values() for party in parties}
        run.learn_parties(run.book.parties(sorted(holders - run.parties.keys())))
    run.relations = run.book.relations()
    related = {party for payer, several in run.relations.items() for party in (payer, *(o.party_id for o in several))}
    run.learn_parties(run.book.parties(sorted(related - run.parties.keys())) if related else {})
    look_up_facts(run, works)


def _holders(run: Run, accounts: Iterable[str]) -> dict[str, Sequence[int]]:
    """The parties of each account in any of its forms; accounts of nobody are left out."""
    forms = {account: account_forms(account) for account in accounts}
    known = run.book.parties_by_account(sorted({form for several in forms.values() for form in several}))
    holders: dict[str, Sequence[int]] = {}
    for account, several in forms.items():
        parties = {party for form in several if form in known for party in known[form]}
        if parties:
            holders[account] = sorted(parties)
    return holders


def learn_keys(run: Run, keys: Iterable[int], collected: Iterable[int] = ()) -> None:
    wanted = sorted(set(keys) - run.hits.keys())
    hits = run.book.find_keys(wanted) if wanted else ()
    for hit in hits:
        run.hits.setdefault(hit.key, []).append(hit)
    ids = ({hit.entry_id for hit in hits} | set(collected)) - run.entries.keys()
    if ids:
        run.learn(run.book.entries(sorted(ids)).values())
    parties = {run.entries[entry_id].party_id for entry_id in ids if entry_id in run.entries} - run.parties.keys()
    if parties:
        run.learn_parties(run.book.parties(sorted(parties)))


def _accounts_seen(run: Run, works: Iterable[Work]) -> Iterator[tuple[str, int, int]]:
    """(account, party, line) of accounts nobody is known by, on lines that are settled by number for certain."""
    for work in works:
        claim = work.claim
        if claim is None or claim.party_id is None or claim.confidence is not Confidence.HIGH:
            continue
        for account in work.line.accounts:
            if account not in run.holders:
                yield account, claim.party_id, work.line.line_id
