"""Which documents a line names: the hits of its references and numbers, weighed, one entry a number at most.

A key may hit several entries: two series with the same digits, our invoice and somebody's external number, a
settled and an open one. Points decide between them: our own number or reference over an external one, letters as
written, a payer that agrees, the amount; equals are none. A hit that is weak alone wants a second sign. What is
contradicted by the payer, lacks its second sign or has another year beside it stays tentative: it counts only where
the amount proves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reskontra.core.matching.keys import KeyKind
from reskontra.core.matching.learned import learned_level, learned_payer_for
from reskontra.core.matching.names import core_fold, full_fold
from reskontra.core.matching.payer_words import is_intermediary, name_pieces
from reskontra.core.matching.records import EntryFact, KeyHit
from reskontra.core.matching.references import is_valid_reference
from reskontra.core.matching.signals import Level, account_level, amount_agrees, name_level
from reskontra.core.matching.text import has_number_word, letters_before, names_number
from reskontra.core.matching.work import CREDITS, Named, Run, Strength, Work, is_opposite
from reskontra.core.matching.years import has_another_year

RULE_OF_KIND: dict[int, str] = {
    KeyKind.DOCUMENT: "document_number",
    KeyKind.DOCUMENT_TAIL: "document_number",
    KeyKind.EXTERNAL: "external_document_number",
    KeyKind.REFERENCE: "payment_reference",
}
FULL_NUMBER_DIGITS = 5
FULL_REFERENCE_DIGITS = 6
SHORTEST_TEXT_NAME = 5
SHORTEST_OTHER_NAME = 8
SERIES_LETTERS_MAX = 3


class Spot(NamedTuple):
    """A number of the line that hit something."""

    written: str
    found_in: str
    start: int
    end: int
    runs: int
    is_doubtful: bool
    amount_minor: int | None
    hits: list[KeyHit]


def name_documents(run: Run, work: Work) -> None:
    """Fill the line's named, tentative, settled and foreign documents from the hits of its numbers."""
    chosen: list[Named] = []
    for spot in _spots(run, work):
        named = _choose(run, work, spot)
        if named:
            chosen.append(named)
    if len(chosen) > 1:
        chosen = _without_overlaps(chosen)
    for named in chosen:
        _file(run, work, named)
    for entry_id in work.line.collected_entry_ids:
        entry = run.entries.get(entry_id)
        if entry and entry.currency == work.line.currency and run.free[entry_id]:
            collected = Named(
                entry, "direct_debit", Strength.VALID, Level.CERTAIN, work.line.end_to_end_id, "end_to_end_id", -1, -1
            )
            work.named = [named for named in work.named if named.entry is not entry] + [collected]


def _spots(run: Run, work: Work) -> Iterator[Spot]:
    for reference in work.references:
        hits = run.hits.get(reference.key)
        if hits:
            place = "reference" if reference.is_structured else "text"
            start = -1 if reference.is_structured else max(work.facts.text.find(reference.raw), 0)
            end = start if reference.is_structured else start + len(reference.raw)
            yield Spot(reference.raw, place, start, end, 0, False, reference.amount_minor, hits)
    for token in work.facts.tokens:
        hits = run.hits.get(token.key)
        if hits:
            yield Spot(token.digits, "text", token.start, token.end, token.runs, token.is_doubtful, None, hits)


def _choose(run: Run, work: Work, spot: Spot) -> Named | None:
    """The entry the number means; None where several are equally good."""
    candidates = [named for hit in spot.hits if (named := _candidate(run, work, spot, hit))]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    by_entry: dict[int, tuple[int, Named]] = {}
    for named in candidates:
        points = _points(run, work, named)
        known = by_entry.get(named.entry.entry_id)
        if not known or (points, named.strength) > (known[0], known[1].strength):
            by_entry[named.entry.entry_id] = (points, named)
    ranking = sorted(by_entry.values(), key=lambda scored: (-scored[0], scored[1].entry.entry_id))
    if len(ranking) > 1 and ranking[0][0] == ranking[1][0]:
        equals = [named.entry.entry_id for points, named in ranking if points == ranking[0][0]]
        work.rivals = tuple(dict.fromkeys((*work.rivals, *equals)))
        return None
    return ranking[0][1]


def _candidate(run: Run, work: Work, spot: Spot, hit: KeyHit) -> Named | None:
    entry = run.entries.get(hit.entry_id)
    if entry is None or not run.takes_ledger(entry.ledger):
        return None
    if is_opposite(entry, work.sign) and entry.document_type not in CREDITS:
        return None
    strength = _strength(work, spot, hit.kind, entry)
    level = party_level(run, work, entry.party_id)
    rule = RULE_OF_KIND[hit.kind]
    return Named(entry, rule, strength, level, spot.written, spot.found_in, spot.start, spot.end, spot.amount_minor)


def _strength(work: Work, spot: Spot, kind: int, entry: EntryFact) -> Strength:
    if spot.runs == 0:
        if kind == KeyKind.REFERENCE:
            return Strength.VALID if is_valid_reference(spot.written) else Strength.FULL
        return Strength.FULL if kind == KeyKind.DOCUMENT else Strength.WEAK
    text = work.facts.text
    if kind <= KeyKind.DOCUMENT_TAIL and _is_written_out(text, spot, entry.document_number):
        return Strength.FULL
    if spot.is_doubtful and not (spot.runs == 1 and has_number_word(text, spot.start)):
        return Strength.DOUBTFUL
    if kind == KeyKind.REFERENCE:
        is_full = len(spot.written) >= FULL_REFERENCE_DIGITS and is_valid_reference(spot.written)
        return Strength.FULL if is_full else Strength.WEAK
    if kind != KeyKind.DOCUMENT or spot.runs > 1 or len(spot.written) < FULL_NUMBER_DIGITS:
        return Strength.WEAK
    return Strength.WEAK if _letters_differ(text, spot.start, entry.document_number) else Strength.FULL


def _is_written_out(text: str, spot: Spot, number: str) -> bool:
    """Whether the document's number stands in the text with its letters or signs: F1041, INV-2026-0012."""
    return len(number) > len(spot.written) and names_number(text, number)


def _letters_differ(text: str, start: int, number: str) -> bool:
    """Whether the text has the number in another series: K104012 for our F104012."""
    written = letters_before(text, start)
    if not written or len(written) > SERIES_LETTERS_MAX:
        return False
    series = "".join(character for character in number if character.isalpha()).upper()
    return bool(series) and not written.endswith(series) and not has_number_word(text, start)


def _points(run: Run, work: Work, named: Named) -> int:
    entry = named.entry
    points = 1 if named.rule != "external_document_number" else 0
    points += 1 if named.strength >= Strength.FULL else 0
    points += 1 if _is_literal(work, named) else 0
    points += 2 if named.level > 0 else -2 if named.level < 0 else 0
    points += 2 if amount_agrees(entry, run.free[entry.entry_id], work.line.amount_minor, work.line.date) else 0
    points += 1 if run.free[entry.entry_id] else 0
    points += 0 if is_opposite(entry, work.sign) else 1
    return points


def _is_literal(work: Work, named: Named) -> bool:
    """Whether the full text of the number stands in the line: it decides between equal digits."""
    entry = named.entry
    numbers = (entry.document_number, entry.payment_reference, entry.external_document_number)
    if named.found_in == "reference":
        return named.written.upper() in [number.upper() for number in numbers]
    return any(number and names_number(work.facts.text, number) for number in numbers)


def party_level(run: Run, work: Work, party_id: int) -> Level:
    """What the line's accounts and names say of a party; the account first, then the name. Kept per line."""
    known = work.levels.get(party_id)
    if known is not None:
        return known
    level = _own_level(run, work, party_id)
    if level <= Level.NONE and run.relations:
        payers = [(_own_level(run, work, payer), -payer) for payer in _payers_for(run, work, party_id)]
        best, payer = max(payers, default=(Level.NONE, 0))
        if best > Level.NONE:
            level = min(Level.STRONG, best)
            work.through[party_id] = -payer
    if level <= Level.NONE and party_id in run.learned_payers:
        senders = {int(fact.value) for fact in run.learned_payers[party_id]}
        learned = learned_payer_for(run, work, party_id, {sender: _own_level(run, work, sender) for sender in senders})
        if learned:
            level, work.learned[party_id] = learned
            work.through[party_id] = int(work.learned[party_id][0].value)
    work.levels[party_id] = level
    return level


def _own_level(run: Run, work: Work, party_id: int) -> Level:
    party = run.parties.get(party_id)
    if party is None:
        return Level.NONE
    by_account = _account_level(run, work, party_id, party.ledger)
    by_name = Level.NONE
    if by_account <= Level.NONE:
        by_name = _name_level(run, work, party.name)
        for name in party.former_names:
            by_name = max(by_name, _name_level(run, work, name))
    if by_account is Level.CONTRADICTS and by_name is Level.WEAK:
        level = Level.NONE  # a likeness of the name does not outweigh another's account
    else:
        level = max(by_account, by_name) if by_name > 0 or by_account > 0 else min(by_account, by_name)
    learned = learned_level(run, work, party_id) if run.facts else None
    if learned and learned[0] > level:
        level, work.learned[party_id] = learned
    return level


def _payers_for(run: Run, work: Work, party_id: int) -> list[int]:
    """Those who pay for the party on that day, by a person's word."""
    return [
        payer
        for payer, several in run.relations.items()
        if any(each.party_id == party_id and each.holds_on(work.line.date) for each in several)
    ]


def _account_level(run: Run, work: Work, party_id: int, ledger: str) -> Level:
    if not work.line.accounts or not any(account in run.holders for account in work.line.accounts):
        return Level.NONE
    holders = [
        holder
        for account in work.line.accounts
        for holder in run.holders.get(account, ())
        if holder in run.parties and run.parties[holder].ledger == ledger
    ]
    return account_level(work.line.accounts, holders, party_id)


def _name_level(run: Run, work: Work, party_name: str) -> Level:
    line = work.line
    if run.settings.name_mode == "DISABLED":
        return Level.NONE
    if not line.name and not line.ultimate_name:
        return Level.WEAK if _is_in_text(work, party_name, SHORTEST_TEXT_NAME) else Level.NONE
    level = name_level(line.name or line.ultimate_name, party_name)
    if line.name and line.ultimate_name and level < Level.STRONG:
        level = max(level, name_level(line.ultimate_name, party_name))
    if level is Level.WEAK and run.settings.name_mode == "EXACT":
        level = Level.NONE
    if level is not Level.CONTRADICTS:
        return level
    if _is_told_otherwise(work, party_name):
        return Level.WEAK
    return Level.NONE if is_intermediary(line.ultimate_name or line.name) else level


def _is_told_otherwise(work: Work, party_name: str) -> bool:
    """Whether another hand pays and the party is named: in the text, or within the name (c/o, on behalf of)."""
    if _is_in_text(work, party_name, SHORTEST_OTHER_NAME):
        return True
    pieces = (*name_pieces(work.line.name), *name_pieces(work.line.ultimate_name))
    return any(name_level(piece, party_name) > Level.NONE for piece in pieces)


def _is_in_text(work: Work, party_name: str, shortest: int) -> bool:
    fold = core_fold(party_name)
    return len(fold) >= shortest and bool(work.facts.text) and fold in full_fold(work.facts.text)


def _without_overlaps(chosen: list[Named]) -> list[Named]:
    """One hit per entry and per stretch of text: the strongest, then the longest, is kept."""
    kept: list[Named] = []
    seen: set[int] = set()
    for named in sorted(chosen, key=_precedence):
        if named.entry.entry_id in seen:
            continue
        if named.start >= 0 and any(named.start < other.end and other.start < named.end for other in kept):
            continue
        seen.add(named.entry.entry_id)
        kept.append(named)
    return sorted(kept, key=lambda named: (named.start, named.entry.entry_id))


def _precedence(named: Named) -> tuple[int, int, bool, int]:
    """Of two of one document the one whose amount the payer stated: what is written like a text is read twice."""
    return (-named.strength, -named.level, named.amount_minor is None, named.start - named.end)


def _file(run: Run, work: Work, named: Named) -> None:
    """Put a chosen hit where it belongs: foreign currency, settled, named or tentative."""
    entry = named.entry
    if not run.free[entry.entry_id]:
        work.settled.append(named)
    elif entry.currency != work.line.currency:
        work.foreign.append(named)
    elif _is_believed(run, work, named) and not is_of_another_year(work, named):
        work.named.append(named)
    else:
        work.tentative.append(named)


def is_of_another_year(work: Work, named: Named) -> bool:
    """Whether the text has the document's running number beside another year: RE-25-0123 for our RE-26-0123."""
    if named.rule != "document_number" or named.start < 0:
        return False
    entry, span = named.entry, (named.start, named.end)
    return has_another_year(work.facts.text, span, entry.document_number, entry.posting_date)


def _is_believed(run: Run, work: Work, named: Named) -> bool:
    if named.level < 0:
        return False
    if named.strength >= Strength.FULL:
        return True
    is_exact = amount_agrees(named.entry, run.free[named.entry.entry_id], work.line.amount_minor, work.line.date)
    if named.strength == Strength.WEAK:
        return named.level > 0 or is_exact
    return named.level > 0 and is_exact
