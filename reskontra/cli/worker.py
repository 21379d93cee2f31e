"""reskontra worker: does the work that pages leave to the background; serve starts one beside itself."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from types import FrameType
from typing import Annotated

import typer
from django.db import connection
from django.utils.translation import gettext as _

from reskontra.cli.root import program
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command

SECONDS_BEFORE_ANOTHER = 2.0


@command(program, "worker", lasts=True)
def worker(
    session: Session,
    once: Annotated[bool, typer.Option("--once", help="End when nothing waits.")] = False,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
) -> None:
    """Do the work that waits in the background, and what comes, until it is stopped with Ctrl+C.

    A job under way is finished first; Ctrl+C again ends it, and stores nothing of it.
    """
    from reskontra.companies.delivering import deliver_all, delivering
    from reskontra.interface.worker import queue_again, run_waiting, work  # the queue is loaded where it is worked off
    from reskontra.operation.health import require_tables
    from reskontra.operation.last_done import WORKER, noting

    require_tables()
    if once:
        queue_again()
        told = _("{count:job|jobs} done.")
        session.say(worded(told, count=run_waiting()))
        deliver_all()
        return
    ending = threading.Event()
    _end_by_signal(ending)
    if with_parent:
        threading.Thread(target=_end_with_parent, args=[ending], daemon=True).start()
    else:
        session.say(_("Waiting for work. Stop it with Ctrl+C."))
    deliver_due, note = delivering(), noting(WORKER)

    def between() -> None:
        if note():
            queue_again()
        deliver_due()

    work(lambda: not ending.is_set(), between=between)
    connection.close()


def _end_by_signal(ending: threading.Event) -> None:
    def end(number: int, _frame: FrameType | None) -> None:
        if ending.is_set():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        ending.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def _end_with_parent(ending: threading.Event) -> None:
    """Whoever started us holds the other end of our input for as long as it lives."""
    sys.stdin.buffer.read()
    ending.set()


def keep_worker() -> None:
    """Have a worker beside this process for as long as it lives, and another where one dies.

    -P: a folder named reskontra where the server was started is not the program.
    """
    words = [sys.executable, "-P", "-m", "reskontra.cli.main", "worker", "--with-parent"]
    while True:
        with subprocess.Popen(  # noqa: S603 - ourselves
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
        ) as one:
            one.wait()
        time.sleep(SECONDS_BEFORE_ANOTHER)
