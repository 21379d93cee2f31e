"""Places as an operator types of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection, transaction

from reskontra.audit.trail import record
from reskontra.companies.edit import company_values
from reskontra.companies.placing import change_copy
from reskontra.companies.queries import CompanyFacts
from reskontra.database import places
from reskontra.interface.auth import role_in
from reskontra.interface.people import add_user
from reskontra.interface.roles_told import GIVEN
from tests import build
from tests.cli.running import run
from tests.placed import a_place, moved

pytestmark = pytest.mark.django_db


@pytest.mark.damages_books
def test_places_are_listed_looked_over_and_cleared(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path):
        moved(company)
        told = json.loads(run("place", "list", "--format", "json").out)
        assert [(one["place"], one["companies"]) for one in told] == [("home", []), ("there", [company.name])]
        assert "there" in run("place", "list").out
        assert run("place", "check").out.count("it is as it should be.") == 2
        with places.at("there"):
            change_copy(company.id, {"city": "Malmö"})  # the process died before home stored it
        answer = run("place", "check")
        assert (answer.code, 'there: city is "Malmö" here and "" at home.' in answer.out) == (1, True)
        assert run("place", "check", "--mend").code == 0
        assert company_values(company=company)["city"] == "Malmö"
        user = add_user(username="anna", password="known to nobody else")
        content = {"before": {"role": ""}, "after": {"role": "READER"}}
        with places.at("there"), transaction.atomic():
            record(company=company.id, actor=build.BOB, action=GIVEN, subject="anna", content=content)
        told = 'there: anna has the role "" at home, and "reader" by the trail here.'
        assert told in run("place", "check").out
        assert run("place", "check", "--mend").code == 0
        assert role_in(company=company.id, user_id=user.id) == "READER"
        assert "sealed" in run("check", "--seal").out
        with places.at("there"), connection.cursor() as cursor:
            of = " ON audit_event" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER audit_event_kept{of}")
        answer = run("place", "check")
        assert (answer.code, "there: The database has lost the guard audit_event_kept" in answer.out) == (1, True)
        cleared = run("place", "clear", "home", "--company", company.name)
        assert (cleared.code, f"rows of {company.name} are deleted from home." in cleared.out) == (0, True)
        assert "Move them elsewhere first" in run("place", "remove", "there").err
        assert run("check").code == 1
