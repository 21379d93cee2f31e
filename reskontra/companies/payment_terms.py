"""The company's payment terms as rules take them."""

from __future__ import annotations

from decimal import Decimal

from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.dates import DateFormula, parse_formula
from reskontra.core.terms import PaymentTerms
from reskontra.database.prepared import Prepared


def payment_terms(*, company: CompanyFacts) -> dict[str, PaymentTerms]:
    """Every payment terms code with what it says; "" is due on the document date."""
    found = {
        code: PaymentTerms(
            due=parse_formula(due),
            discount=parse_formula(discount) if discount else None,
            discount_percent=Decimal(basis_points) / 100,
            discounts_credit_memos=is_of_memos,
        )
        for code, due, discount, basis_points, is_of_memos in _TERMS.rows(company.id)
    }
    return {"": PaymentTerms(due=DateFormula()), **found}


_TERMS = Prepared(
    lambda company: Terms.objects.filter(company=company, kind="PAYMENT").values_list(
        "code", "due_formula", "discount_formula", "discount_basis_points", "discounts_credit_memos"
    )
)


def discount_grace(*, company: CompanyFacts) -> DateFormula:
    """From the last day of a cash discount to the last on which it may still be accepted; setting discount_grace."""
    return parse_formula(setting(company=company, key="discount_grace", default=""))


def discount_excludes_vat(*, company: CompanyFacts) -> bool:
    """Whether a cash discount is a share of the amount without VAT."""
    return bool(setting(company=company, key="discount_excludes_vat", default=False))
