"""Runs a program under what a unit of deploy/ takes from it, as far as that is to be had without systemd.

    python scripts/confined.py deploy/reskontra.service PROGRAM …

System calls that its filter leaves out are refused, no memory is both written and run, and no privilege is gained. What
is done about folders, devices and namespaces is systemd's own. Needs systemd-analyze, libseccomp and Linux 6.3.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM  # seccomp.h
SET_NO_NEW_PRIVILEGES, SET_MDWE, REFUSE_EXEC_GAIN = 38, 65, 1  # prctl.h


def calls_of(words: str) -> set[str]:
    """The system calls that a list in a unit means: names, and @sets, which may name others."""
    found: set[str] = set()
    for word in words.split():
        if word.startswith("@"):
            words = ("systemd-analyze", "--no-pager", "syscall-filter", word)
            told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
            found |= calls_of(" ".join(re.findall(r"^ {4}([@\w-]+)$", told, re.MULTILINE)))
        else:
            found.add(word)
    return found


def allowed(unit: str) -> set[str]:
    """The first list says which, later ones with ~ take away of it, as systemd reads them."""
    found: set[str] = set()
    for words in re.findall(r"^SystemCallFilter=(.+)$", unit, re.MULTILINE):
        found = found - calls_of(words[1:]) if words.startswith("~") else found | calls_of(words)
    return found


def confine(unit: str) -> None:
    """Of this process from here on, and of all that it starts."""
    system, seccomp = ctypes.CDLL(None, use_errno=True), ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    wanted = {SET_NO_NEW_PRIVILEGES: "NoNewPrivileges=yes", SET_MDWE: "MemoryDenyWriteExecute=yes"}
    for option, line in wanted.items():
        if line in unit.splitlines() and system.prctl(option, REFUSE_EXEC_GAIN, 0, 0, 0):
            raise OSError(ctypes.get_errno(), line)
    rules = ctypes.c_void_p(seccomp.seccomp_init(REFUSE))
    for name in allowed(unit):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # those of this machine
            seccomp.seccomp_rule_add(rules, ALLOW, number, 0)
    if trouble := seccomp.seccomp_load(rules):
        raise OSError(-trouble, "the filter of system calls")


def main(arguments: Sequence[str]) -> None:
    unit, *words = arguments
    confine(Path(unit).read_text(encoding="utf-8"))
    os.execvp(words[0], words)


if __name__ == "__main__":
    main(sys.argv[1:])
