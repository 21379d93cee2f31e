"""The feed of events: from when it is turned on, each once, without gaps, what commands did after what they posted."""

from __future__ import annotations

import pytest

from reskontra.interface import outbox
from reskontra.interface.outbox import (
    EventsOff,
    as_cloud_event,
    events_after,
    events_at,
    gather,
    is_gathered,
    last_position,
    turn_events,
)
from tests.story import Story

pytestmark = pytest.mark.django_db

AFTER = "statement B1 2026-03-02\nline 1000.00 ocr=10017\nimport\nmatch\napply 1 INV-1\npost"


def kinds(story: Story, after: int = 0) -> list[str]:
    return [one.kind for one in events_after(company=story.company.id, position=after, most=100)]


def test_what_happens_from_then_on_is_told_once_and_in_order(story: Story) -> None:
    company = story.company.id
    with pytest.raises(EventsOff):
        events_after(company=company, position=0, most=10)
    assert (gather(company=company), is_gathered(company=company)) == (0, False)
    assert turn_events(company=company, actor="alice", on=True)
    assert not turn_events(company=company, actor="alice", on=True)
    assert (kinds(story), last_position(company=company)) == ([], 0)

    story.tells(AFTER)
    told = kinds(story)
    assert told[:2] == ["payment.posted", "entry.applied"]
    assert sorted(told[2:5]) == ["entry.applied", "entry.closed", "entry.closed"]
    assert told[5:] == ["statement.imported", "journal.matched", "journal.posted"]
    assert gather(company=company) == 0
    found = events_after(company=company, position=0, most=100)
    assert [one.position for one in found] == list(range(1, len(told) + 1))
    assert found[-1].data["subject"] == "PRJ000001"
    assert events_after(company=company, position=6, kinds=["journal.posted"], most=100) == found[-1:]
    assert events_at(company=company, positions=[2, 99]) == {2: found[1]}


def test_what_happens_while_they_are_off_is_never_told(story: Story) -> None:
    turn_events(company=story.company.id, actor="alice", on=True)
    assert turn_events(company=story.company.id, actor="alice", on=False)
    assert not turn_events(company=story.company.id, actor="alice", on=False)
    story.tells(AFTER)
    turn_events(company=story.company.id, actor="alice", on=True)
    story.tells('customer C9 "Gamma AB"')
    assert kinds(story) == ["customers.loaded"]


def test_many_are_gathered_piece_by_piece_in_the_same_order(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "AT_A_TIME", 1)
    turn_events(company=story.company.id, actor="alice", on=True)
    story.tells(AFTER)
    told = kinds(story)
    assert told[-3:] == ["statement.imported", "journal.matched", "journal.posted"]
    assert len(told) == 8


def test_an_event_is_a_cloud_event(story: Story) -> None:
    turn_events(company=story.company.id, actor="alice", on=True)
    story.tells('customer C9 "Gamma AB"')
    (event,) = events_after(company=story.company.id, position=0, most=10)
    told = as_cloud_event(event, source="/companies/1")
    assert told["time"].endswith("Z")
    assert {**told, "time": ""} == {
        "specversion": "1.0", "id": "1", "source": "/companies/1", "type": "customers.loaded",
        "subject": event.entity, "time": "", "datacontenttype": "application/json",
        "data": {"subject": "build", "new": 1, "unchanged": 0},
    }  # fmt: skip
