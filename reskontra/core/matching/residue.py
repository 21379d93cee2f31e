"""From documents and an amount to parts: whole, with discount, charge, rounding or tolerance, short, or too much.

The order is that of certainty. Gross is tried before any discount, so that who paid in full is given none. What is
left over after gross and after all discounts is explained by a charge the text or the bank names, by rounding, by the
tolerance of the entries, by a larger charge that the text names with its amount (a payment service's fee, for a person
to see), by a charge within the limit; else the payment is short, or too large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from reskontra.core.matching.records import BankLine, EntryFact, Part
from reskontra.core.matching.settings import ChargeLimit, MatchSettings
from reskontra.core.matching.signals import Level, discount_in_tolerance, discount_open
from reskontra.core.matching.text import mentions_charge, named_amounts
from reskontra.core.matching.work import Outcome, Plan, Work, age_order, is_opposite

DISCOUNT_CANDIDATES_MAX = 10
LARGEST_FEE_PERMILLE = 100


class Sheet(NamedTuple):
    """Documents against a line: the entries in the order they are closed, and what is free of each."""

    work: Work
    entries: tuple[EntryFact, ...]
    free: Mapping[int, int]
    settings: MatchSettings

    @property
    def gross_minor(self) -> int:
        return sum([self.free[entry.entry_id] for entry in self.entries])


def sheet(work: Work, entries: Sequence[EntryFact], free: Mapping[int, int], settings: MatchSettings) -> Sheet:
    """Put documents that have money left into closing order: credits first, then the oldest due date."""
    usable = [entry for entry in entries if free[entry.entry_id]]
    if len(usable) > 1:
        sign = work.sign
        usable.sort(key=lambda entry: (not is_opposite(entry, sign), *age_order(entry)))
    return Sheet(work, tuple(usable), free, settings)


def exact_plan(documents: Sheet) -> Plan | None:
    """All documents closed with exactly the line's amount: gross, else net of all discounts, else of some."""
    amount = documents.work.line.amount_minor
    gross = documents.gross_minor
    if gross == amount:
        return Plan(_parts(documents, {}), Outcome.EXACT)
    discounts = open_discounts(documents)
    if discounts:
        chosen = _discounts_of(discounts, gross - amount)
        if chosen:
            return Plan(_parts(documents, chosen), Outcome.DISCOUNT, gross - amount)
    late = late_discounts(documents)
    if late and gross - sum(late.values()) - sum(discounts.values()) == amount:
        return Plan(_parts(documents, {**late, **discounts}), Outcome.LATE_DISCOUNT, gross - amount)
    return None


def open_discounts(documents: Sheet) -> dict[int, int]:
    """The discounts the line's date still allows, by entry; none on an entry already paid in part."""
    paid = documents.work.line.date
    return {
        entry.entry_id: discount
        for entry in documents.entries
        if entry.discount_minor
        and documents.free[entry.entry_id] == entry.remaining_minor
        and (discount := discount_open(entry, paid))
    }


def late_discounts(documents: Sheet) -> dict[int, int]:
    """The discounts past their date but within their tolerance, where the company accepts such."""
    if not documents.settings.accepts_late_discount:
        return {}
    paid = documents.work.line.date
    return {
        entry.entry_id: discount
        for entry in documents.entries
        if documents.free[entry.entry_id] == entry.remaining_minor and (discount := discount_in_tolerance(entry, paid))
    }


def _discounts_of(discounts: Mapping[int, int], wanted: int) -> dict[int, int]:
    """All discounts if they make the wanted sum, else the only mix that does; nothing where several mixes do."""
    if sum(discounts.values()) == wanted:
        return dict(discounts)
    if len(discounts) > DISCOUNT_CANDIDATES_MAX:
        return {}
    mixes = [
        mix
        for size in range(1, len(discounts))
        for mix in combinations(discounts.items(), size)
        if sum(discount for _, discount in mix) == wanted
    ]
    return dict(mixes[0]) if len(mixes) == 1 else {}


def advised_plan(documents: Sheet, advised: Mapping[int, int]) -> Plan | None:
    """The amounts the payer stated per document, if they sum to the line and no entry gets more than it has.

    advised   cash by entry, signed as the entry; a difference that is the open discount closes the entry
    """
    if set(advised) != {entry.entry_id for entry in documents.entries}:
        return None
    if sum(advised.values()) != documents.work.line.amount_minor:
        return None
    discounts = open_discounts(documents)
    parts = []
    for entry in documents.entries:
        free, cash = documents.free[entry.entry_id], advised[entry.entry_id]
        if cash * free <= 0 or abs(cash) > abs(free):
            return None
        discount = discounts.get(entry.entry_id, 0) if free - cash == discounts.get(entry.entry_id, 0) else 0
        parts.append(Part(entry.entry_id, entry.ledger, entry.party_id, cash, discount_minor=discount))
    return Plan(tuple(parts), Outcome.ADVISED)


def residue_plan(documents: Sheet, *, level: Level) -> Plan | None:
    """The best explanation of an amount that is not exact; None where the documents cannot take it.

    level   rounding wants a payer who is strong or certain
    """
    if not documents.entries or documents.gross_minor * documents.work.sign <= 0:
        return None
    discounts = open_discounts(documents)
    for granted in ({}, discounts) if discounts else ({},):
        plan = _explained(documents, granted, level)
        if plan:
            return plan
    short = (documents.gross_minor - documents.work.line.amount_minor) * documents.work.sign
    if short <= 0:
        return _overpaid(documents)
    if 0 < short <= _charge_limit(documents).on(documents.gross_minor):
        return _with_residue(documents, {}, Outcome.SUPPOSED_CHARGE, short * documents.work.sign)
    return _underpaid(documents)


def _explained(documents: Sheet, granted: Mapping[int, int], level: Level) -> Plan | None:
    work, settings = documents.work, documents.settings
    residue = documents.gross_minor - sum(granted.values()) - work.line.amount_minor
    short = residue * work.sign
    if short > 0 and _is_named_charge(documents, short, is_net=bool(granted)):
        return _with_residue(documents, granted, Outcome.CHARGE, residue)
    rounding_limit = settings.rounding_limits.get(work.line.currency, 0)
    if 0 < abs(short) <= rounding_limit and level >= Level.STRONG:
        return _with_residue(documents, granted, Outcome.ROUNDING, residue)
    tolerance = sum(abs(entry.max_tolerance_minor) for entry in documents.entries)
    if 0 < short <= tolerance:
        return _with_tolerance(documents, granted, residue)
    if short > 0 and not granted and _is_named_fee(documents, short):
        return _with_residue(documents, granted, Outcome.LARGE_CHARGE, residue)
    return None


def _is_named_fee(documents: Sheet, short: int) -> bool:
    """Whether the text names just this amount and speaks of a charge; a tenth of the documents at most."""
    line = documents.work.line
    text = documents.work.facts.text
    is_possible = short * 1000 <= abs(documents.gross_minor) * LARGEST_FEE_PERMILLE and mentions_charge(text)
    return is_possible and short in named_amounts(text, line.currency)


def _is_named_charge(documents: Sheet, short: int, *, is_net: bool) -> bool:
    """Whether the bank or the text names a charge of this size, or the text a charge and the size is within the limit.

    A named size counts up to the largest charge, whatever its share of the amount. Net of discounts, only a named
    size counts: a discount and a charge of no known size would explain almost anything.
    """
    line = documents.work.line
    limit = _charge_limit(documents)
    if short > limit.max_minor:
        return False
    if abs(line.charges_minor) == short:
        return True
    text = documents.work.facts.text
    if not mentions_charge(text):
        return False
    amounts = named_amounts(text, line.currency)
    return short in amounts or (
        not is_net
        and short <= limit.on(documents.gross_minor)
        and not any(amount <= limit.max_minor for amount in amounts)
    )


def _charge_limit(documents: Sheet) -> ChargeLimit:
    return charge_limit_of(documents.work.line, documents.settings)


def charge_limit_of(line: BankLine, settings: MatchSettings) -> ChargeLimit:
    """How much may be kept of the payment."""
    country = line.accounts[0][:2] if line.accounts and line.accounts[0][:2].isalpha() else ""
    return settings.charge_limit(currency=line.currency, country=country, bank=line.bank)


def _parts(documents: Sheet, discounts: Mapping[int, int]) -> tuple[Part, ...]:
    parts = []
    for entry in documents.entries:
        discount = discounts.get(entry.entry_id, 0) if discounts else 0
        cash = documents.free[entry.entry_id] - discount
        parts.append(Part(entry.entry_id, entry.ledger, entry.party_id, cash, discount))
    return tuple(parts)


def _with_residue(documents: Sheet, granted: Mapping[int, int], outcome: Outcome, residue: int) -> Plan:
    """Close everything; the residue goes on the largest document."""
    parts = list(_parts(documents, granted))
    index = max(range(len(parts)), key=lambda at: (parts[at].cash_minor * documents.work.sign, -at))
    part = parts[index]
    cash = part.cash_minor - residue
    if outcome is Outcome.ROUNDING:
        parts[index] = part._replace(cash_minor=cash, rounding_minor=residue)
    else:
        parts[index] = part._replace(cash_minor=cash, charge_minor=residue)
    return Plan(tuple(parts), outcome, residue)


def _with_tolerance(documents: Sheet, granted: Mapping[int, int], residue: int) -> Plan:
    left = residue
    parts = []
    for part, entry in zip(_parts(documents, granted), documents.entries, strict=True):
        most = min(abs(entry.max_tolerance_minor), abs(left), abs(part.cash_minor))
        if is_opposite(entry, documents.work.sign):
            most = 0
        share = most * documents.work.sign
        left -= share
        parts.append(part._replace(cash_minor=part.cash_minor - share, tolerance_minor=share))
    return Plan(tuple(parts), Outcome.TOLERANCE, residue) if left == 0 else _underpaid(documents)


def _underpaid(documents: Sheet) -> Plan:
    """Credits whole, then the oldest documents first until the money is used up."""
    sign = documents.work.sign
    left = documents.work.line.amount_minor * sign
    parts = []
    for entry in documents.entries:
        free = documents.free[entry.entry_id] * sign
        taken = free if free < 0 else min(free, left)
        if taken == 0:
            continue
        left -= taken
        parts.append(Part(entry.entry_id, entry.ledger, entry.party_id, taken * sign))
    return Plan(tuple(parts), Outcome.UNDERPAID, documents.gross_minor - documents.work.line.amount_minor)


def _overpaid(documents: Sheet) -> Plan:
    parts = list(_parts(documents, {}))
    excess = documents.work.line.amount_minor - documents.gross_minor
    if documents.settings.puts_excess_on_account:
        first = documents.entries[-1]
        parts.append(Part(None, first.ledger, first.party_id, excess))
    return Plan(tuple(parts), Outcome.OVERPAID, -excess)
