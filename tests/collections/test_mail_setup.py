"""Mail is set up with an address and a server; what the server says is told in one line."""

from __future__ import annotations

import smtplib
from dataclasses import replace

import pytest

from reskontra.collections import mail_setup
from reskontra.collections.mail_server import (
    MailPasswordNameForeign,
    MailPasswordOfMachine,
    MailServerOfThisMachine,
    MailServerPortForeign,
    MailServerUnreadable,
)
from reskontra.collections.mail_setup import MailFacts, find_mail, opened, send_test, set_up_mail, trouble_of
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.people import EmailUnreadable
from tests import build
from tests.mail_catcher import mail_caught

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_set_up_and_tried(company: CompanyFacts) -> None:
    assert find_mail(company=company) is None
    with pytest.raises(mail_setup.MailNotSetUp):
        send_test(company=company, actor=build.BOB, address="a@nordan.example")
    with mail_caught(refuses="b@") as caught:
        mail = MailFacts("krav@nordan.example", server=caught.url, reply_to="a@nordan.example")
        set_up_mail(company=company, actor=build.BOB, mail=mail)
        assert find_mail(company=company) == mail
        send_test(company=company, actor=build.BOB, address="a@nordan.example")
        with pytest.raises(mail_setup.MailServerUnreachable, match="nobody of that name"):
            send_test(company=company, actor=build.BOB, address="b@nordan.example")
    assert caught.messages[0]["Reply-To"] == "a@nordan.example"
    with pytest.raises(mail_setup.MailServerUnreachable):
        opened(mail)
    for wrong, refusal in (
        (MailFacts("krav", server=caught.url), EmailUnreadable),
        (MailFacts("krav@nordan.example", server=caught.url, reply_to="x"), EmailUnreadable),
        (MailFacts("krav@nordan.example", server="mail"), MailServerUnreadable),
        (MailFacts("krav@nordan.example", server=caught.url, password_env="HOME"), MailPasswordNameForeign),
    ):
        with pytest.raises(refusal):
            set_up_mail(company=company, actor=build.BOB, mail=wrong)
    for server, refusal in (
        (caught.url, MailServerOfThisMachine),
        ("file:///etc", MailServerOfThisMachine),
        ("smtp://10.0.0.5:6379", MailServerPortForeign),
    ):
        with pytest.raises(refusal):
            set_up_mail(
                company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=server), is_by_page=True
            )
    assert find_mail(company=company) == mail


def test_who_shares_a_machine_sends_no_password_of_it_where_she_likes(company: CompanyFacts) -> None:
    mine = MailFacts("krav@nordan.example", server="smtp://anna@mail.example.com", password_env="RESKONTRA_MAIL_NORDAN")
    mails = {
        "elsewhere": replace(mine, server="smtp://anna@mail.example.org"),
        "of another": replace(mine, password_env="RESKONTRA_MAIL_SUDAN"),
        "without": replace(mine, server="smtp://mail.example.org", password_env=""),
        "same server": replace(mine, server="smtp://krav@mail.example.com", sender_name="Nordan"),
    }
    set_up_mail(company=company, actor=build.BOB, mail=mine, is_by_page=True)  # nobody else's passwords are here
    build.new_company(name="Sudan AB")
    for told in ("elsewhere", "of another"):
        with pytest.raises(MailPasswordOfMachine):
            set_up_mail(company=company, actor=build.BOB, mail=mails[told], is_by_page=True)
        assert find_mail(company=company) == mine
    set_up_mail(company=company, actor=build.BOB, mail=mails["same server"], is_by_page=True)
    set_up_mail(company=company, actor=build.BOB, mail=mails["elsewhere"])  # by command
    set_up_mail(company=company, actor=build.BOB, mail=mails["without"], is_by_page=True)
    with pytest.raises(MailPasswordOfMachine):
        set_up_mail(company=company, actor=build.BOB, mail=mine, is_by_page=True)


def test_trouble_is_one_line() -> None:
    assert trouble_of(smtplib.SMTPDataError(554, b"no\n spam.")) == "no spam"
    assert trouble_of(TimeoutError()) == "it did not answer in time"
    assert trouble_of(ConnectionRefusedError(111, "Connection refused")) == "nothing answers at that port"
