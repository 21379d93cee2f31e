"""mail and reminders send on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.cli_mail import mail
from reskontra.collections.cli_sending import add_send, reminders
from reskontra.collections.cli_worklist import collecting
from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases
from tests.command_line import done, refused, run
from tests.formats.test_delivery_status import notification

pytestmark = pytest.mark.django_db


def test_letters_go_the_whole_way(company: CompanyFacts, tmp_path: Path) -> None:
    cases.two_invoices(company)
    cases.issued(company, "R-1")
    cases.issued(company, "R-2", of="INV-2")
    assert callable(add_send)
    assert "has no mail server yet" in refused(mail, "show")
    assert '"mail.example.com" is no mail server' in refused(
        mail, "setup", "--sender", "krav@nordan.example", "--server", "mail.example.com"
    )
    folder = tmp_path / "out"
    set_up = done(mail, "setup", "--sender", "krav@nordan.example", "--name", "Nordan", "--server", f"file://{folder}")
    assert set_up.out == f"Letters are sent from Nordan <krav@nordan.example> by file://{folder}.\n"
    assert done(mail, "setup", "--copy").code == 0
    shown = done(mail, "show", "--format", "json").json
    assert (shown["sender_name"], shown["copy"], shown["password_env"]) == ("Nordan", True, "")
    assert "Nordan" in done(mail, "show").out
    assert "on its way to anna@nordan.example" in done(mail, "test", "anna@nordan.example").out
    assert '"anna" is no address' in refused(mail, "test", "anna") or "anna" in refused(mail, "test", "anna")
    told = done(reminders, "send").out
    assert told == "2 letters wait for paper: R-1, R-2. Name a PDF with --print-to.\n"
    paper = tmp_path / "letters.pdf"
    told = done(reminders, "send", "R-1", "--print-to", paper).out
    assert told == f"1 letter is in {paper}, to be printed: R-1.\n"
    assert paper.read_bytes()[:5] == b"%PDF-"
    assert "C1 Alfa AB is set up." in done(collecting, "customer", "C1", "--email", "nobody@example.com").out
    assert '"pigeon" is no way to send letters' in refused(collecting, "customer", "C1", "--channel", "pigeon")
    assert done(reminders, "send").out == "R-2 is sent to nobody@example.com.\n"
    assert done(reminders, "send").out == "Nothing is to be sent.\n"
    assert len(list(folder.iterdir())) == 2
    mailbox = tmp_path / "mail.eml"
    mailbox.write_text(notification())
    assert "R-2 to C1, nobody@example.com, came back." in done(mail, "bounce", mailbox).out
    assert "not both" in run(mail, "bounce").err
    assert "no letter of the company" in done(mail, "bounce", "--address", "x@example.com").out
    states = [(one["number"], one["state"]) for one in done(reminders, "sendings", "--format", "json").json]
    assert states == [("R-2", "bounced"), ("R-1", "sent")]
    assert "Came back" in done(reminders, "sendings").out
    assert "There is no issued document" in refused(reminders, "send", "R-9")
    cases.issued(company, "R-3", of="INV-2")
    assert done(reminders, "send", "R-3", "--was-sent").out == "1 letter is marked as sent.\n"
