"""Which commands others are told of: every kind is known, and no value that names people goes along."""

from __future__ import annotations

import pytest

from reskontra.interface.action_words import WORDS as ACTIONS
from reskontra.interface.command_events import TOLD
from reskontra.interface.event_kinds import KINDS, kind_word
from reskontra.receivables.entry_events import KINDS as OF_ENTRIES

PERSONAL = {"name", "email", "phone", "address", "text", "owner", "by", "note", "actor"}


def test_every_kind_that_is_told_is_listed_and_every_listed_one_is_told() -> None:
    assert sorted([kind for kind, _names in TOLD.values()] + list(OF_ENTRIES)) == sorted(KINDS)
    assert all(kind_word(kind) for kind in KINDS)


@pytest.mark.parametrize("action", TOLD)
def test_what_is_told_is_an_action_of_the_trail_without_people(action: str) -> None:
    assert action in ACTIONS
    assert not PERSONAL & set(TOLD[action][1])
