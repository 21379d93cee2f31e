"""Rows set aside come back as they were."""

from __future__ import annotations

import pytest

from reskontra.bank.actions import spool as module
from reskontra.bank.actions.rows import Row
from reskontra.bank.actions.spool import Spool


def row(number: int) -> Row:
    return Row((number, None, "å", True), ("Åsa",) * 11, (("REMITTANCE", "x" * 50),), (), f"row {number}")


@pytest.mark.parametrize("memory", [0, 1000, 10_000_000])
def test_statements_come_back_in_chunks(memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_ROWS", 3)
    monkeypatch.setattr(module, "_MEMORY_BYTES", memory)
    with Spool() as spool:
        places = []
        for first, count in ((0, 7), (7, 0), (7, 3)):
            for number in range(first, first + count):
                spool.add(row(number))
            places.append(spool.end_statement())
        sizes = [[len(chunk) for chunk in spool.chunks(place)] for place in places]
        assert sizes == [[3, 3, 1], [], [3]]
        found = [one for place in reversed(places) for chunk in spool.chunks(place) for one in chunk]
        assert found == [row(number) for number in (7, 8, 9, 0, 1, 2, 3, 4, 5, 6)]
