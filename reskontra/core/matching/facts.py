"""Facts that people's decisions taught, and how much each is worth beside those that say something else.

One decision is a hint and no more: with it alone nothing becomes high that would not be high without it. Two decisions,
at different times and with none against them, make an account certain and a name strong. Decisions for another party
under the same account, name or text count against a fact, and so does every proposal it led to that a person
overruled; where as many speak against it as for it, it says nothing. A fact never speaks against a party.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reskontra.core.matching.names import name_words
from reskontra.core.matching.records import FactKind, LearnedFact
from reskontra.core.matching.signals import Level

HITS_TRUSTED = 2
TIMES_AS_MANY = 3
PATTERN_WORDS_MAX = 8
PATTERN_LETTERS_MIN = 4


def fact_level(fact: LearnedFact, others: Iterable[LearnedFact]) -> Level:
    """How well the fact says whom the money is from.

    others    facts that mean somebody else by the same; what pays for several is no contradiction
    returns   NONE where it says nothing; an account CERTAIN at best, all else STRONG
    """
    rivals = [other for other in others if _is_rival(fact, other)]
    best = Level.CERTAIN if fact.kind == FactKind.ACCOUNT else Level.STRONG
    if fact.is_confirmed:
        return Level.STRONG if any(rival.is_confirmed for rival in rivals) else best
    if any(rival.is_confirmed for rival in rivals):
        return Level.NONE
    against = fact.contradictions + sum(rival.hits for rival in rivals)
    if fact.hits <= against:
        return Level.NONE
    if fact.hits >= HITS_TRUSTED and not against:
        return best
    is_outweighed = fact.hits >= HITS_TRUSTED and fact.hits >= TIMES_AS_MANY * against
    return Level.STRONG if is_outweighed else Level.WEAK


def _is_rival(fact: LearnedFact, other: LearnedFact) -> bool:
    """Whether the other says something else of the same; a payer may pay for many."""
    if fact.kind == FactKind.PAYS_FOR:
        return False
    same = (fact.kind, fact.value, fact.direction) == (other.kind, other.value, other.direction)
    return same and fact.target != other.target


def text_value(texts: Sequence[str], name: str) -> str:
    """The words of a text that come again: without numbers, folded, eight at most; the name where there are none.

    returns   blank where hardly a word is left: that would fit too much
    """
    for text in (" ".join(texts), name):
        words = [word for word in name_words(text) if not any(letter.isdigit() for letter in word)]
        value = " ".join(words[:PATTERN_WORDS_MAX])[:200]
        if sum(letter.isalpha() for letter in value) >= PATTERN_LETTERS_MIN:
            return value
    return ""


def choose_account(facts: Sequence[LearnedFact]) -> tuple[LearnedFact, Level] | None:
    """Of the facts about one text, the one that says a G/L account; none where they are at odds."""
    levels = [(fact, fact_level(fact, facts)) for fact in facts]
    useful = [(fact, level) for fact, level in levels if level > Level.NONE]
    return max(useful, key=lambda pair: (pair[1], pair[0].hits, -pair[0].number), default=None)
