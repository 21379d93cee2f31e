"""Vouchers balance, are sealed, and numbered without gaps; the bank ledger is the bank G/L account, with its checks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Max, Min, Q, Sum

from reskontra.companies.queries import CompanyFacts, fiscal_years
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.database.guards import missing_triggers
from reskontra.ledger.models import BankAccount, BankEntry, CheckEntry, OpeningBalance, Voucher, VoucherLine

TRIGGERS = (
    "ledger_voucher_seal", "ledger_voucher_draft", "ledger_voucherline_open", "ledger_voucher_frozen",
    "ledger_voucher_kept", "ledger_voucherline_frozen", "ledger_voucherline_kept", "ledger_bankentry_frozen",
    "ledger_bankentry_kept", "ledger_bankentry_open", "ledger_postingrun_frozen", "ledger_postingrun_kept",
    "ledger_checkentry_frozen", "ledger_checkentry_kept", "ledger_checkentry_steps",
    "ledger_openingbalance_frozen", "ledger_openingbalance_kept",
    "ledger_voucherfile_frozen", "ledger_voucherfile_kept",
    "ledger_banksignoff_frozen", "ledger_banksignoff_kept",
)  # fmt: skip


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of the general ledger and the bank ledger."""
    yield from missing_triggers(TRIGGERS)
    yield from _vouchers(company)
    yield from _numbers(company)
    yield from _bank_accounts(company)
    yield from _opening_balances(company)
    yield from _checks(company)


def _vouchers(company: CompanyFacts) -> Iterator[Violation]:
    lines = VoucherLine.objects.filter(company=company.id)
    for id, total in lines.values_list("voucher").annotate(total=Sum("amount_minor")).exclude(total=0):
        voucher = Voucher.objects.get(company=company.id, id=id)
        yield Violation("voucher_unbalanced", {"voucher": str(voucher), "sum": Money(total, company.currency)})
    for voucher in Voucher.objects.filter(company=company.id, posted_at__isnull=True):
        yield Violation("voucher_unsealed", {"voucher": str(voucher)})
    misdated = lines.exclude(posting_date=F("voucher__posting_date")).select_related("voucher")
    for line in misdated:
        yield Violation("line_date_differs", {"voucher": str(line.voucher), "date": line.posting_date})
    years = {code: (start, end) for code, start, end in fiscal_years(company=company)}
    for code, (start, end) in years.items():
        rows = Voucher.objects.filter(company=company.id, fiscal_year_code=code).exclude(source="OPENING")
        for voucher in rows.exclude(posting_date__range=(start, end)):
            yield Violation("voucher_outside_year", {"voucher": str(voucher), "date": voucher.posting_date})


def _numbers(company: CompanyFacts) -> Iterator[Violation]:
    rows = Voucher.objects.filter(company=company.id).values_list("series", "fiscal_year_code")
    for series, year, count, first, last in rows.annotate(
        count=Count("id"), first=Min("number"), last=Max("number")
    ).order_by("series", "fiscal_year_code"):
        if first != 1 or last != count:
            values = {"series": series, "fiscal_year": year, "count": count, "last": last}
            yield Violation("voucher_number_missing", values)


def _bank_accounts(company: CompanyFacts) -> Iterator[Violation]:
    entries = dict(
        BankEntry.objects.filter(company=company.id).values_list("bank_account").annotate(total=Sum("local_minor"))
    )
    accounts = BankAccount.objects.filter(company=company.id).select_related("gl_account")
    for account in accounts.order_by("number"):
        lines = VoucherLine.objects.filter(company=company.id, account=account.gl_account)
        gl = lines.aggregate(total=Sum("amount_minor", default=0))["total"]
        held = entries.get(account.id, 0)
        if gl != held:
            yield Violation(
                "bank_ledger_differs",
                {
                    "bank_account": account.number,
                    "account": account.gl_account.number,
                    "entries": Money(held, company.currency),
                    "gl": Money(gl, company.currency),
                },
            )


def _opening_balances(company: CompanyFacts) -> Iterator[Violation]:
    rows = OpeningBalance.objects.filter(company=company.id).values_list("voucher")
    for id, total in rows.annotate(total=Sum("amount_minor")).exclude(total=0):
        voucher = Voucher.objects.get(company=company.id, id=id)
        yield Violation("opening_unbalanced", {"voucher": str(voucher), "sum": Money(total, company.currency)})


def _checks(company: CompanyFacts) -> Iterator[Violation]:
    """A posted check is its bank entry, and a voided one the entry that took it back, too; others have neither."""
    drawn, back = Q(bank_entry__amount_minor=-F("amount_minor")), Q(void_entry__amount_minor=F("amount_minor"))
    drawn &= Q(bank_entry__bank_account=F("bank_account"))
    back &= Q(void_entry__bank_account=F("bank_account"))
    none, not_back = Q(bank_entry__isnull=True, void_entry__isnull=True), Q(void_entry__isnull=True)
    right = (
        (Q(state="POSTED") & drawn & not_back)
        | (Q(state="FINANCIALLY_VOIDED") & drawn & back)
        | (~Q(state__in=["POSTED", "FINANCIALLY_VOIDED"]) & none)
    )
    rows = CheckEntry.objects.filter(company=company.id).select_related("bank_account")
    good = CheckEntry.objects.filter(right, company=company.id).values("id")
    for row in rows.exclude(id__in=good).order_by("id"):
        amount = Money(row.amount_minor, row.bank_account.currency)
        values = {"check": row.check_number, "bank_account": row.bank_account.number, "amount": amount}
        yield Violation("check_entry_differs", values)
