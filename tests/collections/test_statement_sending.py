"""A statement goes out once: by e-mail to who has an address, in the print batch to who has none."""

from __future__ import annotations

import smtplib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.mail_setup import MailFacts, MailNotSetUp, set_up_mail
from reskontra.collections.models import Contact, StatementSending
from reskontra.collections.sending import NothingNamed
from reskontra.collections.statement_runs import StatementUnknown, issue_statements, print_batch
from reskontra.collections.statement_sending import StatementOrder, mark_statements_sent, send_statements
from reskontra.collections.statement_sending_queries import StatementNotInRun
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.interface.tables import FileUnwritable, write_file
from reskontra.parties.models import Party
from tests import build
from tests.collections.test_statement_asked import ASKED
from tests.letters.test_pdf import read
from tests.mail_catcher import mail_caught

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ALFA = "alfa@example.com"


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """Run 1: statements to Alfa, who has an address, to Beta, who has none, and to Gamma, who is blocked since."""
    two_statements(company)
    return company


def two_statements(company: CompanyFacts) -> None:
    for number, name, email in (("C1", "Alfa AB", ALFA), ("C2", "Beta AB", ""), ("C3", "Gamma AB", "")):
        build.invoice(company, build.customer(company, number=number, name=name), number=f"INV-{number}")
        Party.objects.filter(company=company.id, number=number).update(email=email)
    issue_statements(company=company, actor=build.ALICE, asked=replace(ASKED, currency="", style="balance"))
    Party.objects.filter(company=company.id, number="C3").update(is_privacy_blocked=True)


def taking(write: Any) -> Any:
    """Takes the PDF alone."""
    return write and (lambda content, _documents: write(content))


def send(company: CompanyFacts, *customers: str, write: Any = None, **more: Any) -> SendOutcome:
    order = StatementOrder(1, customers, **more)
    return send_statements(company=company, actor=build.ALICE, order=order, write=taking(write))


def states(company: CompanyFacts) -> list[tuple[str, str]]:
    rows = StatementSending.objects.filter(company=company.id).order_by("id")
    return [(row.channel, row.state) for row in rows]


def test_statements_go_out_once_by_mail_or_on_paper(book: CompanyFacts) -> None:
    paper: list[bytes] = []
    set_setting(company=book, actor=build.BOB, key="letters_fold_mark", value="true")
    with mail_caught() as caught:
        set_up_mail(company=book, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        assert send(book, only="EMAIL").mailed == [("C1-1", ALFA)]
        done = send(book, write=paper.append)
        assert (done.mailed, done.printed, [one.code for one in done.refused]) == ([], ["C2-1"], ["letter_blocked"])
        assert send(book, only="PRINT", write=paper.append).printed == []
        assert send(book, "C1", is_again=True).mailed == [("C1-1", ALFA)]
    first, second = caught.messages
    assert (first["To"], first["Subject"]) == (ALFA, "Kontoutdrag 1 från Nordan AB")
    assert first["Message-ID"] != second["Message-ID"]
    (attached,) = first.iter_attachments()
    assert (attached.get_filename(), attached.get_content()[:5]) == ("statement-C1-1.pdf", b"%PDF-")
    (page,) = read(paper[0]).pages
    assert "Beta AB" in page.extract_text()
    assert b"/Artifact BMC" in page.get_contents().get_data()
    assert len(read(print_batch(company=book, number=1)).pages) == 3
    assert states(book) == [("EMAIL", "SENT"), ("PRINT", "SENT"), ("EMAIL", "SENT")]
    logged = [(row.kind, row.text.partition(",")[0]) for row in Contact.objects.filter(company=book.id).order_by("id")]
    assert logged == [("EMAIL", "Kontoutdrag 1"), ("LETTER", "Kontoutdrag 1"), ("EMAIL", "Kontoutdrag 1")]


def test_what_was_cut_short_is_not_sent_by_itself(book: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_caught() as caught:
        set_up_mail(company=book, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        with monkeypatch.context() as killing:
            handed_over = smtplib.SMTP.sendmail

            def killed(*values: Any, **named: Any) -> None:
                handed_over(*values, **named)
                raise KeyboardInterrupt

            killing.setattr(smtplib.SMTP, "sendmail", killed)
            with pytest.raises(KeyboardInterrupt):
                send(book, "C1")
        (unclear,) = send(book, "C1").refused
        assert (unclear.code, len(caught.messages)) == ("sending_unclear", 1)

    def breaks(_content: bytes) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        send(book, "C2", write=breaks)
    assert [one.code for one in send(book, "C2", write=[].append).refused] == ["sending_unclear"]
    assert mark_statements_sent(company=book, actor=build.ALICE, run=1, customers=["C1", "C2"]) == 2
    assert mark_statements_sent(company=book, actor=build.ALICE, run=1, customers=["C1"]) == 0
    assert states(book) == [("EMAIL", "SENT"), ("PRINT", "SENT")]


def test_what_could_not_be_printed_did_not_go_out(book: CompanyFacts, tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        send(book, "C2", write=partial(write_file, tmp_path))
    (row,) = StatementSending.objects.filter(company=book.id)
    assert (row.state, f"{tmp_path} cannot be written" in row.failure) == ("FAILED", True)
    assert send(book, "C2", write=[].append).printed == ["C2-1"]
    assert states(book) == [("PRINT", "FAILED"), ("PRINT", "SENT")]


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        (StatementOrder(2), StatementUnknown),
        (StatementOrder(1, ("C9",)), StatementNotInRun),
        (StatementOrder(1, is_again=True), NothingNamed),
    ],
)
def test_refused(book: CompanyFacts, order: StatementOrder, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        send_statements(company=book, actor=build.ALICE, order=order)
    with pytest.raises(NothingNamed):
        mark_statements_sent(company=book, actor=build.ALICE, run=1, customers=[])
    assert states(book) == []


def test_paper_needs_no_mail_server_and_goes_to_files_of_so_many(
    book: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper: list[bytes] = []
    done = send(book, write=paper.append)
    assert (done.printed, [one.code for one in done.refused][-1]) == (["C2-1"], "mail_not_set_up")
    with pytest.raises(MailNotSetUp):
        send(book, write=paper.append)
    monkeypatch.setattr("reskontra.collections.letter_post.LETTERS_IN_FILE", 1)
    monkeypatch.setattr("reskontra.collections.statement_runs.LETTERS_IN_FILE", 1)
    again = {"channel": "PRINT", "is_again": True}
    assert send(book, "C1", "C2", write=paper.append, **again).printed == ["C1-1", "C2-1"]
    assert [len(read(one).pages) for one in paper] == [1, 1, 1]
    assert send(book, "C1", "C2", write=paper.append, **again, most=1).printed == ["C1-1"]
    assert "Beta AB" in read(print_batch(company=book, number=1, part=2)).pages[0].extract_text()
    with pytest.raises(StatementUnknown):
        print_batch(company=book, number=1, part=9)
