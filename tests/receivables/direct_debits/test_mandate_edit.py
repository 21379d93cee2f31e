"""What is said of a mandate at once is done in an order in which it may be, or not at all."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.direct_debits.mandate_edit import MandateEdit, edit_mandate
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from reskontra.receivables.direct_debits.mandates import MandateCounted, MandateDebitsUnfit
from tests import build
from tests.receivables.debiting_book import TODAY, euro_company, payer

pytestmark = pytest.mark.django_db


def test_all_of_it_or_nothing() -> None:
    company: CompanyFacts = euro_company()
    payer(company, 1)

    def edit(**said: object) -> tuple[int | None, str]:
        edit_mandate(company=company, actor=build.BOB, number="MND000001", edit=MandateEdit(**said))  # type: ignore[arg-type]
        shown = mandate_shown(company=company, number="MND000001", as_of=TODAY)
        return shown.expected, shown.state

    assert edit(terms={"expected": 3, "bic": None}, is_blocked=True) == (3, "BLOCKED")
    with pytest.raises((MandateDebitsUnfit, MandateCounted)):
        edit(terms={"expected": 0}, is_blocked=False)
    assert mandate_shown(company=company, number="MND000001", as_of=TODAY).state == "BLOCKED"
    assert edit(is_unlimited=True, is_blocked=False, is_closed=True) == (None, "CLOSED")
    assert edit(is_closed=False) == (None, "ACTIVE")
