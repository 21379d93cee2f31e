"""What is said of finance charge memos: the rates of their lines, and why somebody gets none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.finance_charge_plans import NotCharged, WhyNot
from reskontra.collections.interest_terms import E5
from reskontra.collections.interest_words import rate_text
from reskontra.collections.reminder_queries import ReminderLineFacts
from reskontra.core.interest import InterestRate

WHY_NOT_WORDS = {
    WhyNot.NO_INTEREST_TERMS: noop("has no interest terms"),
    WhyNot.PRIVACY: noop("is blocked for reasons of privacy"),
    WhyNot.BLOCKED: noop("is blocked for everything"),
    WhyNot.DRAFT_EXISTS: noop("has draft {about} already"),
    WhyNot.RATE_MISSING: noop("has no exchange rate of {about} on the posting date"),
    WhyNot.INTEREST_RATE_MISSING: noop("has interest terms without a rate for {about}"),
    WhyNot.ON_HOLD: noop("has what is overdue on hold"),
    WhyNot.HANDED_OVER: noop("has what is overdue handed over for collection"),
    WhyNot.IN_GRACE: noop("has grace still, or paid in it"),
    WhyNot.BELOW_MINIMUM: noop("owes less interest than the terms' minimum"),
}


def why_not_wording(one: NotCharged) -> str:
    """Why a customer got no memo, to stand after the name."""
    return _(WHY_NOT_WORDS[one.why]).format(about=one.about)


def rate_of(line: ReminderLineFacts) -> str:
    """The rate of a line, in words; "" where it has none, or several."""
    if not line.period_days:
        return ""
    return rate_text(InterestRate(line.from_date or date.min, Decimal(line.rate_e5) / E5, line.period_days))
