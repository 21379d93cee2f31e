"""Every role has its word."""

from __future__ import annotations

from django.utils import translation

from reskontra.interface.models import ROLES
from reskontra.interface.role_words import ROLE_WORDS, role_word


def test_every_role_is_called_something_within_a_sentence() -> None:
    assert set(ROLE_WORDS) == set(ROLES)
    with translation.override("sv"):
        assert [role_word(role) for role in ("READER", "CLERK")] == ["läsare", "handläggare"]
