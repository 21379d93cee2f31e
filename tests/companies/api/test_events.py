"""Events and webhooks by the API: polled, sent, given up, sent again."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.companies.delivering import deliver
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import IdempotencyKey
from tests import build
from tests.program import Program
from tests.webhook_catcher import events_caught

pytestmark = pytest.mark.django_db


def test_events_are_polled_from_where_the_last_answer_ended(company: CompanyFacts) -> None:
    program = Program(company, role="ADMINISTRATOR")
    off = program.get("events")
    assert (off.status, off.data["code"]) == (422, "events_off")
    assert program.get("events/gathering").data == {"on": False}
    assert program.ask("PUT", "events/gathering", {"on": True}).data == {"on": True}
    assert program.get("events").data == {"items": [], "after": 0}
    build.invoice(company, build.customer(company))
    first = program.get("events", limit=2).data
    rest = program.get("events", after=first["after"]).data
    assert [one["id"] for one in (*first["items"], *rest["items"])] == ["1", "2", "3"]
    assert program.get("events", after=rest["after"]).data == {"items": [], "after": 3}
    (closed,) = program.get("events", kind="document.posted").data["items"]
    assert closed["data"]["document_number"] == "INV-1"
    assert program.get("events", kind="entry.eaten").data["code"] == "event_kind_unknown"


def test_a_webhook_from_its_beginning_to_its_end(company: CompanyFacts, settings: Any) -> None:
    program = Program(company, role="ADMINISTRATOR")
    within = program.post("webhooks", {"url": "https://127.0.0.1/"})
    assert (within.status, within.data["code"]) == (422, "webhook_address_within")
    settings.PRIVATE_WEBHOOKS = True
    with events_caught() as told:
        made = program.post("webhooks", {"url": told.url}, key="once")
        assert not IdempotencyKey.objects.filter(answer__contains="whsec_").exists()
        told.secret = made.data["key"]
        assert (made.status, made.data["webhook"], made.data["kinds"]) == (201, 1, [])
        told.answers = {"1": [410]}
        build.invoice(company, build.customer(company))
        deliver(company=company)
        (shown,) = program.get("webhooks").data["items"]
        assert (shown["stopped"], "key" in shown) == ("gone", False)
        first = program.get("webhooks/1/deliveries", limit=2).data
        last = program.get("webhooks/1/deliveries", limit=2, cursor=first["next_cursor"]).data
        assert [one["event"] for one in (*first["items"], *last["items"])] == [3, 2, 1]
        assert (last["items"][0]["answer"], last["next_cursor"]) == (410, None)
        assert program.post("webhooks/1/replay", {"events": [7]}).data["code"] == "delivery_not_dead"
        assert program.post("webhooks/1/replay").data == {"count": 0}
        renewed = program.post("webhooks/1/renew-key").data["key"]
        assert renewed not in (told.secret, "")
    assert program.ask("DELETE", "webhooks/1").status == 204
    assert program.get("webhooks/1").status == 404
