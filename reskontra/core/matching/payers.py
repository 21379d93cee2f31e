"""Who sent the money: parties found by account, number and name, for the lines that no document has settled.

Distinct names are far fewer than lines, so every question is asked once for all of them, and the later, vaguer
questions only for names that the earlier ones left without an answer: the exact fold, the fold without legal form, the
sorted words, the beginning of a name cut off, and at last a word put right by the vocabulary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from reskontra.core.matching.facts import fact_level
from reskontra.core.matching.learned import learned_payers, rule_of, with_learned
from reskontra.core.matching.names import (
    FURTHER_FORMS,
    NameKind,
    core_words,
    full_fold,
    joined_otherwise,
    name_words,
    sorted_fold,
    spelled_words,
)
from reskontra.core.matching.payer_keys import PayerKeys
from reskontra.core.matching.payer_words import name_pieces, organisation_forms, organisation_numbers, party_numbers
from reskontra.core.matching.records import Book, FactKind
from reskontra.core.matching.signals import SHORTEST_CUT, Level
from reskontra.core.matching.vocabulary import Vocabulary
from reskontra.core.matching.work import Doubt, Payer, Run, Work

PREFIX_PARTIES_MAX = 8
PAYERS_PER_LINE_MAX = 8
PAID_FOR_MAX = 50  # a factor of more clients is told by the documents it names
LONG_CUT = 15
LAST_WORDS_MAX = 3
SHORTEST_SLIP = 4
TEXT_WORDS_MAX = 14
TEXT_NAME_WORDS = (5, 4, 3, 2)
TEXT_NAME_LETTERS_MIN = 8
_DIGIT = re.compile("[0-9]")


class Found(NamedTuple):
    """Parties that a name may be, and how well it says so if it is only one."""

    parties: tuple[int, ...]
    level: Level
    doubt: Doubt = Doubt.NONE


def find_payers(run: Run, works: Sequence[Work], *, accounts_seen: Mapping[str, Sequence[int]]) -> None:
    """Fill the payers of these lines.

    accounts_seen   parties of accounts that stood on lines of this run settled by number
    """
    own = {number.replace("-", "") for number in run.settings.own_numbers}
    numbers_told = {work.position: _numbers_of(work, own) for work in works}
    by_number = _by_number(run, numbers_told.values())
    keys = PayerKeys(run, works)
    is_named = run.settings.name_mode != "DISABLED"
    by_name = _by_name(run, _distinct_names(works) if is_named else set())
    by_text = _by_text(run, works, by_name) if is_named else {}
    found = {party for answer in (*by_name.values(), *by_text.values()) for party in answer.parties}
    found |= {party for parties in by_number.values() for party in parties} | keys.parties
    found |= {party for parties in accounts_seen.values() for party in parties}
    run.learn_parties(run.book.parties(sorted(found - run.parties.keys())))
    for work in works:
        accounts = _account_payers(run, work, accounts_seen)
        answers = [(name, by_name[name]) for name in (work.line.name, work.line.ultimate_name) if name in by_name]
        if work.facts.text in by_text and not any(answer.level >= Level.STRONG for _, answer in answers):
            answers.append((work.facts.text, by_text[work.facts.text]))
        numbers = _number_payers(numbers_told[work.position], by_number)
        is_clear = any(answer.level >= Level.STRONG for _, answer in answers)
        work.payers = _combine(accounts, _name_payers(run, work, answers), numbers, is_clear=is_clear)
        if run.facts:
            work.payers = with_learned(work.payers, learned_payers(run, work))
        if further := keys.payers(run, work):
            work.payers = with_learned(work.payers, further)
    _add_paid_for(run, works)
    _add_learned_paid_for(run, works)


def _add_paid_for(run: Run, works: Sequence[Work]) -> None:
    """Those that a payer pays for by a person's word: meant as much as it, so equal amounts are a question."""
    for work in works if run.relations else ():
        for payer_id, payer in list(work.payers.items()):
            meant = [each.party_id for each in run.relations.get(payer_id, ()) if each.holds_on(work.line.date)]
            for party_id in meant if len(meant) <= PAID_FOR_MAX else ():
                evidence = run.parties[payer_id].number
                work.payers.setdefault(party_id, Payer(payer.level, "payer_pays_for", evidence))


def _add_learned_paid_for(run: Run, works: Sequence[Work]) -> None:
    """Those that a payer has paid for before, as well known as the payer at most."""
    payers = {str(party_id) for work in works for party_id in work.payers}
    facts = run.book.facts(FactKind.PAYS_FOR, payers)
    meant = {fact.party_id for several in facts.values() for fact in several if fact.party_id is not None}
    run.learn_parties(run.book.parties(sorted(meant - run.parties.keys())) if meant - run.parties.keys() else {})
    for work in works if facts else ():
        for payer_id, payer in list(work.payers.items()):
            several = facts.get(str(payer_id), ())
            for fact in several if len(several) <= PAID_FOR_MAX else ():
                level = min(payer.level, fact_level(fact, ()))
                if level > Level.NONE and fact.party_id is not None:
                    evidence = run.parties[payer_id].number
                    work.payers.setdefault(fact.party_id, Payer(level, rule_of(fact), evidence, (fact,)))


def _distinct_names(works: Iterable[Work]) -> set[str]:
    return {name for work in works for name in (work.line.name, work.line.ultimate_name) if name}


def _account_payers(run: Run, work: Work, accounts_seen: Mapping[str, Sequence[int]]) -> dict[int, Payer]:
    payers: dict[int, Payer] = {}
    for account in work.line.accounts:
        known = [party for party in run.holders.get(account, ()) if party in run.parties]
        for party_id in known:
            ledger = run.parties[party_id].ledger
            alone = len({party for party in known if run.parties[party].ledger == ledger}) == 1
            payers[party_id] = Payer(Level.CERTAIN if alone else Level.STRONG, "payer_account", account)
        for party_id in () if known else accounts_seen.get(account, ()):
            payers[party_id] = Payer(Level.STRONG, "payer_account_seen", account)
    return payers


def _name_payers(run: Run, work: Work, answers: Sequence[tuple[str, Found]]) -> dict[int, Payer]:
    payers: dict[int, Payer] = {}
    for name, answer in answers:
        parties = answer.parties
        level, doubt = answer.level, answer.doubt
        if len(parties) > 1:
            doubt = Doubt.NAMESAKES if level >= Level.STRONG else Doubt.NONE
            level = Level.WEAK
            same_city = _in_city_told(run, work, parties)
            if len(same_city) == 1:
                payers[same_city[0]] = Payer(Level.STRONG, "payer_name_and_city", name)
                continue
        for party_id in parties:
            if party_id not in payers or payers[party_id].level < level:
                payers[party_id] = Payer(level, "payer_name", name, doubt=doubt if len(answers) == 1 else Doubt.NONE)
    return payers


def _in_city_told(run: Run, work: Work, parties: Sequence[int]) -> list[int]:
    """Those of the namesakes whose city stands in its own field; else in the name or the text."""
    line = work.line
    city = full_fold(line.city)
    told = [party for party in parties if city and full_fold(run.parties[party].city) == city]
    if told:
        return told
    words = frozenset(name_words(f"{line.name} {line.ultimate_name} {work.facts.text}"))
    return [
        party
        for party in parties
        if (own := name_words(run.parties[party].city))
        and words.difference(name_words(run.parties[party].name)).issuperset(own)
    ]


def _number_payers(numbers: Iterable[str], by_number: Mapping[str, Sequence[int]]) -> dict[int, Payer]:
    payers = {}
    for number in numbers:
        for party_id in by_number.get(number, ()):
            payers[party_id] = Payer(Level.STRONG, "payer_number", number)
    return payers


def _combine(
    accounts: dict[int, Payer], names: dict[int, Payer], numbers: dict[int, Payer], *, is_clear: bool
) -> dict[int, Payer]:
    """Account before number before name. Two that agree on a party leave only it; a name beside another's account
    takes certainty from the account, and a clear name (also of several) beside another's number leaves both weak."""
    payers = accounts
    for others in (numbers, names):
        common = payers.keys() & others.keys()
        if common:
            payers = {party: payers[party]._replace(level=_raised(payers[party], others[party])) for party in common}
        elif payers and others:
            most = Level.WEAK if payers is numbers and is_clear else Level.STRONG
            payers = {party: payer._replace(level=min(payer.level, most)) for party, payer in payers.items()}
            payers |= {party: payer._replace(level=Level.WEAK, doubt=Doubt.NONE) for party, payer in others.items()}
        else:
            payers = payers or others
    strongest = sorted(payers.items(), key=lambda item: (-item[1].level, item[0]))
    return dict(strongest[:PAYERS_PER_LINE_MAX]) if len(strongest) <= PAYERS_PER_LINE_MAX else {}


def _raised(payer: Payer, other: Payer) -> Level:
    return max(payer.level, other.level)


def _numbers_of(work: Work, own: Collection[str]) -> list[str]:
    """Numbers that a party may have; own: those that are ours, without dashes."""
    numbers = list(organisation_forms(work.line.organisation_number)) if work.line.organisation_number else []
    text = work.facts.text
    if _DIGIT.search(text):
        numbers += party_numbers(text)
        numbers += organisation_numbers(text)
    return [number for number in numbers if number.replace("-", "") not in own]


def _by_number(run: Run, numbers: Iterable[Sequence[str]]) -> Mapping[str, Sequence[int]]:
    distinct = {number for several in numbers for number in several}
    return run.book.parties_by_number(sorted(distinct)) if distinct else {}


def _by_name(run: Run, names: set[str]) -> dict[str, Found]:
    """The parties of the names; of a name nobody has, weakly those of the names within it."""
    search = NameSearch(run.book, is_near=run.settings.name_mode == "NEARNESS")
    found = dict(search.find(names))
    pieces = {name: parts for name in names - found.keys() if (parts := name_pieces(name))}
    if pieces:
        by_piece = search.find({piece for parts in pieces.values() for piece in parts})
        for name, parts in pieces.items():
            parties = {party for piece in parts if piece in by_piece for party in by_piece[piece].parties}
            if parties:
                found[name] = Found(tuple(sorted(parties)), Level.WEAK)
    return found


def _is_clear(by_name: Mapping[str, Found], name: str) -> bool:
    return name in by_name and by_name[name].level >= Level.STRONG


def _by_text(run: Run, works: Sequence[Work], by_name: Mapping[str, Found]) -> dict[str, Found]:
    """Names written in the text of lines whose own name is hardly anybody's: the longest run of words that is one."""
    texts = {
        work.facts.text
        for work in works
        if work.facts.text and not any(_is_clear(by_name, name) for name in (work.line.name, work.line.ultimate_name))
    }
    pieces: dict[str, list[str]] = {}
    for text in texts:
        words = [word for word in name_words(text) if not word.isdigit()][:TEXT_WORDS_MAX]
        pieces[text] = [
            fold
            for size in TEXT_NAME_WORDS
            for start in range(len(words) - size + 1)
            if len(fold := "".join(words[start : start + size])) >= TEXT_NAME_LETTERS_MIN
        ]
    folds = sorted({fold for candidates in pieces.values() for fold in candidates})
    if not folds:
        return {}
    full = run.book.parties_by_name(NameKind.FULL, folds)
    core = run.book.parties_by_name(NameKind.CORE, folds)
    found = {}
    for text, candidates in pieces.items():
        for fold in candidates:
            parties = tuple(full.get(fold) or core.get(fold) or ())
            if parties:
                found[text] = Found(tuple(sorted(set(parties))), Level.WEAK)
                break
    return found


class NameSearch:
    """The parties of many names at once, from exact to vague."""

    def __init__(self, book: Book, *, is_near: bool) -> None:
        self.book = book
        self.is_near = is_near
        self.found: dict[str, Found] = {}
        self._known_words: Vocabulary | None = None

    def find(self, names: Iterable[str]) -> dict[str, Found]:
        """The parties each name may be; names that are nobody's are left out."""
        open_names = sorted(name for name in names if name_words(name))
        steps: list[Callable[[list[str]], None]] = [self._exact, self._sorted_words, self._joined_otherwise]
        if self.is_near:
            steps += [self._cut, self._misspelt, self._abbreviated, self._without_last_words]
        for step in steps:
            open_names = [name for name in open_names if name not in self.found]
            if not open_names:
                break
            step(open_names)
        return self.found

    def _exact(self, names: list[str]) -> None:
        """With a legal form: the full fold, else the core. Without: everybody of that core, whatever form they have."""
        words = {name: name_words(name) for name in names}
        cores = {name: core_words(words[name]) for name in names}
        formed = [name for name in names if len(cores[name]) < len(words[name])]
        full = self._ask(NameKind.FULL, {name: "".join(words[name]) for name in formed})
        self.found |= {name: Found(parties, Level.STRONG) for name, parties in full.items()}
        rest = {name: "".join(cores[name]) for name in names if name not in full}
        bare = {name: [f"{fold}{form}" for form in FURTHER_FORMS] for name, fold in rest.items() if name not in formed}
        core, further = self._ask(NameKind.CORE, rest), self._ask_many(NameKind.FULL, bare)
        for name in core.keys() | further.keys():
            parties = tuple(sorted({*core.get(name, ()), *further.get(name, ())}))
            self.found[name] = Found(parties, Level.WEAK if name in formed else Level.STRONG)

    def _joined_otherwise(self, names: list[str]) -> None:
        """What joins two words is written in another way or another language."""
        ways = {name: joined_otherwise(name) for name in names}
        search = NameSearch(self.book, is_near=False)
        search._exact(sorted({way for several in ways.values() for way in several}))
        for name, several in ways.items():
            if found := [search.found[way] for way in several if way in search.found]:
                parties = {party for one in found for party in one.parties}
                self.found[name] = Found(tuple(sorted(parties)), min(one.level for one in found))

    def _sorted_words(self, names: list[str]) -> None:
        folds = {name: sorted_fold(name) for name in names if len(core_words(name_words(name))) > 1}
        for name, parties in self._ask(NameKind.SORTED, folds).items():
            self.found[name] = Found(parties, Level.STRONG)

    def _cut(self, names: list[str]) -> None:
        folds = {name: fold for name in names if len(fold := full_fold(name)) >= SHORTEST_CUT}
        for name, parties in self._ask_prefix(folds).items():
            self.found[name] = Found(parties, Level.STRONG if len(folds[name]) >= LONG_CUT else Level.WEAK)

    def _misspelt(self, names: list[str]) -> None:
        """One word put right by the vocabulary; the name must then be somebody's, whole or cut."""
        words = {name: name_words(name) for name in names}
        variants = {name: self._vocabulary().corrections(words[name], spelled_words(name)) for name in names}
        slips = {name for name in names if self._is_slip(words[name], variants[name])}
        by_fold = self._take_variants(variants, slips)
        cut = {
            name: [fold for fold in folds if len(fold) >= SHORTEST_CUT]
            for name, folds in by_fold.items()
            if name not in self.found and len(full_fold(name)) >= SHORTEST_CUT
        }
        for name, parties in self._ask_prefixes(cut).items():
            self.found[name] = Found(parties, Level.WEAK)

    def _is_slip(self, words: tuple[str, ...], corrected: Sequence[tuple[str, ...]]) -> bool:
        """Whether a firm's name with its legal form has one word that is nobody's, long enough to be told."""
        unknown = [word for word in words if word not in self._vocabulary().words]
        is_formed = any(len(core_words(variant)) < len(variant) for variant in corrected)
        return is_formed and len(unknown) == 1 and len(unknown[0]) >= SHORTEST_SLIP and unknown[0].isalpha()

    def _abbreviated(self, names: list[str]) -> None:
        """One word cut short: Larssons Fastigh AB."""
        self._take_variants({name: self._vocabulary().completions(name_words(name)) for name in names})

    def _take_variants(
        self, variants: Mapping[str, Sequence[tuple[str, ...]]], slips: Collection[str] = ()
    ) -> dict[str, list[str]]:
        """Take who has one of the variants of a name, with its legal form, else without; returns the full folds.

        slips   the names in which nothing but a letter is wrong, if one party alone has a variant whole
        """
        by_fold = {name: ["".join(words) for words in several] for name, several in variants.items() if several}
        by_core = {name: ["".join(core_words(words)) for words in variants[name]] for name in by_fold}
        full = self._ask_many(NameKind.FULL, by_fold)
        core = self._ask_many(NameKind.CORE, by_core)
        for name in by_fold:
            whole = full.get(name, ())
            parties = whole or core.get(name)
            if parties:
                is_slip = name in slips and len(whole) == 1
                self.found[name] = Found(parties, Level.WEAK, Doubt.SLIP if is_slip else Doubt.NONE)
        return by_fold

    def _vocabulary(self) -> Vocabulary:
        if self._known_words is None:
            self._known_words = Vocabulary(self.book.words())
        return self._known_words

    def _without_last_words(self, names: list[str]) -> None:
        """What stands last may be a legal form that lost a letter, a place, a street or a department."""
        for count in range(1, LAST_WORDS_MAX + 1):
            folds = {
                name: "".join(core_words(words[:-count]))
                for name in names
                if name not in self.found and len(words := name_words(name)) > count + 1
            }
            for name, parties in self._ask(NameKind.CORE, folds).items():
                self.found[name] = Found(parties, Level.WEAK)

    def _ask(self, kind: NameKind, folds: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
        return self._ask_many(kind, {name: [fold] for name, fold in folds.items()})

    def _ask_many(self, kind: NameKind, folds: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, ...]]:
        distinct = sorted({fold for several in folds.values() for fold in several})
        if not distinct:
            return {}
        return _gather(folds, self.book.parties_by_name(kind, distinct))

    def _ask_prefix(self, folds: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
        return self._ask_prefixes({name: [fold] for name, fold in folds.items()})

    def _ask_prefixes(self, folds: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, ...]]:
        distinct = sorted({fold for several in folds.values() for fold in several})
        if not distinct:
            return {}
        answers = self.book.parties_by_name_prefix(distinct)
        few = {fold: parties for fold, parties in answers.items() if len(set(parties)) <= PREFIX_PARTIES_MAX}
        return _gather(folds, few)


def _gather(folds: Mapping[str, Sequence[str]], answers: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    gathered: dict[str, set[int]] = defaultdict(set)
    for name, several in folds.items():
        for fold in several:
            gathered[name].update(answers.get(fold, ()))
    return {name: tuple(sorted(parties)) for name, parties in gathered.items() if parties}
