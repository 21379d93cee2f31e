"""charge-limit on the command line."""

from __future__ import annotations

import json

import pytest

from reskontra.matching.cli_charge_limits import charge_limit
from tests.command_line import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_limits_are_set_listed_and_removed(story: Story) -> None:
    words = ("--bank", "B1", "--currency", "EUR")
    assert done(charge_limit, "set", "--max", "40.00", "--percent", "2.5", *words).out == (
        "A charge of 40.00 EUR, at most 2.5 %, may be kept of payments of B1, EUR.\n"
    )
    rows = [line.split() for line in done(charge_limit, "list").out.splitlines()]
    assert rows[1:] == [["B1", "any", "EUR", "40.00", "2.5"], ["any", "any", "any", "100.00", "3.0"]]
    (first, _) = json.loads(done(charge_limit, "list", "--format", "json").out)
    assert first == {"bank_account": "B1", "country": "", "currency": "EUR", "max": "40.00", "percent": "2.5"}
    assert done(charge_limit, "remove", *words).out == "The charge limit is removed.\n"
    assert "There is no charge limit of B1, EUR." in refused(charge_limit, "remove", *words)
    assert done(charge_limit, "set", "--max", "9").out.endswith("of payments of any bank.\n")
    assert 'There is no bank account "B7"' in refused(charge_limit, "set", "--max", "9", "--bank", "B7")
