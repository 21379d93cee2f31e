"""So many faults in a row leave the books whole: few in a test run, a thousand in `make faults`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import asked
from tests.faults.asked import Books
from tests.faults.conftest import Stages
from tests.faults.databases import Databases
from tests.faults.disk import small_disk
from tests.faults.storm import Storm, undisturbed


def test_no_fault_leaves_the_books_unwhole(stages: Stages, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    seed, faults = request.config.getoption("--storm"), request.config.getoption("--faults")
    url, books = stages.fresh("post"), Books(tmp_path, stages.files.statement)
    asked.prepare(url, books)
    (tmp_path / "disk").mkdir()
    with small_disk(tmp_path / "disk") as disk:
        if disk and stages.databases.is_postgresql:
            disk = None  # the server's is not ours to fill
        there = Databases(disk.folder).copy(url) if disk else url
        storm = Storm(there, books, random.Random(seed), disk)
        for number in range(1, faults + 1):
            storm.strike()
            if number % 10 == 0:
                print(f"seed {seed}: {number} of {faults}", flush=True)  # noqa: T201 - shown by -s
        undisturbed(storm)
    assert sum(storm.faults.values()) == faults
    print(f"seed {seed}: {storm.faults}")  # noqa: T201 - shown by -s
