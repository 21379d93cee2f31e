"""Mail is set up with an address and a server; what the server says is told in one line."""

from __future__ import annotations

import smtplib

import pytest

from reskontra.collections import mail_setup
from reskontra.collections.mail_server import MailPasswordNameForeign, MailServerOfThisMachine, MailServerUnreadable
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
    for server in (caught.url, "file:///etc"):
        with pytest.raises(MailServerOfThisMachine):
            set_up_mail(
                company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=server), is_by_page=True
            )
    assert find_mail(company=company) == mail


def test_trouble_is_one_line() -> None:
    assert trouble_of(smtplib.SMTPDataError(554, b"no\n spam.")) == "no spam"
    assert trouble_of(TimeoutError()) == "TimeoutError"
