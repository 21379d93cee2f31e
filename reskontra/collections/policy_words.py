"""Runs of policies in words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as noop

STEP_WORDS = {"MAKE": noop("Make"), "ISSUE": noop("Issue"), "SEND": noop("Send")}
ITEM_WORDS = {"DONE": noop("Done"), "HELD": noop("Held back"), "REFUSED": noop("Refused")}
RUN_WORDS = {
    "RUNNING": noop("Running"),
    "DONE": noop("Done"),
    "FAILED": noop("Stopped"),
    "CRASHED": noop("Ended from outside"),
}
