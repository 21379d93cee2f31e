"""Collecting by itself, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_policy_is_made_changed_tried_and_run() -> None:
    program = Program(api_book().company)
    new = {"code": "MEMOS", "kind": "finance-charge", "terms": ["OWN"], "steps": ["make", "issue"], "every": "1M"}
    made = program.post("policies", new | {"next_date": "2026-04-01", "countries": ["SE"], "least": "50"}, key="k")
    assert (made.status, made.data["kind"], made.data["next_date"]) == (201, "finance_charge", "2026-04-01")
    assert (made.data["countries"], made.data["least"], made.data["enabled"]) == (["SE"], "50.00", True)
    assert program.post("policies", new).data["code"] == "policy_exists"
    changed = program.ask("PATCH", "policies/MEMOS", {"enabled": False, "countries": []}).data
    assert (changed["enabled"], changed["countries"], changed["steps"]) == (False, [], ["make", "issue"])
    assert [one["code"] for one in program.get("policies").data["items"]] == ["MEMOS", "OWN"]
    assert program.get("policies/NONE").status == 404
    trial = program.post("policies/OWN/run", {"trial": True})
    assert (trial.status, trial.data["state"], trial.data["kind"]) == (202, "waiting", "policy_trial")
    run = program.post("policies/OWN/run", key="r")
    assert program.post("policies/OWN/run", key="r").data == run.data
