"""Who may what: each right, by the roles that have it."""

from __future__ import annotations

import pytest

from reskontra.interface.roles import LEAST, RIGHTS, ROLES, Right, inspects, reaches, roles_that


def test_what_each_role_may() -> None:
    table = {role: [demanded for demanded in LEAST if reaches(role, demanded)] for role in ROLES}
    assert table == {
        "READER": ["READER"],
        "AUDITOR": ["READER", "AUDITOR"],
        "CLERK": ["READER", "CLERK"],
        "ACCOUNTANT": ["READER", "AUDITOR", "CLERK", "ACCOUNTANT"],
        "ADMINISTRATOR": list(LEAST),
    }
    assert [role for role in ROLES if inspects(role)] == ["AUDITOR", "ADMINISTRATOR"]


@pytest.mark.parametrize("role", ["READER", "AUDITOR"])
def test_who_looks_changes_nothing(role: str) -> None:
    assert not RIGHTS[role] & {Right.DECIDE, Right.POST, Right.ADMINISTER}


def test_every_right_is_somebodys_and_the_administrator_has_all() -> None:
    assert RIGHTS["ADMINISTRATOR"] == frozenset(Right)
    assert roles_that("CLERK") == ["CLERK", "ACCOUNTANT", "ADMINISTRATOR"]
