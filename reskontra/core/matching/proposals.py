"""Bank lines to proposals: the order of the stages, each once for all lines.

The strongest evidence goes first over all lines. Within a stage every line says what it wishes, the wishes are assigned
together, and what a line is granted is gone for all later ones. Lines whose wish fell to another line ask again with
what is left. Whole payers are loaded only for lines still open; most lines end with the first stage.

The answer depends on the lines and the book alone: not on the order of the lines given, and not on time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from reskontra.core.matching.accounts import account_forms
from reskontra.core.matching.assign import assign
from reskontra.core.matching.completion import inferred_claim, near_claim, written_claim
from reskontra.core.matching.confidence import Confidence, MatchRule, rule_table
from reskontra.core.matching.documents import name_documents
from reskontra.core.matching.explain import propose
from reskontra.core.matching.foreign import foreign_claim, foreign_works, learn_foreign
from reskontra.core.matching.learned import look_up_facts
from reskontra.core.matching.lump import lump_claim, period_claim
from reskontra.core.matching.named import exact_claim, explained_claim, residue_claim, tentative_claim
from reskontra.core.matching.payer_amount import payer_amount_claims
from reskontra.core.matching.payer_residue import payer_residue_claim
from reskontra.core.matching.payers import find_payers
from reskontra.core.matching.records import BankLine, Book, EntryFact, LineProposal
from reskontra.core.matching.references import line_references
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.signals import Level
from reskontra.core.matching.slips import repaired_claim, repairs_of, slip_claim
from reskontra.core.matching.text import plain_text, read_text
from reskontra.core.matching.work import Claim, Run, Strength, Work, is_opposite

_NOT_DIGITS = re.compile("[^0-9]+")
ROUNDS_MAX = 6
HINTS_MAX = 5

Wish = Callable[[Work], Iterable[Claim | None]]


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
    told      hears, between the stages, how many lines are decided; what it raises ends the search
    returns   one proposal a line, in the order of `lines`; no entry is given more than it has left
    refuses   PriorityOutOfRange, PriorityTaken (of the rules): checked in this order
    source    docs: payment reconciliation, matching model
    """
    run = Run(book=book, settings=settings, table=rule_table(rules))
    works = _read(run, lines)
    active = [work for work in works if _is_active(work)]
    _look_up(run, active)
    for work in active:
        name_documents(run, work)
    _settle(run, active, lambda work: [exact_claim(run, work)])
    seen = _accounts_seen(run, active)
    still_open = _open(active)
    proposals = _propose(run, [work for work in works if work.claim or not _is_active(work)])
    del works, active  # most lines are answered: what was found for them makes room for the payers of the others
    _forget(run, still_open)
    told(len(proposals))
    if still_open:
        _settle_rest(run, still_open, seen)
        proposals |= _propose(run, still_open)
    told(len(lines))
    return [proposals[line.line_id] for line in lines]


def _is_active(work: Work) -> bool:
    return bool(work.line.amount_minor) and not work.line.return_reason


def _propose(run: Run, works: Iterable[Work]) -> dict[int, LineProposal]:
    proposals = {}
    for work in works:
        proposals[work.line.line_id] = propose(run, work)
        work.claim = None  # a claim knows its line: what goes round in circles only the collector would free
    return proposals


def _read(run: Run, lines: Sequence[BankLine]) -> list[Work]:
    """Normalise every line once, in the order of date and id."""
    works = []
    settings = run.settings
    for position, line in enumerate(sorted(lines, key=lambda line: (line.date, line.line_id))):
        written = [*line.texts, *(ref.raw for ref in line.references if _is_wordy(ref.raw))]
        text = plain_text(" ".join(written)) if written else ""
        ignored = settings.own_numbers
        if line.accounts and text:
            ignored = ignored | {_digits(account) for account in line.accounts}
        facts = read_text(
            text, booked=line.date, amount_minor=line.amount_minor, currency=line.currency, ignored=ignored
        )
        references = line_references(line, text) if line.references or len(text) > 10 else ()
        works.append(Work(line=line, position=position, facts=facts, references=references))
    return works


def _is_wordy(raw: str) -> bool:
    """Whether a structured reference is text rather than a reference: several words or numbers."""
    return not raw.isalnum() and raw[:2].upper() != "RF" and any(c in raw for c in " ,;/+")


def _digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)


def _look_up(run: Run, works: Sequence[Work]) -> None:
    """Keys to entries, entries to parties, accounts to parties: one question each."""
    keys = {reference.key for work in works for reference in work.references}
    keys.update(token.key for work in works for token in work.facts.tokens)
    collected = {entry_id for work in works for entry_id in work.line.collected_entry_ids}
    _learn_keys(run, keys, collected)
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


def _learn_keys(run: Run, keys: Iterable[int], collected: Iterable[int] = ()) -> None:
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


def _forget(run: Run, works: Sequence[Work]) -> None:
    """Hits and entries that these lines have nothing to do with: what was taken of them, the run still knows."""
    keys = {reference.key for work in works for reference in work.references}
    keys.update(token.key for work in works for token in work.facts.tokens)
    run.hits = {key: run.hits[key] for key in keys if key in run.hits}
    kept = {hit.entry_id for hits in run.hits.values() for hit in hits}
    kept.update(entry_id for work in works for entry_id in work.line.collected_entry_ids)
    run.forget_entries(besides=kept)


def _settle(run: Run, works: Sequence[Work], wish: Wish) -> None:
    """Let the lines wish and be assigned, until no line that lost gets anything from what is left."""
    waiting = [work for work in works if work.claim is None]
    for _ in range(ROUNDS_MAX):
        claims = [claim for work in waiting for claim in wish(work) if claim]
        if not claims:
            return
        granted = assign(claims, run.free)
        for claim in granted:
            run.grant(claim)
        losers = {id(claim.work) for claim in claims if claim.work.claim is None}
        if not granted or not losers:
            return
        waiting = [work for work in waiting if id(work) in losers]


def _settle_lumps(run: Run, works: Sequence[Work]) -> None:
    """Sums, again for the lines whose payers' documents became fewer, until nothing more is found."""
    waiting = sorted(works, key=lambda work: min(work.payers))  # a payer's documents are made ready once for its lines
    for _ in range(ROUNDS_MAX):
        _settle(run, waiting, lambda work: [lump_claim(run, work)])
        changed = {work.claim.party_id for work in waiting if work.claim}
        waiting = [work for work in waiting if work.claim is None and changed.intersection(work.payers)]
        if not waiting:
            return


def _open(works: Iterable[Work]) -> list[Work]:
    return [work for work in works if work.claim is None]


def _accounts_seen(run: Run, works: Iterable[Work]) -> dict[str, tuple[int, ...]]:
    """Accounts nobody is known by that stood on lines settled by number, with the parties those documents were of."""
    seen: dict[str, set[int]] = defaultdict(set)
    for work in works:
        claim = work.claim
        if claim is None or claim.party_id is None or claim.confidence is not Confidence.HIGH:
            continue
        for account in work.line.accounts:
            if account not in run.holders:
                seen[account].add(claim.party_id)
    return {account: tuple(sorted(parties)) for account, parties in seen.items()}


def _settle_rest(run: Run, works: Sequence[Work], accounts_seen: Mapping[str, Sequence[int]]) -> None:
    find_payers(run, works, accounts_seen=accounts_seen)
    for work in works:
        work.settled += [named for named in work.named if not run.free[named.entry.entry_id]]
        work.named = [
            named
            for named in work.named
            if run.free[named.entry.entry_id] and not _is_disowned(work, named.entry, named.level)
        ]
    _repair(run, works)
    by_amount = _entries_by_amount(run, _open(works))
    _settle(run, _open(works), lambda work: [slip_claim(run, work, by_amount.get(work.position, ()))])
    _load_payers(run, _open(works), by_amount)
    _settle(run, _open(works), lambda work: [written_claim(run, work)] if work.named else ())
    _settle(run, _open(works), lambda work: [explained_claim(run, work)] if work.named else ())
    _settle(run, _open(works), lambda work: [tentative_claim(run, work)])
    named = sorted((work for work in _open(works) if work.named), key=lambda work: work.named[0].entry.party_id)
    _settle(run, named, lambda work: [inferred_claim(run, work)])
    _settle(run, _open(works), lambda work: [residue_claim(run, work)] if work.named else ())
    unnamed = [work for work in _open(works) if not _is_answered(work)]
    _settle(run, unnamed, lambda work: payer_amount_claims(run, work, by_amount.get(work.position, ())))
    _settle(run, _open(unnamed), lambda work: [near_claim(run, work)] if work.payers and work.facts.tokens else ())
    _settle(run, _open(unnamed), lambda work: [period_claim(run, work)] if work.payers else ())
    _settle_lumps(run, [work for work in _open(unnamed) if work.payers])
    _settle(run, _open(unnamed), lambda work: [payer_residue_claim(run, work)] if work.payers else ())
    _settle_foreign(run, foreign_works(_open(works)))
    _hint(run, _open(works))


def _settle_foreign(run: Run, works: Sequence[Work]) -> None:
    """Documents in another currency, for the lines that nothing of their own currency was found for."""
    if works:
        owed = learn_foreign(run, works)
        _settle(run, works, lambda work: [foreign_claim(run, work, owed)])


def _is_disowned(work: Work, entry: EntryFact, level: Level) -> bool:
    """Whether the line is clearly from somebody else than the party of a document named without the payer's sign."""
    if level > Level.NONE or entry.party_id in work.payers:
        return False
    return any(payer.level >= Level.STRONG for payer in work.payers.values())


def _is_answered(work: Work) -> bool:
    """Whether the line names a document of its payer that is settled or in another currency: then it pays no other."""
    return any(named.level > Level.NONE or named.strength is Strength.VALID for named in (*work.settled, *work.foreign))


def _repair(run: Run, works: Sequence[Work]) -> None:
    repairs = repairs_of(run, works)
    if not repairs:
        return
    _learn_keys(run, {key for keys in repairs.values() for key in keys})
    wished = [work for work in works if any((work.position, ref.raw) in repairs for ref in work.references)]
    _settle(
        run,
        wished,
        lambda work: [
            repaired_claim(run, work, reference.raw, sorted(repairs[work.position, reference.raw]))
            for reference in work.references
            if (work.position, reference.raw) in repairs
        ],
    )


def _entries_by_amount(run: Run, works: Sequence[Work]) -> dict[int, list[EntryFact]]:
    """For every line: its payers' open entries with the line's amount, gross or net."""
    pairs = {(party_id, work.line.amount_minor) for work in works for party_id in work.payers}
    if not pairs:
        return {}
    answers = run.book.open_entries_by_amount(sorted(pairs))
    for entries in answers.values():
        run.learn(entries)
    found: dict[int, list[EntryFact]] = {}
    for work in works:
        entries = [entry for party_id in work.payers for entry in answers.get((party_id, work.line.amount_minor), ())]
        if entries:
            found[work.position] = sorted(
                (entry for entry in entries if _may_be_paid(run, work, entry)), key=lambda entry: entry.entry_id
            )
    return found


def _may_be_paid(run: Run, work: Work, entry: EntryFact) -> bool:
    return entry.currency == work.line.currency and run.takes_ledger(entry.ledger) and not is_opposite(entry, work.sign)


def _load_payers(run: Run, works: Iterable[Work], by_amount: Mapping[int, Sequence[EntryFact]]) -> None:
    """Whole payers, for lines that name documents of theirs with a difference, or have no document of the amount."""
    wanted: set[int] = set()
    short: set[int] = set()
    for work in works:
        if work.named:
            (short if _is_short(run, work) else wanted).update(named.entry.party_id for named in work.named)
        elif not by_amount.get(work.position):
            wanted.update(work.payers)
    if short - wanted:
        wanted.update(run.book.parties_with_credits(sorted(short - wanted)))
    wanted -= run.open_by_party.keys()
    if not wanted:
        return
    answers = run.book.open_entries(sorted(wanted))
    for party_id in wanted:
        run.load(party_id, answers.get(party_id, ()))
    run.learn_parties(run.book.parties(sorted(wanted - run.parties.keys())))


def _is_short(run: Run, work: Work) -> bool:
    """Whether the line pays less than the one document it names, so that only a credit could make up the rest."""
    if len(work.named) > 1 or work.named[0].entry.discount_minor:
        return False
    return (run.free[work.named[0].entry.entry_id] - work.line.amount_minor) * work.sign > 0


def _hint(run: Run, works: Sequence[Work]) -> None:
    """Open entries of anybody with the amount of a line nobody is known for: to choose among, never applied."""
    unknown = [work for work in works if not work.payers and not work.named and not work.tentative and not work.settled]
    amounts = sorted({work.line.amount_minor for work in unknown})
    if not amounts:
        return
    answers = run.book.parties_with_amount(amounts, HINTS_MAX)
    for work in unknown:
        entries = answers.get(work.line.amount_minor, ())
        run.learn(entries)
        work.rivals = work.rivals or tuple(sorted(entry.entry_id for entry in entries if run.free[entry.entry_id]))
