"""events on the command line: turned on and off, listed for people and programs, delivered."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.cli.events import events
from reskontra.cli.webhooks import webhook
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.command_line import done, refused, run
from tests.webhook_catcher import events_caught

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_events_are_turned_on_listed_and_turned_off(company: CompanyFacts) -> None:
    assert "are not gathered. Turn them on" in refused(events, "list")
    assert done(events, "on").out == "Events of Nordan AB are gathered from now on.\n"
    assert "already" in done(events, "on").out
    assert done(events, "list").out == "Nothing has happened since.\n"
    build.invoice(company, build.customer(company))
    told = done(events, "list", "--format", "json").json
    assert [one["type"] for one in told] == ["document.posted", "customers.loaded", "entries.loaded"]
    assert "C1 INV-1" in done(events, "list", "--kind", "document.posted").out
    assert done(events, "list", "--after", 2, "--most", 1, "--format", "json").json == told[2:]
    assert '"entry.eaten" is no kind of event' in refused(events, "list", "--kind", "entry.eaten")
    assert "entry.closed" in done(events, "kinds").out
    assert {"kind": "entry.closed", "text": "Entry closed: nothing remains"} in done(
        events, "kinds", "--format", "json"
    ).json
    assert done(events, "off").out == "Events of Nordan AB are gathered no longer.\n"
    assert done(events, "off").out == "Events of Nordan AB are not gathered.\n"


def test_what_is_due_is_delivered_and_failures_end_with_1(company: CompanyFacts, settings: Any) -> None:
    settings.PRIVATE_WEBHOOKS = True
    with events_caught() as told:
        done(webhook, "add", told.url)
        build.customer(company)
        assert done(events, "deliver").out.startswith("1 event delivered, 0 failed")
        told.answers = {"2": [500]}
        build.vendor(company)
        assert run(events, "deliver").code == 1
