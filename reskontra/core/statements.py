"""Rules about bank statements: which payment is which, which account is meant, which statement follows which.

A payment has no number that all banks keep, so it is known by a fingerprint of what the bank says of it. Equal
payments are legal: the same customer pays the same price twice on a day. So equal fingerprints count only where the
statements themselves overlap. Whether they do is told by their balances: a statement that opens with what the one
before closed with follows it, and everything in it is new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from reskontra.core.wording import worded

OVERRIDES = ("balance", "running-balance", "gap", "account", "currency", "batch")
SETTLEMENT = "settlement"  # what a payment service paid out
# Payments without balances, on their way to a statement.
ADVICES = frozenset({"camt.054", "autogiro", "bgmax", "ktl", "lb", "ocr-giro", SETTLEMENT})
REPORTS = frozenset({"camt.052", "mt942", "avtalegiro"})  # what is expected: never booked
_MASK = (1 << 63) - 1


class Course(StrEnum):
    """How a statement lies to those imported before."""

    FOLLOWS = "FOLLOWS"  # opens with the closing balance before it: nothing in it can be known
    OVERLAPS = "OVERLAPS"  # repeats, or covers days that are imported: what is known is skipped
    APART = "APART"  # nothing to compare with


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What decides where a statement belongs. Balances in minor units, None where the file has none.

    day           the closing day, else the last day it speaks of
    booked_minor  the sum of its booked payments in the account's currency
    """

    statement_id: str
    sequence: str
    day: date
    opening_minor: int | None = None
    closing_minor: int | None = None
    booked_minor: int = 0

    @property
    def start_minor(self) -> int | None:
        """The balance before its first payment."""
        if self.opening_minor is None and self.closing_minor is not None:
            return self.closing_minor - self.booked_minor
        return self.opening_minor

    @property
    def end_minor(self) -> int | None:
        """The balance after its last payment."""
        if self.closing_minor is None and self.opening_minor is not None:
            return self.opening_minor + self.booked_minor
        return self.closing_minor


@dataclass(frozen=True, slots=True)
class Gap:
    """Money between two statements that neither shows; before_day is None where the account itself begins."""

    before_day: date | None
    before_minor: int
    after: StatementFacts
    after_minor: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know of an import that was done: a code and values, worded in English here."""

    code: str
    values: Mapping[str, object]

    TEMPLATES: ClassVar[Mapping[str, str]] = {
        "overlap": 'Statement "{statement_id}" overlaps what was imported before: {known} known, {new} new.',
        "gap_accepted": 'Statement "{statement_id}" opens with {after}, and the one before closes with {before}.',
        "account_accepted": 'Statement "{statement_id}" names account {account}, and was taken for {bank_account}.',
        "opening_missing": (
            'Bank account {bank_account} has no opening balance, and statement "{statement_id}" begins with {opening}. '
            "Post it: {command}"
        ),
        "suspects": (
            'Statement "{statement_id}" has {count:payment that equals|payments that equal} another one. '
            "See what is there twice."
        ),
        "debit_stopped": (
            'Statement "{statement_id}": direct debit {debit} of {document}, {amount}, was stopped with reason '
            "{reason}. The document is owed again."
        ),
        "debit_stands": (
            'Statement "{statement_id}": direct debit {debit} was stopped with reason {reason}, and its payment stands '
            "({why}). Mend that, and reject it: reskontra direct-debit reject."
        ),
        "bank_says": 'Statement "{statement_id}": {text}',
        "left_out": (
            'Statement "{statement_id}": {count:row is|rows are} not booked yet and left out. Import again later.'
        ),
        "no_closing": 'Statement "{statement_id}" has no closing balance, so its sum is not proved.',
        "advised_before": 'Statement "{statement_id}": {count:payment is|payments are} known from an advice.',
        "not_on_statement": (
            'Statement "{statement_id}" does not show {count:advised payment|advised payments} of {amount} in all.'
        ),
        "archive_member": (
            "{member} in the archive: {statements:statement|statements}, {transactions:payment|payments}."
        ),
        "not_on_bank_statement": (
            'Advice "{statement_id}" has {count:payment|payments} that the statement of those days does not show. '
            "See what is booked already."
        ),
        "parts_took_over": "Journal {journal}: {count:line|lines} gave way to {parts:line|lines} on the parts advised.",
        "parts_offered": (
            "Journal {journal}: {count:line that was worked on stands|lines that were worked on stand} "
            "beside the parts advised."
        ),
        "parts_posted": "Journal {journal}: {count:posted line stands|posted lines stand} beside the parts advised.",
    }

    def __str__(self) -> str:
        return worded(self.TEMPLATES[self.code], **self.values)


def fold(texts: Iterable[str]) -> str:
    """Texts as one, without difference of case and blanks."""
    return " ".join(" ".join(texts).casefold().split())


def fingerprint(parts: Iterable[str]) -> int:
    """63 bits that are the same for the same parts in the same order, on every machine and in every version.

    parts   account, booking date, value date, amount, currency, bank reference, part number in the entry, end-to-end
            id, counterparty's account, folded text; blank where the bank is silent
    """
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") & _MASK


def compact(number: str) -> str:
    """An account number as letters and digits alone."""
    return number.upper() if number.isalnum() else "".join(letter for letter in number.upper() if letter.isalnum())


def account_keys(number: str) -> frozenset[str]:
    """Every way to write the account: itself, without leading zeros, and what an IBAN holds inside.

    A Swedish IBAN is SE, two check digits, three of the bank, and the account with leading zeros. A Norwegian or
    Finnish one is the account behind the check digits, a Spanish one has two more of its own inside.
    """
    plain = compact(number)
    if not plain:
        return frozenset()
    found = {plain}
    if plain.isdigit():
        found.add(plain.lstrip("0"))
    if plain.startswith("SE") and len(plain) == 24 and plain[2:].isdigit():
        found |= {plain[4:], plain[7:].lstrip("0")}
    elif (plain[:2], len(plain)) in (("NO", 15), ("FI", 18)):
        found.add(plain[4:])
    elif plain.startswith("ES") and len(plain) == 24:
        found.add(plain[4:12] + plain[14:])
    return frozenset(found - {""})


def sequence_number(sequence: str) -> int | None:
    """The bank's running number of a statement; None where it has none."""
    return int(sequence) if sequence.isascii() and sequence.isdigit() else None


def in_order(statements: Sequence[StatementFacts]) -> list[int]:
    """The order in which the statements follow one another, as places in the sequence given.

    By day, then by the bank's running number, then as given; and among those of one day, where the balances show it,
    each after the one whose closing balance it opens with.
    """
    places = sorted(range(len(statements)), key=lambda at: (*_rank(statements[at]), at))
    ordered: list[int] = []
    start = 0
    while start < len(places):
        stop = start
        while stop < len(places) and statements[places[stop]].day == statements[places[start]].day:
            stop += 1
        reached = statements[ordered[-1]].closing_minor if ordered else None
        ordered += _chained(statements, places[start:stop], reached)
        start = stop
    return ordered


def _rank(statement: StatementFacts) -> tuple[date, int]:
    return statement.day, sequence_number(statement.sequence) or 0


def _chained(statements: Sequence[StatementFacts], places: list[int], reached: int | None) -> list[int]:
    """Those of one day, each after the one it opens with the closing balance of, as far as that is so."""
    opening: dict[int, list[int]] = {}
    for place in places:
        start = statements[place].opening_minor
        if start is not None:
            opening.setdefault(start, []).append(place)
    if len(places) < 2 or not opening:
        return places
    closings = {statements[place].closing_minor for place in places}
    heads = [place for place in places if statements[place].opening_minor not in closings]
    waiting = dict.fromkeys([*heads, *places])
    chained: list[int] = []
    while waiting:
        following = [place for place in opening.get(reached, ()) if place in waiting] if reached is not None else []
        place = following[0] if following else next(iter(waiting))
        del waiting[place]
        chained.append(place)
        reached = statements[place].closing_minor
    return chained


def course_of(
    statement: StatementFacts, *, before: StatementFacts | None, after: StatementFacts | None, is_repeated: bool
) -> Course:
    """Whether what the statement holds may be known already.

    before, after   its neighbours among those imported: the last up to its day, and the first after it
    is_repeated     its id, sequence number and closing day are those of an imported one; or, where it has no opening
                    balance, its id, or a sequence number that is not later
    """
    if is_repeated:
        return Course.OVERLAPS
    start = statement.start_minor
    if start is None or (before is None and after is None):
        return Course.APART
    if before is not None and before.end_minor != start:
        return Course.OVERLAPS
    if after is not None and after.start_minor is not None and after.start_minor != statement.end_minor:
        return Course.OVERLAPS
    return Course.FOLLOWS


def gap_of(
    statement: StatementFacts,
    *,
    before: StatementFacts | None,
    after: StatementFacts | None,
    account_opening_minor: int | None,
    known_minor: int,
) -> Gap | None:
    """The money that is missing beside a statement; None when it joins its neighbours, or there are none.

    account_opening_minor   the balance the account began with, where no statement was imported before
    known_minor             the sum of its payments that are known from the neighbours: they stand before the new ones
    """
    start = statement.start_minor
    if start is None:
        return None
    reached = start + known_minor
    if before is not None and before.end_minor is not None:
        return None if before.end_minor == reached else Gap(before.day, before.end_minor, statement, reached)
    if after is not None and after.start_minor is not None:
        end = statement.end_minor
        if end is None or end - known_minor == after.start_minor or end == after.start_minor:
            return None
        return Gap(statement.day, end, after, after.start_minor)
    if account_opening_minor is None or account_opening_minor == start:
        return None
    return Gap(None, account_opening_minor, statement, start)
