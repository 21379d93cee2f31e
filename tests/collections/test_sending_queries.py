"""Each customer's own way: e-mail where there is an address, paper where it is wanted or e-mail came back."""

from __future__ import annotations

import pytest

from reskontra.collections import cli_reminders_issue  # noqa: F401 - adds its commands
from reskontra.collections.cli_reminders import app as reminders_cli
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CustomerTerms
from reskontra.collections.reminder_queries import find_reminder
from reskontra.collections.sending import SendOrder, send_documents
from reskontra.collections.sending_queries import (
    DocumentNotSendable,
    letter_out_text,
    letters_out,
    sendings_of,
    to_send,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.collections import reminding
from tests.command_line import done
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.mark.company_leads
def test_the_way_a_letter_goes(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    cases.issued(company, "R-1")
    ways = []
    terms = CustomerTerms.objects.create(company_id=company.id, party_id=alfa.id)
    for address, channel, email, bounced in (
        ("", "", "", False), ("a@alfa.example", "", "", False), ("a@alfa.example", "PRINT", "", False),
        ("", "EMAIL", "b@alfa.example", False), ("", "EMAIL", "b@alfa.example", True), ("", "EMAIL", "", False),
    ):  # fmt: skip
        Party.objects.filter(company=company.id).update(email=address)
        terms.channel, terms.email, terms.bounced_at = channel, email, bulk.moment() if bounced else None
        terms.save()
        (one,) = to_send(company=company, kind="REMINDER", numbers=["R-1"])
        ways.append((one.channel, one.address))
    assert ways == [
        ("PRINT", ""), ("EMAIL", "a@alfa.example"), ("PRINT", "a@alfa.example"), ("EMAIL", "b@alfa.example"),
        ("PRINT", "b@alfa.example"), ("PRINT", ""),
    ]  # fmt: skip
    assert to_send(company=company, kind="FINANCE_CHARGE") == []
    assert sendings_of(company=company, party_id=alfa.id) == []
    with pytest.raises(DocumentNotSendable):
        to_send(company=company, kind="REMINDER", numbers=["R-1", "R-9"])


def test_what_is_cancelled_is_told_where_its_letter_is_out(company: CompanyFacts) -> None:
    """On the page before it is confirmed, by the command and by the API, until it is cancelled."""
    reminding.terms(company)
    build.invoice(company, reminding.debtor(company))
    reminding.make(company)
    issue_reminders(company=company, actor=build.BOB)
    browser, program = Browser(company, name=build.BOB), Program(company)
    id = find_reminder(company=company, number="BP000001").id
    page = f"collecting/reminders/{id}/"
    assert "is out" not in browser.get(page).text
    assert program.get("reminders/BP000001").data["letters_out"] == []
    order = SendOrder("REMINDER", channel="PRINT")
    send_documents(company=company, actor=build.BOB, order=order, write=lambda pdf, _documents: len(pdf))
    (out,) = letters_out(company=company, kind="REMINDER", numbers=["BP000001", "BP9"])
    assert (out.number, out.channel, out.to, out.is_sure) == ("BP000001", "PRINT", "Kund C1", True)
    assert letter_out_text(out) in browser.get(page).text
    assert browser.get(page).values("//input[@name='out']/@required") == [""]
    assert program.get("reminders/BP000001").data["letters_out"][0]["to"] == "Kund C1"
    answer = browser.post(page + "cancel/", {})
    assert (answer.status, "Tick that the customer is told, and cancel it again." in answer.text) == (422, True)
    assert letter_out_text(out) in done(reminders_cli, "cancel", "BP000001").out
    assert letters_out(company=company, kind="REMINDER", numbers=["BP000001"]) == []
