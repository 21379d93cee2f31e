"""What a line says of its payer besides the name: numbers of customers and firms, and names within names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from reskontra.core.identifiers import luhn, phone
from reskontra.core.matching.names import name_words
from reskontra.core.matching.text import TextFacts

_CUSTOMER_NUMBER = re.compile(
    r"\b(?:kund(?:en?)?|kd|customer|cust|client|debitor|deb|asiakas|klient|knr|medlem|abonn?e(?:nt|mang)"
    r"|lev(?:erantör)?)"
    r"[.:\- ]{0,3}(?:nummer|numero|number|nro|num|nr|no|id)?[ .:#-]{0,3}([a-z]{0,4}-?[0-9]{3,10})\b"
    r"|(?<![0-9a-z])([a-z]{1,4}-?[0-9]{3,10})(?![0-9a-z])",
    re.I,
)
_NUMBER_LETTERS = ("C", "CUST", "D", "DEB", "K", "KD", "KU", "KUND", "L", "LEV", "V")
_LETTERED = re.compile(r"([a-z]{1,4})[ .-]?([0-9]{3,10})", re.I)
_ORGANISATION = re.compile(r"(?<![0-9])(?:16)?([0-9]{6})[-–]?([0-9]{4})(?![0-9])")
_ORGANISATION_WORD = re.compile(
    r"\b(?:org(?:anisations?)?|momsreg|vat|cvr|y-tunnus|ust-?id|foretaksnr)[a-zåäö]*"
    r"[.:\- ]{0,3}(?:nummer|nr|no|id)?[ .:#-]{0,3}"
    r"([a-z]{0,2}[0-9][0-9 -]{5,14}[0-9])",
    re.I,
)
_BETWEEN_NAMES = re.compile(
    r"(?:[\s,;(]|^)(?:c/o|co/|å/v|obo|o\.b\.o\.?|on behalf of|im auftrag(?: von)?|för|for|via|genom|durch|gm"
    r"|puolesta|på vegne av|på vägnar|dba|t/a|att|attn|fao)[\s.:]+",
    re.I,
)
SHORTEST_PIECE = 4
SHORTEST_BARE, LONGEST_BARE = 4, 10
SHORTEST_ID = 6
_INTERMEDIARIES = frozenset(
    {
        "adyen", "autogiro", "bambora", "bankgirot", "bankgirocentralen", "billogram", "braintree", "elavon",
        "gocardless", "izettle", "klarna", "mollie", "nets", "payex", "paypal", "payson", "paytrail", "qliro",
        "resurs", "stripe", "sumup", "swish", "trustly", "vipps", "walley", "worldline", "zettle",
    }
)  # fmt: skip


def party_numbers(text: str) -> list[str]:
    """Numbers in the text that may be a customer's or vendor's: after a word that says so, or with letters before.

    returns   also with and without a dash after the letters; the word may be the number's own letters: DEB1801, KD-1204
    """
    found: list[str] = []
    for match in _CUSTOMER_NUMBER.finditer(text):
        number = match[1] or match[2]
        found.append(number.upper())
        for written in (number, match[0]):
            if lettered := _LETTERED.fullmatch(written):
                letters, digits = lettered[1].upper(), lettered[2]
                found += [f"{letters}{digits}", f"{letters}-{digits}"]
    return list(dict.fromkeys(found))


def lettered_numbers(text: str) -> dict[str, str]:
    """Numbers that a customer may have whose digits stand in the text behind a word that says so: kund 1002 of K1002.

    returns   number → the digits as they are written
    """
    return {
        f"{letters}{dash}{match[1]}": match[1]
        for match in _CUSTOMER_NUMBER.finditer(text)
        if match[1] and match[1].isdigit()
        for letters in _NUMBER_LETTERS
        for dash in ("", "-")
    }


def bare_numbers(facts: TextFacts) -> list[str]:
    """Whole runs of digits that may be a customer's number without a word that says so."""
    return [
        token.digits
        for token in facts.tokens
        if token.runs == 1 and not token.is_doubtful and SHORTEST_BARE <= len(token.digits) <= LONGEST_BARE
    ]


def phones_in(texts: Iterable[str], accounts: Iterable[str]) -> list[str]:
    """The telephone numbers on a line, as keys: in its texts, or in place of the account as mobile payments have it."""
    found = [key for text in texts if text for key in phone.keys_in(text)]
    found += [key for account in accounts if account.isdigit() and (key := phone.key(account)) in phone.keys_in(key)]
    return list(dict.fromkeys(found))


def is_telling_id(end_to_end_id: str) -> bool:
    """Whether an end-to-end id may be one payer's: long enough, with digits, and no word or count that all use."""
    digits = sum(letter.isdigit() for letter in end_to_end_id)
    return len(end_to_end_id) >= SHORTEST_ID and digits >= 3 and len(set(end_to_end_id)) > 3


def organisation_numbers(text: str) -> list[str]:
    """Numbers that may be a firm's: in Swedish form with the check digit right, or after a word that says so.

    returns   each with and without its dash, as registers have them both ways
    """
    found = [match[1] + match[2] for match in _ORGANISATION.finditer(text) if _is_swedish(match[1] + match[2])]
    if any(character.isalpha() for character in text):
        found += ["".join(match[1].split()).upper() for match in _ORGANISATION_WORD.finditer(text)]
    return list(dict.fromkeys(form for number in found for form in organisation_forms(number)))


def organisation_forms(number: str) -> tuple[str, ...]:
    """A firm's number as a register may have it: with and without its dash; that of a Swedish VAT number too."""
    compact = "".join(character for character in number if character.isalnum()).upper()
    if compact[:2] == "SE" and len(compact) == 14:
        return (*organisation_forms(compact[2:12]), compact)
    if len(compact) == 12 and compact.startswith("16"):
        compact = compact[2:]
    if len(compact) == 10 and compact.isdigit():
        return (compact, f"{compact[:6]}-{compact[6:]}")
    return (compact,)


def _is_swedish(digits: str) -> bool:
    """Firms have 20 or more in the middle, so that they are never days."""
    return digits[2] >= "2" and luhn.is_valid(digits)


@lru_cache(maxsize=20_000)
def is_intermediary(name: str) -> bool:
    """Whether the name is a payment service's: it says nothing of who pays."""
    return not _INTERMEDIARIES.isdisjoint(name_words(name))


@lru_cache(maxsize=20_000)
def name_pieces(name: str) -> tuple[str, ...]:
    """The names within a name: "Alfa AB c/o Beta HB" is Alfa AB or Beta HB. Nothing where it is only one."""
    pieces = [piece.strip(" ,;()") for piece in _BETWEEN_NAMES.split(name)]
    pieces = [piece for piece in pieces if len(piece) >= SHORTEST_PIECE]
    return tuple(pieces) if len(pieces) > 1 or (pieces and pieces[0] != name.strip(" ,;()")) else ()
