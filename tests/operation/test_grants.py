"""The role that serves is given what it needs; that no guard can be switched off with it is tried in tests/faults."""

from __future__ import annotations

import pytest
from django.db import connection

from reskontra.operation.grants import GrantsNeedServer, RoleNotNamed, could_switch_guards_off, grants

pytestmark = pytest.mark.django_db


def test_what_is_granted_and_what_is_refused() -> None:
    if connection.vendor == "sqlite":
        with pytest.raises(GrantsNeedServer):
            grants(role="reskontra_app")
        return
    told = grants(role="reskontra_app")
    assert "GRANT USAGE ON SCHEMA public TO reskontra_app;" in told
    assert "TRUNCATE" not in told
    for role in ("", "a b", "Å", 'x"; DROP', "1a"):
        with pytest.raises(RoleNotNamed):
            grants(role=role)
    assert could_switch_guards_off()  # the tests' own
