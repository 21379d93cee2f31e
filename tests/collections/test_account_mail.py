"""Mail to users goes by the server of the installation; without one by the first of their companies that takes it."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.collections.account_mail import send_account_mail
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.companies.queries import CompanyFacts
from reskontra.config.env import UserMail
from tests import build
from tests.mail_catcher import mail_caught

pytestmark = pytest.mark.django_db


def test_the_next_company_sends_where_one_cannot(company: CompanyFacts, caplog: pytest.LogCaptureFixture) -> None:
    other = build.new_company(name="Sydan AB")
    words = {"address": "a@nordan.example", "subject": "Ditt lösenord", "text": "ändrades"}
    chosen = [10**9, company.id, other.id]  # the first is deleted meanwhile
    assert not send_account_mail(companies=chosen, **words)
    with mail_caught() as caught:
        for owner, server in ((company, "smtp+plain://127.0.0.1:9"), (other, caught.url)):
            set_up_mail(company=owner, actor=build.BOB, mail=MailFacts("konto@sydan.example", server=server))
        assert send_account_mail(companies=chosen, **words)
    (message,) = caught.messages
    assert (message["Subject"], message["To"]) == ("Ditt lösenord", "a@nordan.example")
    assert f"account.mail_not_taken company={company.id}" in caplog.text


def test_a_server_of_the_installation_is_the_only_one(
    company: CompanyFacts, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    words = {"address": "a@nordan.example", "subject": "Ditt lösenord", "text": "ändrades"}
    with mail_caught() as caught, mail_caught() as own:
        set_up_mail(company=company, actor=build.BOB, mail=MailFacts("konto@nordan.example", server=caught.url))
        settings.USER_MAIL = UserMail(own.url, "reskontra@grupp.example")
        assert send_account_mail(companies=[company.id], **words)
        settings.USER_MAIL = UserMail("smtp+plain://127.0.0.1:9", "reskontra@grupp.example")
        assert not send_account_mail(companies=[company.id], **words)
    assert [one["From"] for one in own.messages] == ["Reskontra <reskontra@grupp.example>"]
    assert (caught.messages, "account.mail_not_taken company=none" in caplog.text) == ([], True)
