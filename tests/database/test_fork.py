"""A second process that begins with what this one holds, and talks with it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator

import pytest

from reskontra.core.matching.confidence import PriorityTaken
from reskontra.database.fork import Other, SecondProcessEnded, from_both_ends, may_divide, second_process

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


@pytest.mark.parametrize("count", [0, 1, 2, 400])
def test_two_processes_make_each_place_once_from_both_ends(count: int) -> None:
    first, (heard, told) = os.getpid(), os.pipe()

    def make(places: Iterable[int]) -> Iterator[tuple[int, tuple[int, bytes]]]:
        for number, place in enumerate(places):
            if number == 2:  # two of the second process are on their way before the first goes on with its third
                assert os.read(heard, 1) if os.getpid() == first else os.write(told, b".")
            yield place, (os.getpid(), bytes(4_000))  # all of them are more than what a pipe holds

    found = list(from_both_ends(count, make))
    assert sorted(place for place, _made in found) == list(range(count))
    assert count < 5 or len({process for _place, (process, _bytes) in found}) == 2
    os.close(heard)
    os.close(told)


def test_what_fails_in_either_of_two_is_raised_here() -> None:
    def make(places: Iterable[int]) -> Iterator[tuple[int, int]]:
        for place in places:
            if place == 50:
                raise PriorityTaken(priority=1, confidence="high")
            yield place, place

    with pytest.raises(PriorityTaken):
        list(from_both_ends(100, make))


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
