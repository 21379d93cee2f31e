"""Lines of journals in the lists of set-up, each leading to its page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.interface.setup import Head, Row
from reskontra.interface.templatetags.display import day, money
from reskontra.matching.fact_views import LineOfFact
from reskontra.matching.preview import Caught
from reskontra.matching.trying import Tried

MOST_SHOWN = 100


ShownLine = Caught | LineOfFact | Tried


def line_heads(*further: str) -> tuple[Head, ...]:
    return (Head(_("Line")), Head(_("Date")), Head(_("Amount"), True), *(Head(word) for word in further))


def line_row(company_id: int, one: ShownLine, *further: str) -> Row:
    """Journal and number, day, amount, and what the list tells further."""
    url = reverse("journal_line", args=[company_id, one.journal, one.line])
    amount = f"{money(one.amount_minor, one.currency)} {one.currency}"
    return Row((f"{one.journal} {one.line}", day(one.date), amount, *further), url=url)


def and_more(count: int) -> str:
    """What stands in a title of a list that is cut short."""
    return _("the first {shown} of {count}").format(shown=MOST_SHOWN, count=count) if count > MOST_SHOWN else str(count)
