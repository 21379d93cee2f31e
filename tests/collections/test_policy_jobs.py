"""A policy that is stopped in the background ends as stopped, and the next run goes on."""

from __future__ import annotations

import pytest

from reskontra.collections.models import CollectionDocument, CollectionRun
from reskontra.collections.policies import PolicyFacts, PolicyUnknown, keep_policy
from reskontra.collections.policy_jobs import RUN, TRY, run_in_background, tried
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.interface.jobs import find_job
from reskontra.interface.worker import Stopped
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.collections.reminding import terms

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_run_in_the_background(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    terms(company)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    policy = PolicyFacts("DAILY", ("T",), ("make", "issue"), "1D", today())
    keep_policy(company=company, actor=build.BOB, policy=policy, is_new=True)
    job = find_job(company=company.id, number=run_in_background(company=company, actor=build.BOB, code="DAILY"))
    trial = run_in_background(company=company, actor=build.BOB, code="DAILY", is_dry=True)
    assert (tried(find_job(company=company.id, number=trial)), trial) == ((), 2)

    def stopping(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        RUN.run(job, stopping)
    assert list(CollectionRun.objects.values_list("state", flat=True)) == ["FAILED"]
    heard: list[tuple[int, int]] = []
    assert TRY.run(find_job(company=company.id, number=trial), lambda *far: heard.append(far))["issue"] == 0
    outcome = RUN.run(job, lambda *far: heard.append(far))
    assert (outcome["run"], outcome["refused"], heard) == (2, 0, [(0, 0)])
    assert CollectionDocument.objects.get(company=company.id).state == "ISSUED"
    with pytest.raises(PolicyUnknown):
        run_in_background(company=company, actor=build.BOB, code="NONE")
