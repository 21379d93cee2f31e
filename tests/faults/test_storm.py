"""Whatever strikes the programs, the books are whole and no payment is posted twice; make faults does more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.conftest import Stages
from tests.faults.storm import Storm, undisturbed


def test_no_fault_leaves_the_books_unwhole(stages: Stages, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    seed, faults = request.config.getoption("--storm"), request.config.getoption("--faults")
    storm = Storm(stages.fresh("post"), tmp_path, random.Random(seed), stages.files.statement)
    storm.on_terms()
    for _fault in range(faults):
        storm.strike()
    undisturbed(storm)
    assert sum(storm.faults.values()) == faults
    print(f"seed {seed}: {storm.faults}")  # noqa: T201 - shown by -s
