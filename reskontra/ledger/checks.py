"""Vouchers balance, are sealed, and numbered without gaps; the bank ledger is the bank G/L account, with its checks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.database.guards import as_they_lie, found_rows, missing_triggers
from reskontra.database.sealed import Sealed
from reskontra.ledger.models import CheckEntry, Voucher, VoucherLine

TRIGGERS = (
    "ledger_voucher_seal", "ledger_voucher_draft", "ledger_voucherline_open", "ledger_voucher_frozen",
    "ledger_voucher_kept", "ledger_voucherline_frozen", "ledger_voucherline_kept", "ledger_bankentry_frozen",
    "ledger_bankentry_kept", "ledger_bankentry_open", "ledger_postingrun_frozen", "ledger_postingrun_kept",
    "ledger_checkentry_frozen", "ledger_checkentry_kept", "ledger_checkentry_steps",
    "ledger_openingbalance_frozen", "ledger_openingbalance_kept",
    "ledger_voucherfile_frozen", "ledger_voucherfile_kept",
    "ledger_banksignoff_frozen", "ledger_banksignoff_kept",
    "ledger_voucherexport_frozen", "ledger_voucherexport_kept",
)  # fmt: skip


SEALED = (
    Sealed("ledger_postingrun"), Sealed("ledger_voucher", final={"posted_at__isnull": False}),
    Sealed("ledger_voucherline", final={"voucher__posted_at__isnull": False}),
    Sealed("ledger_bankentry", frozenset({"closed_date", "state", "statement_id", "transaction_id"})),
    Sealed("ledger_checkentry", frozenset({"bank_entry_id", "original_state", "state", "void_entry_id"})),
    Sealed("ledger_openingbalance"), Sealed("ledger_voucherfile"), Sealed("ledger_voucherexport"),
    Sealed("ledger_banksignoff", frozenset(
        {"second_at", "second_by", "second_file_id", "withdrawn_at", "withdrawn_by", "withdrawn_reason"}
    )),
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
    sums = (
        "SELECT voucher_id, sum(amount_minor) FROM ledger_voucherline WHERE company_id = %s "
        "GROUP BY voucher_id HAVING sum(amount_minor) <> 0"
    )
    for id, total in found_rows(sums, [company.id]):
        voucher = Voucher.objects.get(company=company.id, id=id)
        yield Violation("voucher_unbalanced", {"voucher": str(voucher), "sum": Money(int(total), company.currency)})
    unsealed = "SELECT id FROM ledger_voucher WHERE company_id = %s AND posted_at IS NULL"
    for (id,) in found_rows(unsealed, [company.id]):
        yield Violation("voucher_unsealed", {"voucher": str(Voucher.objects.get(company=company.id, id=id))})
    misdated = (
        "SELECT l.id FROM ledger_voucherline l JOIN ledger_voucher v ON v.company_id = l.company_id "
        "AND v.id = l.voucher_id WHERE l.company_id = %s AND l.posting_date <> v.posting_date "
        f"AND {as_they_lie('l.voucher_id')}"
    )
    for (id,) in found_rows(misdated, [company.id]):
        line = VoucherLine.objects.select_related("voucher").get(company=company.id, id=id)
        yield Violation("line_date_differs", {"voucher": str(line.voucher), "date": line.posting_date})
    outside = (
        "SELECT v.id FROM ledger_voucher v JOIN companies_fiscalyear y ON y.company_id = v.company_id "
        "AND y.code = v.fiscal_year_code WHERE v.company_id = %s AND v.source <> 'OPENING' "
        "AND NOT v.posting_date BETWEEN y.start_date AND y.end_date"
    )
    for (id,) in found_rows(outside, [company.id]):
        voucher = Voucher.objects.get(company=company.id, id=id)
        yield Violation("voucher_outside_year", {"voucher": str(voucher), "date": voucher.posting_date})


def _numbers(company: CompanyFacts) -> Iterator[Violation]:
    sql = (
        "SELECT series, fiscal_year_code, count(*), max(number) FROM ledger_voucher WHERE company_id = %s "
        "GROUP BY series, fiscal_year_code HAVING min(number) <> 1 OR max(number) <> count(*) "
        "ORDER BY series, fiscal_year_code"
    )
    for series, year, count, last in found_rows(sql, [company.id]):
        values = {"series": series, "fiscal_year": year, "count": count, "last": last}
        yield Violation("voucher_number_missing", values)


def _bank_accounts(company: CompanyFacts) -> Iterator[Violation]:
    sql = (
        "SELECT b.number, a.number, "
        "coalesce((SELECT sum(e.local_minor) FROM ledger_bankentry e "
        "WHERE e.company_id = b.company_id AND e.bank_account_id = b.id), 0), "
        "coalesce((SELECT sum(l.amount_minor) FROM ledger_voucherline l "
        "WHERE l.company_id = b.company_id AND l.account_id = b.gl_account_id), 0) "
        "FROM ledger_bankaccount b JOIN ledger_account a ON a.company_id = b.company_id AND a.id = b.gl_account_id "
        "WHERE b.company_id = %s ORDER BY b.number"
    )
    for bank_account, account, entries, gl in found_rows(sql, [company.id]):
        if gl != entries:
            yield Violation(
                "bank_ledger_differs",
                {
                    "bank_account": bank_account,
                    "account": account,
                    "entries": Money(int(entries), company.currency),
                    "gl": Money(int(gl), company.currency),
                },
            )


def _opening_balances(company: CompanyFacts) -> Iterator[Violation]:
    sql = (
        "SELECT voucher_id, sum(amount_minor) FROM ledger_openingbalance WHERE company_id = %s "
        "GROUP BY voucher_id HAVING sum(amount_minor) <> 0"
    )
    for id, total in found_rows(sql, [company.id]):
        voucher = Voucher.objects.get(company=company.id, id=id)
        yield Violation("opening_unbalanced", {"voucher": str(voucher), "sum": Money(int(total), company.currency)})


def _checks(company: CompanyFacts) -> Iterator[Violation]:
    """A posted check is its bank entry, and a voided one the entry that took it back, too; others have neither."""
    rows = CheckEntry.objects.filter(company=company.id)
    if not rows.exists():
        return
    drawn, back = Q(bank_entry__amount_minor=-F("amount_minor")), Q(void_entry__amount_minor=F("amount_minor"))
    drawn &= Q(bank_entry__bank_account=F("bank_account"))
    back &= Q(void_entry__bank_account=F("bank_account"))
    none, not_back = Q(bank_entry__isnull=True, void_entry__isnull=True), Q(void_entry__isnull=True)
    right = (
        (Q(state="POSTED") & drawn & not_back)
        | (Q(state="FINANCIALLY_VOIDED") & drawn & back)
        | (~Q(state__in=["POSTED", "FINANCIALLY_VOIDED"]) & none)
    )
    wrong = rows.exclude(id__in=rows.filter(right).values("id")).select_related("bank_account")
    for row in wrong.order_by("id"):
        amount = Money(row.amount_minor, row.bank_account.currency)
        values = {"check": row.check_number, "bank_account": row.bank_account.number, "amount": amount}
        yield Violation("check_entry_differs", values)
