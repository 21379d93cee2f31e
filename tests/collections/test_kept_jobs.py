"""Many letters of repayments are mailed in the background; pressed twice it is one job, and nothing goes out twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.collections import kept_jobs
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.plan_sending import PlanPost
from reskontra.collections.refund_sending import RefundPost
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from reskontra.interface.jobs import jobs_to_show, kind_of
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.collections.test_refund_sending import approved
from tests.mail_catcher import mail_caught
from tests.program import Program
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_many_letters_of_repayments_go_on_in_the_background(
    company: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(company)
    Party.objects.filter(company=company.id, number="C2").update(email="beta@example.com")
    assert kept_jobs.mail_kept_in_background(RefundPost(company, build.BOB), KeptOrder()) is None
    monkeypatch.setattr(kept_jobs, "AT_ONCE", 1)
    browser = Browser(company, name=build.BOB)
    with mail_caught(refuses="beta@example.com") as caught:
        set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        for _each in range(2):
            assert "Letters of repayments by e-mail" in browser.post("collecting/repayments/", {"form": "mail"}).text
        started = Program(company, role="ACCOUNTANT").post("repayments/send")
        assert (started.status, started.data["kind"], started.data["job"]) == (202, "refund_mail", 1)
        (job,) = jobs_to_show(company=company.id, actor=build.BOB)
        told: list[tuple[int, int]] = []
        outcome = kind_of(job.kind).run(job, lambda done, total: told.append((done, total)))
        assert (len(caught.messages), told) == (1, [(1, 2), (2, 2)])
        with pytest.raises(Findings, match="beta@example"):  # what went out does not go again
            kind_of(job.kind).run(job, lambda done, total: None)
        assert len(caught.messages) == 1
    words = kind_of(job.kind).told(replace(job, outcome=outcome))
    assert words[:2] == ["1 letter is sent.", "1 letter is to be looked at:"]
    assert kind_of(job.kind).url(job).endswith("collecting/repayments/")


def test_letters_of_plans_are_another_job(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    cases.two_invoices(company)
    Party.objects.filter(company=company.id, number="C1").update(email="alfa@example.com")
    cases.planned(company, "INV-1")
    monkeypatch.setattr(kept_jobs, "AT_ONCE", 0)
    started = Program(company).post("payment-plans/send", {"numbers": [1], "again": True}, key="k-1")
    assert (started.status, started.data["title"]) == (202, "Letters of payment plans by e-mail")
    (job,) = jobs_to_show(company=company.id, actor=build.BOB) or jobs_to_show(company=company.id, actor="program")
    assert job.arguments == {"numbers": [1], "is_again": True}
    assert kept_jobs.mail_kept_in_background(PlanPost(company, build.BOB), KeptOrder(())) is not None
