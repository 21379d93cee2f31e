"""A small disk of the test's own, which can be full: a tmpfs, where this user may mount one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEGABYTES = 160
BLOCK = 1 << 16


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


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk | None]:
    """The folder as a disk of its own; None where that is not allowed."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "reskontra-faults", str(folder)]
    try:
        is_there = not subprocess.run(mount, capture_output=True, check=False).returncode
    except FileNotFoundError:
        is_there = False
    try:
        yield Disk(folder) if is_there else None
    finally:
        if is_there:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
