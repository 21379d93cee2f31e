"""Many letters are mailed in the background, few while the page waits; what is refused is told beside what went out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.collections import mail_jobs
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import Sending
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from reskontra.interface.jobs import jobs_to_show
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.mail_catcher import mail_caught
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
URL = "collecting/letters/"


def test_many_letters_go_on_in_the_background(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    cases.two_invoices(company)
    beta = build.customer(company, number="C2", name="Beta")
    build.invoice(company, beta, number="INV-3")
    Party.objects.filter(company=company.id, number="C1").update(email="alfa@example.com")
    Party.objects.filter(company=company.id, number="C2").update(email="beta@example.com")
    cases.issued(company, "R-1")
    cases.issued(company, "R-2", of="INV-2")
    cases.issued(company, "R-3", of="INV-3")
    assert mail_jobs.mail_in_background(company=company, actor=build.BOB) is None
    browser = Browser(company, name=build.BOB)
    with mail_caught(refuses="beta@example.com") as caught:
        set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        for most in (2, 2, 50):  # pressed twice it is one job, also when few are left
            monkeypatch.setattr(mail_jobs, "AT_ONCE", most)
            assert "Letters by e-mail" in browser.post(URL, {"form": "mail"}).text
        (job,) = jobs_to_show(company=company.id, actor=build.BOB)
        assert caught.messages == []
        told: list[tuple[int, int]] = []
        outcome = mail_jobs.MAIL.run(job, lambda done, total: told.append((done, total)))
        assert (len(caught.messages), told) == (2, [(1, 3), (2, 3), (3, 3)])
        with pytest.raises(Findings, match="R-3"):  # nothing that went out goes again
            mail_jobs.MAIL.run(job, lambda done, total: None)
        assert len(caught.messages) == 2
    words = mail_jobs.MAIL.told(replace(job, outcome=outcome))
    assert words[:2] == ["2 letters are sent.", "1 letter is to be looked at:"]
    assert "beta@example.com was not taken" in words[2]
    assert mail_jobs.MAIL.url(job).endswith(URL)
    assert Sending.objects.filter(company=company.id, state="SENT").count() == 2
