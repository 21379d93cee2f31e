"""Webhooks, as a page: added with the key told once, opened, given another key, taken away."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.companies.delivering import deliver
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.web import Browser
from tests.webhook_catcher import events_caught

pytestmark = pytest.mark.django_db


def test_a_webhook_by_page(company: CompanyFacts, settings: Any) -> None:
    browser = Browser(company, role="ADMINISTRATOR")
    within = browser.post("setup/webhooks/", {"form": "webhook", "url": "https://127.0.0.1/"})
    assert within.status == 422
    assert "within your own network" in within.texts("//*[@id='webhook-url-told']")[0]
    settings.PRIVATE_WEBHOOKS = True
    with events_caught() as told:
        added = browser.post(
            "setup/webhooks/", {"form": "webhook", "url": told.url, "kinds": "entry.closed, customers.loaded"}
        )
        told.secret = added.text.split("not shown again: ")[1].split()[0]
        assert told.secret.startswith("whsec_")
        assert told.secret not in browser.get("setup/webhooks/").text
        told.answers = {"1": [410]}
        build.customer(company)
        deliver(company=company)
        assert told.forged == 0
    opened = browser.get("setup/webhooks/?webhook=1")
    assert "Customers loaded" in opened.text
    assert "410" in opened.text
    assert "will be sent to webhook 1 again" in browser.post("setup/webhooks/", {"replay": "1"}).text
    assert "not shown again: whsec_" in browser.post("setup/webhooks/", {"renew": "1"}).text
    assert "There is no webhook 7" in browser.post("setup/webhooks/", {"remove": "7"}).text
    assert browser.post("setup/webhooks/", {"remove": "x"}).status == 422
    assert "is sent nothing more" in browser.post("setup/webhooks/", {"remove": "1"}).text
