"""The texts before and after the lines of a draft, of a reminder or a memo, with its dates and totals as they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import translation

from reskontra.collections.draft_sums import sums_of
from reskontra.collections.finance_charge_drafts import memo_basis, memo_texts
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.interest_terms import E5
from reskontra.collections.interest_words import percent_text
from reskontra.collections.letterhead import letter_language
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_drafts import DraftLine, letter_lines, letter_values
from reskontra.collections.reminder_terms import ReminderTermsFacts
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.display import money

Texts = tuple[list[DraftLine], list[DraftLine]]


def reminder_texts(
    *, company: CompanyFacts, row: CollectionDocument, terms: ReminderTermsFacts, level: int, due: date
) -> Texts:
    """As the terms have them at a level, in the draft's language."""
    rate = _lines(row).exclude(rate_e5=0).order_by("-position").values_list("rate_e5", flat=True).first()
    with translation.override(letter_language(row.language, company)):
        values = _values(company, row, level, due, _percent_of(rate) if rate else "")
        return letter_lines(company, terms, level, row.language, values)


def texts_of_memo(*, company: CompanyFacts, row: CollectionDocument) -> Texts:
    """As the interest terms have them, in the draft's language."""
    basis = memo_basis(company=company, order=MemoOrder(row.document_date, row.posting_date))
    with translation.override(letter_language(row.language, company)):
        remaining = sum(_lines(row).filter(role="OVERDUE").values_list("remaining_minor", flat=True))
        values = _values(company, row, 0, row.due_date, _percent(row)) | {"remaining": money(remaining, row.currency)}
        return memo_texts(basis=basis, terms=row.interest_terms, language=row.language, values=values)


def _values(company: CompanyFacts, row: CollectionDocument, level: int, due: date, percent: str) -> dict[str, str]:
    return letter_values(
        company=company, dates=(row.document_date, due, row.posting_date), sums=sums_of(row), level=level,
        currency=row.currency, percent=percent,
    )  # fmt: skip


def _percent(row: CollectionDocument) -> str:
    """The newest rate that a memo charges."""
    rates = _lines(row).filter(role="RATE", from_date__isnull=False).order_by("-from_date", "-position")
    newest = rates.values_list("rate_e5", flat=True).first()
    return "0" if newest is None else _percent_of(newest)


def _percent_of(rate_e5: int) -> str:
    return percent_text(Decimal(rate_e5) / E5)


def _lines(row: CollectionDocument) -> QuerySet[CollectionLine]:
    return CollectionLine.objects.filter(company=row.company_id, document=row.id)
