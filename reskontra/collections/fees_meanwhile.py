"""Fees of drafts that a claim can bear no more, by what other documents have charged meanwhile or the draft itself.

The compensation of a claim covers the other costs as far as it goes (core/late_payment_law.py). A draft reckoned with
what was issued by the day it was made; two drafts of one claim, of a reminder and of a memo, do not know each other.
A letter's own fee stays while its lines are changed, though a document's fee covers it by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reskontra.collections.finance_charge_plans import memo_fee
from reskontra.collections.interest_terms import InterestTermsFacts, interest_terms
from reskontra.collections.models import CollectionDocument, CustomerTerms
from reskontra.collections.reminder_book import charges_of
from reskontra.collections.reminder_costs import OF_COLLECTING, Worth, charged_fee, level_fee
from reskontra.collections.reminder_terms import ReminderTermsFacts, reminder_terms
from reskontra.companies.queries import CompanyFacts, rates_on
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.late_payment_law import SWEDISH, Charge, Cost, Debtor, FeeAboveLaw, chargeable_minor
from reskontra.core.money import Money
from reskontra.database import bulk

_LINES = (
    "SELECT l.document_id, l.position, l.role, l.entry_id, l.level, l.cost, l.amount_minor, l.demanded_minor, "
    "e.document_type, e.document_number FROM {values} CROSS JOIN collections_collectionline l "
    "LEFT JOIN receivables_entry e ON e.id = l.entry_id WHERE l.company_id = %s AND l.document_id = v.value "
    "AND l.role IN ('OVERDUE', 'FEE', 'LINE_FEE') ORDER BY l.document_id, l.position"
)


class FeeCoveredMeanwhile(Refused):
    code = "fee_covered_meanwhile"
    template = (
        "{document} charges a fee of {fee} for {number}, which can bear {most} beside what else is charged for it. "
        "Make the lines of the draft anew, or lower the fee or delete it."
    )


class _Line(NamedTuple):
    document: int
    position: int
    role: str
    entry: int | None
    level: int
    cost: str
    amount: int
    demanded: int
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
    charges = charges_of(company=company, entry_ids=_entries(one for of in lines.values() for one in of))[0]
    touched = {id: of for id, of in lines.items() if _is_two_fold(of) or any(one.entry in charges for one in of)}
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


def require_lawful_fee(
    *, company: CompanyFacts, row: CollectionDocument, position: int, minor: int, party: str
) -> None:
    """A fee on a draft that a person sets is at most what Swedish law lets the document, or the letter, bear yet.

    party     the customer, as a refusal names him

    refuses   FeeAboveLaw, ReminderFeeNotAgreed, CompensationOfConsumer
    """
    lines = [_Line(*found) for found in bulk.lookup(_LINES, [row.id], company.id)]
    line = next(one for one in lines if one.position == position)
    cost = _cost_of(row, line)
    if not cost or company.country != "SE":
        return
    rate = rates_on(company=company, wanted={(row.currency, row.posting_date)}).get((row.currency, row.posting_date))
    worth = Worth(Valuation(row.currency, rate or PAR), company.currency, company.country)
    asked = CustomerTerms.objects.filter(company=company.id, party=row.party_id)
    is_consumer, is_agreed = asked.values_list("is_consumer", "is_fee_agreed").first() or (False, False)
    debtor = Debtor(party, is_consumer=is_consumer, is_fee_agreed=is_agreed)
    if (forbidden := charged_fee(cost, minor, worth, debtor, [()]).left_out) is not None:
        raise forbidden
    charges = charges_of(company=company, entry_ids=_entries(lines))[0]
    whole = _by_itself(row, line, Cost(cost), worth, _Terms({}, {}))
    most = max(_bearable(row, lines, line, charges, whole).values(), default=whole)
    if minor > most:
        fee, allowed = Money(minor, row.currency), Money(most, row.currency)
        raise FeeAboveLaw(fee=fee, most=allowed, paragraph=SWEDISH[Cost(cost)].paragraph)


def _entries(lines: Iterable[_Line]) -> set[int]:
    return {one.entry for one in lines if one.entry}


def _cost_of(row: CollectionDocument, line: _Line) -> str:
    """What a fee pays for, "" for nothing named; the fee of a memo is a reminder's by law."""
    if line.role == "OVERDUE":
        return ""
    return "REMINDER" if row.kind == "FINANCE_CHARGE" else line.cost


def _bearable(
    row: CollectionDocument,
    lines: Sequence[_Line],
    line: _Line,
    charges: Mapping[int, Sequence[Charge]],
    whole: int,
) -> dict[str, int]:
    """Document → what it can bear of a fee that is so much by itself: of its own document, or of any on the letter.

    The letter's own fee comes on top of what the letter charges for each document.
    """
    is_of_letter = line.role == "FEE"
    claims = [one for one in lines if _is_claim(row, one)] if is_of_letter else [line]
    own = _own_charges(lines) if is_of_letter else {}
    earlier = {one.entry: [*charges.get(one.entry or 0, ()), *own.get(one.entry or 0, ())] for one in claims}
    cost = Cost(_cost_of(row, line))
    return {one.number or "": chargeable_minor(cost, whole, earlier=earlier[one.entry]) for one in claims}


def _own_charges(lines: Iterable[_Line]) -> dict[int, list[Charge]]:
    """Entry → what the draft itself charges for it alone."""
    found: dict[int, list[Charge]] = {}
    for one in lines:
        if one.role == "LINE_FEE" and one.cost and one.entry:
            found.setdefault(one.entry, []).append(Charge(Cost(one.cost), one.amount, one.amount))
    return found


def _is_two_fold(lines: Iterable[_Line]) -> bool:
    """Whether a draft has a fee of its own and fees for its documents."""
    return {"FEE", "LINE_FEE"} <= {one.role for one in lines}


def _refusals(
    row: CollectionDocument,
    lines: Sequence[_Line],
    charges: Mapping[int, Sequence[Charge]],
    worth: Worth,
    known: _Terms,
) -> Iterator[FeeCoveredMeanwhile]:
    for one in lines:
        if not (cost := _cost_of(row, one)) or not one.amount:
            continue
        bearable = _bearable(row, lines, one, charges, _by_itself(row, one, Cost(cost), worth, known))
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
