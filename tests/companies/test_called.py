"""The company of a program's request is its token's."""

from __future__ import annotations

import pytest

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.api.routes import Call
from reskontra.interface.tokens import TokenAccess

pytestmark = pytest.mark.django_db


def test_it_is_the_tokens(company: CompanyFacts) -> None:
    request = Call()
    request.auth = TokenAccess(1, company.id, "token:a", "READER", frozenset())
    assert company_of(request) == company
