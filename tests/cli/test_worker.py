"""reskontra worker: once, until it is stopped, and beside a server that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reskontra.interface.jobs import find_job, start_job
from tests import migrated
from tests.cli.running import done
from tests.story import Story

PROGRAM = [sys.executable, "-m", "reskontra.cli.main", "worker"]


@pytest.mark.django_db
def test_what_waits_is_done_once(story: Story) -> None:
    story.tells("bank B1\nstatement B1 2026-03-02\nline 1.00 text=en\nimport")
    arguments = {"journal": "PRJ000001"}
    start_job(company=story.company.id, actor="alice", kind="match", subject="PRJ000001", arguments=arguments)
    assert done("worker", "--once") == "1 job done.\n"
    assert find_job(company=story.company.id, number=1).state == "DONE"
    assert done("worker", "--once") == "0 jobs done.\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RESKONTRA_")}
    found = kept | {
        "RESKONTRA_DATABASE_URL": f"sqlite:///{tmp_path}/books.sqlite3",
        "LANG": "C",
        "PYTHONUNBUFFERED": "1",
    }
    migrated.copied_to(tmp_path / "books.sqlite3")
    subprocess.run([*PROGRAM[:-1], "init", "--company", "Nordan AB"], env=found, check=True, stdout=subprocess.DEVNULL)
    return found


def test_it_waits_until_it_is_stopped(environment: dict[str, str]) -> None:
    with subprocess.Popen(PROGRAM, env=environment, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout is not None
        assert one.stdout.readline() == "Waiting for work. Stop it with Ctrl+C.\n"
        one.send_signal(signal.SIGINT)
        assert one.wait(timeout=60) == 0


def test_it_ends_with_who_started_it(environment: dict[str, str]) -> None:
    with subprocess.Popen([*PROGRAM, "--with-parent"], env=environment, stdin=subprocess.PIPE) as one:
        assert one.stdin is not None
        one.stdin.close()
        assert one.wait(timeout=60) == 0
