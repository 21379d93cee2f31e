"""Each endpoint by itself, asked as fast as it answers: commands a second and p95, at 1, 2, 4 workers.

    python -m benchmarks.api_endpoints                                                      on SQLite: one process
    python -m tests.postgresql -- python -m benchmarks.api_endpoints --postgresql           at 1, 2 and 4

Four programs ask, each its next question when the one before is answered, so often altogether. One worker is held to
the first core and who asks to the second; several workers share both with who asks, and with PostgreSQL. Figures are
kept in --figures; benchmarks.performance writes them into docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue

from benchmarks.api_server import Server, cores, new_database, prepare, serving, share
from benchmarks.common import family_processor
from benchmarks.company import temporary_folder
from benchmarks.growth_figures import FIGURES, add

ASKERS = 4
WORKERS = {False: (1,), True: (1, 2, 4)}
INVOICE = {"party": "customer:K000001", "date": "2026-03-01", "lines": [{"account": "3001", "amount": "100.00"}]}
CREDIT = INVOICE | {"party": "customer:K000002", "credit_memo": True}
OWED = INVOICE | {"party": "customer:K000002"}
Ask = Callable[[HTTPConnection], object]


def main() -> None:
    words = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.api_endpoints", description=words)
    parser.add_argument("--times", type=int, default=400, help="each endpoint is asked")
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--figures", type=Path, default=FIGURES, help="a folder")
    parser.add_argument("--postgresql", action="store_true", help="on the server that tests.postgresql started")
    chosen = parser.parse_args()
    file = chosen.figures / f"api-{'postgresql' if chosen.postgresql else 'sqlite'}.json"
    all_cores = cores()
    with temporary_folder() as folder:
        database = new_database(Path(folder), is_postgresql=chosen.postgresql)
        secret = prepare(Path(folder), database, chosen.entries)
        for workers in WORKERS[chosen.postgresql]:
            is_alone = workers == 1
            on = all_cores[:1] if is_alone else all_cores
            with serving(database, secret, on=on, workers=workers) as server:
                os.sched_setaffinity(0, all_cores[-1:] if is_alone else all_cores)
                add(file, workers, _measure(server, chosen.times, workers))
                os.sched_setaffinity(0, all_cores)


def _measure(server: Server, times: int, workers: int) -> dict[str, dict[str, float]]:
    """Endpoint → how it fared."""
    found = {}
    print(f"{'workers: ' + str(workers):<34} a second   95 of 100 within     processor")
    for name, asked in _endpoints(server, times, workers):
        for ask in asked[:ASKERS]:  # whoever asks first waits for nobody's first connection
            _ask_all(server, [ask])
        found[name] = one = _fared(server, asked[ASKERS:])
        told = f"{one['a_second']:8.0f} {one['p95_ms']:15.1f} ms {one['cpu_ms']:10.1f} ms"
        print(f"{name:<34} {told}", flush=True)
    return found


def _fared(server: Server, asked: list[Ask]) -> dict[str, float]:
    processor, started = family_processor(server.pid), time.perf_counter()
    took = _ask_all(server, asked)
    seconds = time.perf_counter() - started
    return {
        "a_second": round(len(asked) / seconds, 1),
        "p95_ms": round(share(sorted(took), 0.95) * 1000, 1),
        "cpu_ms": round((family_processor(server.pid) - processor) / len(asked) * 1000, 2),
    }


def _ask_all(server: Server, asked: list[Ask]) -> list[float]:
    """Seconds of each answer."""
    waiting: SimpleQueue[Ask | None] = SimpleQueue()
    took: list[float] = []
    for one in [*asked, *[None] * ASKERS]:
        waiting.put(one)

    def go_on() -> None:
        link = server.link()
        while ask := waiting.get():
            started = time.perf_counter()
            ask(link)
            took.append(time.perf_counter() - started)
        link.close()

    askers = [threading.Thread(target=go_on) for _ in range(ASKERS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return took


def _endpoints(server: Server, times: int, workers: int) -> Iterator[tuple[str, list[Ask]]]:
    """What is asked of each, so often and some more; what it is asked of is made before it is timed."""
    count = times + ASKERS

    def told(path: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(server.ask(server.link(), "GET", path))["items"]
        return found

    def get(path: str) -> list[Ask]:
        return [lambda link: server.ask(link, "GET", path)] * count

    def post(path: str, body: object, key: str) -> Ask:
        return lambda link: server.ask(link, "POST", path, body, key=f"{workers}-{key}")

    entries = [one["id"] for one in told("entries?limit=500")]
    journal = told("journals")[0]["journal"]
    yield "a page of entries", get("entries?limit=50&sort=due_date")
    yield "an entry", [get(f"entries/{entries[at % len(entries)]}")[0] for at in range(count)]
    yield "a customer", get("customers/K000001")
    yield "a journal's lines", get(f"journals/{journal}/lines?limit=50")
    yield "events", get("events?limit=50")
    yield "aged receivables", get("reports/aged-receivables")[: count // 10 + ASKERS]
    yield "an invoice drafted", [post("documents", INVOICE, f"draft-{at}") for at in range(count)]
    posted = {"documents": [INVOICE], "post": True}
    yield "an invoice posted", [post("documents/bulk", posted, f"posted-{at}") for at in range(count)]
    for kind, one in (("owed", OWED), ("credit", CREDIT)):
        post("documents/bulk", {"documents": [one] * count, "post": True}, kind)(server.link())
    open_ones = told("entries?account=K000002&limit=1000&q=&sort=-number")
    credits = [one["id"] for one in open_ones if one["document_type"] == "credit_memo"][:count]
    owed = [one["id"] for one in open_ones if one["document_type"] == "invoice"][: len(credits)]
    pairs = zip(credits, owed, strict=True)
    yield (
        "an entry applied",
        [post(f"entries/{credit}/apply", {"to": [{"entry": one}]}, f"apply-{credit}") for credit, one in pairs],
    )


if __name__ == "__main__":
    main()
