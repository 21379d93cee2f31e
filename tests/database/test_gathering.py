"""A request, a command and a job are sent as spans with their queries, and nothing of anybody in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from reskontra.database import spans
from reskontra.interface.jobs import start_job
from reskontra.interface.worker import run_waiting
from tests.cli.running import refused
from tests.otlp_catcher import Collector, spans_caught
from tests.program import Program
from tests.story import Story

pytest.importorskip("opentelemetry.sdk")
pytestmark = pytest.mark.django_db
ABOVE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Sent what is told as long as the test runs; sent() has it there."""
    from reskontra.database import gathering

    with spans_caught() as collector:
        monkeypatch.setenv(spans.ADDRESSES[0], collector.url)
        for each in (spans._gathering, gathering.provider):
            each.cache_clear()
        yield collector
        gathering.provider().shutdown()
        connection_created.disconnect(gathering._watch)
        connection.execute_wrappers[:] = [one for one in connection.execute_wrappers if one is not gathering._asked]
        for each in (spans._gathering, gathering.provider):
            each.cache_clear()


def sent() -> None:
    from reskontra.database import gathering

    assert gathering.provider().force_flush()


def test_a_request_is_within_the_span_it_names_and_its_queries_within_it(collector: Collector, story: Story) -> None:
    program = Program(story.company)
    body = {"number": "C1", "name": "Anna Andersson"}
    answer = program.post("customers", body, headers={"traceparent": ABOVE, "X-Request-ID": "from-nginx-0001"})
    assert answer.status == 201
    sent()
    one = collector.one("POST /api/v1/customers")
    assert (one.kind, one.trace, one.parent, one.is_broken) == ("SERVER", ABOVE[3:35], ABOVE[36:52], False)
    assert one.told == {
        "http.request.method": "POST",
        "http.route": "/api/v1/customers",
        "http.response.status_code": 201,
        "reskontra.request": "from-nginx-0001",
        "reskontra.company": story.company.id,
    }
    assert one.events == ("party.added",)
    below = collector.below(one)
    assert {span.kind for span in below} == {"CLIENT"}
    assert {"SELECT", "INSERT"} <= {span.name for span in below}
    assert {span.told["db.system.name"] for span in below} == {connection.vendor}
    assert collector.services == {"reskontra"}
    assert "Anna" not in repr(collector.spans)


def test_a_command_is_called_as_it_was_and_one_refused_is_not_broken(collector: Collector, story: Story) -> None:
    assert refused("token", "revoke", "webshop")
    sent()
    one = collector.one("root token revoke")
    assert (one.kind, one.parent, one.is_broken) == ("INTERNAL", "", False)
    assert one.told == {"reskontra.company": story.company.id, "error.type": "token_unknown"}


def test_a_job_is_a_span_and_looks_at_the_queue_are_none(collector: Collector, story: Story) -> None:
    story.tells("bank B1\nstatement B1 2026-03-02\nline 1.00 text=en\nimport")
    arguments = {"journal": "PRJ000001"}
    start_job(company=story.company.id, actor="alice", kind="match", subject="PRJ000001", arguments=arguments)
    assert run_waiting() == 1
    sent()
    one = collector.one("job match")
    assert (one.kind, one.parent) == ("CONSUMER", "")
    assert one.told == {"reskontra.company": story.company.id, "reskontra.job": 1, "reskontra.state": "DONE"}
    assert [span for span in collector.spans if not span.parent] == [one]


def test_what_went_wrong_is_named_by_its_kind_and_not_by_what_it_says(collector: Collector) -> None:
    with pytest.raises(ZeroDivisionError), spans.span("outside", {}):
        raise ZeroDivisionError("Anna Andersson")
    sent()
    one = collector.one("outside")
    assert (one.is_broken, one.told, one.events) == (True, {"error.type": "ZeroDivisionError"}, ())


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT a1 FROM  t2\n WHERE b = 'it''s' AND c = -1.5", "SELECT a1 FROM t2 WHERE b = ? AND c = ?"),
        ('SELECT "a1"."b 2" FROM "x" LIMIT 21 OFFSET 40', 'SELECT "a1"."b 2" FROM "x" LIMIT ? OFFSET ?'),
        ("INSERT INTO t (a, b) VALUES (%s, %s), (%s, %s)", "INSERT INTO t (a, b) VALUES (%s, …), (%s, …)"),
        ("SAVEPOINT s140_x1", "SAVEPOINT s140_x1"),
    ],
)
def test_of_a_query_no_value_is_told(sql: str, told: str) -> None:
    from reskontra.database.gathering import bare

    assert bare(sql) == told
    assert len(bare(f"SELECT {'a, ' * 5_000}")) == 1_000
