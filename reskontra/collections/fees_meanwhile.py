"""Fees of drafts that a claim can bear no more, since another document has charged it meanwhile.

The compensation of a claim covers the other costs as far as it goes (core/late_payment_law.py). A draft reckoned with
what was issued by the day it was made; two drafts of one claim, of a reminder and of a memo, do not know each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reskontra.collections.finance_charge_plans import memo_fee
from reskontra.collections.interest_terms import InterestTermsFacts, interest_terms
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_book import charges_of
from reskontra.collections.reminder_costs import OF_COLLECTING, Worth, level_fee
from reskontra.collections.reminder_terms import ReminderTermsFacts, reminder_terms
from reskontra.companies.queries import CompanyFacts, rates_on
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.late_payment_law import SWEDISH, Charge, Cost, chargeable_minor
from reskontra.core.money import Money
from reskontra.database import bulk

_LINES = (
    "SELECT l.document_id, l.role, l.entry_id, l.level, l.cost, l.amount_minor, l.demanded_minor, l.remaining_minor, "
    "e.document_type, e.document_number FROM {values} CROSS JOIN collections_collectionline l "
    "LEFT JOIN receivables_entry e ON e.id = l.entry_id WHERE l.company_id = %s AND l.document_id = v.value "
    "AND l.role IN ('OVERDUE', 'FEE', 'LINE_FEE') ORDER BY l.document_id, l.position"
)


class FeeCoveredMeanwhile(Refused):
    code = "fee_covered_meanwhile"
    template = (
        "{document} charges a fee of {fee} for {number}, which can bear {most} more by what was charged since. "
        "Make the lines of the draft anew, or delete it."
    )


class _Line(NamedTuple):
    document: int
    role: str
    entry: int | None
    level: int
    cost: str
    amount: int
    demanded: int
    remaining: int
    document_type: str | None
    number: str | None


class _Terms(NamedTuple):
    reminders: Mapping[str, ReminderTermsFacts]
    interest: Mapping[str, InterestTermsFacts]


def fees_covered_meanwhile(
    *, company: CompanyFacts, rows: Sequence[CollectionDocument]
) -> dict[int, FeeCoveredMeanwhile]:
    """Drafts with a fee that is more than its claim can bear by now, in a constant number of questions."""
    drafts = {row.id: row for row in rows if row.fee_minor or row.line_fee_minor}
    lines: dict[int, list[_Line]] = {}
    for found in map(_Line._make, bulk.lookup(_LINES, drafts, company.id)):
        lines.setdefault(found.document, []).append(found)
    entries = {one.entry for of in lines.values() for one in of if one.entry}
    charges = charges_of(company=company, entry_ids=entries)[0]
    touched = {id: of for id, of in lines.items() if any(one.entry in charges for one in of)}
    if not touched:
        return {}
    rates = rates_on(company=company, wanted={(drafts[id].currency, drafts[id].posting_date) for id in touched})
    known = _Terms(reminder_terms(company=company), interest_terms(company=company))
    refused = {}
    for id, of in touched.items():
        row = drafts[id]
        rate = rates.get((row.currency, row.posting_date), PAR)
        worth = Worth(Valuation(row.currency, rate), company.currency, company.country)
        if refusal := next(_refusals(row, of, charges, worth, known), None):
            refused[id] = refusal
    return refused


def _refusals(
    row: CollectionDocument,
    lines: Sequence[_Line],
    charges: Mapping[int, Sequence[Charge]],
    worth: Worth,
    known: _Terms,
) -> Iterator[FeeCoveredMeanwhile]:
    claims = [one for one in lines if _is_claim(row, one)]
    for one in lines:
        cost = "REMINDER" if row.kind == "FINANCE_CHARGE" and one.role == "FEE" else one.cost
        if one.role == "OVERDUE" or not cost or not one.amount:
            continue
        whole = _by_itself(row, one, Cost(cost), worth, known)
        own = [one] if one.role == "LINE_FEE" else claims
        bearable = {
            claim.number or "": chargeable_minor(Cost(cost), whole, earlier=charges.get(claim.entry or 0, ()))
            for claim in own
        }
        most = max(bearable.values(), default=one.amount)
        if one.amount > most:
            number = max(bearable, key=bearable.__getitem__)
            fee, rest = Money(one.amount, row.currency), Money(most, row.currency)
            yield FeeCoveredMeanwhile(document=row.draft_number, fee=fee, number=number, most=rest)


def _is_claim(row: CollectionDocument, line: _Line) -> bool:
    is_asked = line.demanded > 0 or row.kind == "FINANCE_CHARGE"
    return line.role == "OVERDUE" and is_asked and line.document_type not in OF_COLLECTING


def _by_itself(row: CollectionDocument, line: _Line, cost: Cost, worth: Worth, known: _Terms) -> int:
    """What the fee comes to without what covers it: the law's limit, or as the terms have it now."""
    limit = SWEDISH[cost]
    if worth.country == "SE":
        return (
            limit.most_minor if row.currency == limit.currency else max(line.amount, worth.from_local(limit.most_minor))
        )
    if row.kind == "FINANCE_CHARGE":
        terms = known.interest.get(row.interest_terms)
        return max(line.amount, memo_fee(terms, worth) if terms else 0)
    steps = known.reminders.get(row.terms)
    if steps is None or not 1 <= line.level <= len(steps.levels):
        return line.amount
    base = line.demanded if line.role == "LINE_FEE" else row.remaining_minor
    return max(line.amount, level_fee(steps.level(line.level), base, worth, is_per_line=line.role == "LINE_FEE"))
