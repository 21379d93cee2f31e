"""What was taken over, beside what the old books gave."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import PostingGroup
from reskontra.ledger.opening import OpeningOrder, load_opening
from reskontra.parties.models import Party
from reskontra.receivables.take_over import TakeOverPart, contra_balances, take_over
from tests import build
from tests.reported_book import reported

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def _give(company: CompanyFacts, text: str) -> None:
    order = OpeningOrder(day=date(2026, 1, 1), result_account="2650", adds_accounts=True)
    stream = io.BytesIO(f"account,balance\n{text}".encode())
    load_opening(company=company, actor=build.BOB, name="ob.csv", stream=stream, order=order)


def _found(company: CompanyFacts) -> list[tuple[str, str, int, int, int]]:
    return [
        (one.ledger, one.account, one.loaded_minor, one.given_minor, one.difference_minor)
        for one in take_over(company=company)
    ]


def test_nothing_loaded_and_nothing_given(company: CompanyFacts) -> None:
    build.bank_account(company)
    assert take_over(company=company) == []
    assert [(one.account, one.balance_minor) for one in contra_balances(company=company)] == [("2898", 0)]


def test_what_was_loaded_counts_whatever_happened_since(company: CompanyFacts) -> None:
    reported(company)
    _give(company, "1510,2570.00\n1930,10000.00\n1940,11000.00\n2440,-370.00\n")
    assert _found(company) == [
        ("customer", "1510", 2570_00, 2570_00, 0),
        ("vendor", "2440", -370_00, -370_00, 0),
        ("bank", "1930", 10000_00, 10000_00, 0),
        ("bank", "1940", 11200_00, 11000_00, 200_00),  # 1000 EUR at 11.20
    ]
    assert [one.balance_minor for one in contra_balances(company=company)] == [-200_00]


def test_the_contra_account_holds_the_difference(company: CompanyFacts) -> None:
    build.bank_account(company)
    build.invoice(company, build.customer(company), amount="100.00")
    _give(company, "1510,90.00\n1930,50.00\n")
    assert _found(company) == [("customer", "1510", 100_00, 90_00, 10_00), ("bank", "1930", 0, 50_00, -50_00)]
    (contra,) = contra_balances(company=company)
    assert (contra.account, contra.balance_minor) == ("2898", 40_00)


def test_groups_of_one_account_are_told_apart(company: CompanyFacts) -> None:
    PostingGroup.objects.filter(company=company.id, kind="CUSTOMER", code="EU").update(control_account="1510")
    for number, group, amount in (("C1", "SE", "10.00"), ("C2", "EU", "5.00"), ("C3", "EU", "2.00")):
        party = build.customer(company, number=number, name=f"Kund {number}")
        Party.objects.filter(company=company.id, number=number).update(posting_group=group)
        build.invoice(company, party, number=f"INV-{number}", amount=amount)
    (line,) = take_over(company=company)
    assert line.parts == (TakeOverPart("EU", 2, 7_00), TakeOverPart("SE", 1, 10_00))
    assert (line.entries, line.loaded_minor, line.name) == (3, 17_00, "Kundfordringar")
