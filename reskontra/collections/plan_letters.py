"""The letter of a payment plan: what is paid by it, by which days, and how much is left after each of them.

A fee for a plan is owed in Sweden only for a full plan in writing, which this is (lag 1981:739, 3 §).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.collections.document_letters import LetterFile
from reskontra.collections.letterhead import (
    Due,
    Letterhead,
    figure,
    letter_day,
    letter_language,
    letterhead,
    page_of,
    payment_part,
    recipient_of,
)
from reskontra.collections.models import PaymentPlan, PlanEntry
from reskontra.collections.payment_plans import standing_plans
from reskontra.collections.plan_standings import StandingPlan, standings_of
from reskontra.collections.statement_letter import document_word
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.display import printable
from reskontra.letters.letter import Letter, LetterColumn, LetterTable, Paragraph, letter_pdf
from reskontra.parties.card import Card, reachable_cards


class PlanCustomerBlocked(Refused):
    code = "plan_letter_blocked"
    template = "Payment plan {number} is of a customer who is blocked for privacy. Lift the block first."


class _Debt(NamedTuple):
    """planned: what was left of it when the plan was made; left: what is left now."""

    document_type: str
    number: str
    day: date
    planned: int
    left: int
    entry_id: int


def plan_letter(*, company: CompanyFacts, number: int, on: date) -> LetterFile:
    """The letter of a plan that runs or is paid, as it would be on a day; nothing is kept.

    refuses   PlanUnknown, PlanCancelled, PlanCustomerBlocked
    """
    (plan,) = standing_plans(company=company, numbers=[number])
    card = reachable_cards(company=company, ids=[plan.party_id]).get(plan.party_id)
    if card is None:
        raise PlanCustomerBlocked(number=number)
    standing = standings_of(company=company, plan_ids=[plan.id], as_of=on)[plan.id]
    debts = _debts(company, plan)
    with translation.override(letter_language(card.language, company)):
        head = letterhead(company=company)
        letter = _letter(head, plan, card, standing, debts)
        content = letter_pdf(letter, on=_made(plan), template=head.template)
    return LetterFile(f"payment-plan-{number}.pdf", content)


def _debts(company: CompanyFacts, plan: PaymentPlan) -> list[_Debt]:
    """What the plan pays, the oldest first, its own fee last."""
    rows = PlanEntry.objects.filter(company=company.id, plan=plan.id).values_list(
        "entry__document_type", "entry__document_number", "entry__document_date", "planned_minor",
        "entry__remaining_minor", "entry_id",
    )  # fmt: skip
    found = [_Debt(*row) for row in rows]
    return sorted(found, key=lambda one: (one.entry_id == plan.fee_entry_id, one.day, one.number))


def _made(plan: PaymentPlan) -> date:
    return plan.made_at.astimezone().date()


def _letter(head: Letterhead, plan: PaymentPlan, card: Card, stands: StandingPlan, debts: Sequence[_Debt]) -> Letter:
    currency = plan.currency
    following = stands.standing.next
    due, payment = None, None
    if following is not None:
        reference = next((one.number for one in debts if one.left > 0), debts[0].number)
        due = Due(stands.standing.next_left_minor, currency, _made(plan), following.due_date, reference, card.name)
        payment = payment_part(head, due)
    facts = (
        (_("Number"), str(plan.number)),
        (_("Date"), letter_day(_made(plan))),
        (_("Customer number"), printable(card.number)),
    )
    return Letter(
        language=(translation.get_language() or "en")[:2],
        title=_("Payment plan"),
        number=str(plan.number),
        sender=head.sender,
        recipient=recipient_of(card, head.company),
        facts=facts,
        opening=(Paragraph(_("We have agreed that you pay what you owe us in instalments, as told below.")),),
        figures=tuple(_figures(due)),
        tables=(_debt_table(plan, debts), _instalment_table(stands, currency)),
        after=tuple(_terms(plan)),
        payment=payment,
        page_of=page_of(),
    )


def _figures(due: Due | None) -> Iterator[tuple[str, str]]:
    if due is not None:
        yield _("Next instalment"), f"{figure(due.amount_minor, due.currency)}\u00a0{due.currency}"
        yield _("No later than"), letter_day(due.due)


def _debt_table(plan: PaymentPlan, debts: Sequence[_Debt]) -> LetterTable:
    fee = plan.fee_entry_id
    words = [
        _("Fee for this plan") if one.entry_id == fee else document_word(one.document_type, one.number) for one in debts
    ]
    rows = tuple(
        (word, letter_day(one.day), figure(one.planned, plan.currency)) for word, one in zip(words, debts, strict=True)
    )
    total = (_("Total"), "", figure(sum(one.planned for one in debts), plan.currency))
    return LetterTable(
        columns=(LetterColumn(_("Document")), LetterColumn(_("Date")), LetterColumn(_("Amount"), True)),
        rows=rows,
        totals=(total,) if len(rows) > 1 else (),
        heading=_("What is paid by the plan, {currency}").format(currency=plan.currency),
    )


def _instalment_table(stands: StandingPlan, currency: str) -> LetterTable:
    rows, left = [], stands.total_minor
    for position, one in enumerate(stands.instalments, 1):
        left -= one.amount_minor
        rows.append(
            (str(position), letter_day(one.due_date), figure(one.amount_minor, currency), figure(left, currency))
        )
    return LetterTable(
        columns=(
            LetterColumn(_("Instalment")), LetterColumn(_("No later than")), LetterColumn(_("Amount"), True),
            LetterColumn(_("Left after it"), True),
        ),
        rows=tuple(rows),
        totals=(("", _("Total"), figure(stands.total_minor, currency), ""),),
        heading=_("Instalments, {currency}").format(currency=currency),
    )  # fmt: skip


def _terms(plan: PaymentPlan) -> Iterator[Paragraph]:
    yield Paragraph(
        _("While the instalments are paid in time we send no reminders of these debts."), lead=_("As long as you pay.")
    )
    late = _("If an instalment is more than {count:day|days} late, what is left is asked for again as before.")
    at_once = _("If an instalment is late, what is left is asked for again as before.")
    yield Paragraph(
        worded(late, count=plan.grace_days) if plan.grace_days else at_once,
        lead=_("If you do not."),
    )
    yield Paragraph(_("Tell us before the day, and we see what can be done."), lead=_("Can you not pay in time?"))
