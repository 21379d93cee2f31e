"""Whose a thing is that was left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgresql
from tests.left_behind import is_alive

SERVER = "import signal; signal.signal(signal.SIGQUIT, signal.SIG_DFL); print(1, flush=True); input()"


def test_a_process_that_ended_is_not_there() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    found = [is_alive(number) for number in (str(os.getpid()), str(ended.pid), "of-somebody")]
    assert found == [True, False, True]


def test_a_server_of_a_run_that_was_killed_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    left, ours = (tmp_path / f"{postgresql.FOLDER}{number}-x" for number in (ended.pid, os.getpid()))
    for folder in (left, ours):
        (folder / "data").mkdir(parents=True)
    command = [sys.executable, "-c", SERVER, str(left)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stdout.readline()
        (left / "data" / "postmaster.pid").write_text(f"{server.pid}\n")
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        postgresql.sweep()
        assert server.wait(60) != 0
    assert (left.exists(), ours.exists()) == (False, True)
