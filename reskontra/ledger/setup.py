"""The chart of accounts and posting groups of a new company."""

from __future__ import annotations

from reskontra.companies.queries import CompanyFacts
from reskontra.core.presets.preset import Preset
from reskontra.ledger.models import Account, PostingGroup, VatCode


def install_preset(*, company: CompanyFacts, preset: Preset) -> None:
    """Write the preset's accounts, VAT codes and posting groups, inside the command that makes the company."""
    Account.objects.bulk_create(
        Account(
            company_id=company.id,
            number=account.number,
            name=account.name,
            side="INCOME" if account.is_income else "BALANCE",
            is_direct_posting=not account.is_control,
        )
        for account in preset.accounts
    )
    VatCode.objects.bulk_create(
        VatCode(
            company_id=company.id,
            code=vat.code,
            name=vat.name,
            rate_basis_points=vat.rate_basis_points,
            sales_account=vat.sales_account,
            purchase_account=vat.purchase_account,
        )
        for vat in preset.vat_codes
    )
    PostingGroup.objects.bulk_create(
        PostingGroup(
            company_id=company.id,
            kind=group.kind,
            code=group.code,
            name=group.name,
            is_default=group.is_default,
            control_account=group.control_account,
            discount_account=group.discount_account,
            tolerance_account=group.tolerance_account,
            rounding_account=group.rounding_account,
            charge_account=group.charge_account,
            interest_account=group.interest_account,
            fee_account=group.fee_account,
            opening_account=group.opening_account,
        )
        for group in preset.groups
    )
