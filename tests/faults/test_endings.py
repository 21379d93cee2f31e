"""A server and a worker end again and again while programs ask: what was asked is answered, or was not begun."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

import pytest
from django.db import connection

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import opened

ROUNDS, ANSWERS, ASKERS, SECONDS = 4, 16, 4, 120


@dataclass
class Askers:
    """Each posts a document a request, and every third time has a journal matched in the background.

    posted, jobs   what was answered; unanswered: documents that nobody said anything of, which are not asked again
    """

    port: int
    token: str
    posted: list[int] = field(default_factory=list)
    jobs: list[int] = field(default_factory=list)
    unanswered: list[int] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    changed: threading.Condition = field(default_factory=threading.Condition)
    may_ask: threading.Event = field(default_factory=threading.Event)
    is_over: bool = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        threads = [threading.Thread(target=self._ask_on) for _ in range(ASKERS)]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            self.is_over = True
            self.may_ask.set()
            for one in threads:
                one.join()

    def hear(self, answers: int) -> None:
        """Until so many more requests are answered."""
        with self.changed:
            wanted = len(self.posted) + len(self.jobs) + answers
            assert self.changed.wait_for(lambda: len(self.posted) + len(self.jobs) >= wanted, SECONDS), self.strange

    def _ask_on(self) -> None:
        link = self._link()
        while not self.is_over:
            number = next(self.numbers)
            try:
                self._ask(link, number)
            except (OSError, http.client.HTTPException):
                self.unanswered.append(number)
                link.close()
                self.may_ask.wait(SECONDS)
                link = self._link()
        link.close()

    def _link(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def _ask(self, link: http.client.HTTPConnection, number: int) -> None:
        line = {"account": "3001", "amount": "10.00"}
        document = {"party": "customer:C001", "date": "2026-03-01", "text": f"Load {number}", "lines": [line]}
        path, body = "documents/bulk", {"documents": [document], "post": True}
        if number % 3 == 0:
            path, body = f"journals/PRJ00000{1 + number % 2}/match", {"background": True}
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        link.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
        answer = link.getresponse()
        said = json.loads(answer.read())
        with self.changed:
            if answer.status == 202:
                self.jobs.append(said["job"])
            elif answer.status == 200:
                self.posted.append(number)
            else:
                self.strange.append(f"{number}: {answer.status} {said}")
            self.changed.notify()


def environment(url: str) -> dict[str, str]:
    return os.environ | {
        "RESKONTRA_DATABASE_URL": url, "RESKONTRA_CONFIG": os.devnull, "RESKONTRA_API_REQUESTS": "1000000",
        "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8",
    }  # fmt: skip


def words(*own: str) -> list[str]:
    return [sys.executable, "-m", "reskontra.cli.main", *own]


def started(url: str, *own: str) -> subprocess.Popen[str]:
    """The program as a service manager starts it, once it is there."""
    process = subprocess.Popen(
        words(*own), env=environment(url), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert any("Ctrl+C" in line for line in _lines(process.stdout)), process.communicate()
    return process


def _lines(said: IO[str]) -> Iterator[str]:
    while line := said.readline():
        yield line


@pytest.mark.long
def test_what_is_asked_of_programs_that_end_is_answered_or_not_begun(stages: Stages) -> None:
    url = stages.fresh("post")
    make = ("token", "create", "load", "--role", "administrator", "--scope", "write")
    told = subprocess.run(words(*make), env=environment(url), check=True, capture_output=True, text=True).stdout
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    workers = "2" if connection.vendor == "postgresql" else "1"
    serve = ("serve", "--bind", f"127.0.0.1:{port}", "--no-worker", "--workers", workers)
    askers = Askers(port, next(word for word in told.split() if word.startswith("rk_")))
    running = [started(url, *serve), started(url, "worker")]
    with askers.asking():
        for _round in range(ROUNDS):
            askers.may_ask.set()
            askers.hear(ANSWERS)
            askers.may_ask.clear()
            ended = [_ended(one) for one in running]
            assert ended == [(0, ""), (0, "")]
            running = [started(url, *serve), started(url, "worker")]
        askers.may_ask.set()
        askers.hear(ANSWERS)
    assert [_ended(one) for one in running] == [(0, ""), (0, "")]
    programs.done(url, "worker", "--once")
    assert askers.strange == []
    assert _documents(url) == {f"Load {number}": 1 for number in askers.posted}
    assert _jobs(url) == dict.fromkeys(askers.jobs, "DONE")
    assert "are whole" in programs.done(url, "check").out
    sys.stdout.write(f"{len(askers.posted)} posted, {len(askers.jobs)} jobs, {len(askers.unanswered)} not begun\n")


def _ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    _out, err = process.communicate(timeout=SECONDS)
    return process.returncode, err


def _documents(url: str) -> dict[str, int]:
    sql = "SELECT description, count(*) FROM receivables_document WHERE description LIKE 'Load %' GROUP BY 1"
    with opened(url) as own:
        return dict(own.execute(sql).fetchall())


def _jobs(url: str) -> dict[int, str]:
    with opened(url) as own:
        return dict(own.execute("SELECT number, state FROM interface_job").fetchall())
