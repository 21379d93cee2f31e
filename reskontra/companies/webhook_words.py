"""What is told of webhooks, for commands and pages."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.webhooks import WebhookFacts

_STATES = {"PENDING": noop("waiting"), "DELIVERED": noop("delivered"), "DEAD": noop("given up")}


def delivery_word(state: str) -> str:
    """A state of a delivery in the reader's language."""
    return _(_STATES[state])


def webhook_word(webhook: WebhookFacts) -> str:
    """How it goes with a webhook."""
    if webhook.stopped == "GONE":
        return _("stopped: the address says that it is no more")
    if webhook.held_until and webhook.waiting:
        return _("the address gives no answer")
    return _("sent events")


def told_of(webhook: WebhookFacts) -> str:
    """Which kinds of events it is sent."""
    return ", ".join(webhook.kinds) or _("all")
