"""The only writer of vouchers, their lines, bank entries and the checks that pay them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection

from reskontra.companies.numbering import take_numbers
from reskontra.companies.queries import CompanyFacts, fiscal_years, open_fiscal_years, series_of
from reskontra.core.money import Money
from reskontra.core.voucher import Unbalanced
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.ledger.check_writing import Drawn, draw_checks
from reskontra.ledger.drafts import BankDraft, LineDraft, PostedVoucher, Run, VoucherDraft
from reskontra.ledger.models import BankAccount, BankEntry, PostingRun, Voucher, VoucherLine
from reskontra.ledger.sign_offs import refuse_moving_signed, refuse_signed

_VOUCHER = (
    "id", "company_id", "posting_run_id", "series", "fiscal_year_code", "number", "posting_date", "document_date",
    "source", "description", "external_document_number", "reverses_id", "posted_at",
)  # fmt: skip
_LINE = (
    "company_id", "voucher_id", "line_number", "posting_date", "account_id", "amount_minor", "currency",
    "currency_minor", "party_id", "description", "vat_code", "cost_center", "project", "is_correction",
)  # fmt: skip
_BANK_ENTRY = (
    "company_id", "bank_account_id", "voucher_id", "posting_date", "amount_minor", "currency", "local_minor",
    "document_type", "external_document_number", "description", "transaction_id", "statement_id", "state",
    "closed_date", "reverses_id",
)  # fmt: skip


def start_run(*, company: CompanyFacts, actor: str, action: str) -> Run:
    """Begin a posting run inside the command's transaction."""
    lock_company(company.id)
    last = PostingRun.objects.filter(company=company.id).order_by("-number").values_list("number", flat=True).first()
    row = PostingRun(company_id=company.id, number=(last or 0) + 1, action=action, actor=actor, posted_at=bulk.moment())
    row.save(force_insert=True)
    return Run(row.id, row.number, actor)


def post(*, company: CompanyFacts, run: Run, vouchers: Sequence[VoucherDraft]) -> list[PostedVoucher]:
    """Number, write and seal the vouchers, in their order, with a bank entry for every line that has one.

    refuses   Unbalanced, what companies.queries.open_fiscal_years refuses (opening entries are exempt),
              BankAccountSigned, and of checks what check_writing.draw_checks() refuses
    """
    if not vouchers:
        return []
    _refuse_unbalanced(company, vouchers)
    refuse_signed(company=company, days=_bank_days(vouchers))
    years = _years(company, vouchers)
    ids = bulk.reserve_ids(Voucher, len(vouchers))
    names = _numbers(company, vouchers, years)
    bulk.insert(Voucher, _VOUCHER, _voucher_rows(company, run, vouchers, ids, names))
    bulk.insert(VoucherLine, _LINE, _line_rows(company, vouchers, ids))
    _write_bank_entries(company, vouchers, ids)
    _seal(company, run, ids)
    return [PostedVoucher(id, f"{name[0]}-{name[1]}-{name[2]}") for id, name in zip(ids, names, strict=True)]


def _refuse_unbalanced(company: CompanyFacts, vouchers: Sequence[VoucherDraft]) -> None:
    for voucher in vouchers:
        if sum(line.amount_minor for line in voucher.lines):
            raise _unbalanced(company, voucher)


def _bank_days(vouchers: Sequence[VoucherDraft]) -> Iterator[tuple[int, date]]:
    """The days at which money of bank accounts moves; a change of its local worth alone moves none."""
    for voucher in vouchers:
        for line in voucher.lines:
            if line.bank and line.bank.amount_minor:
                yield line.bank.bank_account_id, voucher.posting_date


def _unbalanced(company: CompanyFacts, voucher: VoucherDraft) -> Unbalanced:
    debit = sum(line.amount_minor for line in voucher.lines if line.amount_minor > 0)
    credit = -sum(line.amount_minor for line in voucher.lines if line.amount_minor < 0)
    return Unbalanced(
        text=voucher.description,
        posting_date=voucher.posting_date,
        debit=Money(debit, company.currency),
        credit=Money(credit, company.currency),
        difference=Money(debit - credit, company.currency),
    )


def _years(company: CompanyFacts, vouchers: Sequence[VoucherDraft]) -> dict[tuple[bool, date], str]:
    opening = {voucher.posting_date for voucher in vouchers if voucher.source == "OPENING"}
    others = {voucher.posting_date for voucher in vouchers if voucher.source != "OPENING"}
    found = {(False, day): code for day, code in open_fiscal_years(company=company, dates=others).items()}
    known = fiscal_years(company=company) if opening else []
    for day in opening:
        # An opening entry older than the books is numbered in the first fiscal year, a later one in the last.
        code = next((code for code, start, end in known if start <= day <= end), None)
        found[(True, day)] = code or (known[0] if day < known[0][1] else known[-1])[0]
    return found


def _numbers(
    company: CompanyFacts, vouchers: Sequence[VoucherDraft], years: dict[tuple[bool, date], str]
) -> list[tuple[str, str, int]]:
    series = {source: series_of(company=company, source=source) for source in {v.source for v in vouchers}}
    keys = [(series[v.source], years[(v.source == "OPENING", v.posting_date)]) for v in vouchers]
    taken = {
        key: iter(take_numbers(company=company, series=key[0], fiscal_year_code=key[1], count=count))
        for key, count in sorted(Counter(keys).items())
    }
    return [(key[0], key[1], next(taken[key])) for key in keys]


def _voucher_rows(
    company: CompanyFacts,
    run: Run,
    vouchers: Sequence[VoucherDraft],
    ids: Sequence[int],
    names: list[tuple[str, str, int]],
) -> Iterator[tuple[object, ...]]:
    for voucher, id, (series, year, number) in zip(vouchers, ids, names, strict=True):
        yield (
            id, company.id, run.id, series, year, number, voucher.posting_date,
            voucher.document_date or voucher.posting_date, voucher.source, voucher.description[:250],
            voucher.external_document_number[:100], voucher.reverses_id, None,
        )  # fmt: skip


def _line_rows(
    company: CompanyFacts, vouchers: Sequence[VoucherDraft], ids: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    for voucher, id in zip(vouchers, ids, strict=True):
        for number, line in enumerate(voucher.lines, 1):
            yield (
                company.id, id, number, voucher.posting_date, line.account_id, line.amount_minor, line.currency,
                line.currency_minor, line.party_id, line.description[:250], line.vat_code, line.cost_center,
                line.project, line.is_correction,
            )  # fmt: skip


def _write_bank_entries(company: CompanyFacts, vouchers: Sequence[VoucherDraft], ids: Sequence[int]) -> None:
    """Entries that checks pay are written under reserved ids, which the checks name."""
    lines = [(voucher, line) for voucher in vouchers for line in voucher.lines if line.bank]
    rows = _bank_rows(company, vouchers, ids)
    if not any(line.bank and line.bank.check for _, line in lines):
        bulk.insert(BankEntry, _BANK_ENTRY, rows)
        return
    entry_ids = bulk.reserve_ids(BankEntry, len(lines))
    bulk.insert(BankEntry, ("id", *_BANK_ENTRY), ((id, *row) for id, row in zip(entry_ids, rows, strict=True)))
    drawn = [
        Drawn(id, voucher.posting_date, line.bank)
        for id, (voucher, line) in zip(entry_ids, lines, strict=True)
        if line.bank and line.bank.check
    ]
    draw_checks(company=company, drawn=drawn)


def _bank_rows(
    company: CompanyFacts, vouchers: Sequence[VoucherDraft], ids: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    for voucher, id in zip(vouchers, ids, strict=True):
        for line in voucher.lines:
            if line.bank:
                yield _bank_row(company, voucher, id, line, line.bank)


def _bank_row(
    company: CompanyFacts, voucher: VoucherDraft, id: int, line: LineDraft, bank: BankDraft
) -> tuple[object, ...]:
    state = "CLOSED" if bank.is_closed else "MATCHED" if bank.statement_id else "OPEN"
    number = bank.check.number if bank.check else bank.external_document_number or voucher.external_document_number
    return (
        company.id, bank.bank_account_id, id, voucher.posting_date, bank.amount_minor, bank.currency,
        line.amount_minor, bank.document_type, number[:100],
        (line.description or voucher.description)[:250], bank.transaction_id, bank.statement_id,
        state, voucher.posting_date if bank.is_closed else None, bank.reverses_id,
    )  # fmt: skip


def _seal(company: CompanyFacts, run: Run, ids: Sequence[int]) -> None:
    """Those just written, by their ids: a run may write many times, and need not look at what it sealed before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_voucher SET posted_at = %s WHERE id BETWEEN %s AND %s "
            "AND company_id = %s AND posting_run_id = %s AND posted_at IS NULL",
            [bulk.stored(bulk.moment()), ids[0], ids[-1], company.id, run.id],
        )


def match_bank_entries(
    *, company: CompanyFacts, matches: Sequence[tuple[int, int | None, int | None]]
) -> dict[int, int]:
    """Give open bank entries the transaction and statement that brought them; gives entry → its voucher.

    matches   (bank entry, transaction, statement); without a statement the entry stays open

    refuses   BankAccountSigned
    """
    found = {}
    for id, transaction_id, statement_id in matches:
        entry = BankEntry.objects.get(company=company.id, id=id)
        entry.transaction_id = transaction_id
        entry.statement_id = statement_id
        entry.state = "MATCHED" if statement_id else "OPEN"
        entry.save(update_fields=["transaction_id", "statement_id", "state"])
        found[id] = entry.voucher_id
    refuse_moving_signed(company=company, entry_ids=found)
    return found


def close_bank_entries(*, company: CompanyFacts, transaction_ids: Sequence[int], closed_date: date) -> None:
    """Close the bank entries of these transactions, as a complete statement does."""
    for ids in bulk.chunks(transaction_ids, 900):
        rows = BankEntry.objects.filter(company=company.id, transaction__in=ids, state="MATCHED")
        rows = rows.filter(statement__isnull=False)  # a bank reconciliation holds the others
        rows.update(state="CLOSED", closed_date=closed_date)


def reopen_bank_entries(*, company: CompanyFacts, statement_id: int) -> int:
    """Take back that a statement closed its bank entries."""
    rows = BankEntry.objects.filter(company=company.id, statement=statement_id, state="CLOSED")
    return rows.update(state="MATCHED", closed_date=None)


def note_statement(*, company: CompanyFacts, bank_account_id: int, number: str, balance_minor: int | None) -> None:
    """Keep on the bank account which statement was closed last, and its closing balance."""
    BankAccount.objects.filter(company=company.id, id=bank_account_id).update(
        last_statement_number=number[:50], balance_last_statement_minor=balance_minor
    )
