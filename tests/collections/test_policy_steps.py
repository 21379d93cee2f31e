"""Memos go by interest terms; a policy takes in the customers that it names, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import CollectionDocument
from reskontra.collections.policies import PolicyFacts
from reskontra.collections.policy_steps import do_steps, work_of
from reskontra.collections.policy_work import Item
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.chosen import Chosen
from reskontra.parties.models import Party
from tests import books, build
from tests.collections import reminding
from tests.collections.charging import DAY
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MEMOS = PolicyFacts("MEMOS", ("M",), ("make", "issue", "send"), "1M", DAY, kind="FINANCE_CHARGE")


def done(company: CompanyFacts, policy: PolicyFacts, *, is_preview: bool = False) -> list[Item]:
    work = work_of(
        company=company, actor=build.BOB, policy=policy, today=DAY, told=lambda done, total: None,
        is_preview=is_preview,
    )  # fmt: skip
    return list(do_steps(work))


def test_memos_of_the_customers_that_are_chosen(company: CompanyFacts, tmp_path: Path) -> None:
    Story(company).tells(
        """
        interest-terms M percent=1.5 per=30 due=20D
        customer  C1 "Alfa AB" finance_charge_terms=M
        customer  C2 "Beta AS" finance_charge_terms=M
        customer  C3 "Gamma AB"
        agreed    C1
        agreed    C2
        invoice   C1 INV-1 12500.00 from=2026-01-01 due=2026-01-31
        invoice   C2 INV-2 900.00 from=2026-01-01 due=2026-01-31
        invoice   C3 INV-3 900.00 from=2026-01-01 due=2026-01-31
        """
    )
    Party.objects.filter(company=company.id, number="C1").update(email="a@alfa.example")
    Party.objects.filter(company=company.id, number="C2").update(country="NO")
    set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=f"file://{tmp_path}"))
    before = books.contents()
    assert done(company, replace(MEMOS, chosen=Chosen(countries=("FI",)))) == []
    assert [one.customer for one in done(company, MEMOS, is_preview=True)] == ["C1", "C2"]
    assert [one.customer for one in done(company, replace(MEMOS, least_minor=1000_00), is_preview=True)] == ["C1"]
    assert books.contents() == before
    of_norway = replace(MEMOS, chosen=Chosen(countries=("NO",)))
    assert [one[:4] for one in done(company, of_norway)] == [
        ("MAKE", "DONE", "C2", "RFU000001"), ("ISSUE", "DONE", "C2", "RF000001"),
        ("SEND", "HELD", "C2", "RF000001"),
    ]  # fmt: skip
    assert [one[:4] for one in done(company, replace(MEMOS, steps=("make",)))] == [("MAKE", "DONE", "C1", "RFU000002")]
    reminding.terms(company)
    drafts = PolicyFacts("R", ("T",), ("make",), "1D", DAY)
    assert [one.told for one in done(company, replace(drafts, chosen=Chosen(countries=("NO",))))] == []
    assert done(company, of_norway)[-1].outcome == "HELD"
    assert CollectionDocument.objects.filter(company=company.id, state="DRAFT").count() == 1
    (sent,) = [one for one in done(company, MEMOS) if (one.step, one.outcome) == ("SEND", "DONE")]
    assert sent == Item("SEND", "DONE", "C1", "RF000002", "a@alfa.example")
