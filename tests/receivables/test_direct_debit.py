"""Mandates become those of customers, rejected payments those of invoices; the same file twice changes nothing."""

from __future__ import annotations

import io

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.formats.autogiro_answers import NotAnswers
from reskontra.parties.queries import find_party
from reskontra.receivables.applying import find_named
from reskontra.receivables.cli_entries import parse_name
from reskontra.receivables.direct_debit import Taken, mandates, rejected, take_answers
from tests import build
from tests.receivables.autogiro_answers import advice, mandate, order, register, rejections

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def take(company: CompanyFacts, text: str) -> Taken:
    return take_answers(company=company, actor="Alice", name="a.txt", stream=io.BytesIO(text.encode("latin-1")))


@pytest.fixture
def books(company: CompanyFacts) -> CompanyFacts:
    build.bank_account(company, number="AG", iban="", bankgiro="9912346")
    build.customer(company, number="101")
    build.customer(company, number="K5", name="Beta AB", organisation_number="556000-1234")
    return company


def told(company: CompanyFacts) -> list[tuple[str, str, str]]:
    return [(one.payer_number, one.customer, one.state) for one in mandates(company=company)]


def test_a_mandate_is_a_customers_by_number_or_organisation_number(books: CompanyFacts) -> None:
    taken = take(books, advice(mandate(101, id_number="0"), mandate(777), mandate(888, id_number="1912121212")))
    assert (taken.kind, len(taken.mandates), taken.known) == ("mandates", 3, 0)
    assert told(books) == [("101", "101", "ACTIVE"), ("777", "K5", "ACTIVE"), ("888", "", "ACTIVE")]


def test_the_last_word_counts_and_the_same_again_changes_nothing(books: CompanyFacts) -> None:
    first = advice(mandate(101), mandate(101, comment="33", day="20260303"))
    assert len(take(books, first).mandates) == 1
    assert take(books, first).known == 1
    assert told(books) == [("101", "101", "CANCELLED")]
    take(books, register(101))  # it tells of an earlier day
    assert told(books) == [("101", "101", "CANCELLED")]
    taken = take(books, advice(mandate(101, day="20260304")))
    assert [one.state for one in taken.mandates] == ["ACTIVE"]
    assert mandates(company=books, state="CANCELLED") == []


def test_a_rejected_payment_is_told_at_its_invoice_which_stays_open(books: CompanyFacts) -> None:
    alfa = find_party(company=books, ledger="CUSTOMER", number="101")
    build.invoice(books, alfa, number="1001", amount="75.00", payment_reference="10017")
    text = rejections(order(7_500), order(500, payer=999, reference="FAKTNR 9", reason="01"))
    taken = take(books, text)
    assert [(one.document, one.customer, one.reason) for one in taken.rejected] == [
        ("1001", "101", "02"),
        ("", "", "01"),
    ]
    entry = find_named(company=books, name=parse_name("customer:1001"))
    (one,) = rejected(company=books, entry_id=entry.entry_id)
    assert (one.amount.minor, str(one.due_date)) == (7_500, "2026-03-25")
    again = take(books, text)
    assert (again.rejected, again.known) == ((), 2)
    assert len(rejected(company=books)) == 2


def test_a_payer_is_known_by_the_mandate(books: CompanyFacts) -> None:
    take(books, advice(mandate(777)))
    (one,) = take(books, rejections(order(500, payer=777, reference="X"))).rejected
    assert one.customer == "K5"


def test_other_files_are_refused(books: CompanyFacts) -> None:
    with pytest.raises(NotAnswers):
        take(books, "number,name\n")
    assert mandates(company=books) == []
