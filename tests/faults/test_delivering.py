"""A worker that is killed while it delivers loses no event: repeated, it sends what is left, and some of it twice."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import opened
from tests.faults.programs import Under
from tests.webhook_catcher import Told, events_caught

SEED = 20261129


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    with events_caught() as caught:
        yield caught


def claims_run_out(url: str) -> None:
    with opened(url) as own:
        own.execute("UPDATE companies_delivery SET claimed_until = NULL")
        own.commit()


def test_a_killed_worker_loses_no_event(stages: Stages, told: Told) -> None:
    url = stages.fresh("reverse")
    added = programs.done(url, "webhook", "add", told.url, under=Under(private_webhooks=True))
    told.secret = added.out.split()[-1]
    programs.done(url, *stages.commands["reverse"])
    before = stages.databases.copy(url)
    undisturbed = programs.done(url, "events", "deliver", under=Under(private_webhooks=True))
    wanted = told.ids
    assert wanted == [str(number) for number in range(1, len(wanted) + 1)]
    subject = {event["id"]: event["subject"] for event in told.events}
    commits = undisturbed.steps.kinds["before commit"]
    for step in random.Random(SEED).sample(commits[2:], 3):
        told.events.clear()
        copy = stages.databases.copy(before)
        assert programs.run(copy, ("events", "deliver"), kill_at=step, under=Under(private_webhooks=True)).was_killed
        claims_run_out(copy)
        programs.done(copy, "events", "deliver", under=Under(private_webhooks=True))
        first = list(dict.fromkeys(told.ids))
        assert sorted(first, key=int) == wanted, step
        for each in set(subject.values()):
            of_one = [id for id in first if subject[id] == each]
            assert of_one == sorted(of_one, key=int), step
        assert len(told.ids) <= len(wanted) + 1
    assert told.forged == 0
