"""company move as an operator types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.cli.running import run
from tests.placed import a_place

pytestmark = pytest.mark.django_db


def test_a_move_says_what_was_moved_and_what_is_left(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path):
        assert run("company", "move", company.name).code == 2
        answer = run("company", "move", company.name, "there")
        assert (answer.code, answer.err) == (0, "")
        assert "the same as in home, and every check holds." in answer.out
        assert "reskontra place clear home" in answer.out
        assert "are in there already" in run("company", "move", company.name, "there").err
        assert run("check").code == 0
        assert "2027" in run("fiscal-year", "add", "2027", "--company", company.name).out
        assert "is not being moved" in run("company", "move", company.name, "--give-up").err
