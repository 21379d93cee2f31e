"""webhook on the command line: its way from being added to being taken away."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.cli.webhooks import webhook
from reskontra.companies.delivering import deliver
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.command_line import done, refused
from tests.webhook_catcher import events_caught

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_a_webhook_from_its_beginning_to_its_end(company: CompanyFacts, settings: Any) -> None:
    assert done(webhook, "list").out == "No webhooks yet. Add one: reskontra webhook add URL.\n"
    assert "is an address within your own network" in refused(webhook, "add", "https://127.0.0.1/")
    settings.PRIVATE_WEBHOOKS = True
    with events_caught() as told:
        told.secret = done(webhook, "add", told.url, "--kind", "document.posted").out.split()[-1]
        assert done(webhook, "show", 1).out == "Nothing has been sent to webhook 1 yet.\n"
        told.answers = {"1": [410]}
        build.invoice(company, build.customer(company))
        deliver(company=company)
        assert "no more" in done(webhook, "list").out
        (one,) = done(webhook, "list", "--format", "json").json
        assert {name: one[name] for name in ("number", "url", "kinds", "waiting", "stopped")} == {
            "number": 1, "url": told.url, "kinds": ["document.posted"], "waiting": 1, "stopped": "GONE",
        }  # fmt: skip
        assert done(webhook, "replay", 1).out == "0 events will be sent to webhook 1 again.\n"
        told.secret = done(webhook, "renew-key", 1).out.split()[-1]
        assert told.forged == 0
    assert "410" in done(webhook, "show", 1, "--state", "pending").out
    assert done(webhook, "show", 1, "--state", "pending", "--format", "json").json[0]["answer"] == 410
    assert "Event 7 was not given up" in refused(webhook, "replay", 1, "--event", 7)
    assert done(webhook, "remove", 1).out == "Webhook 1 is sent nothing more.\n"
    assert "There is no webhook 1" in refused(webhook, "show", 1)
