"""One function per signal: does the payer's account, does the payer's name, does the amount agree?

Every signal answers about one line and one party or entry. How much the answers weigh is said elsewhere, in the rule
table; here only what agrees, what contradicts, and how closely.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from reskontra.core.matching.names import core_words, name_words
from reskontra.core.matching.records import EntryFact

AGREES_FROM = 88.0
CONTRADICTS_BELOW = 60.0
SHORTEST_CUT = 10
SHORTEST_COMPARED = 4


class Level(IntEnum):
    """How well the payer is known. Certain and strong count as fully in the rule table, weak as partially.

    word   its name in lower case, as explanations bear it
    """

    CONTRADICTS = -1
    NONE = 0
    WEAK = 1
    STRONG = 2
    CERTAIN = 3

    word: str

    def __init__(self, *_: int) -> None:
        self.word = self.name.lower()


@lru_cache(maxsize=20_000)
def name_level(bank_name: str, party_name: str) -> Level:
    """Compare a name as the bank hands it on with a party's.

    returns   STRONG the same fold (also without legal form or in another order), WEAK a cut, misspelt or shorter
              form, NONE undecided, CONTRADICTS clearly another name; NONE where one of them is blank
    """
    if bank_name == party_name:
        return Level.STRONG if bank_name else Level.NONE
    bank_words, party_words = name_words(bank_name), name_words(party_name)
    bank_fold, party_fold = "".join(bank_words), "".join(party_words)
    if not bank_fold or not party_fold:
        return Level.NONE
    if bank_fold == party_fold:
        return Level.STRONG
    bank_core, party_core = core_words(bank_words), core_words(party_words)
    if len(bank_core) < len(bank_words) and len(party_core) < len(party_words):
        return _same_core_level(bank_core, party_core)
    if sorted(bank_core) == sorted(party_core):
        return Level.STRONG
    if is_cut_of(bank_fold, party_fold):
        return Level.WEAK
    return _nearness_level(bank_core, party_core)


def _same_core_level(bank_core: tuple[str, ...], party_core: tuple[str, ...]) -> Level:
    """Both names have a legal form, and the folds differ: the same core under another form is only a likeness."""
    if sorted(bank_core) == sorted(party_core):
        return Level.WEAK
    return _nearness_level(bank_core, party_core)


def is_cut_of(bank_fold: str, party_fold: str) -> bool:
    """Whether the bank's name is the party's, cut off: ten letters at least."""
    return len(bank_fold) >= SHORTEST_CUT and party_fold.startswith(bank_fold)


def _nearness_level(bank_core: tuple[str, ...], party_core: tuple[str, ...]) -> Level:
    bank, party = "".join(bank_core), "".join(party_core)
    shorter, longer = sorted((set(bank_core), set(party_core)), key=len)
    if len(shorter) >= 2 and shorter <= longer:
        return Level.WEAK
    nearness = max(ratio(bank, party), ratio("".join(sorted(bank_core)), "".join(sorted(party_core))))
    if min(len(bank), len(party)) < SHORTEST_COMPARED:
        return Level.NONE if nearness >= CONTRADICTS_BELOW else Level.CONTRADICTS
    if nearness >= AGREES_FROM:
        return Level.WEAK
    if len(bank) >= SHORTEST_CUT and len(bank) < len(party) and ratio(bank, party[: len(bank)]) >= AGREES_FROM + 4:
        return Level.WEAK
    return Level.NONE if nearness >= CONTRADICTS_BELOW else Level.CONTRADICTS


def account_level(accounts: Collection[str], holders: Collection[int], party_id: int) -> Level:
    """What the counterparty's account says of a party.

    holders   the parties of the same ledger that are known by one of the accounts
    returns   CERTAIN it is the party's alone, STRONG shared with others, CONTRADICTS others', NONE unknown
    """
    if not accounts or not holders:
        return Level.NONE
    if party_id not in holders:
        return Level.CONTRADICTS
    return Level.CERTAIN if len(set(holders)) == 1 else Level.STRONG


def discount_open(entry: EntryFact, paid: date) -> int:
    """The cash discount still open on that day, which is included; 0 where none is."""
    if entry.discount_minor and entry.discount_date is not None and paid <= entry.discount_date:
        return entry.discount_minor
    return 0


def discount_in_tolerance(entry: EntryFact, paid: date) -> int:
    """The cash discount whose date has passed but whose tolerance date has not; 0 where there is none."""
    if not entry.discount_minor or entry.discount_tolerance_date is None or discount_open(entry, paid):
        return 0
    return entry.discount_minor if paid <= entry.discount_tolerance_date else 0


def amount_agrees(entry: EntryFact, free_minor: int, amount_minor: int, paid: date) -> bool:
    """Whether the amount is what is left of the entry, gross or net of a discount still open or tolerated."""
    if free_minor == amount_minor:
        return True
    if not entry.discount_minor or free_minor != entry.remaining_minor:
        return False
    discount = discount_open(entry, paid) or discount_in_tolerance(entry, paid)
    return discount != 0 and free_minor - discount == amount_minor
