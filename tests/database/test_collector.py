"""The collector rests, and is as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from reskontra.database.collector import collector_off


@pytest.mark.parametrize("was_on", [True, False])
def test_collector_is_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with collector_off():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
        with pytest.raises(ZeroDivisionError), collector_off():
            _ = 1 / 0
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
