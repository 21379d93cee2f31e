"""Post the vouchers of a SIE 4 file, all or none; the same file again changes nothing.

They are numbered here, in the series of vouchers typed by hand; series and number in the file are kept as the external
document number.

What is posted to an account that customers or vendors own must be entries too, and they come from their own files. So
such rows are refused; or, where books are taken over, they go to the account against which entries are loaded, and
meet them there: it comes to 0 once all is loaded, and G/L and subledger never differ. A row on a bank account's G/L
account becomes a bank entry, or is taken over likewise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.files import sha256_of, store_file
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.formats.sie import SieFile, SieMovement, SieVoucher, read_sie
from reskontra.formats.sie_write import COST_CENTER, LONGEST_CODE, PROJECT
from reskontra.ledger.account_facts import AccountFacts, accounts_by_number, direct_account
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.chart import NewAccount, write_accounts
from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
from reskontra.ledger.models import VoucherFile
from reskontra.ledger.opening import OpeningAccountUnknown, contra_accounts
from reskontra.ledger.opening_file import SieOtherCompany, SieOtherCurrency
from reskontra.ledger.queries import AccountUnknown, bank_accounts, control_balances


class NoVouchersInFile(Malformed):
    code = "no_vouchers_in_file"
    template = "The SIE {type} file has no voucher. Export a file with vouchers: type 4."


class SieObjectTooLong(Malformed):
    code = "sie_object_too_long"
    template = (
        'The cost center or project is "{object}", and {most:letter|letters} are the most. '
        "Shorten it in the program that wrote the file."
    )


class ControlAccountRows(Malformed):
    code = "voucher_control_rows"
    template = (
        "{rows:row|rows} on account {account}, {amount} together, would have no entries of {ledger}s. Have them meet "
        "the entries that you load on account {contra} with --take-over, or take them out of the file."
    )


@dataclass(frozen=True, slots=True)
class LoadOrder:
    """What a user says of the load.

    takes_over     rows on accounts of customers, vendors and bank accounts go to the account where loaded entries and
                   bank openings meet them
    adds_accounts  accounts that the chart lacks are added, as the file names them
    """

    takes_over: bool = False
    adds_accounts: bool = False
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class MovedRows:
    """Rows of an account that became something else: where they went, or the bank account. minor: local, debit +."""

    account: str
    target: str
    rows: int
    minor: int


@dataclass(frozen=True, slots=True)
class VouchersLoaded:
    """first, last: names of the vouchers. loaded_at and loaded_by are set where the same bytes were loaded before.

    added   accounts that the chart lacked; taken_over, banked: rows that went to a contra account, or to a bank account
    """

    vouchers: int
    rows: int = 0
    first: str = ""
    last: str = ""
    loaded_at: datetime | None = None
    loaded_by: str = ""
    added: tuple[str, ...] = ()
    taken_over: tuple[MovedRows, ...] = ()
    banked: tuple[MovedRows, ...] = ()


def load_vouchers(
    *, company: CompanyFacts, actor: str, name: str, stream: BinaryIO, order: LoadOrder = LoadOrder()
) -> VouchersLoaded:
    """Post every voucher of the file, those without rows left out.

    refuses   what read_sie() refuses (a voucher that does not sum to zero), SieOtherCurrency, SieOtherCompany,
              NoVouchersInFile; AccountNumberUnfit; Findings of NoFiscalYear, PeriodClosed, NoOpenPeriod,
              OpeningAccountUnknown, AccountBlocked, ControlAccountRows, AccountOfBank (in another currency): each
              told once, at the first row
    """
    digest = sha256_of(stream)
    if known := _loaded_before(company, digest):
        return known
    file = read_sie(stream)
    _refuse_other_books(company, file)
    vouchers = [voucher for voucher in file.vouchers if voucher.rows]
    if not vouchers:
        raise NoVouchersInFile(type=file.type)
    with transaction.atomic():
        lock_company(company.id)
        if known := _loaded_before(company, digest):
            return known
        added = _add_missing(company, file, vouchers) if order.adds_accounts else ()
        rows = _Rows(company, order)
        drafts = _drafts(company, vouchers, rows)
        run = start_run(company=company, actor=actor, action="vouchers.loaded")
        posted = post(company=company, run=run, vouchers=drafts)
        stream.seek(0)
        stored = store_file(company=company, name=name, stream=stream)
        VoucherFile(company_id=company.id, file_id=stored, posting_run_id=run.id, voucher_count=len(posted)).save(
            force_insert=True
        )
        content = {"vouchers": len(posted), "first": posted[0].name, "last": posted[-1].name, "run": run.number}
        record(company=company.id, actor=actor, action="vouchers.loaded", subject=name, content=content)
        if order.is_preview:
            transaction.set_rollback(True)
    return VouchersLoaded(
        len(posted), sum(len(one.rows) for one in vouchers), posted[0].name, posted[-1].name, added=added,
        taken_over=rows.moved(rows.taken_over), banked=rows.moved(rows.banked),
    )  # fmt: skip


def _loaded_before(company: CompanyFacts, digest: str) -> VouchersLoaded | None:
    rows = VoucherFile.objects.filter(company=company.id, file__company=company.id, file__sha256=digest)
    found = rows.values_list("voucher_count", "posting_run__posted_at", "posting_run__actor").first()
    return VouchersLoaded(found[0], loaded_at=found[1], loaded_by=found[2]) if found else None


def _refuse_other_books(company: CompanyFacts, file: SieFile) -> None:
    if file.currency != company.currency:
        raise SieOtherCurrency(place="#VALUTA", found=file.currency, currency=company.currency)
    found, known = (
        re.sub("[^0-9]", "", text)[-10:] for text in (file.organisation_number, company.organisation_number)
    )
    if found and known and found != known:
        raise SieOtherCompany(place="#ORGNR", found=file.organisation_number, known=company.organisation_number)


def _add_missing(company: CompanyFacts, file: SieFile, vouchers: list[SieVoucher]) -> tuple[str, ...]:
    """refuses   AccountNumberUnfit"""
    known = accounts_by_number(company=company)
    used = dict.fromkeys(row.account for voucher in vouchers for row in voucher.rows)
    missing = [account for account in used if account not in known]
    new = [NewAccount(one, file.accounts.get(one, one), True if one in file.income else None) for one in missing]
    write_accounts(company=company, accounts=new)
    return tuple(sorted(missing))


def _drafts(company: CompanyFacts, vouchers: list[SieVoucher], rows: _Rows) -> list[VoucherDraft]:
    findings = [*_closed(company, vouchers)]
    drafts = []
    for voucher in vouchers:
        lines = tuple(line for row in voucher.rows if (line := rows.line(row)) is not None)
        drafts.append(
            VoucherDraft(
                "GENERAL", voucher.day, lines, description=voucher.text, external_document_number=voucher.name
            )
        )  # fmt: skip
    findings += rows.findings()
    if findings:
        raise Findings(findings)
    return drafts


def _closed(company: CompanyFacts, vouchers: list[SieVoucher]) -> list[Refused | Malformed]:
    """Why days take no voucher, each told at the first voucher of a year."""
    first: dict[date, SieVoucher] = {}
    for voucher in vouchers:
        first.setdefault(voucher.day, voucher)
    findings: dict[tuple[str, int], Refused | Malformed] = {}
    for day, voucher in first.items():
        try:
            open_fiscal_years(company=company, dates=[day])
        except Refused as finding:
            findings.setdefault((finding.code, day.year), finding.at(f"line {voucher.line}, #VER"))
    return list(findings.values())


class _Rows:
    """Rows as lines of vouchers; what forbids one is told once for each account."""

    def __init__(self, company: CompanyFacts, order: LoadOrder) -> None:
        self._company = company
        self._order = order
        self._known = accounts_by_number(company=company)
        self._contras = contra_accounts(company=company)
        self._ledgers = {one.account: one.kinds[0].lower() for one in control_balances(company=company)}
        self._banks = {bank.gl_account: bank for bank in bank_accounts(company=company)}
        self._refused: dict[str, Refused | Malformed] = {}
        self._controls: dict[str, list[SieMovement]] = {}
        self.taken_over: dict[tuple[str, str], list[int]] = {}
        self.banked: dict[tuple[str, str], list[int]] = {}

    def line(self, row: SieMovement) -> LineDraft | None:
        """None where the row cannot be posted."""
        if long := next((code for code in _codes(row) if len(code) > LONGEST_CODE), ""):
            place = f"line {row.line}, #TRANS"
            self._refused.setdefault(long, SieObjectTooLong(place=place, object=long[:60], most=LONGEST_CODE))
            return None
        contra = self._contras.get(row.account, "")
        bank = self._banks.get(row.account)
        if contra and self._order.takes_over:
            self.taken_over.setdefault((row.account, contra), []).append(row.minor)
            return self._draft(self._known[contra], row, text=f"{row.account} {row.text}".strip())
        if row.account in self._ledgers:
            self._controls.setdefault(row.account, []).append(row)
            return None
        if bank is not None and bank.currency == self._company.currency:
            self.banked.setdefault((row.account, bank.number), []).append(row.minor)
            return self._draft(self._known[row.account], row)._replace(
                bank=BankDraft(bank.id, row.minor, bank.currency)
            )
        try:
            return self._draft(direct_account(self._known, row.account), row)
        except AccountUnknown:
            unknown = OpeningAccountUnknown(place=f"line {row.line}, #TRANS", account=row.account)
            self._refused.setdefault(row.account, unknown)
        except Refused as refusal:
            self._refused.setdefault(row.account, refusal.at(f"line {row.line}, #TRANS"))
        return None

    def findings(self) -> list[Refused | Malformed]:
        controls = [
            ControlAccountRows(
                place=f"line {rows[0].line}, #TRANS", rows=len(rows), account=account, ledger=self._ledgers[account],
                amount=Money(sum(row.minor for row in rows), self._company.currency), contra=self._contras[account],
            )
            for account, rows in sorted(self._controls.items())
        ]  # fmt: skip
        return [*self._refused.values(), *controls]

    def moved(self, rows: dict[tuple[str, str], list[int]]) -> tuple[MovedRows, ...]:
        return tuple(MovedRows(*key, len(minors), sum(minors)) for key, minors in sorted(rows.items()))

    def _draft(self, account: AccountFacts, row: SieMovement, *, text: str = "") -> LineDraft:
        center, project = _codes(row)
        return LineDraft(
            account.id, row.minor, self._company.currency, row.minor, description=text or row.text,
            cost_center=center, project=project,
        )  # fmt: skip


def _codes(row: SieMovement) -> tuple[str, str]:
    """Of the cost center and the project."""
    return row.objects.get(COST_CENTER, ""), row.objects.get(PROJECT, "")
