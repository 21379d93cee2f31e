"""Letters by page: printed, sent, marked, taken back in; and the mail server."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.collections.letters_page import letters_page
from reskontra.collections.mail_setup import MailFacts, find_mail, set_up_mail
from reskontra.collections.models import Sending
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.parties.models import Party
from tests.collections import claim_cases as cases
from tests.formats.test_delivery_status import notification
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
URL = "collecting/letters/"


def test_letters_by_page(company: CompanyFacts, tmp_path: Path) -> None:
    cases.two_invoices(company)
    bob = Browser(company, name="bob")
    assert "Nothing waits to be sent." in bob.get(URL).text
    empty = bob.post(URL, {"form": "paper"})
    assert (empty.status, "is to be printed" in empty.text) == (422, True)
    first = cases.issued(company, "R-1")
    page = bob.get(URL)
    assert page.values("//form[starts-with(@id, 'form-')]/@id") == ["form-paper", "form-bounce"]
    printed = bob.client.post(f"/{company.id}/{URL}", {"form": "paper"})
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")
    Party.objects.filter(company=company.id).update(email="nobody@example.com")
    cases.issued(company, "R-2", of="INV-2")
    refused = bob.post(URL, {"form": "mail"})
    assert (refused.status, "has no mail server yet" in refused.text) == (422, True)
    mail = {"form": "mail", "sender": "krav@nordan.example", "server": "smtp://a:b@example.com", "seen": ""}
    assert bob.post("setup/mail/", mail).status == 403
    anna = Browser(company, role="ADMINISTRATOR", name="anna")
    bad = anna.post("setup/mail/", mail)
    assert (bad.status, "holds a password" in bad.text) == (422, True)
    folder = anna.post("setup/mail/", mail | {"server": f"file://{tmp_path}"})
    assert (folder.status, find_mail(company=company)) == (422, None)
    assert "Letters are sent from" in anna.post("setup/mail/", mail | {"server": "smtp://example.com"}).text
    set_up_mail(company=company, actor="bob", mail=MailFacts("krav@nordan.example", server=f"file://{tmp_path}"))
    assert "on its way" in anna.post("setup/mail/", {"form": "try", "address": "a@nordan.example"}).text
    assert "1 letter is sent." in bob.post(URL, {"form": "mail"}).text
    Sending.objects.create(
        company_id=company.id, document=first, channel="EMAIL", state="WAITING", level=1, made_at=bulk.moment()
    )
    assert "May have gone out" in bob.get(URL).text
    assert "R-1 is marked as sent." in bob.post(URL, {"mark": "REMINDER R-1"}).text
    file = SimpleUploadedFile("mail.eml", notification().encode())
    assert (
        "They go on paper until the address is changed or confirmed."
        in bob.post(URL, {"form": "bounce", "file": file}).text
    )
    assert "Came back" in bob.get(URL).text
    reader = Browser(company, role="READER", name="rita")
    assert reader.post(URL, {"form": "mail"}).status == 404
    assert [len(one.rows) for one in letters_page(company=company, may_send=True).lists] == [1, 3]


def test_what_would_be_mailed_is_printed_where_no_mail_is_set_up(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    Party.objects.filter(company=company.id).update(email="alfa@example.com")
    cases.issued(company, "R-1")
    bob = Browser(company, name="bob")
    page = bob.get(URL)
    assert page.values("//form[starts-with(@id, 'form-')]/@id") == ["form-paper", "form-bounce"]
    assert "1 of them go by e-mail once a mail server is set up." in page.text
    assert bob.client.post(f"/{company.id}/{URL}", {"form": "paper"}).content[:5] == b"%PDF-"
    assert [(one.channel, one.state) for one in Sending.objects.filter(company=company.id)] == [("PRINT", "SENT")]


@pytest.mark.parametrize(
    ("url", "tab"),
    [
        ("collecting/", "Worklist"),
        ("collecting/reminders/", "Reminders"),
        ("collecting/finance-charges/", "Finance charge memos"),
        ("statements-of-account/", "Statements of account"),
        (URL, "Letters"),
        ("collecting/policies/", "Automation"),
    ],
)
def test_every_place_of_collecting_stands_among_the_others(company: CompanyFacts, url: str, tab: str) -> None:
    page = Browser(company, name="bob").get(url)
    assert len(page.values("//nav[@class='tabs']/a")) == 7
    assert page.values("//nav[@class='tabs']/a[@aria-current='page']/text()") == [tab]
