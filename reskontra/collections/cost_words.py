"""What fees of reminders pay for, in words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as noop

COST_WORDS = {
    "": noop("Fee"),
    "REMINDER": noop("Reminder fee"),
    "DEMAND": noop("Collection fee"),
    "PLAN": noop("Fee of a payment plan"),
    "COMPENSATION": noop("Late-payment compensation"),
}
