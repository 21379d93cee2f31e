"""Requests are counted by kind, status and how long they took, for all processes that were forked since."""

from __future__ import annotations

from multiprocessing import get_context

from reskontra.operation.counting import BUCKETS, Counted, count, counted


def found(kind: str, status: str) -> Counted:
    empty = Counted(kind, status, (0,) * len(BUCKETS), 0, 0.0)
    return next((one for one in counted() if (one.kind, one.status) == (kind, status)), empty)


def test_a_request_stands_in_its_bucket_and_all_longer_ones() -> None:
    before = found("api", "5xx")
    for seconds in (0.001, 0.05, 60.0):
        count(kind="api", status=503, seconds=seconds)
    after = found("api", "5xx")
    grown = [now - then for now, then in zip(after.within, before.within, strict=True)]
    assert grown == [1 if most < 0.05 else 2 for most in BUCKETS]
    assert (after.count - before.count, round(after.seconds - before.seconds, 3)) == (3, 60.051)


def test_what_another_process_counts_is_seen_here() -> None:
    before = found("page", "4xx").count
    other = get_context("fork").Process(target=count, kwargs={"kind": "page", "status": 404, "seconds": 0.2})
    other.start()
    other.join()
    assert found("page", "4xx").count == before + 1
