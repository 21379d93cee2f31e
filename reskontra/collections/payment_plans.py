"""Plans to pay claims in instalments: made, and cancelled. Whether they are kept is told by what was paid.

A plan's fee is posted as a claim of its own, which the plan pays with its first instalment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.claims import find_claims, next_number, note_of
from reskontra.collections.fitting_fees import FeeCoveredMeanwhile, fit_beside
from reskontra.collections.models import CustomerTerms, PaymentPlan, PlanEntry, PlanInstalment
from reskontra.collections.plan_fees import FeeTakenBack, PlanFee, post_plan_fee, take_plan_fee_back
from reskontra.collections.reminder_book import charges_of
from reskontra.collections.reminder_costs import OF_COLLECTING, Worth, charged_fee
from reskontra.companies.queries import CompanyFacts, rates_on
from reskontra.core.claims import Instalment, even_instalments, require_instalments
from reskontra.core.entries import OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.late_payment_law import SWEDISH, Cost, Debtor, FeeAboveLaw
from reskontra.core.money import Money, parse_minor
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applying import EntryName

DEFAULT_GRACE_DAYS = 5
MOST_GRACE_DAYS = 90


class PlanOfThePast(Refused):
    code = "plan_of_the_past"
    template = "The first instalment was to be paid on {day}, before {today}. Give today or a later day."


class PlanStands(Refused):
    code = "plan_stands"
    template = "{document} is paid by payment plan {plan}. Cancel that first: payment-plan cancel {plan}."


class PlanFeeNegative(Refused):
    code = "plan_fee_negative"
    template = "A fee of {fee} is below 0. Give 0 or more."


class PlanGraceOutOfBounds(Refused):
    code = "plan_grace_out_of_bounds"
    template = "{days} days of grace are outside 0 to {most}. Give a number within these bounds."


class PlanUnknown(Refused):
    code = "plan_unknown"
    template = "There is no payment plan {number}. See them with reskontra payment-plan list."


class PlanCancelled(Refused):
    code = "plan_cancelled"
    template = "Payment plan {number} was cancelled on {day}. Make a new one if there is another."


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """Either so many even instalments from a first day on, or instalments of their own days: (day, amount).

    fee          as people write it, in the claims' currency; paid with the first instalment
    grace_days   after an instalment's day until reminders go on
    """

    names: tuple[EntryName, ...]
    first: date | None = None
    count: int = 0
    instalments: tuple[tuple[date, str], ...] = ()
    fee: str = ""
    grace_days: int = DEFAULT_GRACE_DAYS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """total: of the claims and the fee's, which is the last of the documents where there is one."""

    number: int
    customer: str
    documents: tuple[str, ...]
    total: Money
    fee: PlanFee
    instalments: tuple[Instalment, ...]


def make_payment_plan(
    *, company: CompanyFacts, actor: str, order: PlanOrder, today: date, is_preview: bool = False
) -> Planned:
    """Let a customer pay claims in instalments; reminders wait while they are paid in time.

    refuses   what find_claims() refuses, PlanStands, PlanGraceOutOfBounds, PlanFeeNegative, FeeAboveLaw,
              FeeCoveredMeanwhile, InstalmentsUneven, InstalmentsBackwards, InstalmentsDiffer, DayFarAway,
              PlanOfThePast, NoteTooLong, and what parse_minor() and post_plan_fee() refuse
    """
    note = note_of(order.note)
    with transaction.atomic():
        lock_company(company.id)
        customer, claims = find_claims(company=company, names=order.names)
        _refuse_standing(company, claims)
        if not 0 <= order.grace_days <= MOST_GRACE_DAYS:
            raise PlanGraceOutOfBounds(days=order.grace_days, most=MOST_GRACE_DAYS)
        claimed = Money(sum(claim.remaining_minor for claim in claims), claims[0].currency)
        number = next_number(company=company, table=PaymentPlan)
        wanted = _fee(company, customer, order.fee, claims, today)
        fee = post_plan_fee(
            company=company, actor=actor, customer=customer, plan=number, fee=wanted, day=today,
            due=max(today, _first_day(order, today)),
        )  # fmt: skip
        instalments = _instalments(order, claimed, fee.amount)
        if instalments[0].due_date < today:
            raise PlanOfThePast(day=instalments[0].due_date, today=today)
        documents = [claim.document_number for claim in claims] + ([fee.document] if fee.document else [])
        total = Money(claimed.minor + fee.amount.minor, claimed.currency)
        done = Planned(number, customer.number, tuple(documents), total, fee, tuple(instalments))
        plan = PaymentPlan.objects.create(
            company_id=company.id,
            number=number,
            party_id=customer.id,
            currency=total.currency,
            fee_minor=wanted.minor,
            fee_entry_id=fee.entry_id,
            fee_voucher_id=fee.voucher_id,
            grace_days=order.grace_days,
            note=note,
            made_at=bulk.moment(),
            made_by=actor,
        )
        _write(company, plan.id, _planned(claims, fee), instalments)
        _record_made(company, actor, done)
        if wanted.minor:
            fit_beside(company=company, actor=actor, entry_ids=[claim.entry_id for claim in claims])
        if is_preview:
            transaction.set_rollback(True)
    return done


def _record_made(company: CompanyFacts, actor: str, done: Planned) -> None:
    content = {
        "customer": done.customer, "documents": list(done.documents), "total": done.total.minor,
        "fee": done.fee.amount.minor, "currency": done.total.currency, "instalments": len(done.instalments),
        "last": done.instalments[-1].due_date,
    }  # fmt: skip
    record(company=company.id, actor=actor, action="payment_plan.made", subject=str(done.number), content=content)


def _planned(claims: Sequence[OpenEntry], fee: PlanFee) -> Iterator[tuple[int, int]]:
    """(entry, what is left of it): of the claims, and of the fee."""
    yield from ((claim.entry_id, claim.remaining_minor) for claim in claims)
    if fee.entry_id is not None:
        yield fee.entry_id, fee.amount.minor


def standing_plans(*, company: CompanyFacts, numbers: Collection[int]) -> list[PaymentPlan]:
    """Those of these numbers, in their order; none of them was cancelled.

    refuses   PlanUnknown, PlanCancelled
    """
    found = {row.number: row for row in PaymentPlan.objects.filter(company=company.id, number__in=numbers)}
    for number in sorted(numbers):
        if number not in found:
            raise PlanUnknown(number=number)
        if (cancelled_at := found[number].cancelled_at) is not None:
            raise PlanCancelled(number=number, day=cancelled_at.astimezone().date())
    return [found[number] for number in sorted(found)]


def cancel_payment_plan(*, company: CompanyFacts, actor: str, number: int) -> FeeTakenBack:
    """End a plan: what is left of its claims is asked for again; its fee is taken back where nothing of it is paid.

    refuses   PlanUnknown, PlanCancelled, and what take_plan_fee_back() refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        (plan,) = standing_plans(company=company, numbers=[number])
        fee = take_plan_fee_back(company=company, actor=actor, plan=plan)
        plan.cancelled_at, plan.cancelled_by = bulk.moment(), actor
        plan.save(update_fields=["cancelled_at", "cancelled_by", "fee_counter"])
        content = {"fee": fee.document, "fee_taken_back": fee.is_taken_back} if fee.document else {}
        record(company=company.id, actor=actor, action="payment_plan.cancelled", subject=str(number), content=content)
        if plan.fee_minor:
            entries = PlanEntry.objects.filter(company=company.id, plan=plan.id)
            fit_beside(company=company, actor=actor, entry_ids=entries.values_list("entry_id", flat=True))
    return fee


def _write(
    company: CompanyFacts, plan_id: int, planned: Iterable[tuple[int, int]], instalments: Sequence[Instalment]
) -> None:
    PlanEntry.objects.bulk_create(
        PlanEntry(company_id=company.id, plan_id=plan_id, entry_id=entry_id, planned_minor=minor)
        for entry_id, minor in planned
    )
    PlanInstalment.objects.bulk_create(
        PlanInstalment(
            company_id=company.id,
            plan_id=plan_id,
            position=position,
            due_date=one.due_date,
            amount_minor=one.amount_minor,
        )
        for position, one in enumerate(instalments, 1)
    )


def _first_day(order: PlanOrder, today: date) -> date:
    if order.first is not None and not order.instalments:
        return order.first
    return min((day for day, _amount in order.instalments), default=today)


def _instalments(order: PlanOrder, claimed: Money, fee: Money) -> list[Instalment]:
    """Even ones of the claims, the first with the fee on top; or those of the order, of claims and fee together."""
    total = Money(claimed.minor + fee.minor, claimed.currency)
    if order.first is not None and not order.instalments:
        first, *rest = even_instalments(total=claimed, count=order.count, first=order.first)
        return [Instalment(first.due_date, first.amount_minor + fee.minor), *rest]
    found = [Instalment(day, parse_minor(text, total.currency)) for day, text in order.instalments]
    require_instalments(found, total=total)
    return found


def _fee(company: CompanyFacts, customer: PartySummary, text: str, claims: Sequence[OpenEntry], today: date) -> Money:
    """What is charged for the plan, at most what the law lets, and what one of the claims may bear yet.

    What is owed for collecting is no claim, and bears nothing by itself.
    """
    currency = claims[0].currency
    fee = Money(parse_minor(text, currency) if text else 0, currency)
    if fee.minor < 0:
        raise PlanFeeNegative(fee=fee)
    terms = CustomerTerms.objects.filter(company=company.id, party=customer.id).first()
    debtor = Debtor(customer.number, terms.is_consumer if terms else False, terms.is_fee_agreed if terms else False)
    rate = rates_on(company=company, wanted={(currency, today)}).get((currency, today), PAR)
    worth = Worth(Valuation(currency, rate), company.currency, company.country)
    owed = [claim.entry_id for claim in claims if claim.document_type not in OF_COLLECTING]
    borne, _fees_at = charges_of(company=company, entry_ids=owed)
    charged = charged_fee(Cost.PLAN, fee.minor, worth, debtor, [borne.get(id, ()) for id in owed])
    if charged.left_out is not None:
        raise charged.left_out
    if charged.minor < fee.minor:
        most = Money(charged.minor, currency)
        if company.country == "SE":
            raise FeeAboveLaw(fee=fee, most=most, paragraph=SWEDISH[Cost.PLAN].paragraph)
        raise FeeCoveredMeanwhile(fee=fee, document=claims[0].document_number, most=most)
    return fee


def _refuse_standing(company: CompanyFacts, claims: Sequence[OpenEntry]) -> None:
    ids = [claim.entry_id for claim in claims]
    numbers = {claim.entry_id: claim.document_number for claim in claims}
    rows = PlanEntry.objects.filter(company=company.id, entry__in=ids, plan__cancelled_at__isnull=True)
    standing = rows.values_list("entry", "plan__number").order_by("id").first()
    if standing is not None:
        raise PlanStands(document=numbers[standing[0]], plan=standing[1])
