"""payer-relation on the command line."""

from __future__ import annotations

import json

import pytest

from reskontra.matching.cli_relations import payer_relation
from tests.command_line import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_a_relation_is_added_listed_and_ended(story: Story) -> None:
    story.tells('customer C1 "Alfa AB"\ncustomer C2 "Beta AB"')
    assert done(payer_relation, "add", "C1", "C2", "--kind", "group", "--from", "2026-01-01").out == (
        "C1 pays for C2.\n"
    )
    assert "C1" in done(payer_relation, "list").out
    assert done(payer_relation, "end", "C1", "C2", "--on", "2026-05-31").out == "C1 pays for C2 until 2026-05-31.\n"
    assert json.loads(done(payer_relation, "list", "--format", "json").out) == [
        {"ledger": "customer", "payer": "C1", "party": "C2", "kind": "group", "from": "2026-01-01", "to": "2026-05-31"}
    ]
    assert "does not pay for" in refused(payer_relation, "end", "C2", "C1")
