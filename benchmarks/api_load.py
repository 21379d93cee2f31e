"""Programs that ask the REST API so many times a second: how long answers take, on one core of the server.

    python -m benchmarks.api_load                                                       on SQLite
    python -m tests.postgresql -- python -m benchmarks.api_load --postgresql            on PostgreSQL

The server is held to the first core and who asks to the second. Requests come at fixed moments, whether or not earlier
ones are answered, and an answer's time counts from the moment at which its request was due: who waits in line has
waited. Four of five read (a page of entries, an entry, a journal's lines, events), each fifth drafts an invoice under a
key of its own. Then 10,000 documents are posted in one call.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import Queue

from benchmarks.api_server import Server, cores, new_database, prepare, serving, share
from benchmarks.common import family_processor, report
from benchmarks.company import temporary_folder

MOST_P95 = 0.1
MOST_BULK = 10.0
ASKERS = 16


@dataclass
class Told:
    """Seconds of each answer, by what was asked."""

    took: dict[str, list[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, name: str, seconds: float) -> None:
        with self.lock:
            self.took.setdefault(name, []).append(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.api_load", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rate", type=int, default=100, help="requests a second")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--documents", type=int, default=10_000, help="posted in one call; 0 for none")
    parser.add_argument("--postgresql", action="store_true", help="on the server that tests.postgresql started")
    chosen = parser.parse_args()
    with temporary_folder() as folder:
        database = new_database(Path(folder), is_postgresql=chosen.postgresql)
        secret = prepare(Path(folder), database, chosen.entries)
        first, *_others, last = cores()
        with serving(database, secret, on={first}) as server:
            os.sched_setaffinity(0, {last})
            _measure(server, chosen.rate, chosen.seconds)
            if chosen.documents:
                _measure_bulk(server, chosen.documents)


def _measure(server: Server, rate: int, seconds: int) -> None:
    asked = _requests(server)
    told = Told()
    waiting: Queue[tuple[float, str, Callable[[http.client.HTTPConnection], object]] | None] = Queue()
    askers = [threading.Thread(target=_asker, args=(server, waiting, told)) for _ in range(ASKERS)]
    for asker in askers:
        asker.start()
    processor = family_processor(server.pid)
    started = time.perf_counter()
    for number in range(rate * seconds):
        due = started + number / rate
        if (left := due - time.perf_counter()) > 0:
            time.sleep(left)
        waiting.put((due, *next(asked)))
    for _asker_of in askers:
        waiting.put(None)
    for asker in askers:
        asker.join()
    took = time.perf_counter() - started
    _tell(told, rate * seconds / took)
    report("processor of the server for a request", (family_processor(server.pid) - processor) / (rate * seconds))


def _asker(
    server: Server,
    waiting: Queue[tuple[float, str, Callable[[http.client.HTTPConnection], object]] | None],
    told: Told,
) -> None:
    link = server.link()
    while found := waiting.get():
        due, name, ask = found
        ask(link)
        told.keep(name, time.perf_counter() - due)
    link.close()


def _requests(server: Server) -> Iterator[tuple[str, Callable[[http.client.HTTPConnection], object]]]:
    """Name and question, one after the other, in a fixed order."""
    link = server.link()
    entries = [one["id"] for one in json.loads(server.ask(link, "GET", "entries?limit=500"))["items"]]
    journal = json.loads(server.ask(link, "GET", "journals"))["items"][0]["journal"]
    link.close()
    document = {"party": "customer:K000001", "date": "2026-03-01", "lines": [{"account": "3001", "amount": "100.00"}]}

    def get(path: str) -> Callable[[http.client.HTTPConnection], object]:
        return lambda link: server.ask(link, "GET", path)

    for number in count():
        entry = entries[number % len(entries)]
        yield "a page of entries", get("entries?limit=50&sort=due_date")
        yield "an entry", get(f"entries/{entry}")
        yield "a journal's lines", get(f"journals/{journal}/lines?limit=50")
        yield "events", get("events?limit=50")
        yield (
            "an invoice drafted",
            lambda link, number=number: server.ask(link, "POST", "documents", document, key=f"load-{number}"),
        )


def _tell(told: Told, rate: float) -> None:
    everything = sorted(seconds for found in told.took.values() for seconds in found)
    print(
        f"{len(everything):,} requests, {rate:.0f} a second: {dict(Counter({k: len(v) for k, v in told.took.items()}))}"
    )
    for name, found in sorted(told.took.items()):
        report(f"95 of 100 within: {name}", share(sorted(found), 0.95))
    report("50 of 100 within: all", share(everything, 0.5))
    report("95 of 100 within: all", share(everything, 0.95), most=MOST_P95)
    report("99 of 100 within: all", share(everything, 0.99))


def _measure_bulk(server: Server, documents: int) -> None:
    one = {"party": "customer:K000001", "date": "2026-03-01", "lines": [{"account": "3001", "amount": "100.00"}]}
    link = server.link()
    started = time.perf_counter()
    server.ask(link, "POST", "documents/bulk", {"documents": [one] * documents, "post": True}, key="bulk")
    report(f"{documents:,} documents posted in one call", time.perf_counter() - started, most=MOST_BULK)


if __name__ == "__main__":
    main()
