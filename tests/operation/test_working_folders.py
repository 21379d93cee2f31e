"""A working folder goes with its block, with the next one when its process was killed, and never while it is used."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

from reskontra.operation.working_folders import PREFIX, sweep, working_folder

HOLDS = """
import sys, time
from pathlib import Path
from reskontra.operation.working_folders import working_folder
with working_folder(Path(sys.argv[1])) as folder:
    (folder / "copy").touch()
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_left_goes_and_all_else_stays(tmp_path: Path) -> None:
    foreign = tmp_path / f"{PREFIX}of-another-kind"
    foreign.mkdir()
    words = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        left = Path(other.stdout.readline().strip())
        sweep(tmp_path)
        assert (left / "copy").exists()  # it works in it
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert (left / "copy").exists()
    with working_folder(tmp_path) as own:
        assert stat.S_IMODE(own.stat().st_mode) == 0o700
        assert {*tmp_path.iterdir()} == {foreign, own}
        sweep(tmp_path)
        assert own.exists()
    assert {*tmp_path.iterdir()} == {foreign}
