"""Payment terms: when a document is due, and what discount is to be had until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reskontra.core.dates import DateFormula
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.money import divide_minor

_DISCOUNTED = (DocumentType.INVOICE, DocumentType.CREDIT_MEMO)


class DiscountPercentOutOfBounds(Refused):
    code = "discount_percent_out_of_bounds"
    template = "A payment discount of {percent} % is outside 0 to 100 %. Write a percentage within these bounds."


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """due and discount count from the document date.

    discount           None where the terms have no discount date
    discount_percent   2 means 2 %
    """

    due: DateFormula
    discount: DateFormula | None = None
    discount_percent: Decimal = Decimal(0)
    discounts_credit_memos: bool = False


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """What the terms come to for one document. Without a possible discount, its dates are None and the amount 0.

    discount_date             the last day in time
    discount_tolerance_date   the last day on which a late discount may still be accepted
    discount_minor            signed as the document
    """

    due_date: date
    discount_date: date | None = None
    discount_tolerance_date: date | None = None
    discount_minor: int = 0


@dataclass(frozen=True, slots=True)
class TermedDocument:
    """base_minor: what the percentage is of, with or without VAT as the company has it; signed as the document."""

    document_type: DocumentType
    document_date: date
    posting_date: date
    base_minor: int


def apply_terms(*, terms: PaymentTerms, document: TermedDocument, grace: DateFormula) -> DocumentTerms:
    """Due date, discount dates and possible discount of a document.

    grace     from the discount date to the last day of a late discount; blank means none
    refuses   DiscountPercentOutOfBounds, DateBeyondCalendar: checked in this order
    """
    if not 0 <= terms.discount_percent <= 100:
        raise DiscountPercentOutOfBounds(percent=terms.discount_percent)
    due_date = terms.due.after(document.document_date)
    if terms.discount is None or not _may_be_discounted(terms, document.document_type):
        return DocumentTerms(due_date)
    discount_date = terms.discount.after(document.document_date)
    tolerance_date = grace.after(discount_date)
    amount = percent_of(document.base_minor, terms.discount_percent)
    if not amount or tolerance_date < document.posting_date:
        return DocumentTerms(due_date)
    return DocumentTerms(due_date, discount_date, tolerance_date, amount)


def percent_of(minor: int, percent: Decimal) -> int:
    """So many percent of an amount, in its minor units, half away from zero."""
    numerator, denominator = percent.as_integer_ratio()
    return divide_minor(minor * numerator, denominator * 100)


def _may_be_discounted(terms: PaymentTerms, document_type: DocumentType) -> bool:
    if document_type is DocumentType.CREDIT_MEMO:
        return terms.discounts_credit_memos
    return document_type in _DISCOUNTED
