"""The fee of a payment plan: an open claim, posted with the plan and taken back where nothing of it is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reskontra.collections.collection_posting import post_collection
from reskontra.collections.free_names import take_free_names
from reskontra.collections.models import CollectionDocument, CollectionLine, PaymentPlan
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.companies.series import SeriesFacts, keep_series
from reskontra.core.entries import DocumentType
from reskontra.core.money import Money
from reskontra.ledger.actions import start_run
from reskontra.parties.queries import PartySummary
from reskontra.receivables.blocks import refuse_blocked
from reskontra.receivables.queries import facts_by_id
from reskontra.receivables.reversal import reverse_with_entries

_TYPE = DocumentType.FINANCE_CHARGE


@dataclass(frozen=True, slots=True)
class PlanFee:
    """amount: of the claim, with the VAT of its account; document: its number, "" where nothing was charged."""

    amount: Money
    document: str = ""
    entry_id: int | None = None
    voucher_id: int | None = None


@dataclass(frozen=True, slots=True)
class FeeTakenBack:
    """What became of a plan's fee. document "": there was none. is_taken_back: else something of it was paid."""

    amount: Money
    document: str = ""
    is_taken_back: bool = False


def post_plan_fee(
    *, company: CompanyFacts, actor: str, customer: PartySummary, plan: int, fee: Money, day: date, due: date
) -> PlanFee:
    """The claim for the fee of a plan, by its number; inside the caller's transaction. A fee of 0 posts nothing.

    refuses   PartyBlocked, CollectionAccountMissing, AccountUnknown, AccountBlocked, AccountOfBank, RateMissing, and
              what periods refuse
    """
    if not fee.minor:
        return PlanFee(fee)
    refuse_blocked(party=customer, document_type=_TYPE)
    open_fiscal_years(company=company, dates=[day])
    series = keep_series(company=company, series=_series(company))
    (number,) = take_free_names(company=company, series=series, document_type=_TYPE, count=1)
    document = CollectionDocument(
        company_id=company.id, kind=_TYPE.value, draft_number=number, number=number, party_id=customer.id,
        currency=fee.currency, posting_date=day, document_date=day, due_date=due, posts_fee=True, fee_minor=fee.minor,
    )  # fmt: skip
    text = _("Payment plan {number}").format(number=plan)
    line = CollectionLine(company_id=company.id, position=1, role="FEE", amount_minor=fee.minor, text=text)
    posted = post_collection(
        company=company, actor=actor, action="payment_plan.made", document=document, lines=[line], document_type=_TYPE
    )
    assert posted is not None
    return PlanFee(posted.amount, number, posted.entry_id, posted.voucher_id)


def take_plan_fee_back(*, company: CompanyFacts, actor: str, plan: PaymentPlan) -> FeeTakenBack:
    """Reverse the fee of a plan where nothing of it is paid; else it stays. Inside the caller's transaction.

    refuses   what reverse_with_entries() refuses
    """
    if plan.fee_entry_id is None or plan.fee_voucher_id is None:
        return FeeTakenBack(Money(0, plan.currency))
    entry = facts_by_id(company=company, ids=[plan.fee_entry_id])[plan.fee_entry_id]
    amount = Money(entry.document_minor, entry.currency)
    if entry.remaining_minor != entry.document_minor:
        return FeeTakenBack(amount, entry.document_number)
    run = start_run(company=company, actor=actor, action="payment_plan.cancelled")
    taken = reverse_with_entries(
        company=company, run=run, voucher_ids=[plan.fee_voucher_id], description=entry.document_number
    )
    plan.fee_counter_id = taken.counters[0].id
    return FeeTakenBack(amount, entry.document_number, is_taken_back=True)


def _series(company: CompanyFacts) -> SeriesFacts:
    name = "Avgifter för betalningsplaner" if company.language.startswith("sv") else "Fees of payment plans"
    return SeriesFacts("BPA", "DOCUMENT", name, "BPA", 6)
