"""A short chart of accounts in English, for a company in any country."""

from __future__ import annotations

from reskontra.core.presets.preset import AccountPreset, GroupPreset, Preset, SeriesPreset, TermsPreset, VatPreset


def _account(number: str, name: str) -> AccountPreset:
    return AccountPreset(number, name, is_income=number[0] in "4567", is_control=number in {"1200", "2100"})


_ACCOUNTS = """
1010 Cash on hand
1100 Bank account
1110 Bank account 2
1120 Bank account 3
1130 Bank account 4
1140 Bank account 5
1190 Transfers between own accounts
1200 Trade receivables
1290 Loss allowance on trade receivables
1400 Tax account
2100 Trade payables
2200 Contract liabilities: advances from customers
2300 Output VAT
2310 Input VAT
2800 Opening balances
2900 Unallocated receipts
4000 Revenue
4100 Invoicing fees
4900 Other income
5100 Cash discounts allowed
5150 Cash discounts received
5200 Rounding differences
5300 Bank charges
5400 Impairment losses on trade receivables
5900 Other expenses
6100 Foreign exchange gains
6200 Foreign exchange losses
6300 Interest income from customers
6400 Interest expense to vendors
"""


def _group(kind: str, code: str, name: str, control: str) -> GroupPreset:
    customer = kind == "CUSTOMER"
    return GroupPreset(
        kind,
        code,
        name,
        is_default=True,
        control_account=control,
        discount_account="5100" if customer else "5150",
        tolerance_account="5200",
        rounding_account="5200",
        charge_account="5300",
        interest_account="6300" if customer else "6400",
        fee_account="4100" if customer else "5900",
        opening_account="2800",
    )


IFRS = Preset(
    code="ifrs",
    country="",
    currency="EUR",
    language="en",
    accounts=tuple(_account(*line.split(" ", 1)) for line in _ACCOUNTS.strip().splitlines()),
    groups=(_group("CUSTOMER", "TRADE", "Customers", "1200"), _group("VENDOR", "TRADE", "Vendors", "2100")),
    terms=(
        TermsPreset("PAYMENT", "0D", "Due at once", "0D"),
        TermsPreset("PAYMENT", "14D", "14 days net", "14D"),
        TermsPreset("PAYMENT", "30D", "30 days net", "30D"),
        TermsPreset("PAYMENT", "30D2P10", "30 days net, 2 % within 10 days", "30D", "10D", 200),
        TermsPreset("REMINDER", "STANDARD", "Standard reminder"),
        TermsPreset("FINANCE_CHARGE", "STANDARD", "Standard interest"),
    ),
    series=(
        SeriesPreset("A", "VOUCHER", "Vouchers", ("GENERAL", "REVERSAL", "APPLICATION", "ADJUSTMENT", "BAD_DEBT")),
        SeriesPreset("B", "VOUCHER", "Bank transactions", ("BANK",)),
        SeriesPreset("I", "VOUCHER", "Opening entries", ("OPENING",)),
        SeriesPreset("K", "VOUCHER", "Customer documents", ("CUSTOMER_DOCUMENT",)),
        SeriesPreset("L", "VOUCHER", "Vendor documents", ("VENDOR_DOCUMENT",)),
        SeriesPreset("PRJ", "JOURNAL", "Payment reconciliation journals", (), "PRJ", 6),
        SeriesPreset("INB", "DOCUMENT", "Cash receipts", (), "INB", 6),
        SeriesPreset("UTB", "DOCUMENT", "Payments", (), "UTB", 6),
        SeriesPreset("REG", "DOCUMENT", "Registered payments", (), "REG", 6),
        SeriesPreset("BOK", "DOCUMENT", "General journal", (), "BOK", 6),
        SeriesPreset("KF", "DOCUMENT", "Customer invoices", (), "", 6),
        SeriesPreset("KK", "DOCUMENT", "Customer credit memos", (), "K", 6),
        SeriesPreset("LF", "DOCUMENT", "Vendor invoices", (), "LF", 6),
        SeriesPreset("LK", "DOCUMENT", "Vendor credit memos", (), "LK", 6),
        SeriesPreset("UTK", "DOCUMENT", "Drafts", (), "UTK", 6),
    ),
    bank_accounts=("1100", "1110", "1120", "1130", "1140"),
    bank_opening_account="2800",
    suspense_account="2900",
    realized_gains_account="6100",
    realized_losses_account="6200",
    unrealized_gains_account="6100",
    unrealized_losses_account="6200",
    rounding_limits={"EUR": 2, "USD": 2, "GBP": 2},
    vat_codes=(
        VatPreset("STANDARD", "Standard rate", 2000, "2300", "2310"),
        VatPreset("REDUCED", "Reduced rate", 1000, "2300", "2310"),
        VatPreset("ZERO", "No VAT", 0),
    ),
    loss_account="5400",
    feared_loss_account="5400",
    allowance_account="1290",
)
