"""How much VAT a voucher carries, by account."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.ledger.models import VatCode

_SQL = (
    "SELECT l.voucher_id, l.account_id, SUM(l.amount_minor) FROM {values} CROSS JOIN ledger_voucherline l "
    "JOIN ledger_account a ON a.company_id = l.company_id AND a.id = l.account_id "
    "WHERE l.company_id = %s AND l.voucher_id = v.value AND a.number IN (SELECT c.sales_account FROM ledger_vatcode c "
    "WHERE c.company_id = l.company_id UNION SELECT c.purchase_account FROM ledger_vatcode c "
    "WHERE c.company_id = l.company_id) GROUP BY l.voucher_id, l.account_id ORDER BY l.voucher_id, l.account_id"
)


def vat_of_vouchers(*, company: CompanyFacts, voucher_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """Voucher → VAT account → its sum, debit +; vouchers without VAT are left out."""
    found: dict[int, dict[int, int]] = {}
    if not voucher_ids or not VatCode.objects.filter(company=company.id).exists():
        return found
    for voucher, account, minor in bulk.lookup(_SQL, voucher_ids, company.id):
        if minor:
            found.setdefault(voucher, {})[account] = int(minor)
    return found
