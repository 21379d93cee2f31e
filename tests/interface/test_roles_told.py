"""A role that the trail tells of and home does not have is found, and given or taken as it was told."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.auth import role_in
from reskontra.interface.people import add_user, give_role
from reskontra.interface.roles_told import GIVEN, give_as_told, roles_unlike
from tests import build

pytestmark = pytest.mark.django_db


def test_home_says_what_the_trail_says(company: CompanyFacts) -> None:
    anna, olle = (add_user(username=name, password="known to nobody else") for name in ("anna", "olle"))
    give_role(company=company.id, actor=build.BOB, username="olle", role="CLERK")
    assert roles_unlike(company=company.id) == {}
    for name, before, after in (("anna", "", "READER"), ("olle", "CLERK", ""), ("gone", "", "READER")):
        content = {"before": {"role": before}, "after": {"role": after}}  # and the process died before home stored it
        with transaction.atomic():
            record(company=company.id, actor=build.BOB, action=GIVEN, subject=name, content=content)
    assert roles_unlike(company=company.id) == {"anna": ("", "READER"), "olle": ("CLERK", "")}
    give_as_told(company=company.id)
    assert [role_in(company=company.id, user_id=user.id) for user in (anna, olle)] == ["READER", ""]
    assert roles_unlike(company=company.id) == {}
