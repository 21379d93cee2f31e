"""Letters that wait, go out and come back, by the API."""

from __future__ import annotations

import io

import pytest

from reskontra.collections import mail_jobs
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.interface.jobs import find_job, nobody
from reskontra.parties.models import Party
from tests import build
from tests.api_book import ApiBook, api_book
from tests.collections import reminding
from tests.mail_catcher import mail_caught
from tests.program import Program

pytestmark = pytest.mark.django_db
MAIL = {"sender": "krav@example.com", "server": "smtp://mail.example.com:587"}


def _issued(book: ApiBook, program: Program, *, email: str) -> str:
    Party.objects.filter(company=book.company.id, number="C1").update(email=email, reminder_terms="T")
    reminding.terms(book.company)
    program.post("reminders", {"document_date": "2026-03-31", "override": "test"})
    done = program.post("reminders/issue", {"accept_rounding": True}).data
    return str(done["done"][0]["number"])


def test_a_letter_is_mailed_once_and_comes_back() -> None:
    book = api_book()
    program, chief = Program(book.company), Program(book.company, role="ADMINISTRATOR", name="chief")
    number = _issued(book, program, email="alfa@example.com")
    (waits,) = program.get("letters").data["items"]
    assert (waits["number"], waits["channel"], waits["address"]) == (number, "email", "alfa@example.com")
    assert program.post("letters/send").data["code"] == "mail_not_set_up"
    assert chief.ask("PATCH", "mail", {"server": "file:///tmp"}).status == 422
    assert chief.ask("PATCH", "mail", MAIL | {"sender_name": "Nordan"}).data["sender_name"] == "Nordan"
    assert chief.get("mail").data["server"] == MAIL["server"]
    with mail_caught() as caught:
        set_up_mail(company=book.company, actor=build.BOB, mail=MailFacts("krav@example.com", server=caught.url))
        assert chief.post("mail/test", {"address": "me@example.com"}).data == {"address": "me@example.com"}
        sent = program.post("letters/send").data
        assert program.post("letters/send").data["mailed"] == []
    assert sent["mailed"] == [{"number": number, "address": "alfa@example.com"}]
    assert len(caught.messages) == 2
    assert program.get("letters").data["items"] == []
    (back,) = program.post("mail/bounced-addresses", {"address": "alfa@example.com"}).data["items"]
    assert (back["document"], back["customer"]) == (number, "C1")
    assert program.get("letters/sent").data["items"][0]["state"] == "bounced"
    assert program.upload("mail/bounces", file=io.BytesIO(b"hello")).data["code"] == "no_bounce"


def test_letters_on_paper_are_printed_and_count_as_sent() -> None:
    book = api_book()
    program = Program(book.company)
    number = _issued(book, program, email="")
    assert program.post("letters/send").data["to_print"] == [number]
    assert program.get(f"reminders/{number}/file").content.startswith(b"%PDF")
    assert program.post("letters/print").content.startswith(b"%PDF")
    assert program.post("letters/print").data["code"] == "no_letter_to_print"
    assert program.post("letters/mark-sent", {"kind": "reminder", "numbers": ["none"]}).status == 422
    again = {"kind": "reminder", "numbers": [number]}
    assert program.post("letters/mark-sent", again).data == {"count": 0}


def test_letters_are_made_by_a_template_of_the_company() -> None:
    program = Program(api_book().company)
    ours = program.get("letter-template").data
    assert ours["own"] is False
    source = ours["source"] + "\n// ours\n"
    assert program.ask("PUT", "letter-template", {"source": source}).data["own"] is True
    assert program.get("letter-template").data["source"] == source
    assert program.get("letter-template", ours=True).data == ours
    assert program.ask("PUT", "letter-template", {"source": "#let"}).status == 422
    assert program.ask("DELETE", "letter-template").status == 204
    assert program.get("letter-template").data == ours


def test_many_letters_are_mailed_by_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    book = api_book()
    program = Program(book.company)
    number = _issued(book, program, email="alfa@example.com")
    monkeypatch.setattr(mail_jobs, "AT_ONCE", 0)
    assert program.post("letters/send", {"again": True}).data["code"] == "letters_not_named"
    asked = {"kind": "reminder", "numbers": [number], "channel": "email"}
    started = program.post("letters/send", asked)
    assert (started.status, started.data["kind"], started.data["state"]) == (202, "letter_mail", "waiting")
    monkeypatch.setattr(mail_jobs, "AT_ONCE", 50)
    assert program.post("letters/send", asked).data["job"] == started.data["job"]
    with mail_caught() as caught:
        set_up_mail(company=book.company, actor=build.BOB, mail=MailFacts("krav@example.com", server=caught.url))
        mail_jobs.MAIL.run(find_job(company=book.company.id, number=started.data["job"]), nobody)
    assert [message["To"] for message in caught.messages] == ["alfa@example.com"]
