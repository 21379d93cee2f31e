"""A command that is killed leaves all of what it does or nothing, and repeating it finishes."""

from __future__ import annotations

import random

import pytest

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import business, rows
from tests.faults.steps import Steps

COMMANDS = ("load customers", "load vendors", "load entries", "import", "match", "post", "reverse")
ONCE = {"post": "none is ready", "reverse": "There is nothing to reverse."}  # what is done is not done again
SEED = 20260302


def chosen_steps(name: str, steps: Steps, count: int) -> list[int]:
    """Before and after the commit, and others by chance: as many statements as rows of bulk writes."""
    rng = random.Random(f"{SEED} {name}")
    commits = [step for kind in ("before commit", "after commit") for step in steps.kinds[kind]]
    statements = [step for step in steps.kinds["statement"] if step not in commits]
    drawn = rng.sample(statements, min(len(statements), count // 2))
    drawn += [rng.randint(1, steps.count) for _ in range(count - len(drawn))]
    return sorted({*commits, *drawn})


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_all_or_nothing(name: str, stages: Stages, request: pytest.FixtureRequest) -> None:
    words = stages.commands[name]
    undisturbed = programs.run(stages.fresh(name), words)
    before, after = rows(stages.before[name]), business(rows(stages.after[name]))
    committed = undisturbed.steps.kinds["after commit"][-1]
    for step in chosen_steps(name, undisturbed.steps, 60 if request.config.getoption("--long") else 4):
        where = f"{name} killed at step {step} of {undisturbed.steps.count}"
        url = stages.fresh(name)
        assert programs.run(url, words, kill_at=step).was_killed, where
        left = rows(url)
        assert (business(left) == after) if step >= committed else (left == before), where
        again = programs.run(url, words)
        refusal = ONCE.get(name, "") if step >= committed else ""
        assert (again.code, refusal in again.err) == (int(bool(refusal)), True), f"{where}: {again.err}"
        assert business(rows(url)) == after, where
        assert "are whole" in programs.done(url, "check").out, where
