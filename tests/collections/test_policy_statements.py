"""Statements of the month before go once to each customer, however often the policy runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.bounces import take_bounces
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import Contact, CustomerStatement
from reskontra.collections.policies import PolicyFacts
from reskontra.collections.statement_asked import usual
from reskontra.collections.statement_runs import issue_statements
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.delivery_status import Bounce
from reskontra.parties.models import Party
from tests import books, build
from tests.collections import claim_cases as cases
from tests.collections.test_policy_steps import done

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_statements_by_policy(company: CompanyFacts, tmp_path: Path) -> None:
    cases.two_invoices(company)
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-3")
    Party.objects.filter(company=company.id, number="C1").update(email="a@alfa.example")
    policy = PolicyFacts("MONTH", (), ("issue", "send"), "1M", cases.TODAY, kind="STATEMENT")
    before = books.contents()
    assert [one[:3] for one in done(company, policy, is_preview=True)] == [
        ("ISSUE", "DONE", "C1"), ("ISSUE", "DONE", "C2"),
    ]  # fmt: skip
    assert books.contents() == before
    issue_statements(company=company, actor=build.ALICE, asked=usual(cases.TODAY), numbers=["C2"])
    found = [one[:4] for one in done(company, policy)]  # no mail server
    assert found == [("ISSUE", "DONE", "C1", "1"), ("SEND", "HELD", "C2", "C2-1"), ("SEND", "REFUSED", "", "")]
    set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=f"file://{tmp_path}"))
    assert [one[:4] for one in done(company, policy)] == [
        ("SEND", "HELD", "C2", "C2-1"), ("SEND", "DONE", "C1", "C1-1"),
    ]  # fmt: skip
    assert [one[:4] for one in done(company, policy)] == [("SEND", "HELD", "C2", "C2-1")]
    assert len(list(tmp_path.iterdir())) == 1
    bounce = Bounce("A@alfa.example", "5.1.1", "nobody", "")
    for _twice in range(2):
        (back,) = take_bounces(company=company, actor=build.BOB, bounces=[bounce], file="mail.mbox")
    assert (back.document, back.customer) == ("C1-1", "C1")
    (held,) = [one for one in done(company, policy) if one.customer == "C1"]
    assert (held.outcome, held.told) == ("HELD", "Waits to be printed: mail to a@alfa.example came back.")
    assert CustomerStatement.objects.filter(company=company.id).count() == 2
    assert Contact.objects.filter(company=company.id, kind="EMAIL").count() == 2
