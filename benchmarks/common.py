"""What the benchmarks share: time a call, watch a process's memory, print a figure beside its floor."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """A command that ran to its end. cpu: seconds of processor; peak_bytes: the most memory held at one time.

    own_cpu   of cpu, what the process itself took, without a second one beside it: about the time on a quiet machine
    """

    seconds: float
    cpu: float
    peak_bytes: int
    output: str
    own_cpu: float = 0.0


class Family(threading.Thread):
    """Watches a process and those it divides into: their memory together, pages that they share counted once."""

    EVERY_SECONDS = 0.4

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak_bytes = 0
        self.others: dict[str, float] = {}
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(self.EVERY_SECONDS):
            with suppress(OSError, ValueError, IndexError):  # it ends while it is looked at
                children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
                for child in children:
                    self.others[child] = _processor_of(child)
                self.peak_bytes = max(self.peak_bytes, sum(_memory_of(pid) for pid in (str(self.pid), *children)))


def _processor_of(pid: str) -> float:
    """Seconds of processor of a process that runs."""
    values = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def family_processor(pid: int) -> float:
    """Seconds of processor that a process and those it divided into have taken so far."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(_processor_of(one) for one in (str(pid), *children))


def _memory_of(pid: str) -> int:
    """Bytes; a page that several processes share is shared out among them."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def seconds(work: Callable[[], Any], *, repeat: int = 1, before: Callable[[], Any] | None = None) -> float:
    """The shortest of `repeat` calls; `before` is called ahead of each, and not timed."""
    best = float("inf")
    for _ in range(repeat):
        if before:
            before()
        gc.collect()
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def run(command: Sequence[str | Path], *, database: str, folder: Path | None = None) -> Run:
    """Run a command on a database (an address as in RESKONTRA_DATABASE_URL); stop everything when it refuses."""
    environment = os.environ | {"RESKONTRA_DATABASE_URL": database, "RESKONTRA_CONFIG": os.devnull}
    started = time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in command], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        family = Family(process.pid)
        family.start()
        output = process.stdout.read()
        # wait4 tells of this one process; getrusage would tell of the largest child there ever was.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        family.ended.set()
        family.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{output}")
    cpu = usage.ru_utime + usage.ru_stime
    peak = family.peak_bytes or usage.ru_maxrss * 1024
    return Run(time.perf_counter() - started, cpu, peak, output, cpu - sum(family.others.values()))


def reskontra(*arguments: str | Path, database: str) -> Run:
    """Run the command line of the environment this benchmark runs in."""
    return run([Path(sys.executable).parent / "reskontra", *arguments], database=database)


def report(work: str, measured: float, *, floor: float | None = None, most: float | None = None) -> bool:
    """Print seconds, beside the floor and how many times it is; whether that is within the budget.

    most      times the floor, or seconds where there is no floor
    """
    figure = measured / floor if floor else measured
    parts = [f"{work:<52} {measured:9.3f} s"]
    if floor:
        parts.append(f"floor {floor:9.3f} s   {figure:5.2f} x")
    if most is not None:
        unit = "x" if floor else "s"
        parts.append(f"budget {most:g} {unit}: {'kept' if figure <= most else 'EXCEEDED'}")
    print("   ".join(parts), flush=True)
    return most is None or figure <= most


def report_memory(work: str, peak_bytes: int, *, most_mib: float | None = None) -> bool:
    """Print the peak of memory in MiB; whether it is within the budget."""
    peak = peak_bytes / MIB
    within = most_mib is None or peak <= most_mib
    budget = "" if most_mib is None else f"   budget {most_mib:g} MiB: {'kept' if within else 'EXCEEDED'}"
    print(f"{work:<52} {peak:9.1f} MiB{budget}", flush=True)
    return within
