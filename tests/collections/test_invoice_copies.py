"""An invoice goes along with its reminder: by e-mail, and behind the letter on paper, where it can be bound."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter

from reskontra.collections.disputes import DisputeChange, change_dispute
from reskontra.collections.invoice_copies import invoice_copies
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_terms_editing import TermsChange, change_reminder_terms
from reskontra.collections.sending import SendOrder, send_documents
from reskontra.companies.notes import Subject, add_note
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party
from reskontra.receivables.queries import find_document
from tests import build
from tests.collections import claim_cases as cases
from tests.collections import reminding
from tests.mail_catcher import mail_caught

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def sheet() -> bytes:
    out, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def keep(company: CompanyFacts, number: str, name: str, content: bytes, *, is_invoice_copy: bool = True) -> None:
    entry = find_document(company=company, ledger="CUSTOMER", number=number).entry_id
    subject = Subject("ENTRY", entry, number)
    add_note(
        company=company, actor=build.BOB, subject=subject, text="", file_name=name, stream=io.BytesIO(content),
        is_invoice_copy=is_invoice_copy,
    )  # fmt: skip


def test_invoices_go_along_where_the_terms_say_so(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    reminding.terms(company)
    Party.objects.filter(company=company.id).update(reminder_terms="T", email="alfa@example.com")
    for number, name, content in (
        ("INV-1", "faktura.pdf", sheet()), ("INV-2", "trasig.pdf", b"%PDF-1.4 torn"), ("INV-2", "annat.pdf", b"no PDF"),
    ):  # fmt: skip
        keep(company, number, name, content)
    keep(company, "INV-1", "juristens råd.pdf", sheet(), is_invoice_copy=False)
    cases.disputed(company, "INV-2", amount="100.00")
    change_dispute(
        company=company, actor=build.BOB, number=1, today=cases.TODAY,
        change=DisputeChange(file_name="internt.pdf", stream=io.BytesIO(sheet())),
    )  # fmt: skip
    reminding.make(company, date(2026, 3, 31))
    assert len(issue_reminders(company=company, actor=build.BOB).done) == 1
    rows = list(CollectionDocument.objects.filter(company=company.id))
    assert invoice_copies(company=company, documents=rows).of(rows[0].id) == []
    change = TermsChange(attaches_invoices=True)
    change_reminder_terms(company=company, actor=build.BOB, code="T", change=change)
    copies = invoice_copies(company=company, documents=rows)
    assert [name for name, _content in copies.of(rows[0].id)] == ["faktura.pdf", "trasig.pdf"]

    def send(**more: object) -> SendOutcome:
        order = SendOrder("REMINDER", (rows[0].number,), is_again=True, **more)  # type: ignore[arg-type]
        return send_documents(
            company=company, actor=build.BOB, order=order, write=lambda content, _documents: paper.append(content)
        )

    paper: list[bytes] = []
    with mail_caught() as caught:
        set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        assert len(send().mailed) == 1
    (message,) = caught.messages
    names = [one.get_filename() for one in message.iter_attachments()]
    assert names == [f"{rows[0].number}.pdf", "faktura.pdf", "trasig.pdf"]
    send(channel="PRINT")
    letter = next(one for one in message.iter_attachments()).get_content()
    assert len(PdfReader(io.BytesIO(paper[0])).pages) == len(PdfReader(io.BytesIO(letter)).pages) + 1
