"""A letter that is being handed over is told from one that was cut short."""

from __future__ import annotations

import pytest

from reskontra.collections.being_sent import at_it, sending_state
from reskontra.companies.queries import CompanyFacts
from tests import build

pytestmark = pytest.mark.django_db


def test_a_letter_is_being_sent_while_somebody_is_at_it(company: CompanyFacts) -> None:
    def told(state: str = "WAITING", actor: str = build.ALICE) -> str:
        return sending_state(company=company.id, state=state, actor=actor, since=since)

    with at_it(company=company.id, actor=build.ALICE) as since:
        assert (told(), told("SENT"), told(actor=build.BOB)) == ("SENDING", "SENT", "WAITING")
    assert told() == "WAITING"
