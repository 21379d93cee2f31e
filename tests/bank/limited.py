"""A program that is loaded once, and forked for every command: each has its own process, its limits and what it said.

    python -m tests.bank.limited COMMAND ...

loads what the command takes, and then reads a line of JSON for each time that it is to be given: its words, what it
may use and the folder for the files out and err. It answers with the status and the processor time of each.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ended:
    """code: below 0 the signal that ended it. seconds: of processor time."""

    code: int
    seconds: float
    out: str
    err: str


class Limited:
    """The program, from the side of a test."""

    def __init__(self, process: subprocess.Popen[str], memory_bytes: int) -> None:
        self._process, self._memory_bytes = process, memory_bytes

    def run(self, *words: str, seconds: int, folder: Path) -> Ended:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"words": words, "seconds": seconds, "memory_bytes": self._memory_bytes, "folder": str(folder)}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        out, err = ((folder / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return Ended(answer["code"], answer["seconds"], out, err)


@contextmanager
def limited(*command: str, environment: dict[str, str], memory_bytes: int) -> Iterator[Limited]:
    """The command's program, ready to be forked."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bank.limited", *command],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:  # which ends when there is nothing more to read
        yield Limited(process, memory_bytes)


def main(command: Sequence[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reskontra.config.settings"
    import django

    django.setup()
    from reskontra.cli.nouns import program_for

    program_for(command)
    while line := sys.stdin.readline():
        number = os.fork()
        if not number:
            _be_the_program(**json.loads(line))
        _number, status, used = os.wait4(number, 0)
        told = {"code": os.waitstatus_to_exitcode(status), "seconds": used.ru_utime + used.ru_stime}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _be_the_program(words: list[str], seconds: int, memory_bytes: int, folder: str) -> None:
    for name, descriptor in (("out", 1), ("err", 2)):
        os.dup2(os.open(Path(folder) / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    sys.argv = ["reskontra", *words]
    from reskontra.cli.main import main as program

    program()


if __name__ == "__main__":
    main(sys.argv[1:])
