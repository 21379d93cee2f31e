"""Policies and their runs in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.policies import PolicyFacts
from reskontra.collections.sending_queries import CHANNEL_WORDS
from reskontra.core.money import Money
from reskontra.interface.display import value

KIND_WORDS: Mapping[str, str] = {
    "REMINDER": noop("Reminders"),
    "FINANCE_CHARGE": noop("Interest invoices"),
    "STATEMENT": noop("Statements of account"),
}
STEP_WORDS = {"MAKE": noop("Make"), "ISSUE": noop("Issue"), "SEND": noop("Send")}
EVERY_WORDS = {"1D": noop("daily"), "1W": noop("weekly"), "1M": noop("monthly")}
ITEM_WORDS = {"DONE": noop("Done"), "HELD": noop("Held back"), "REFUSED": noop("Refused")}
RUN_WORDS = {
    "RUNNING": noop("Running"),
    "DONE": noop("Done"),
    "FAILED": noop("Stopped"),
    "CRASHED": noop("Ended from outside"),
}


def what_of(one: PolicyFacts) -> str:
    """What a policy sends, and by which terms."""
    word = _(KIND_WORDS[one.kind])
    return f"{word}: {', '.join(one.terms)}" if one.terms else word


def every_of(one: PolicyFacts) -> str:
    """How often a policy runs: in words where there is one, else by its formula."""
    return _(EVERY_WORDS[one.every]) if one.every in EVERY_WORDS else one.every


def whom_of(one: PolicyFacts, currency: str) -> str:
    """Which customers a policy takes in."""
    chosen = one.chosen
    parts = [
        f"{label} {', '.join(codes)}"
        for label, codes in (
            (_("Payment terms"), chosen.payment_terms),
            (_("Posting group"), chosen.posting_groups),
            (_("Country"), chosen.countries),
            (_("Language"), chosen.languages),
        )
        if codes
    ]
    if one.least_minor:
        parts.append(_("overdue from {amount}").format(amount=value(Money(one.least_minor, currency))))
    return "; ".join(parts) or _("All")


def way_of(one: PolicyFacts) -> str:
    """By which way it sends, "" where it sends nothing."""
    if "send" not in one.steps:
        return ""
    return _(CHANNEL_WORDS[one.channel]) if one.channel else _("As the customer has it")
