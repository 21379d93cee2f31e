"""The page of a run: which way each statement goes, and sending by page; a long run is leafed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.collections import statement_jobs, statement_run_page
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import StatementSending
from reskontra.collections.statement_run_page import run_page
from reskontra.collections.statement_runs import find_run
from reskontra.collections.statement_sending_queries import statements_not_gone
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.jobs import find_job
from tests import build
from tests.collections.test_statement_sending import two_statements
from tests.mail_catcher import mail_caught
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
URL = "statements-of-account/1/"


def test_a_run_is_sent_by_page(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    two_statements(company)
    clerk = Browser(company, role="CLERK")
    assert clerk.get(URL).values("//form[starts-with(@id, 'form-')]/@id") == ["form-mail", "form-paper"]
    assert "has no mail server yet" in clerk.post(URL, {"form": "mail"}).text
    printed = clerk.client.post(f"/{company.id}/{URL}", {"form": "paper"})
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")
    assert "still to be printed" in clerk.post(URL, {"form": "paper"}).text
    with mail_caught(refuses="alfa@example.com") as caught:
        set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        refused = clerk.post(URL, {"form": "mail"})
        assert (refused.status, "nobody of that name" in refused.text) == (422, True)
        caught.refuses = ""
        monkeypatch.setattr(statement_jobs, "AT_ONCE", 0)
        number = statement_jobs.mail_in_background(company=company, actor=build.ALICE, run=1, letters=1)
        assert number
        monkeypatch.setattr(statement_jobs, "AT_ONCE", 50)
        assert "Statement run 1 by e-mail" in clerk.post(URL, {"form": "mail"}).text  # it leads to the job
        told: list[tuple[int, int]] = []
        job = find_job(company=company.id, number=number)
        outcome = statement_jobs.MAIL.run(job, lambda done, total: told.append((done, total)))
        assert (statement_jobs.MAIL.url(job).endswith(URL), told, len(caught.messages)) == (True, [(1, 1)], 1)
    assert statement_jobs.MAIL.told(replace(job, outcome=outcome)) == ["1 statement is sent by e-mail."]
    assert clerk.get(URL).values("//form[starts-with(@id, 'form-')]/@id") == []
    StatementSending.objects.filter(company=company.id, channel="EMAIL").update(state="WAITING")
    assert "May have gone out" in clerk.get(URL).text
    assert "C1 is marked as sent." in clerk.post(URL, {"mark": "C1"}).text
    reader = Browser(company, role="READER", name="rita")
    assert (reader.get(URL).values("//button[@name='mark']"), reader.post(URL, {"form": "mail"}).status) == ([], 404)
    assert [one.name for one in statements_not_gone(company=company, run=1)] == ["C3-1"]  # who gets no letters
    monkeypatch.setattr(statement_run_page, "MOST_ROWS", 1)
    run = find_run(company=company, number=1)
    (cut,) = run_page(company=company, run=run).lists
    assert ([row.cells[0] for row in cut.rows], cut.older) == (["C1"], "?after=C1")
    (rest,) = run_page(company=company, run=run, after="C2").lists
    assert ([(row.cells[0], row.cells[-1]) for row in rest.rows], rest.older) == ([("C3", "Blocked for privacy")], "")
