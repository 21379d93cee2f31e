"""What is read of a body."""

from __future__ import annotations

import pytest

from reskontra.interface.api.bodies import read_json
from reskontra.interface.api.problems import RequestUnread


def test_json_is_read_and_what_cannot_be_stored_is_not() -> None:
    assert read_json('{"name": "Åsa"}'.encode()) == {"name": "Åsa"}
    for body in (b"{", b'{"a": "\xff"}', b'{"a": "\\u0000"}', b'{"a": "\\ud800"}', b'{"a": 1, "a": 2}'):
        with pytest.raises(RequestUnread):
            read_json(body)
