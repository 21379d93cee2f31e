"""What somebody is at is told to others, and is taken back from who dies."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from reskontra.database.held import held, is_held

pytestmark = pytest.mark.django_db(transaction=True)  # as others see it


def test_what_is_held_is_told_as_long_as_it_is() -> None:
    assert not is_held("a")
    with held("a"), held("c"):
        assert (is_held("a"), is_held("b"), is_held("a")) == (True, False, True)
    assert not is_held("a")
    with pytest.raises(KeyError), held("a"):
        raise KeyError
    assert not is_held("a")


def test_the_next_waits_until_it_is_let_go() -> None:
    began, order = threading.Event(), list[str]()

    def next_one() -> None:
        began.set()
        try:
            with held("a"):
                order.append("second")
        finally:
            connection.close()

    others = [threading.Thread(target=next_one) for _each in range(3)]
    with held("a"):
        for one in others:
            one.start()
        assert began.wait(60)
        order.append("first")
    for one in others:
        one.join()
    assert order == ["first", "second", "second", "second"]
    assert not is_held("a")
