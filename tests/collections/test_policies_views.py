"""Policies by page and by command: added, turned off, run, and looked at."""

from __future__ import annotations

import pytest

from reskontra.collections.cli_policies import collecting, policy, tell_policy_runs
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.interface.worker import run_waiting
from reskontra.parties.models import Party
from tests.collections import claim_cases as cases
from tests.collections.reminding import terms
from tests.command_line import done, refused
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_policies_by_page_and_command(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    code = "T"
    terms(company)
    Party.objects.filter(company=company.id).update(reminder_terms=code)
    assert callable(tell_policy_runs)
    bob, url = Browser(company, name="bob"), "collecting/policies/"
    form = {
        "form": "policy",
        "code": "DAILY",
        "kind": "REMINDER",
        "terms": code,
        "make": "on",
        "every": "1D",
        "next": "t",
    }
    assert "Policy DAILY is added." in bob.post(url, form).text
    twice = bob.post(url, form)
    assert (twice.status, "is there already" in twice.text) == (422, True)
    assert "Policy DAILY is changed." in bob.post(url, {"off": "DAILY"}).text
    assert "No policy is due." in done(collecting, "run").out
    bob.post(url, {"on": "DAILY"})
    assert "1 drafted, 0 issued" in done(collecting, "run", "DAILY", "--dry-run").out
    tried = bob.post(url, {"try": "DAILY"})
    assert (run_waiting(), "1 drafted, 0 issued" in bob.get("jobs/1/").text) == (1, True)
    assert tried.status == 200
    assert "C1" in bob.get("collecting/policies/trials/1/").text
    assert bob.get("collecting/policies/trials/9/").status == 404
    assert "1 drafted, 0 issued" in done(collecting, "run").out
    assert "C1" in bob.get("collecting/runs/1/").text
    assert bob.get("collecting/runs/9/").status == 404
    assert bob.get(url).texts("//a[contains(@href, '/runs/')]") == ["1"]
    more = form | {"policy": "DAILY", "terms": f"{code},", "countries": "SE", "least": "1 000", "channel": "PRINT"}
    wrong = bob.post(url, more | {"payment_terms": "NEVER"})
    assert (wrong.status, "No customer can be chosen by" in wrong.text) == (422, True)
    assert "Policy DAILY is changed." in bob.post(url, more).text
    shown = bob.get(f"{url}?policy=DAILY")
    assert shown.values("//input[@name='countries' or @name='least']/@value") == ["SE", "1,000.00"]
    done(policy, "change", "DAILY", "--country", "", "--least", "", "--channel", "")
    changed = done(policy, "change", "DAILY", "--steps", "make,issue", "--every", "1W", "--next", today())
    assert changed.out == f"Policy DAILY: make, issue of Reminders: {code}, every 1W, next on {today()}.\n"
    assert done(policy, "list", "--format", "json").json[0]["steps"] == ["make", "issue"]
    assert "DAILY" in done(policy, "list").out
    assert "waits for the worker" in done(collecting, "run", "DAILY", "--background").out
    assert run_waiting() == 1
    assert [one["made"] for one in done(collecting, "runs", "--format", "json").json] == [0, 1]
    assert "Issue" in done(collecting, "runs", 2).out
    assert "Done" in done(collecting, "runs").out
    assert "There is no policy" in refused(collecting, "run", "WEEKLY")
    assert done(policy, "add", "OFF", "--terms", code).code == 0
    assert done(policy, "change", "OFF", "--off").out == "Policy OFF is off.\n"
