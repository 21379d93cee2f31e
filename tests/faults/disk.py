"""A small disk of the test's own, which can be full: a tmpfs, where this user may mount one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.left_behind import is_alive

MEGABYTES = 160
BLOCK = 1 << 16
NAME = "reskontra-faults-"  # and the process that mounted it


@dataclass(frozen=True, slots=True)
class Disk:
    folder: Path

    @contextmanager
    def filled(self, *, left: int) -> Iterator[None]:
        """Full but for so many bytes, as long as the block runs."""
        ballast = self.folder / "ballast"
        try:
            with ballast.open("wb", buffering=0) as file:
                size = _written(file.fileno())
                file.truncate(max(0, size - left))
            yield
        finally:
            ballast.unlink()


def _written(descriptor: int) -> int:
    size = 0
    while True:
        try:
            size += os.write(descriptor, b"\0" * BLOCK)
        except OSError:
            return size


def sweep() -> None:
    """Unmount the disks of runs that were killed."""
    mounts = Path("/proc/mounts")
    for line in mounts.read_text(encoding="utf-8").splitlines() if mounts.exists() else ():
        name, folder, kind = line.split()[:3]
        if kind == "tmpfs" and name.startswith(NAME) and not is_alive(name.removeprefix(NAME)):
            subprocess.run(["umount", "--lazy", folder], check=False)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk | None]:
    """The folder as a disk of its own; None where that is not allowed."""
    sweep()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", f"{NAME}{os.getpid()}", str(folder)]
    try:
        is_there = not subprocess.run(mount, capture_output=True, check=False).returncode
    except FileNotFoundError:
        is_there = False
    try:
        yield Disk(folder) if is_there else None
    finally:
        if is_there:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
