"""Post the vouchers of a SIE 4 file, all or none; the same file again changes nothing.

They are numbered here, in the series of vouchers typed by hand; series and number in the file are kept as the external
document number. Accounts that customers, vendors and bank accounts own are refused: what is posted there must be
entries too, and they come from their own files.
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
from reskontra.database.locks import lock_company
from reskontra.formats.sie import SieFile, SieMovement, SieVoucher, read_sie
from reskontra.ledger.account_facts import AccountFacts, accounts_by_number, direct_account
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.models import VoucherFile
from reskontra.ledger.opening_file import SieOtherCompany, SieOtherCurrency


class NoVouchersInFile(Malformed):
    code = "no_vouchers_in_file"
    template = "The SIE {type} file has no voucher. Export a file with vouchers: type 4."


@dataclass(frozen=True, slots=True)
class VouchersLoaded:
    """first, last: names of the vouchers. loaded_at and loaded_by are set where the same bytes were loaded before."""

    vouchers: int
    rows: int = 0
    first: str = ""
    last: str = ""
    loaded_at: datetime | None = None
    loaded_by: str = ""


def load_vouchers(
    *, company: CompanyFacts, actor: str, name: str, stream: BinaryIO, is_preview: bool = False
) -> VouchersLoaded:
    """Post every voucher of the file, those without rows left out.

    refuses   what read_sie() refuses (a voucher that does not sum to zero), SieOtherCurrency, SieOtherCompany,
              NoVouchersInFile; Findings of NoFiscalYear, PeriodClosed, NoOpenPeriod, AccountUnknown, AccountBlocked,
              AccountOfBank
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
        drafts = _drafts(company, vouchers)
        run = start_run(company=company, actor=actor, action="vouchers.loaded")
        posted = post(company=company, run=run, vouchers=drafts)
        stream.seek(0)
        stored = store_file(company=company, name=name, stream=stream)
        VoucherFile(company_id=company.id, file_id=stored, posting_run_id=run.id, voucher_count=len(posted)).save(
            force_insert=True
        )
        content = {"vouchers": len(posted), "first": posted[0].name, "last": posted[-1].name, "run": run.number}
        record(company=company.id, actor=actor, action="vouchers.loaded", subject=name, content=content)
        if is_preview:
            transaction.set_rollback(True)
    return VouchersLoaded(len(posted), sum(len(one.rows) for one in vouchers), posted[0].name, posted[-1].name)


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


def _drafts(company: CompanyFacts, vouchers: list[SieVoucher]) -> list[VoucherDraft]:
    known = accounts_by_number(company=company)
    findings = [*_closed(company, vouchers)]
    drafts = []
    for voucher in vouchers:
        lines = []
        for row in voucher.rows:
            try:
                lines.append(_line(company, known, row))
            except Refused as finding:
                findings.append(finding.at(f"line {row.line}, #TRANS"))
        drafts.append(
            VoucherDraft(
                "GENERAL",
                voucher.day,
                tuple(lines),
                description=voucher.text,
                external_document_number=voucher.name,
            )
        )
    if findings:
        raise Findings(findings)
    return drafts


def _closed(company: CompanyFacts, vouchers: list[SieVoucher]) -> list[Refused]:
    """Why days take no voucher, each told at the first voucher of the day."""
    first: dict[date, SieVoucher] = {}
    for voucher in vouchers:
        first.setdefault(voucher.day, voucher)
    findings = []
    for day, voucher in first.items():
        try:
            open_fiscal_years(company=company, dates=[day])
        except Refused as finding:
            findings.append(finding.at(f"line {voucher.line}, #VER"))
    return findings


def _line(company: CompanyFacts, known: dict[str, AccountFacts], row: SieMovement) -> LineDraft:
    account = direct_account(known, row.account)
    return LineDraft(
        account.id,
        row.minor,
        company.currency,
        row.minor,
        description=row.text,
        cost_center=row.objects.get("1", "")[:20],
        project=row.objects.get("6", "")[:20],
    )
