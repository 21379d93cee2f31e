"""The shape of a preset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountPreset:
    number: str
    name: str
    is_income: bool = False
    is_control: bool = False  # posted through a subledger, never directly


@dataclass(frozen=True, slots=True)
class GroupPreset:
    """A posting group: kind is CUSTOMER or VENDOR; the rest are account numbers."""

    kind: str
    code: str
    name: str
    is_default: bool
    control_account: str
    discount_account: str
    tolerance_account: str
    rounding_account: str
    charge_account: str
    interest_account: str
    fee_account: str
    opening_account: str


@dataclass(frozen=True, slots=True)
class TermsPreset:
    kind: str  # PAYMENT, REMINDER or FINANCE_CHARGE
    code: str
    name: str
    due_formula: str = ""
    discount_formula: str = ""
    discount_basis_points: int = 0


@dataclass(frozen=True, slots=True)
class VatPreset:
    """rate_basis_points: 2500 is 25 %; accounts of VAT on sales and on purchases, "" where there is none."""

    code: str
    name: str
    rate_basis_points: int
    sales_account: str = ""
    purchase_account: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPreset:
    """source: which vouchers are numbered in the series; "" for series of other things."""

    code: str
    kind: str  # VOUCHER, DOCUMENT, JOURNAL or RUN
    name: str
    sources: tuple[str, ...] = ()
    prefix: str = ""
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Preset:
    """bank_accounts: G/L accounts handed out to new bank accounts, in order.

    rounding_limits   per currency, the largest difference in minor units written off as rounding
    """

    code: str
    country: str
    currency: str
    language: str
    accounts: tuple[AccountPreset, ...]
    groups: tuple[GroupPreset, ...]
    terms: tuple[TermsPreset, ...]
    series: tuple[SeriesPreset, ...]
    bank_accounts: tuple[str, ...]
    bank_opening_account: str
    suspense_account: str
    realized_gains_account: str
    realized_losses_account: str
    unrealized_gains_account: str
    unrealized_losses_account: str
    rounding_limits: Mapping[str, int]
    vat_codes: tuple[VatPreset, ...]
    loss_account: str
    feared_loss_account: str
    allowance_account: str
    adjusts_vat_for_discount: bool = False
