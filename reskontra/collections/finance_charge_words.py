"""What is said of finance charge memos: why somebody gets none."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.finance_charge_plans import NotCharged, WhyNot

WHY_NOT_WORDS = {
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
