"""How the server fares, in the text format of Prometheus: requests, jobs, deliveries, the worker, back-ups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from reskontra import __version__
from reskontra.companies.webhooks import delivery_counts
from reskontra.database.bulk import moment
from reskontra.interface.jobs import job_counts
from reskontra.interface.worker import count_waiting, oldest_waiting
from reskontra.operation.counting import BUCKETS, counted
from reskontra.operation.health import SILENT, silent_places, states_of_places
from reskontra.operation.last_done import BACKUP, TICK, WORKER, last_done

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def metrics() -> str:
    """All of them."""
    return "".join(f"{line}\n" for line in _lines(moment()))


def _lines(now: datetime) -> Iterator[str]:
    yield from _told("reskontra_info", "gauge", "The version that serves.", {f'{{version="{__version__}"}}': 1})
    yield from _requests()
    up = {f'{{place="{name}"}}': int(state != SILENT) for name, state in states_of_places().items()}
    yield from _told("reskontra_place_up", "gauge", "Whether a place of companies answers.", up)
    silent = silent_places()
    states = {f'{{state="{state.lower()}"}}': count for state, count in job_counts(without=silent).items()}
    yield from _told("reskontra_jobs", "gauge", "Jobs of all companies by state.", states)
    yield from _told("reskontra_queue_length", "gauge", "Jobs that wait for a worker.", {"": count_waiting()})
    since = oldest_waiting()
    waited = (now - since).total_seconds() if since else 0
    yield from _told("reskontra_queue_oldest_seconds", "gauge", "How long the oldest job waits.", {"": waited})
    states = {f'{{state="{state.lower()}"}}': count for state, count in delivery_counts(without=silent).items()}
    yield from _told("reskontra_deliveries", "gauge", "Events for webhooks by state.", states)
    for name, said in ((WORKER, "A worker looked at the queue"), (TICK, "A tick ran"), (BACKUP, "A back-up was made")):
        if done := last_done(name):
            age = (now - done.done_at).total_seconds()
            yield from _told(f"reskontra_{name}_seconds_ago", "gauge", f"{said} so many seconds ago.", {"": age})


def _requests() -> Iterator[str]:
    name = "reskontra_request_seconds"
    yield f"# HELP {name} How long requests took, by kind and status."
    yield f"# TYPE {name} histogram"
    for one in counted():
        labels = f'kind="{one.kind}",status="{one.status}"'
        for most, within in zip(BUCKETS, one.within, strict=True):
            yield f'{name}_bucket{{{labels},le="{most}"}} {within}'
        yield f'{name}_bucket{{{labels},le="+Inf"}} {one.count}'
        yield f"{name}_sum{{{labels}}} {one.seconds:.6f}"
        yield f"{name}_count{{{labels}}} {one.count}"


def _told(name: str, kind: str, said: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP {name} {said}"
    yield f"# TYPE {name} {kind}"
    for labels, value in values.items():
        yield f"{name}{labels} {value:g}"
