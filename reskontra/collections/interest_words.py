"""Interest terms in words, for the command line and for pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.interest_rates import LateReference
from reskontra.collections.interest_terms import InterestTermsFacts
from reskontra.core.errors import Refused
from reskontra.core.interest import InterestRate, rate_on
from reskontra.interface.display import decimal
from reskontra.interface.templatetags.display import day as shown_day
from reskontra.interface.templatetags.display import figure
from reskontra.interface.typed_form import TypedPercentUnread, read_percent

METHOD_WORDS = {"DAILY": noop("By the day on what is owed"), "BALANCE": noop("Once on what is left")}
CHARGED_WORDS = {
    "OPEN": noop("Open entries"), "CLOSED": noop("Entries paid late"), "ALL": noop("Open entries and those paid late"),
}  # fmt: skip
DAY_COUNT_WORDS = {"ACTUAL": noop("Actual days"), "ACTUAL_ACTUAL": noop("Actual days, 366 in a leap year")}
REFERENCE_WORDS = {"": noop("None"), "SE": noop("Riksbanken's reference rate"), "EU": noop("The ECB's reference rate")}

_PERCENT = re.compile(r"(?<!\S)-?\d+(?:\.\d+)?(?= %)|(?<=% \+ )-?\d+(?:\.\d+)?(?!\S)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one rate; reckoned: how the interest comes about."""

    first: date
    last: date
    days: int
    rate: str
    reckoned: str
    interest_minor: int


def percent_text(percent: Decimal) -> str:
    """8, 7,5 or 1,25, without zeros at the end."""
    return decimal(f"{percent.normalize():f}")


def source_text(source: str) -> str:
    """Where a rate was read, with percentages such as those of a followed rate as the reader writes figures."""
    return _PERCENT.sub(lambda found: figure(Decimal(found[0])), source)


def rate_text(rate: InterestRate) -> str:
    """11,5 % a year, 2 % in 30 days."""
    if rate.period_days == 365:
        return _("{percent} % a year").format(percent=percent_text(rate.percent))
    return _("{percent} % in {days} days").format(percent=percent_text(rate.percent), days=rate.period_days)


def dated_rate_text(terms: str, percent: Decimal, start: str) -> str:
    """That terms have a rate from a day on; start: the day as it is shown."""
    return _("{terms}: {percent} % from {day}.").format(terms=terms, percent=percent_text(percent), day=start)


def rate_now(terms: InterestTermsFacts, currency: str, day: date) -> str:
    """The rate of a day; "" where the first begins later."""
    try:
        return rate_text(rate_on(day, terms.rates_in(currency)))
    except Refused:
        return ""


def late_text(late: LateReference) -> str:
    """That a half-year's reference rate is missing, and how it is given."""
    told = _(
        "The reference rate of {bank} from {day} is not entered, and {percent} % goes on for {terms}. "
        "Enter it: reskontra reference-rate add {day} PERCENT{option}"
    )
    option = "" if late.reference.code == "SE" else f" --bank {late.reference.code}"
    return told.format(
        bank=late.reference.bank, day=late.half_year.isoformat(), terms=", ".join(late.terms),
        percent=percent_text(late.percent), option=option,
    )  # fmt: skip


def late_page_text(late: LateReference) -> str:
    """That a half-year's reference rate is missing."""
    told = _("The reference rate of {bank} from {day} is not entered, and {percent} % goes on for {terms}.")
    return told.format(
        bank=late.reference.bank, day=shown_day(late.half_year), terms=", ".join(late.terms),
        percent=percent_text(late.percent),
    )  # fmt: skip


def signed_percent(text: str) -> Decimal:
    """A percentage that may be below zero, as reference rates were.

    refuses   TypedPercentUnread
    """
    written = text.strip().replace("\u2212", "-")
    if not re.match(r"-?\s*[0-9]", written):
        raise TypedPercentUnread(text=text[:40])
    return -read_percent(written[1:]) if written.startswith("-") else read_percent(written)
