"""Mail to users goes by the first of their companies whose server takes it."""

from __future__ import annotations

import pytest

from reskontra.collections.account_mail import send_account_mail
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.companies.queries import CompanyFacts
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
