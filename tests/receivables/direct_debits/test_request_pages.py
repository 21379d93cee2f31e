"""What the page of questions lists, and which forms it has for whom."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.direct_debits.request_pages import requests_page
from tests.receivables.asking_book import autogiro, payer, told
from tests.receivables.autogiro_answers import mandate
from tests.receivables.debiting_book import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_forms_are_for_those_who_may(company: CompanyFacts) -> None:
    autogiro(company)
    payer(company, "101")
    payer(company, "102", is_signed=False)
    told(company, mandate(888, id_number="0"))
    reader = requests_page(company=company, on=TODAY, may_change=False, may_ask=False)
    assert [one.title for one in reader.lists] == [
        "To be asked", "Kept back", "Told by Bankgirot, not kept here", "Files", "What was asked",
    ]  # fmt: skip
    assert [len(one.rows) for one in reader.lists] == [1, 1, 1, 0, 0]
    assert reader.forms == ()
    accountant = requests_page(company=company, on=TODAY, may_change=True, may_ask=True)
    assert [one.name for one in accountant.forms] == ["ask", "adopt"]
