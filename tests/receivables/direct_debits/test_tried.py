"""A document is debited again where that may do, and so often; what became of it is told of it and of its customer."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.receivables.direct_debits.checking import check_collection
from reskontra.receivables.direct_debits.collections import collection_shown, debits_of
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.faults import faults_shown
from reskontra.receivables.direct_debits.making import NothingToCollect
from reskontra.receivables.direct_debits.mandates import create_mandate
from reskontra.receivables.direct_debits.returning import Rejection, reject_debit
from reskontra.receivables.direct_debits.tried import debits_back, debits_of_entry
from reskontra.receivables.models import Entry
from tests import build
from tests.receivables.debiting_book import SIGNED, TODAY, euro_company, made, owed, payer
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def company() -> CompanyFacts:
    company = euro_company()
    owed(company, payer(company, 1), "INV-1")
    return company


def sent_back(company: CompanyFacts, reason: str, text: str = "") -> None:
    number = made(company).number
    export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
    rejection = Rejection(reason, text, TODAY)
    reject_debit(company=company, actor=build.BOB, collection=number, number=1, rejection=rejection)


def test_without_cover_it_is_tried_as_often_as_the_company_says(company: CompanyFacts) -> None:
    for _again in range(2):
        sent_back(company, "AM04")
    waiting = made(company).number
    assert not debits_of(company=company, number=waiting)[0].findings
    set_setting(company=company, actor=build.BOB, key="direct_debit_tries", value="2")
    check_collection(company=company, actor=build.BOB, number=waiting, as_of=TODAY)
    shown = collection_shown(company=company, number=waiting)
    (fault,) = faults_shown(shown, debits_of(company=company, number=waiting))
    assert "INV-1, which came back as often as the setting direct_debit_tries" in str(fault)


def test_what_is_tried_out_is_left_out_and_counted(company: CompanyFacts) -> None:
    for _again in range(3):
        sent_back(company, "AM04")
    with pytest.raises(NothingToCollect, match="1 that came back and are not tried again"):
        made(company)
    owed(company, build.find_party(company=company, ledger="CUSTOMER", number="C1"), "INV-2")
    done = made(company)
    assert (done.debits, done.tried) == (1, 1)
    assert [one.document for one in debits_of(company=company, number=done.number)] == ["INV-2"]


def test_a_file_that_was_turned_down_is_no_try(company: CompanyFacts) -> None:
    for _again in range(4):
        sent_back(company, "FF01")
    assert made(company).debits == 1


def test_a_closed_account_takes_another_mandate(company: CompanyFacts) -> None:
    sent_back(company, "AC04")
    with pytest.raises(NothingToCollect):
        made(company)
    create_mandate(company=company, actor=build.BOB, customer="C1", terms=SIGNED)
    done = made(company)
    assert [one.mandate for one in debits_of(company=company, number=done.number)] == ["MND000002"]


def test_its_document_and_its_customer_tell_why_it_came_back(company: CompanyFacts) -> None:
    sent_back(company, "AM04", "Try in a week")
    entry = Entry.objects.get(company=company.id, document_number="INV-1")
    (one,) = debits_of_entry(company=company, entry_id=entry.id)
    assert (one.debit, one.day, one.state, one.reason) == ("DDC000001/1", TODAY, "REJECTED", "AM04")
    assert debits_back(company=company, party_id=entry.party_id, most=5) == [one]
    reader = Browser(company, role="READER", name="rita")
    why = "AM04 no cover · Try in a week"
    assert why in reader.get(f"entries/{entry.id}/").text
    page = reader.get("customers/C1/").text
    assert "Direct debit of INV-1 came back" in page
    assert why in page
