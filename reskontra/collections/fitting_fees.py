"""Fees of drafts fitted to what their claims bear, beside what is issued and what else stands.

The compensation of a claim covers the other costs as far as it goes (core/fitted_fees.py), so what a draft charges
hangs on other documents: they may be issued, cancelled or deleted before it is. Whoever changes one fits the drafts
beside it, under the company's lock; and a draft is fitted once more when it is tested or issued.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils import translation

from reskontra.audit.trail import record
from reskontra.collections.draft_sums import columns_of, reckon, sums_of
from reskontra.collections.draft_texts import Texts, reminder_texts, texts_of_memo
from reskontra.collections.letterhead import letter_language
from reskontra.collections.models import CollectionDocument, CollectionLine, CustomerTerms
from reskontra.collections.reminder_book import charges_of
from reskontra.collections.reminder_costs import OF_COLLECTING, Worth, charged_fee, forbidden_of
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.companies.queries import CompanyFacts, rates_on
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.fitted_fees import LetterFee, fitted_fees
from reskontra.core.late_payment_law import SWEDISH, Charge, Cost, Debtor, FeeAboveLaw
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.interface.display import money
from reskontra.parties.queries import parties_by_id

CHANGED = {"REMINDER": "reminder.changed", "FINANCE_CHARGE": "finance_charge.changed"}
_OTHER = {"REMINDER": "FINANCE_CHARGE", "FINANCE_CHARGE": "REMINDER"}
_LINES = (
    "SELECT l.id, l.document_id, l.position, l.role, l.entry_id, l.cost, l.text, l.amount_minor, l.demanded_minor, "
    "l.whole_minor, l.most_minor, e.document_type, e.document_number FROM {values} "
    "CROSS JOIN collections_collectionline l LEFT JOIN receivables_entry e ON e.id = l.entry_id "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role IN ('OVERDUE', 'FEE', 'LINE_FEE') "
    "ORDER BY l.document_id, l.position"
)
_BESIDE = (
    "SELECT DISTINCT k.document_id FROM {values} CROSS JOIN collections_collectionline k "
    "JOIN collections_collectiondocument d ON d.company_id = k.company_id AND d.id = k.document_id "
    "WHERE k.company_id = %s AND k.entry_id = v.value AND k.role = 'OVERDUE' AND d.state = 'DRAFT'"
)


class FeeCoveredMeanwhile(Refused):
    code = "fee_covered_meanwhile"
    template = (
        "A fee of {fee} was to be charged on {document}, whose claims can bear {most} beside what else is charged for "
        "them. Give {most} or less."
    )


class _Line(NamedTuple):
    id: int
    document: int
    position: int
    role: str
    entry: int | None
    cost: str
    text: str
    amount: int
    demanded: int
    whole: int | None
    most: int | None
    document_type: str | None
    number: str | None


def fit_fees(*, company: CompanyFacts, actor: str, rows: Sequence[CollectionDocument]) -> None:
    """Bring the fees of drafts to what their claims bear now, with VAT, sums, and the amounts that texts name.

    Inside the caller's transaction, under the company's lock. The rows have the new sums.
    """
    for kind, other in _OTHER.items():
        of_kind = [row for row in rows if row.kind == kind]
        lines = _lines_of(company, of_kind)
        entries = {one.entry for of in lines.values() for one in of if one.entry}
        borne = charges_of(company=company, entry_ids=entries, drafts_of=other)[0]
        for row in of_kind:
            of = lines.get(row.id, [])
            changed = [(one, minor) for one, minor in _fitted(row, of, borne, company) if minor != one.amount]
            if changed:
                _write(company, actor, row, changed)


def fit_beside(
    *, company: CompanyFacts, actor: str, document_ids: Sequence[int] = (), entry_ids: Collection[int] = ()
) -> None:
    """Fit every other draft that asks for what these documents ask for, or for these entries, in the order of making.

    Called once the documents are as they will be; inside the caller's transaction.
    """
    lines = CollectionLine.objects.filter(company=company.id, document__in=list(document_ids), role="OVERDUE")
    entries = {*entry_ids, *lines.values_list("entry_id", flat=True)}
    ids = {id for (id,) in bulk.lookup(_BESIDE, entries, company.id)} - set(document_ids)
    for row in CollectionDocument.objects.filter(company=company.id, id__in=sorted(ids)).order_by("id"):
        fit_fees(company=company, actor=actor, rows=[row])


def forbidden_fees(*, company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    """Draft → why the law forbids a fee that it charges, of its customer as it is known now; the others are left out.

    It was allowed when the draft was made: what was agreed, or that it is a consumer, was entered since.
    """
    lines = _lines_of(company, rows) if company.country == "SE" else {}
    charging = [row for row in rows if row.id in lines]
    rates = rates_on(company=company, wanted={(row.currency, row.posting_date) for row in charging})
    parties = parties_by_id(company=company, ids={row.party_id for row in charging})
    flags: dict[int, tuple[bool, bool]] = {}
    for batch in bulk.chunks(sorted(parties), 900):
        asked = CustomerTerms.objects.filter(company=company.id, party__in=batch)
        flags |= {id: (a, b) for id, a, b in asked.values_list("party_id", "is_consumer", "is_fee_agreed")}
    found: dict[int, Refused] = {}
    for row in charging:
        rate = rates.get((row.currency, row.posting_date), PAR)
        worth = Worth(Valuation(row.currency, rate), company.currency, company.country)
        is_consumer, is_agreed = flags.get(row.party_id, (False, False))
        debtor = Debtor(parties[row.party_id].number, is_consumer=is_consumer, is_fee_agreed=is_agreed)
        fees = [(_cost_of(row, one), one.amount) for one in lines[row.id] if one.role != "OVERDUE"]
        told = (forbidden_of(Cost(cost), minor, worth, debtor) for cost, minor in fees if cost)
        if refusal := next((one for one in told if one is not None), None):
            found[row.id] = refusal
    return found


def require_bearable_fee(
    *, company: CompanyFacts, row: CollectionDocument, position: int, minor: int, party: str
) -> int | None:
    """A fee on a draft that a person sets is at most what the law lets of the customer, and the claims bear yet.

    Gives what the fee comes to by itself from then on, None where the law does not govern it.

    party     the customer, as a refusal names him

    refuses   FeeAboveLaw, ReminderFeeNotAgreed, CompensationOfConsumer, FeeCoveredMeanwhile
    """
    lines = _lines_of(company, [row])[row.id]
    line = next(one for one in lines if one.position == position)
    if not (cost := _cost_of(row, line)):
        return None
    _require_lawful(company, row, cost, minor, party)
    whole = max(minor, line.whole or 0, _limit(company, row, cost))
    typed = [one._replace(whole=whole, most=None) if one is line else one for one in lines]
    entries = {one.entry for one in lines if one.entry}
    borne = charges_of(company=company, entry_ids=entries, drafts_of=_OTHER[row.kind])[0]
    most = next(fit for one, fit in _fitted(row, typed, borne, company) if one.position == position)
    if minor > most:
        fee, allowed = Money(minor, row.currency), Money(most, row.currency)
        if company.country == "SE":
            raise FeeAboveLaw(fee=fee, most=allowed, paragraph=SWEDISH[Cost(cost)].paragraph)
        raise FeeCoveredMeanwhile(fee=fee, document=row.draft_number, most=allowed)
    return whole


def _require_lawful(company: CompanyFacts, row: CollectionDocument, cost: str, minor: int, party: str) -> None:
    """refuses   FeeAboveLaw, ReminderFeeNotAgreed, CompensationOfConsumer"""
    rate = rates_on(company=company, wanted={(row.currency, row.posting_date)}).get((row.currency, row.posting_date))
    worth = Worth(Valuation(row.currency, rate or PAR), company.currency, company.country)
    asked = CustomerTerms.objects.filter(company=company.id, party=row.party_id)
    is_consumer, is_agreed = asked.values_list("is_consumer", "is_fee_agreed").first() or (False, False)
    debtor = Debtor(party, is_consumer=is_consumer, is_fee_agreed=is_agreed)
    if (forbidden := charged_fee(cost, minor, worth, debtor, [()]).left_out) is not None:
        raise forbidden


def _lines_of(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, list[_Line]]:
    """Draft → what it asks for and its fees; those without a fee are left out."""
    found: dict[int, list[_Line]] = {}
    for one in map(_Line._make, bulk.lookup(_LINES, {row.id for row in rows}, company.id)):
        found.setdefault(one.document, []).append(one)
    return {id: of for id, of in found.items() if any(one.role != "OVERDUE" for one in of)}


def _cost_of(row: CollectionDocument, line: _Line) -> str:
    """What a fee pays for, "" for nothing that the law governs; the fee of a memo is a reminder's by law."""
    return "REMINDER" if row.kind == "FINANCE_CHARGE" else line.cost


def _fitted(
    row: CollectionDocument, lines: Iterable[_Line], borne: Mapping[int, Sequence[Charge]], company: CompanyFacts
) -> list[tuple[_Line, int]]:
    """Each fee that the law governs with what is charged of it; the letter's own where it asks for a claim at all."""
    claims = {one.entry for one in lines if one.entry and _is_claim(row, one)}
    roles = ("FEE", "LINE_FEE") if claims else ("LINE_FEE",)
    fees = [one for one in lines if one.role in roles and _cost_of(row, one)]
    found = fitted_fees([_fee_of(company, row, one) for one in fees], claims=claims, borne=borne)
    return list(zip(fees, found, strict=True))


def _is_claim(row: CollectionDocument, line: _Line) -> bool:
    is_asked = line.demanded > 0 or row.kind == "FINANCE_CHARGE"
    return line.role == "OVERDUE" and is_asked and line.document_type not in OF_COLLECTING


def _fee_of(company: CompanyFacts, row: CollectionDocument, line: _Line) -> LetterFee:
    """One that was written before it was kept what it comes to by itself is never raised."""
    cost = Cost(_cost_of(row, line))
    claim = line.entry if line.role == "LINE_FEE" else None
    if line.whole is None:
        return LetterFee(cost, max(line.amount, _limit(company, row, cost)), line.amount, claim)
    return LetterFee(cost, line.whole, line.most, claim)


def _limit(company: CompanyFacts, row: CollectionDocument, cost: str) -> int:
    limit = SWEDISH[Cost(cost)]
    return limit.most_minor if company.country == "SE" and row.currency == limit.currency else 0


def _write(company: CompanyFacts, actor: str, row: CollectionDocument, changed: Sequence[tuple[_Line, int]]) -> None:
    before, said = sums_of(row), _texts(company, row)
    with translation.override(letter_language(row.language, company)):
        for line, minor in changed:
            text = _renamed(line.text, money(line.amount, row.currency), money(minor, row.currency))
            lines = CollectionLine.objects.filter(company=company.id, id=line.id)
            lines.update(amount_minor=minor, text=text)
    reckon(company=company, row=row)
    CollectionDocument.objects.filter(company=company.id, id=row.id).update(**columns_of(sums_of(row)))
    for old, new in zip(said, _texts(company, row), strict=True):
        for was, now in zip(old, new, strict=True):
            # A text that a person wrote is left as it is.
            same = CollectionLine.objects.filter(company=company.id, document=row.id, role=was.role, text=was.text)
            same.update(text=now.text)
    content = {
        "what": "fees fitted", "about": [[line.position, line.amount, minor] for line, minor in changed],
        "before": before.total_minor, "total": sums_of(row).total_minor,
    }  # fmt: skip
    record(company=company.id, actor=actor, action=CHANGED[row.kind], subject=row.draft_number, content=content)


def _texts(company: CompanyFacts, row: CollectionDocument) -> Texts:
    """As they would be written now; none where the terms are gone, or have no such level any more."""
    if row.kind == "FINANCE_CHARGE":
        return texts_of_memo(company=company, row=row)
    terms = reminder_terms(company=company).get(row.terms)
    if terms is None or not 1 <= row.level <= len(terms.levels):
        return [], []
    return reminder_texts(company=company, row=row, terms=terms, level=row.level, due=row.due_date)


def _renamed(text: str, was: str, now: str) -> str:
    """The text with the amount of its fee as it is now, where it names that."""
    return re.sub(rf"(?<!\d)(?<!\d[\s.,]){re.escape(was)}(?!\d)", lambda _found: now, text)
