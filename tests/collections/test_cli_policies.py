"""collections policy, run and runs are commands of the noun; the whole way is in test_policies_views.py."""

from __future__ import annotations

import pytest

from reskontra.collections.cli_policies import collecting, policy
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_an_empty_company_has_nothing_to_run(company: CompanyFacts) -> None:
    assert done(collecting, "run").out == "No policy is due.\n"
    assert done(collecting, "runs", "--format", "json").json == []
    assert done(policy, "list", "--format", "json").json == []
    assert "There is no run 3" in refused(collecting, "runs", 3)
    assert "names no terms" in refused(policy, "add", "DAILY")
    assert '"dance" are no steps' in refused(policy, "add", "DAILY", "--steps", "dance")
