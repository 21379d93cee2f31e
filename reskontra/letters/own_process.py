"""Letters by a template of a company's own, each set in a process beside this one that is ended where it takes long."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from threading import Timer
from typing import Any

from reskontra.letters.own_template import OwnTemplateTakesLong, failure

MOST_SECONDS = 20  # for a letter
_COMMAND = (sys.executable, "-P", "-m", "reskontra.letters.own_child")
_Child = subprocess.Popen[bytes]
_idle: list[tuple[int, _Child]] = []  # with the process that began it: one that was divided off shares none


def typeset(source: str, inputs: Mapping[str, str], *, on: date, standards: Sequence[str]) -> bytes:
    """The PDF of a letter; nobody who typesets at the same time waits for it.

    refuses   OwnTemplateFails, OwnTemplateTakesLong
    """
    asked = {"source": source, "inputs": dict(inputs), "on": on.isoformat(), "standards": list(standards)}
    child = _begun()
    watch = Timer(MOST_SECONDS, child.kill)
    watch.daemon = True
    watch.start()
    try:
        told, content = _answer(child, json.dumps(asked).encode() + b"\n")
    except (OSError, ValueError) as ended:  # it was ended, or ended itself for want of memory
        child.kill()
        _leave(child)
        raise OwnTemplateTakesLong(seconds=MOST_SECONDS) from ended
    finally:
        watch.cancel()
    _keep(child)
    if "message" in told:
        raise failure(told["message"], told["diagnostic"])
    return content


def _answer(child: _Child, asked: bytes) -> tuple[dict[str, Any], bytes]:
    """raises   OSError, ValueError where the process ended before it had answered"""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(asked)
    child.stdin.flush()
    told: dict[str, Any] = json.loads(child.stdout.readline())
    content = child.stdout.read(told.get("size", 0))
    if len(content) < told.get("size", 0):
        raise BrokenPipeError
    return told, content


def _begun() -> _Child:
    """One that waits, or a new one; its fonts are loaded with its first letter."""
    while _idle:
        with suppress(IndexError):  # another thread was faster
            owner, child = _idle.pop()
            if owner == os.getpid() and child.poll() is None:
                return child
    return subprocess.Popen(  # noqa: S603
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _keep(child: _Child) -> None:
    """For the next letter; where one waits already, it is let go."""
    if _idle:
        _leave(child)
    else:
        _idle.append((os.getpid(), child))


def _leave(child: _Child) -> None:
    with suppress(OSError), child:  # what it was asked is closed, by which it ends
        pass


@atexit.register
def _leave_all() -> None:
    while _idle:
        owner, child = _idle.pop()
        if owner == os.getpid():
            _leave(child)
