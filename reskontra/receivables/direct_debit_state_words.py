"""States of mandates, collections and debits, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

SCHEMES = {"CORE": "SEPA Core", "B2B": "SEPA B2B", "AUTOGIRO": "Autogiro"}
MANDATE_STATES = {
    "ACTIVE": noop("Active"), "INACTIVE": noop("Not in force"), "BLOCKED": noop("Blocked"), "CLOSED": noop("Closed"),
}  # fmt: skip
TURNED_DOWN = {"CANCELLED": noop("Cancelled at the bank"), "REJECTED": noop("Rejected by the bank")}
COLLECTION_STATES = {
    "NEW": noop("Being prepared"), "CANCELLED": noop("Cancelled"), "FILE_CREATED": noop("With the bank"),
    "CLOSED": noop("Closed"), "POSTED": noop("Posted"),
}  # fmt: skip
DEBIT_STATES = {
    "NEW": noop("Being prepared"), "FILE_CREATED": noop("With the bank"),
    "REJECTED": noop("Rejected"), "POSTED": noop("Posted"),
}  # fmt: skip
SEQUENCES = {
    "OOFF": noop("One-off"), "FRST": noop("First"), "RCUR": noop("Recurring"), "FNAL": noop("Last"),
}  # fmt: skip


def mandate_state(state: str, told: str = "") -> str:
    """told: what the bank told last of it, "" for nothing; one that it turned down is in force nowhere."""
    if state == "ACTIVE" and told in TURNED_DOWN:
        return _(TURNED_DOWN[told])
    return _(MANDATE_STATES[state])


def collection_state(state: str) -> str:
    return _(COLLECTION_STATES[state])


def debit_state(state: str) -> str:
    return _(DEBIT_STATES[state])


def sequence_word(sequence: str) -> str:
    """Blank where a debit has no place yet."""
    return _(SEQUENCES[sequence]) if sequence else ""
