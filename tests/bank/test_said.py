"""What transactions say, in the columns that matching reads."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.bank.models import BankTransaction
from reskontra.bank.said import payers, said
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.files import OTHER_IBAN, Pay, Stmt, account, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def ids(company: CompanyFacts) -> list[int]:
    account(company)
    load(company, camt(Stmt((Pay("5.00", text="Hej", name="Åsa", ocr="18", account=OTHER_IBAN), Pay("-6.00")))))
    return list(BankTransaction.objects.order_by("number").values_list("id", flat=True))


def test_each_says_its_own(company: CompanyFacts, ids: list[int], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        first, second = sorted(said(company=company, ids=ids))
    assert (first.name, first.iban, list(first.texts)) == ("Åsa", OTHER_IBAN, [("REMITTANCE", "Hej")])
    assert list(first.references) == [("CREDITOR", "18", None)]
    assert (second.name, second.iban, list(second.texts), list(second.references)) == ("", "", [], [])


def test_other_companies_say_nothing(company: CompanyFacts, ids: list[int]) -> None:
    assert list(said(company=build.new_company(name="Sydan AB"), ids=ids)) == []
    assert list(said(company=company, ids=[])) == []


def test_payers_are_told_with_the_banks_reference(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Pay("5.00", name="Åsa", bank_reference="R1"), Pay("-6.00")))))
    first, second = BankTransaction.objects.order_by("number").values_list("id", flat=True)
    assert payers(company=company, ids=[first, second]) == {first: ("Åsa", "R1"), second: ("", "")}
