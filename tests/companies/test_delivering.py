"""Delivery to webhooks, over a real connection: signed, in order, again where it failed, given up, sent again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from reskontra.companies.delivering import Delivered, deliver, delivering
from reskontra.companies.models import Delivery, Webhook
from reskontra.companies.webhooks import add_webhook, deliveries, find_webhook, remove_webhook, renew_secret, replay
from reskontra.core.retries import WAITS
from reskontra.database import bulk
from reskontra.interface.outgoing import Unreachable
from tests.story import Story
from tests.webhook_catcher import Told, events_caught

pytestmark = pytest.mark.django_db

TOLD = """
    bank      B1 10000.00
    customer  C1 "Alfa AB"
    invoice   C1 INV-1 1000.00 ocr=10017
"""
MORE = "invoice C1 INV-2 500.00 ocr=10025\npayment C1 P-1 -1000.00\nsettle P-1 INV-1"


@pytest.fixture
def told(settings: object) -> Iterator[Told]:
    settings.PRIVATE_WEBHOOKS = True  # type: ignore[attr-defined]
    with events_caught() as caught:
        yield caught


@pytest.fixture
def hooked(story: Story, told: Told) -> Story:
    """Events of the story are sent to the catcher from now on; there are eight of them in MORE."""
    story.tells(TOLD)
    _made, told.secret = add_webhook(company=story.company, actor="alice", url=told.url, kinds=[])
    story.tells(MORE)
    return story


def time_goes_by(story: Story) -> None:
    """All waits are over."""
    past = bulk.moment() - timedelta(seconds=1)
    Delivery.objects.filter(company=story.company.id).update(next_at=past, claimed_until=None)
    Webhook.objects.filter(company=story.company.id).update(held_until=None)


def states(story: Story) -> list[tuple[int, str, int]]:
    webhook = find_webhook(company=story.company, number=1)
    found = deliveries(company=story.company, webhook=webhook, most=100)
    return [(one.position, one.state, one.failures) for one in reversed(found)]


def test_each_event_is_sent_once_signed_and_in_order(hooked: Story, told: Told) -> None:
    done = deliver(company=hooked.company)
    assert done == Delivered(len(told.events), 0, 0)
    assert told.ids == [str(number) for number in range(1, len(told.events) + 1)]
    assert told.forged == 0
    kinds = [event["type"] for event in told.events]
    assert kinds[:2] == ["document.posted", "payment.posted"]
    assert sorted(kinds[2:6]) == ["entry.applied", "entry.applied", "entry.closed", "entry.closed"]
    assert told.events[0]["source"] == f"/companies/{hooked.company.id}"
    assert deliver(company=hooked.company) == Delivered()
    assert {state for _position, state, _failures in states(hooked)} == {"DELIVERED"}

    told.secret = renew_secret(company=hooked.company, actor="alice", number=1)
    hooked.tells("invoice C1 INV-3 10.00 ocr=10033")
    deliver(company=hooked.company)
    assert told.forged == 0


def test_one_that_fails_holds_up_its_own_entity_alone_and_is_tried_again(hooked: Story, told: Told) -> None:
    told.answers = {"2": [500]}  # the payment
    done = deliver(company=hooked.company)
    assert done.failed == 1
    waiting = [position for position, state, _failures in states(hooked) if state == "PENDING"]
    of_payment = {event["subject"] for event in told.events if event["id"] == "2"}
    assert 2 in waiting
    assert len(waiting) == 3  # it is posted, applied, closed
    assert not any(event["subject"] in of_payment and event["id"] != "2" for event in told.events)
    assert deliver(company=hooked.company) == Delivered()  # its time has not come
    time_goes_by(hooked)
    assert deliver(company=hooked.company) == Delivered(3, 0, 0)
    ids = [int(id) for id, event in zip(told.ids, told.events, strict=True) if event["subject"] in of_payment]
    assert ids == [2, *sorted(waiting)]


def test_what_fails_too_often_is_given_up_and_may_be_sent_again(hooked: Story, told: Told) -> None:
    told.answers = {"1": [500] * (len(WAITS) + 1)}
    for _time in range(len(WAITS) + 1):
        deliver(company=hooked.company)
        time_goes_by(hooked)
    assert (1, "DEAD", len(WAITS) + 1) in states(hooked)
    webhook = find_webhook(company=hooked.company, number=1)
    assert (webhook.dead, webhook.waiting) == (1, 0)
    (dead,) = deliveries(company=hooked.company, webhook=webhook, states=["DEAD"], most=10)
    assert (dead.kind, dead.answer, dead.trouble) == ("document.posted", 500, "")
    assert replay(company=hooked.company, actor="alice", number=1, positions=[1]) == 1
    assert deliver(company=hooked.company) == Delivered(1, 0, 0)


def test_an_address_that_is_gone_is_sent_nothing_more_until_it_is_wanted_again(hooked: Story, told: Told) -> None:
    told.answers = {"1": [410]}
    assert deliver(company=hooked.company) == Delivered(0, 1, 0)
    time_goes_by(hooked)
    assert (deliver(company=hooked.company), len(told.events)) == (Delivered(), 1)
    assert find_webhook(company=hooked.company, number=1).stopped == "GONE"
    replay(company=hooked.company, actor="alice", number=1)
    assert deliver(company=hooked.company).failed == 0
    assert sorted(set(told.ids), key=int) == [str(number) for number in range(1, len(set(told.ids)) + 1)]


def test_an_address_that_gives_no_answer_is_left_in_peace_and_nothing_is_lost(hooked: Story, told: Told) -> None:
    tries = []

    def silent(url: str, *, body: bytes, headers: Mapping[str, str]) -> int:
        tries.append(url)
        raise Unreachable("nobody is there")

    assert deliver(company=hooked.company, post=silent) == Delivered(0, 1, 0)
    assert deliver(company=hooked.company, post=silent) == Delivered()
    assert len(tries) == 1
    time_goes_by(hooked)
    assert deliver(company=hooked.company).failed == 0
    assert told.ids == sorted(told.ids, key=int)


def test_a_worker_that_dies_after_sending_sends_again_under_the_same_id(hooked: Story, told: Told) -> None:
    class Killed(BaseException):
        """No part of the program hears of it."""

    sent: list[str] = []

    def dies(url: str, *, body: bytes, headers: Mapping[str, str]) -> int:
        sent.append(headers["webhook-id"])
        raise Killed

    with pytest.raises(Killed):
        deliver(company=hooked.company, post=dies)
    others = deliver(company=hooked.company)  # its claim stands: what comes after it of the same entity waits
    assert "1" not in told.ids
    assert others.failed == 0
    time_goes_by(hooked)
    deliver(company=hooked.company)
    assert sent == [f"{hooked.company.id}.1"]
    assert sorted(told.ids, key=int) == [str(number) for number in range(1, len(told.ids) + 1)]


def test_one_taken_away_while_it_is_sent_to_stays_away(hooked: Story) -> None:
    def taken_away(url: str, *, body: bytes, headers: Mapping[str, str]) -> int:
        remove_webhook(company=hooked.company, actor="alice", number=1)
        raise Unreachable("nobody is there")

    assert deliver(company=hooked.company, post=taken_away) == Delivered(0, 1, 0)
    assert Webhook.objects.get(company=hooked.company.id).stopped == "REMOVED"
    time_goes_by(hooked)
    assert deliver(company=hooked.company) == Delivered()


def test_what_another_worker_delivered_meanwhile_stays_delivered(hooked: Story) -> None:
    def slow(url: str, *, body: bytes, headers: Mapping[str, str]) -> int:
        if not Delivery.objects.filter(company=hooked.company.id, state="DELIVERED").exists():
            time_goes_by(hooked)
            deliver(company=hooked.company, post=lambda url, *, body, headers: 204)
        return 500

    deliver(company=hooked.company, post=slow)
    assert {state for _position, state, _failures in states(hooked)} == {"DELIVERED"}


def test_a_worker_delivers_between_its_jobs_now_and_then(hooked: Story, told: Told) -> None:
    between = delivering(seconds=3600)
    between()
    count = len(told.events)
    hooked.tells("invoice C1 INV-3 10.00 ocr=10033")
    between()
    assert (count > 0, len(told.events)) == (True, count)


def test_only_the_kinds_that_are_wanted_are_sent(story: Story, told: Told) -> None:
    story.tells(TOLD)
    add_webhook(company=story.company, actor="alice", url=told.url, kinds=["entry.closed"])
    story.tells(MORE)
    deliver(company=story.company)
    assert {event["type"] for event in told.events} == {"entry.closed"}
