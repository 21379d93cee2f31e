"""Payment terms: listed with what they come to, added and changed. Reminder and interest terms come with reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.core.terms import DiscountPercentOutOfBounds
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault

_LONGEST_FORMULA = 30
_LONGEST_CODE = 20


class TermsCodeUnfit(Refused):
    code = "terms_code_unfit"
    template = 'Terms cannot be called "{terms}". Write 1 to {most} characters without blanks around them.'


class TermsFormulaMissing(Refused):
    code = "terms_formula_missing"
    template = "New payment terms {terms} do not say when a document is due. Add --due, such as 30D or CM+10D."


class TermsFormulaLong(Refused):
    code = "terms_formula_long"
    template = 'The formula "{formula}" has more than {most} characters. Write a shorter one.'


class TermsDiscountHalf(Refused):
    code = "terms_discount_half"
    template = (
        'Payment terms {terms} would have a discount of {percent} % and the formula "{formula}" for its last day. '
        "Give both, or neither."
    )


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """Payment terms; discount_percent 2 means 2 %, discount_formula "" is no discount.

    discounts_credit_memos   whether a credit memo bears the discount too, as an invoice does
    """

    code: str
    name: str
    due_formula: str
    discount_formula: str
    discount_percent: Decimal
    discounts_credit_memos: bool

    def due_date(self, document_date: date) -> date:
        """refuses   DateBeyondCalendar"""
        return parse_formula(self.due_formula).after(document_date)

    def discount_date(self, document_date: date) -> date | None:
        """The last day of the discount, None where there is none.

        refuses   DateBeyondCalendar
        """
        return parse_formula(self.discount_formula).after(document_date) if self.discount_formula else None


@dataclass(frozen=True, slots=True)
class TermsChange:
    """As people write them; None leaves a value, "" as discount takes the discount away."""

    due: str | None = None
    discount: str | None = None
    discount_percent: Decimal | None = None
    name: str | None = None
    discounts_credit_memos: bool | None = None


def terms_list(*, company: CompanyFacts) -> list[TermsFacts]:
    """The payment terms by code."""
    return [_facts(row) for row in Terms.objects.filter(company=company.id, kind="PAYMENT").order_by("code")]


def set_terms(*, company: CompanyFacts, actor: str, code: str, change: TermsChange) -> TermsFacts:
    """Add payment terms or change them; documents posted before keep their dates.

    refuses   TermsCodeUnfit, NotADateFormula, TermsFormulaLong, DiscountPercentOutOfBounds, TermsFormulaMissing,
              TermsDiscountHalf
    """
    require_code(code)
    values = _values(change)
    with transaction.atomic():
        lock_company(company.id)
        row = Terms.objects.filter(company=company.id, kind="PAYMENT", code=code).first()
        if row is None and "due_formula" not in values:
            raise TermsFormulaMissing(terms=code)
        row = row or Terms(company_id=company.id, kind="PAYMENT", code=code, name=code)
        before = {name: getattr(row, name) for name in values} if row.id else {}
        for name, value in values.items():
            setattr(row, name, value)
        if bool(row.discount_formula) != bool(row.discount_basis_points):
            percent = Decimal(row.discount_basis_points) / 100
            raise TermsDiscountHalf(terms=code, percent=percent, formula=row.discount_formula)
        row.save()
        content = {"before": before, "after": values}
        record(company=company.id, actor=actor, action="payment_terms.set", subject=code, content=content)
    return _facts(row)


def require_code(code: str) -> None:
    """refuses   TermsCodeUnfit, and what text_fault() finds"""
    if not code or code != code.strip() or len(code) > _LONGEST_CODE:
        raise TermsCodeUnfit(terms=code[:40], most=_LONGEST_CODE)
    if fault := text_fault("code", code, most=_LONGEST_CODE):
        raise fault


def _values(change: TermsChange) -> dict[str, str | int | bool]:
    values = dict[str, str | int | bool]()
    if change.due is not None:
        values["due_formula"] = _formula(change.due)
    if change.discount is not None:
        values["discount_formula"] = _formula(change.discount)
    if change.discount == "" and change.discount_percent is None:
        values["discount_basis_points"] = 0
    if change.discount_percent is not None:
        points = change.discount_percent * 100
        if not 0 <= points <= 10_000 or points != points.to_integral_value():
            raise DiscountPercentOutOfBounds(percent=change.discount_percent)
        values["discount_basis_points"] = int(points)
    if change.name is not None:
        values["name"] = change.name[:100]
    if change.discounts_credit_memos is not None:
        values["discounts_credit_memos"] = change.discounts_credit_memos
    return values


def _formula(text: str) -> str:
    formula = str(parse_formula(text))
    if len(formula) > _LONGEST_FORMULA:
        raise TermsFormulaLong(formula=formula[:60], most=_LONGEST_FORMULA)
    return formula


def _facts(row: Terms) -> TermsFacts:
    percent = Decimal(row.discount_basis_points) / 100
    return TermsFacts(
        row.code, row.name, row.due_formula, row.discount_formula, percent, row.discounts_credit_memos
    )  # fmt: skip
