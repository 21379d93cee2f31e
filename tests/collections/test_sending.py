"""A letter goes out once: what was cut short is told of, and never sent by itself."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reskontra.collections import mail_setup
from reskontra.collections.bounces import NoBounce, bounced_address, take_bounces
from reskontra.collections.customer_setup import CustomerSetup, set_up_customer
from reskontra.collections.keeping_letters import kept_letters
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import CollectionDocument, Contact, CustomerTerms, Sending
from reskontra.collections.sending import NothingNamed, SendOrder, mark_sent, send_documents
from reskontra.collections.sending_queries import DocumentNotSendable, sendings_of, to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.delivery_status import Bounce
from reskontra.interface.tables import FileUnwritable, write_file
from reskontra.parties.models import Party
from reskontra.parties.queries import find_party
from reskontra.receivables.queries import find_document
from tests import build
from tests.collections import claim_cases as cases
from tests.mail_catcher import mail_caught

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ALFA = "alfa@example.com"


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """Reminder R-1 to Alfa, who has an address, and R-2 to Beta, who has none."""
    cases.two_invoices(company)
    Party.objects.filter(company=company.id, number="C1").update(email=ALFA)
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-3")
    cases.issued(company, "R-1")
    cases.issued(company, "R-2", of="INV-3")
    return company


def set_up(company: CompanyFacts, server: str, **more: Any) -> None:
    mail = MailFacts("krav@nordan.example", "Nordan AB", server=server, **more)
    set_up_mail(company=company, actor=build.BOB, mail=mail)


def taking(write: Any) -> Any:
    """Takes the PDF alone."""
    return write and (lambda content, _documents: write(content))


def send(company: CompanyFacts, *numbers: str, write: Any = None, **more: Any) -> SendOutcome:
    order = SendOrder("REMINDER", numbers, **more)
    return send_documents(company=company, actor=build.ALICE, order=order, write=taking(write))


def bounced_reason(company: CompanyFacts) -> str:
    """Why mail to Alfa's address comes back; "" where it does not."""
    alfa = find_party(company=company, ledger="CUSTOMER", number="C1")
    found = bounced_address(company=company, party_id=alfa.id)
    return found.reason if found else ""


def states(company: CompanyFacts) -> list[tuple[str, str, str]]:
    return [(one.number, one.channel, one.state) for one in reversed(sendings_of(company=company))]


def test_letters_go_out_once_by_mail_or_on_paper(book: CompanyFacts) -> None:
    paper: list[bytes] = []
    with mail_caught() as caught:
        set_up(book, caught.url, reply_to="anna@nordan.example", copies_self=True)
        done = send(book, write=paper.append)
        assert (done.mailed, done.printed, done.refused) == ([("R-1", ALFA)], ["R-2"], [])
        again = send(book, write=paper.append)
        assert (again.mailed, again.printed, len(paper)) == ([], [], 1)
        assert send(book, "R-1", is_again=True).mailed == [("R-1", ALFA)]
    first, copy, second, _copy = caught.messages
    assert (copy["To"], copy["Message-ID"] == first["Message-ID"]) == (ALFA, False)
    assert (first["To"], first["Reply-To"], first["Message-ID"] == second["Message-ID"]) == (
        ALFA, "anna@nordan.example", False,
    )  # fmt: skip
    assert first["Subject"] == "Betalningspåminnelse R-1 från Nordan AB"
    (attached,) = first.iter_attachments()
    assert (attached.get_filename(), attached.get_content()[:5]) == ("R-1.pdf", b"%PDF-")
    assert paper[0][:5] == b"%PDF-"
    assert states(book) == [("R-1", "EMAIL", "SENT"), ("R-2", "PRINT", "SENT"), ("R-1", "EMAIL", "SENT")]
    assert {row.kind for row in Contact.objects.filter(company=book.id)} == {"EMAIL", "LETTER"}
    rows = list(CollectionDocument.objects.filter(company=book.id, number="R-1"))
    (kept,) = kept_letters(company=book, documents=rows)
    assert kept.content == attached.get_content()


def test_what_was_cut_short_is_not_sent_by_itself(book: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_caught() as caught:
        set_up(book, caught.url)
        with monkeypatch.context() as killing:
            handed_over = smtplib.SMTP.sendmail

            def killed(*values: Any, **named: Any) -> None:
                handed_over(*values, **named)
                raise KeyboardInterrupt

            killing.setattr(smtplib.SMTP, "sendmail", killed)
            with pytest.raises(KeyboardInterrupt):
                send(book, "R-1")
        assert (len(caught.messages), states(book)) == (1, [("R-1", "EMAIL", "WAITING")])
        (unclear,) = send(book, "R-1").refused
        assert (unclear.code, len(caught.messages)) == ("sending_unclear", 1)
        assert mark_sent(company=book, actor=build.ALICE, kind="REMINDER", numbers=["R-1"]) == 1
        assert states(book) == [("R-1", "EMAIL", "SENT")]
        assert send(book, "R-1").mailed == []


def test_what_could_not_be_printed_did_not_go_out(book: CompanyFacts, tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        send(book, "R-2", channel="PRINT", write=partial(write_file, tmp_path))
    (row,) = Sending.objects.filter(company=book.id)
    assert (row.state, f"{tmp_path} cannot be written" in row.failure) == ("FAILED", True)
    assert send(book, "R-2", channel="PRINT", write=[].append).printed == ["R-2"]
    assert states(book) == [("R-2", "PRINT", "FAILED"), ("R-2", "PRINT", "SENT")]


def test_a_server_that_goes_away_leaves_it_open(book: CompanyFacts) -> None:
    with mail_caught(vanishes=True) as caught:
        set_up(book, caught.url)
        (unclear,) = send(book, "R-1").refused
    assert (unclear.code, states(book)) == ("sending_unclear", [("R-1", "EMAIL", "WAITING")])


def test_a_letter_that_is_not_taken_is_sent_when_the_address_is_right(book: CompanyFacts) -> None:
    alfa = find_party(company=book, ledger="CUSTOMER", number="C1")
    with mail_caught(refuses=ALFA) as caught:
        set_up(book, caught.url, copies_self=True)
        (refused,) = send(book, "R-1").refused
        assert (refused.code, "nobody of that name" in str(refused)) == ("letter_not_taken", True)
        assert caught.messages == []
        wanted = CustomerSetup(email="faktura@alfa.example")
        set_up_customer(company=book, actor=build.BOB, customer=alfa, wanted=wanted)
        caught.refuses = "krav@nordan.example"
        done = send(book, "R-1")
        assert done.mailed == [("R-1", "faktura@alfa.example")]
        assert [one.code for one in done.refused] == ["letter_copy_not_taken"]
    assert states(book) == [("R-1", "EMAIL", "FAILED"), ("R-1", "EMAIL", "SENT")]


def test_a_letter_that_came_back_is_printed_from_then_on(book: CompanyFacts) -> None:
    with mail_caught() as caught:
        set_up(book, caught.url)
        send(book, "R-1")
        bounce = Bounce(ALFA, "5.1.1", "nobody", Sending.objects.get(company=book.id).message_id)
        for _twice in range(2):
            (back,) = take_bounces(company=book, actor=build.ALICE, bounces=[bounce], file="mail.mbox")
        assert (back.document, back.customer) == ("R-1", "C1")
        assert states(book) == [("R-1", "EMAIL", "BOUNCED")]
        assert CustomerTerms.objects.get(company=book.id).bounced_address == ALFA
        assert (
            Contact.objects.filter(company=book.id).latest("id").text == f"R-1 till {ALFA} kom tillbaka. 5.1.1 nobody"
        )
        assert bounced_reason(book) == "5.1.1 nobody"
        cases.issued(book, "R-3", of="INV-2")
        paper = send(book, "R-1", "R-3", channel="EMAIL", is_again=True)
        assert (paper.mailed, paper.to_print) == ([], ["R-1", "R-3"])
        assert send(book, write=[].append).printed == ["R-1", "R-2", "R-3"]
        assert send(book, write=[].append).printed == []
        alfa = find_party(company=book, ledger="CUSTOMER", number="C1")
        set_up_customer(company=book, actor=build.BOB, customer=alfa, wanted=CustomerSetup(is_confirmed=True))
        assert bounced_reason(book) == ""
        assert send(book, "R-3", is_again=True).mailed == [("R-3", ALFA)]
        take_bounces(company=book, actor=build.ALICE, bounces=[Bounce(ALFA, "5.1.1", "", "")], file="mail.mbox")
        Party.objects.filter(company=book.id, number="C1").update(email="new@alfa.example")
        assert bounced_reason(book) == ""
        assert send(book, "R-3", is_again=True).mailed == [("R-3", "new@alfa.example")]
    strange = Bounce("other@example.com", "5.1.1", "", "<9@x>")
    (unknown,) = take_bounces(company=book, actor=build.ALICE, bounces=[strange], file="mail.mbox")
    assert (unknown.document, unknown.customer) == ("", "")
    with pytest.raises(NoBounce):
        take_bounces(company=book, actor=build.ALICE, bounces=[], file="mail.mbox")


def test_what_is_paid_or_reminded_of_since_is_not_sent_by_itself(book: CompanyFacts) -> None:
    """R-1 of INV-1 is followed by R-3; R-2's invoice is paid."""
    cases.issued(book, "R-3", level=2)
    beta = find_party(company=book, ledger="CUSTOMER", number="C2")
    cases.pay(book, beta, "INV-3", "400.00", day=cases.TODAY)
    assert [one.document.number for one in to_send(company=book, kind="REMINDER") if one.is_settled] == ["R-1"]
    rest = find_document(company=book, ledger="CUSTOMER", number="INV-3").remaining_minor
    cases.pay(book, beta, "INV-3", f"{rest / 100:.2f}", day=cases.TODAY + timedelta(days=1))
    done = send(book, channel="PRINT", write=[].append)
    assert (done.printed, done.settled) == (["R-3"], ["R-1", "R-2"])
    assert send(book, "R-2", channel="PRINT", write=[].append).printed == ["R-2"]


def test_nothing_is_sent_again_that_is_not_named(book: CompanyFacts) -> None:
    with pytest.raises(NothingNamed):
        send(book, is_again=True)
    with pytest.raises(NothingNamed):
        mark_sent(company=book, actor=build.ALICE, kind="REMINDER", numbers=[])
    assert states(book) == []


def test_nothing_is_begun_without_a_server(book: CompanyFacts, tmp_path: Path) -> None:
    with pytest.raises(mail_setup.MailNotSetUp):
        send(book, "R-1")
    with mail_caught() as gone:
        set_up(book, gone.url)
    with pytest.raises(mail_setup.MailServerUnreachable):
        send(book, "R-1")
    with pytest.raises(DocumentNotSendable):
        send(book, "R-9")
    assert states(book) == []
    set_up(book, f"file://{tmp_path}")
    assert send(book, "R-1").mailed == [("R-1", ALFA)]
    assert len(list(tmp_path.iterdir())) == 1
    Party.objects.filter(company=book.id, number="C2").update(is_privacy_blocked=True)
    (blocked,) = send(book, "R-2").refused
    assert blocked.code == "letter_blocked"
