"""What is told of webhooks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reskontra.companies.models_of_webhooks import DELIVERY_STATES
from reskontra.companies.webhook_words import delivery_word, told_of, webhook_word
from reskontra.companies.webhooks import WebhookFacts

AT = datetime(2026, 3, 27, tzinfo=UTC)
ONE = WebhookFacts(1, 1, "https://example.com/", (), "alice", AT, "", None, 0, 0)


def test_how_it_goes_with_a_webhook() -> None:
    told = {
        "sent events": ONE,
        "the address gives no answer": replace(ONE, held_until=AT, waiting=3),
        "stopped: the address says that it is no more": replace(ONE, stopped="GONE", waiting=3),
    }
    assert [webhook_word(one) for one in told.values()] == list(told)
    assert webhook_word(replace(ONE, held_until=AT)) == "sent events"
    assert told_of(ONE) == "all"
    assert told_of(replace(ONE, kinds=("entry.closed", "entry.applied"))) == "entry.closed, entry.applied"
    assert len({delivery_word(state) for state in DELIVERY_STATES}) == len(DELIVERY_STATES)
