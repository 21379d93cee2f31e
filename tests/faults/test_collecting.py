"""A policy that is killed between its steps is run again: each letter goes out once, or a person is asked of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.faults import programs
from tests.faults.conftest import Stages

CUSTOMERS = """number,name,email,reminder_terms
C1,Alfa AB,alfa@example.com,SE-FÖRETAG
C2,Beta AB,beta@example.com,SE-FÖRETAG
C3,Gamma AB,,SE-FÖRETAG
"""
ENTRIES = """ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount
customer,C1,invoice,INV-1,2026-01-10,2026-02-09,SEK,1000.00,1000.00
customer,C2,invoice,INV-2,2026-01-10,2026-02-09,SEK,2000.00,2000.00
customer,C3,invoice,INV-3,2026-01-10,2026-02-09,SEK,3000.00,3000.00
"""
SEED = 20260302
RUN = ("collections", "run", "ALL", "--take-over")


def mailed(folder: Path) -> list[str]:
    """To whom each message went."""
    found = [line for path in folder.iterdir() for line in path.read_text(encoding="utf-8").splitlines()]
    return sorted(line.removeprefix("To: ") for line in found if line.startswith("To: "))


def test_a_killed_policy_sends_nothing_twice(stages: Stages, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    files = {"customers": CUSTOMERS, "entries": ENTRIES}
    box = tmp_path / "box"
    box.mkdir()
    url = stages.fresh("load customers")
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        programs.done(url, "load", name, tmp_path / f"{name}.csv")
    programs.done(url, "mail", "setup", "--sender", "krav@example.com", "--server", f"file://{box}")
    steps = ("--terms", "SE-FÖRETAG", "--steps", "make,issue,send")
    programs.done(url, "collections", "policy", "add", "ALL", *steps)

    whole = programs.run(stages.databases.copy(url), RUN)
    assert (whole.code, mailed(box)) == (0, ["alfa@example.com", "beta@example.com"])
    rng = random.Random(SEED)
    ends = whole.steps.kinds["after commit"]
    for step in ends if request.config.getoption("--long") else sorted(rng.sample(ends, 3)):
        for path in box.iterdir():
            path.unlink()
        where, killed = f"killed at step {step} of {whole.steps.count}", stages.databases.copy(url)
        assert programs.run(killed, RUN, kill_at=step).was_killed, where
        again = programs.run(killed, RUN)
        # What was handed over when it was killed may have gone out: of that a person is asked, and of nothing else.
        (last,) = json.loads(programs.done(killed, "collections", "runs", 2, "--format", "json").out)
        unclear = [one["document"] for one in last["items"] if one["outcome"] == "REFUSED"]
        assert (again.code, len(unclear)) in ((0, 0), (1, 1)), f"{where}: {again.out} {again.err}"
        sent = mailed(box)
        assert len(sent) == len(set(sent)), where
        assert 2 - len(unclear) <= len(sent) <= 2, where
        issued = json.loads(programs.done(killed, "reminders", "list", "--format", "json").out)
        assert sorted(one["customer"] for one in issued if one["state"] == "issued") == ["C1", "C2", "C3"], where
