"""The company's payment terms as rules take them."""

from __future__ import annotations

from decimal import Decimal

from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.dates import DateFormula, parse_formula
from reskontra.core.terms import PaymentTerms


def payment_terms(*, company: CompanyFacts) -> dict[str, PaymentTerms]:
    """Every payment terms code with what it says; "" is due on the document date."""
    rows = Terms.objects.filter(company=company.id, kind="PAYMENT")
    found = {
        row.code: PaymentTerms(
            due=parse_formula(row.due_formula),
            discount=parse_formula(row.discount_formula) if row.discount_formula else None,
            discount_percent=Decimal(row.discount_basis_points) / 100,
            discounts_credit_memos=row.discounts_credit_memos,
        )
        for row in rows
    }
    return {"": PaymentTerms(due=DateFormula()), **found}


def discount_grace(*, company: CompanyFacts) -> DateFormula:
    """From the last day of a cash discount to the last on which it may still be accepted; setting discount_grace."""
    return parse_formula(setting(company=company, key="discount_grace", default=""))


def discount_excludes_vat(*, company: CompanyFacts) -> bool:
    """Whether a cash discount is a share of the amount without VAT."""
    return bool(setting(company=company, key="discount_excludes_vat", default=False))
