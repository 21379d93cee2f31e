"""The pages of collecting: the worklist with its ticks, and a customer's claims with their forms."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.collections.models import Contact, Dispute, PaymentPlan, Promise
from reskontra.companies.models import Note
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from tests.collections import claim_cases as cases
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
FORMS = "//form[starts-with(@id, 'form-')]/@id"


def test_the_worklist_keeps_one_contact_with_those_ticked(company: CompanyFacts) -> None:
    party = cases.two_invoices(company)
    clerk = Browser(company, role="CLERK", name="clara")
    page = clerk.get("collecting/")
    assert page.texts("//tbody//td[@data-label='Name']") == ["Alfa AB"]
    assert page.values("//input[@name='customer']/@form") == ["ticked"]
    none = clerk.post("collecting/contacts/", {"kind": "CALL", "text": "Ring"})
    assert "No customer was ticked." in none.text
    kept = clerk.post("collecting/contacts/", {"customer": [party.id], "kind": "CALL", "text": "Ring", "next": "t"})
    assert "Kept in the log of 1 customer." in kept.text
    assert Contact.objects.get(company=company.id).next_date == today()
    empty = clerk.post("collecting/contacts/", {"customer": [party.id]})
    assert (empty.status, "Nothing was to be done with C1" in empty.text) == (422, True)
    more = {"customer": [party.id], "next": "t", "owner": "clara", "hold": "on", "code": "EVA"}
    assert "2 documents are on hold." in clerk.post("collecting/contacts/", more).text
    assert Contact.objects.filter(company=company.id, kind="NOTE").count() == 1
    assert clerk.get("collecting/?owner=clara").texts("//tbody//td[@data-label='Name']") == ["Alfa AB"]
    assert clerk.get("collecting/?owner=nobody").texts("//tbody//td[@data-label='Name']") == []
    assert "2 holds taken off." in clerk.post("collecting/contacts/", {"customer": [party.id], "hold": "off"}).text
    bad = clerk.post("collecting/contacts/", {"customer": [party.id], "kind": "CALL", "text": "Ring", "next": "x"})
    assert (bad.status, '"x" is not a date' in bad.text) == (422, True)
    assert Browser(company, role="READER", name="rita").get("collecting/").values("//input[@name='customer']") == []
    assert "Angelägenhet" in Browser(company, name="sven", language="sv").get("collecting/").text


def test_a_customers_claims(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    clerk, url = Browser(company, role="CLERK"), "collecting/customers/C1/"
    assert clerk.get(url).values(FORMS) == [
        "form-promise",
        "form-contact",
        "form-dispute",
        "form-plan",
        "form-hand_over",
        "form-setup",
    ]
    day = (today() + timedelta(days=5)).isoformat()
    promise = {"form": "promise", "documents": "INV-1", "day": day, "amount": "300+200", "note": "Ringt"}
    assert "Promise 1: 500.00\xa0SEK".replace("\xa0", " ") in clerk.post(url, promise).text
    again = clerk.post(url, promise)
    assert (again.status, "INV-1 is promised for" in again.text) == (422, True)
    assert again.values("//input[@name='note' and @value='Ringt']/@id")
    for tampered in ({"back": "x"}, {"withdraw": "²"}, {"cancel": "9" * 30}, {}):
        assert clerk.post(url, tampered).status == 404
    assert clerk.post(url, {"withdraw": "1"}).status == 200
    assert Promise.objects.get(company=company.id).withdrawn_by
    dispute = {"form": "dispute", "document": "INV-2", "reason": "GOODS", "amount": "100", "deadline": day}
    assert "100.00 SEK of INV-2 is held back" in clerk.post(url, dispute).text
    answer = {"form": "answer", "number": "1", "owner": "*", "deadline": "", "comment": ""}
    nothing = clerk.post(url, answer)
    assert (nothing.status, "Nothing of dispute 1 was to be changed" in nothing.text) == (422, True)
    again = clerk.post(url, answer | {"owner": "alice", "comment": "Sent photos"})
    assert "Dispute 1 is changed." in again.text
    assert Note.objects.get(company=company.id).text == "Sent photos"
    assert Dispute.objects.get(company=company.id).owner == "alice"
    assert "Dispute 1 is closed." in clerk.post(url, answer | {"outcome": "REJECTED"}).text
    assert Dispute.objects.get(company=company.id).outcome == "REJECTED"
    plan = {"form": "plan", "documents": "INV-1, INV-2", "count": "3", "first": day, "grace": "5", "fee": "171"}
    assert "is more than 170.00" in clerk.post(url, plan).text
    made = clerk.post(url, plan | {"fee": "170"})
    assert "Payment plan 1: 1,670.00 SEK in 3 instalments." in made.text
    assert "Payment plan until" in made.text
    assert "The letter of payment plan 1 goes on paper." in clerk.post(url, {"letter": "1 0"}).text
    assert "The letter of payment plan 1 is marked as sent." in clerk.post(url, {"mark": "1"}).text
    assert "meanwhile" in clerk.post(url, {"letter": "1 0"}).text, "of a page that was made before"
    assert clerk.post(url, {"letter": "x"}).status == 404
    assert "Its fee BPA000001 of 170.00 SEK is taken back." in clerk.post(url, {"cancel": "1"}).text
    assert PaymentPlan.objects.get(company=company.id).cancelled_by
    contact = {"form": "contact", "kind": "NOTE", "text": "Lovar", "happened": "t", "next": ""}
    assert "Lovar" in clerk.post(url, contact).text
    reader = Browser(company, role="READER", name="rita")
    assert reader.get(url).values(FORMS) == []
    assert reader.post(url, contact).status == 404
    assert clerk.get("collecting/customers/C9/").status == 404
