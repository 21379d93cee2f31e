"""Many statements are issued in the background, few while the page waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.collections.letter_jobs import mailed_outcome
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.mailing import LetterNotTaken
from reskontra.collections.models import StatementRun
from reskontra.collections.statement_jobs import AT_ONCE, ISSUE, MAIL, issue_in_background, issued_words, start_mailing
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked
from reskontra.core.errors import Findings
from reskontra.interface.api.jobs import job_data
from reskontra.interface.jobs import find_job
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_was_mailed_is_told_beside_what_was_not(company: CompanyFacts) -> None:
    number = start_mailing(company=company, actor=build.ALICE, run=1)
    job = find_job(company=company.id, number=number)
    back = LetterNotTaken(document="C2", address="beta@example.com", trouble="nobody of that name")
    outcome = mailed_outcome(SendOutcome(mailed=[("C1", "alfa@example.com")], refused=[back]))
    done = replace(job, outcome=outcome)
    assert MAIL.told(done) == ["1 statement is sent by e-mail.", "1 statement is to be looked at:", str(back)]
    assert job_data(done)["refusals"] == [str(back)]
    assert MAIL.told(replace(job, outcome={"count": 2})) == ["2 statements are sent by e-mail."]  # of before
    with pytest.raises(Findings, match="nobody of that name"):
        mailed_outcome(SendOutcome(refused=[back]))


def test_many_go_on_in_the_background(company: CompanyFacts) -> None:
    asked = Asked(date(2026, 3, 1), date(2026, 3, 31), style="open", ages="")
    assert issue_in_background(company=company, actor=build.ALICE, asked=asked, customers=AT_ONCE) is None
    build.invoice(company, build.customer(company), number="INV-1", posting_date="2026-01-10")
    number = issue_in_background(company=company, actor=build.ALICE, asked=asked, customers=AT_ONCE + 1)
    assert number
    job = find_job(company=company.id, number=number)
    told: list[tuple[int, int]] = []
    outcome = ISSUE.run(job, lambda done, total: told.append((done, total)))
    assert outcome == {"run": 1, "count": 1}
    assert told == [(1, 1)]
    assert StatementRun.objects.get(company=company.id).style == "OPEN"
    assert issued_words(outcome) == ["Run 1: 1 statement issued."]
    assert ISSUE.url(job).endswith("/statements-of-account/")
