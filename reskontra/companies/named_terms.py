"""Terms by kind and code alone: what they say stands in the room that goes by them."""

from __future__ import annotations

from django.db import transaction

from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import require_code
from reskontra.database.locks import lock_company


def keep_terms(*, company: CompanyFacts, kind: str, code: str, name: str = "") -> int:
    """The key of the terms of that code, made where there are none; named so where a name is given.

    kind      REMINDER or FINANCE_CHARGE
    refuses   TermsCodeUnfit
    """
    require_code(code)
    with transaction.atomic():
        lock_company(company.id)
        row = Terms.objects.filter(company=company.id, kind=kind, code=code).first()
        row = row or Terms(company_id=company.id, kind=kind, code=code, name=code)
        row.name = name[:100] or row.name
        row.save()
    return row.id
