"""The company of a program's request."""

from __future__ import annotations

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.api.routes import Call


def company_of(request: Call) -> CompanyFacts:
    """The one that the token belongs to."""
    return company_by_id(id=request.auth.company_id)
