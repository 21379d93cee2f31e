"""Adjust foreign entries and bank accounts to the exchange rates of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years, periods
from reskontra.core.errors import Findings, Refused
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import start_run
from reskontra.ledger.bank_positions import BankPosition, bank_positions
from reskontra.receivables.adjustment_plan import AdjustmentPlanner
from reskontra.receivables.adjustment_posting import post_adjustment
from reskontra.receivables.exchange_register import AdjustedGroup, bank_vouchers, last_adjustments
from reskontra.receivables.positions import HeldPosition, foreign_currencies, open_positions

KINDS = ("CUSTOMER", "VENDOR", "BANK")


class AdjustmentUnnamed(Refused):
    code = "adjustment_unnamed"
    template = 'The document number of the adjustment is "{document}". Name it with --document, such as KURS-2026-01.'


class PostedBeforeItsDay(Refused):
    code = "posted_before_its_day"
    template = "The rates are of {as_of}, and the posting date {posting_date} is before it. Post on {as_of} or later."


class PostedOutsideItsPeriod(Refused):
    code = "posted_outside_its_period"
    template = (
        "The rates are of {as_of}, and the posting date {posting_date} is in another period. "
        "Post on a day from {as_of} to {end}."
    )


class LocalCurrencyChosen(Refused):
    code = "local_currency_chosen"
    template = "{currency} is the company's own currency and is never adjusted. Name other currencies."


class AdjustedLater(Refused):
    code = "adjusted_later"
    template = (
        "{currency} is adjusted as of {latest} already, and {as_of} is before it. Adjust as of {latest} or a later day."
    )


@dataclass(frozen=True, slots=True)
class AdjustmentOrder:
    """What is to be adjusted: entries and balances as of the end of a day, by that day's rates.

    currencies   all foreign ones where empty
    kinds        of KINDS
    """

    as_of: date
    posting_date: date
    document: str
    currencies: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = KINDS


@dataclass(frozen=True, slots=True)
class Adjusted:
    """groups in the order posted; vouchers: their names, and those of what later applications took back.

    vouchers is empty for a preview, and where nothing had changed.
    """

    groups: tuple[AdjustedGroup, ...] = ()
    vouchers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    parties: list[HeldPosition] = field(default_factory=list)
    banks: list[BankPosition] = field(default_factory=list)

    def currencies(self) -> Iterator[tuple[str, str]]:
        """(kind, currency) of all there is to adjust."""
        yield from sorted({(one.ledger, one.position.currency) for one in self.parties})
        yield from sorted({("BANK", position.currency) for position in self.banks})


def adjust_exchange_rates(
    *, company: CompanyFacts, actor: str, order: AdjustmentOrder, is_preview: bool = False
) -> Adjusted:
    """Post what foreign entries and bank accounts gained or lost; a second time gives nothing.

    is_preview   tells what would be posted, and stores nothing

    refuses   AdjustmentUnnamed, LocalCurrencyChosen, PostedBeforeItsDay, NoFiscalYear, PostedOutsideItsPeriod,
              PeriodClosed, NoOpenPeriod; AdjustedLater, RateMissing: several at once as Findings
    """
    _check(company, order)
    with transaction.atomic():
        lock_company(company.id)
        found = _found(company, order)
        planner = AdjustmentPlanner(
            company=company, as_of=order.as_of, posting_date=order.posting_date, document=order.document.strip()
        )
        pairs = list(found.currencies())
        _refuse_earlier(company, order, pairs)
        planner.load_rates(sorted({currency for _, currency in pairs}))
        planned = [*planner.parties(found.parties), *planner.banks(found.banks)]
        groups = tuple(one.group for one in planned if one.group)
        if is_preview or not planned:
            return Adjusted(groups)
        run = start_run(company=company, actor=actor, action="exchange_rates.adjusted")
        vouchers = post_adjustment(company=company, run=run, planned=planned, rates=planner.rates, as_of=order.as_of)
        names = tuple(voucher.name for voucher in vouchers)
        _record(company, actor, order, groups, names)
    return Adjusted(groups, names)


def _check(company: CompanyFacts, order: AdjustmentOrder) -> None:
    if not order.document.strip():
        raise AdjustmentUnnamed(document=order.document)
    if company.currency in order.currencies:
        raise LocalCurrencyChosen(currency=company.currency)
    if order.posting_date < order.as_of:
        raise PostedBeforeItsDay(as_of=order.as_of, posting_date=order.posting_date)
    own = next((one for one in periods(company=company) if one.start_date <= order.as_of <= one.end_date), None)
    if own is not None and order.posting_date > own.end_date:
        raise PostedOutsideItsPeriod(as_of=order.as_of, posting_date=order.posting_date, end=own.end_date)
    open_fiscal_years(company=company, dates=[order.as_of, order.posting_date])


def _found(company: CompanyFacts, order: AdjustmentOrder) -> _Found:
    found = _Found()
    for ledger in ("CUSTOMER", "VENDOR"):
        if ledger in order.kinds:
            known = foreign_currencies(company=company, ledger=ledger)
            wanted = [code for code in known if not order.currencies or code in order.currencies]
            found.parties += open_positions(company=company, ledger=ledger, as_of=order.as_of, currencies=wanted)
    if "BANK" in order.kinds:
        also = bank_vouchers(company=company, as_of=order.as_of)
        found.banks = bank_positions(company=company, as_of=order.as_of, currencies=order.currencies, also=also)
    return found


def _refuse_earlier(company: CompanyFacts, order: AdjustmentOrder, pairs: Collection[tuple[str, str]]) -> None:
    """Adjustments go forward in time: an earlier one would be undone by nothing."""
    last = last_adjustments(company=company)
    later: list[Refused] = []
    for currency in sorted({currency for _, currency in pairs}):
        latest = max(last.get((kind, currency), order.as_of) for kind, known in pairs if known == currency)
        if latest > order.as_of:
            later.append(AdjustedLater(currency=currency, latest=latest, as_of=order.as_of))
    if later:
        raise later[0] if len(later) == 1 else Findings(later)


def _record(
    company: CompanyFacts, actor: str, order: AdjustmentOrder, groups: Sequence[AdjustedGroup], names: Sequence[str]
) -> None:
    record(
        company=company.id,
        actor=actor,
        action="exchange_rates.adjusted",
        subject=order.document.strip(),
        content={
            "as_of": order.as_of,
            "posting_date": order.posting_date,
            "vouchers": list(names),
            "adjusted": [
                [one.kind, one.subject, one.currency, one.rate_e8, one.base_minor, one.adjustment_minor]
                for one in groups
            ],
        },
    )
