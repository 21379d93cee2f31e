"""A second process that begins with what this one holds, and talks with it."""

from __future__ import annotations

import os
import threading

import pytest

from reskontra.core.matching.confidence import PriorityTaken
from reskontra.database.fork import Other, SecondProcessEnded, may_divide, second_process

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes divide")


def test_each_hears_what_the_other_says() -> None:
    held = {"lines": 3}

    def work(other: Other) -> None:
        held["lines"] += other.recv()
        other.send(held)

    with second_process(work) as other:
        other.send(4)
        assert other.recv() == {"lines": 7}
    assert held == {"lines": 3}


def test_what_fails_there_is_raised_here() -> None:
    def work(other: Other) -> None:
        raise PriorityTaken(priority=1, confidence="high")

    with pytest.raises(PriorityTaken) as refusal, second_process(work) as other:
        other.recv()
    assert refusal.value.values == {"priority": 1, "confidence": "high"}


def test_a_second_process_that_is_ended_is_told() -> None:
    with pytest.raises(SecondProcessEnded), second_process(lambda _other: os._exit(9)) as other:
        other.recv()


def test_what_fails_here_ends_the_other() -> None:
    process: list[int] = []

    def work(other: Other) -> None:
        other.send(os.getpid())
        other.recv()

    def ended() -> None:
        with second_process(work) as other:
            process.append(other.recv())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ended()
    with pytest.raises(ProcessLookupError):
        os.kill(process[0], 0)


@pytest.mark.django_db
def test_nothing_is_divided_within_a_transaction() -> None:
    assert not may_divide()


def test_nothing_is_divided_among_threads() -> None:
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    try:
        assert not may_divide()
    finally:
        gate.set()
        thread.join()
