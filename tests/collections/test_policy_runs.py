"""A policy makes, issues and sends by itself; a run that was ended is gone on with, and nothing is done twice."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import CollectionDocument, CollectionPolicy, CollectionRun
from reskontra.collections.policies import PolicyFacts, keep_policy
from reskontra.collections.policy_runs import (
    LIFE,
    PolicyRunning,
    RunFacts,
    RunUnknown,
    dry_run,
    find_run,
    run_due_policies,
    run_policy,
    runs,
)
from reskontra.collections.sending_queries import to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.parties.models import Party
from tests import books, build
from tests.collections import claim_cases as cases
from tests.collections.reminding import terms
from tests.mail_catcher import mail_caught

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ALL = ("make", "issue", "send")


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """Alfa owes two overdue invoices, Beta has promised to pay; both are on terms OURS."""
    alfa = cases.two_invoices(company)
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-3")
    code = "T"
    terms(company)
    Party.objects.filter(company=company.id).update(reminder_terms=code, email="a@alfa.example")
    cases.promised(company, "INV-3", day=cases.TODAY + timedelta(days=3))
    policy = PolicyFacts("DAILY", (code,), ALL, "1D", cases.TODAY)
    keep_policy(company=company, actor=build.BOB, policy=policy, is_new=True)
    assert alfa
    return company


def run(company: CompanyFacts, **words: Any) -> RunFacts:
    return run_policy(company=company, actor=build.BOB, code="DAILY", today=cases.TODAY, **words)


def mail(company: CompanyFacts, server: str) -> None:
    set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=server))


def counts(found: RunFacts) -> tuple[int, ...]:
    return tuple(found.count(step) for step in ("MAKE", "ISSUE", "SEND"))


def test_what_a_policy_prints_goes_on_paper_whatever_the_customers_own_way(book: CompanyFacts) -> None:
    """Once it is taken up: nobody mails it from the list of letters, and it is in the batch that is printed."""
    policy = PolicyFacts("DAILY", ("T",), ALL, "1D", cases.TODAY, channel="PRINT")
    keep_policy(company=book, actor=build.BOB, policy=policy, is_new=False)
    for _day in range(2):
        assert [item.document for item in run(book).items if item.step == "SEND"] == ["BP000001"]
        assert [(one.name, one.channel) for one in to_send(company=book, kind="")] == [("BP000001", "PRINT")]
    CollectionPolicy.objects.filter(company=book.id).update(channel="")
    assert [one.channel for one in to_send(company=book, kind="")] == ["EMAIL"]


def test_a_run_does_all_steps_once(book: CompanyFacts, tmp_path: Path) -> None:
    mail(book, f"file://{tmp_path}")
    before = books.contents()
    told = dry_run(company=book, actor=build.BOB, code="DAILY", today=cases.TODAY)
    assert (told.number, counts(told), books.contents() == before) == (0, (1, 0, 0), True)
    (done,) = run_due_policies(company=book, actor=build.BOB, today=cases.TODAY)
    assert (counts(done), done.state, done.is_troubled) == ((1, 1, 1), "DONE", False)
    (held,) = [item for item in done.items if item.outcome == "HELD"]
    assert (held.customer, "Beta AB" in held.told) == ("C2", True)
    assert run_due_policies(company=book, actor=build.BOB, today=cases.TODAY) == []
    assert counts(run(book)) == (0, 0, 0)
    assert len(list(tmp_path.iterdir())) == 1
    assert [one.number for one in runs(company=book)] == [2, 1]
    assert CollectionPolicy.objects.get(company=book.id).next_date == cases.TODAY + timedelta(days=1)
    with pytest.raises(RunUnknown):
        find_run(company=book, number=9)


def test_a_run_that_was_ended_is_gone_on_with(book: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_caught() as caught:
        mail(book, caught.url)
        with monkeypatch.context() as killing:

            def killed(*_values: Any, **_named: Any) -> None:
                raise KeyboardInterrupt

            killing.setattr(smtplib.SMTP, "sendmail", killed)
            with pytest.raises(KeyboardInterrupt):
                run(book)
        with pytest.raises(PolicyRunning, match="runs since"):
            run(book)
        assert run_due_policies(company=book, actor=build.BOB, today=cases.TODAY) == []
        CollectionRun.objects.filter(company=book.id).update(alive_at=bulk.moment() - LIFE)
        assert [one.state for one in runs(company=book)] == ["CRASHED"]
        (again,) = run_due_policies(company=book, actor=build.BOB, today=cases.TODAY)
        assert (counts(again), caught.messages) == ((0, 0, 0), [])
        (unclear,) = [item for item in again.items if item.outcome == "REFUSED"]
        assert (unclear.step, "may have gone out" in unclear.told or "kan ha" in unclear.told) == ("SEND", True)
    assert find_run(company=book, number=1).state == "FAILED"
    assert CollectionDocument.objects.filter(company=book.id).count() == 1


def test_a_policy_may_stop_at_the_first_that_is_refused(book: CompanyFacts) -> None:
    found = run(book)  # no mail server
    assert (counts(found), found.state, found.is_troubled) == ((1, 1, 0), "DONE", True)
    CollectionPolicy.objects.filter(company=book.id).update(stops_on_error=True)
    assert run(book).state == "FAILED"
    CollectionPolicy.objects.filter(company=book.id).update(channel="PRINT", stops_on_error=False)
    (paper,) = [item for item in run(book).items if item.step == "SEND"]
    assert paper.outcome == "HELD"
    assert run(book, takes_over=True).state == "DONE"


def test_who_runs_it_reads_it_in_their_language_and_the_log_is_in_the_companys(book: CompanyFacts) -> None:
    def held(found: RunFacts) -> str:
        return next(one.told for one in found.items if one.customer == "C2")

    def trial() -> str:
        return held(dry_run(company=book, actor=build.BOB, code="DAILY", today=cases.TODAY))

    with override("en"):
        tried, done = trial(), run(book)
        assert held(done) == tried
    with override("sv"):
        assert trial() == held(find_run(company=book, number=done.number)) != tried
