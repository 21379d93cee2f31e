"""The register of exchange adjustments: what each did to a posting group or bank account in one currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.ledger.queries import voucher_dates, voucher_names
from reskontra.receivables.models import ExchangeAdjustment

_COLUMNS = (
    "company_id", "voucher_id", "kind", "subject", "currency", "rate_e8", "as_of", "base_minor", "base_local_minor",
    "adjustment_minor", "created_by", "created_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AdjustedGroup:
    """One posting group or bank account in one currency.

    kind               CUSTOMER, VENDOR or BANK; subject: the posting group's code or the bank account's number
    base_minor         what was open or on the account, in the currency; base_local_minor before the adjustment
    adjustment_minor   local, gain + or loss -
    """

    kind: str
    subject: str
    currency: str
    rate_e8: int
    base_minor: int
    base_local_minor: int
    adjustment_minor: int


@dataclass(frozen=True, slots=True)
class RegisteredAdjustment:
    """A row of the register, with the voucher's name."""

    group: AdjustedGroup
    as_of: date
    voucher: str
    created_by: str


def write_register(
    *, company: CompanyFacts, actor: str, as_of: date, groups: Sequence[AdjustedGroup], vouchers: Sequence[int]
) -> None:
    """A row per group; `vouchers` are their vouchers' ids in the same order."""
    now = bulk.stored(bulk.moment())
    rows = (
        (
            company.id, voucher, group.kind, group.subject, group.currency, group.rate_e8, as_of, group.base_minor,
            group.base_local_minor, group.adjustment_minor, actor, now,
        )
        for group, voucher in zip(groups, vouchers, strict=True)
    )  # fmt: skip
    bulk.insert(ExchangeAdjustment, _COLUMNS, rows)


def exchange_adjustments(*, company: CompanyFacts, as_of: date | None = None) -> list[RegisteredAdjustment]:
    """The register by the day adjusted as of; only that day's where one is named."""
    rows = ExchangeAdjustment.objects.filter(company=company.id).order_by("as_of", "id")
    found = list(rows.filter(as_of=as_of) if as_of else rows)
    names = voucher_names(company=company, ids={row.voucher_id for row in found})
    return [
        RegisteredAdjustment(
            AdjustedGroup(
                row.kind, row.subject, row.currency, row.rate_e8, row.base_minor, row.base_local_minor,
                row.adjustment_minor,
            ),
            row.as_of,
            names[row.voucher_id],
            row.created_by,
        )
        for row in found
    ]  # fmt: skip


def last_adjustments(*, company: CompanyFacts) -> dict[tuple[str, str], date]:
    """(CUSTOMER, VENDOR or BANK; currency) → the latest day adjusted as of."""
    rows = ExchangeAdjustment.objects.filter(company=company.id).values_list("kind", "currency")
    return {(kind, currency): day for kind, currency, day in rows.annotate(day=Max("as_of"))}


@dataclass(frozen=True, slots=True)
class LastAdjustment:
    """The last one of a ledger in a currency; posting_date: of its voucher."""

    as_of: date
    posting_date: date
    rate_e8: int


def last_adjustment(*, company: CompanyFacts, kind: str, currency: str) -> LastAdjustment | None:
    """kind: CUSTOMER, VENDOR or BANK."""
    rows = ExchangeAdjustment.objects.filter(company=company.id, kind=kind, currency=currency)
    row = rows.order_by("-as_of", "-id").first()
    if row is None:
        return None
    day = voucher_dates(company=company, ids=[row.voucher_id])[row.voucher_id]
    return LastAdjustment(row.as_of, day, row.rate_e8)


def bank_vouchers(*, company: CompanyFacts, as_of: date) -> list[int]:
    """The vouchers by which bank accounts were adjusted as of the day or before."""
    rows = ExchangeAdjustment.objects.filter(company=company.id, kind="BANK", as_of__lte=as_of)
    return list(rows.values_list("voucher_id", flat=True))
