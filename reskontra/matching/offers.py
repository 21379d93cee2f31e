"""What a decision taught, offered to be remembered: one decision is a hint, a person's word is certain."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import iban
from reskontra.core.matching.facts import HITS_TRUSTED
from reskontra.core.matching.records import FactKind
from reskontra.matching.fact_views import FactView, facts_numbered
from reskontra.matching.models import Lesson

_ORDER = (FactKind.ACCOUNT, FactKind.PAYS_FOR, FactKind.NAME, FactKind.TEXT)  # what says most comes first


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact that a person may stand by. question: whether she does; said: that she does."""

    fact: int
    question: str
    said: str
    is_confirmed: bool


def offer_after(*, company: CompanyFacts, line_id: int) -> Offer | None:
    """What the decision on the line taught that is no more than a hint yet; None where there is nothing."""
    lessons = Lesson.objects.filter(company=company.id, line=line_id, effect="CONFIRMED", fact__revoked_at__isnull=True)
    hints = lessons.filter(fact__is_confirmed=False, fact__hits__lt=HITS_TRUSTED)
    found = facts_numbered(company=company, numbers=set(hints.values_list("fact__number", flat=True)))
    best = min(found, key=lambda view: _ORDER.index(FactKind(view.fact.kind)), default=None)
    return _offer(best) if best else None


def offer_numbered(*, company: CompanyFacts, number: int) -> Offer | None:
    """The offer of a fact by its number; None of one that is not, or is revoked."""
    found = [view for view in facts_numbered(company=company, numbers=[number]) if not view.revoked_at]
    return _offer(found[0]) if found else None


def _offer(view: FactView) -> Offer:
    question, said = {
        FactKind.ACCOUNT: (
            _("Remember that {what} pays for {whom}?"),
            _("Remembered: {what} pays for {whom}."),
        ),
        FactKind.PAYS_FOR: (
            _("Remember that {what} pays for {whom}?"),
            _("Remembered: {what} pays for {whom}."),
        ),
        FactKind.NAME: (
            _("Remember that “{what}” is {whom}?"),
            _("Remembered: “{what}” is {whom}."),
        ),
        FactKind.TEXT: (
            _("Remember that “{what}” goes to account {whom}?"),
            _("Remembered: “{what}” goes to account {whom}."),
        ),
    }[FactKind(view.fact.kind)]
    shown = iban.format(view.shown) if view.fact.kind == FactKind.ACCOUNT else ""
    values = {"what": shown or view.shown, "whom": view.name or view.fact.account_number}
    return Offer(view.fact.number, question.format(**values), said.format(**values), view.fact.is_confirmed)
