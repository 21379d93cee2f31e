"""charge-limit on the command line."""

from __future__ import annotations

import json

import pytest

from reskontra.matching.cli_charge_limits import charge_limit
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_limits_are_set_listed_and_removed(story: Story) -> None:
    words = ("--bank", "B1", "--currency", "EUR")
    assert done(charge_limit, "set", "--max", "40.00", "--percent", "2.5", *words).out == (
        "A charge of 40.00 EUR, at most 2.5 %, may be kept of payments of B1, EUR: of 1000.00 EUR at most 25.00 EUR.\n"
    )
    rows = [line.split() for line in done(charge_limit, "list").out.splitlines()]
    assert rows[1:] == [["B1", "any", "EUR", "40.00", "2.5"], ["any", "any", "any", "100.00", "3.0"]]
    (first, _) = json.loads(done(charge_limit, "list", "--format", "json").out)
    assert first == {"bank_account": "B1", "country": "", "currency": "EUR", "max": "40.00", "percent": "2.5"}
    assert done(charge_limit, "remove", *words).out == "The charge limit is removed.\n"
    assert "There is no charge limit of B1, EUR." in refused(charge_limit, "remove", *words)
    alone = done(charge_limit, "set", "--max", "9", "--percent", "100").out
    assert alone.endswith("of payments of any bank: of 1000.00 SEK at most 9.00 SEK.\n")
    typed = ("set", "--max", "9", "--percent", "3", "--bank", "B7")
    assert 'There is no bank account "B7"' in refused(charge_limit, *typed)


def test_a_limit_without_its_share_is_wrong_usage(story: Story) -> None:
    before = done(charge_limit, "list").out
    answer = run(charge_limit, "set", "--max", "9")
    assert (answer.code, answer.out) == (2, "")
    assert "--percent" in answer.err
    assert done(charge_limit, "list").out == before
