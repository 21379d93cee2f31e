"""Counter vouchers: every line mirrored, both sides linked; nothing posted is touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts, first_open_day
from reskontra.core.errors import Refused
from reskontra.ledger.actions import post
from reskontra.ledger.drafts import BankDraft, LineDraft, PostedVoucher, Run, VoucherDraft
from reskontra.ledger.models import BankEntry, Voucher, VoucherLine


class VoucherReversed(Refused):
    code = "voucher_reversed"
    template = "Voucher {voucher} was reversed already, by {counter}. A voucher is reversed once."


class ReversalNotReversed(Refused):
    code = "reversal_not_reversed"
    template = "Voucher {voucher} is itself a reversal. Post anew what it took back."


def reverse_vouchers(
    *, company: CompanyFacts, run: Run, voucher_ids: Sequence[int], reason: str
) -> list[PostedVoucher]:
    """A counter voucher for each, on its own day or the first open one after; bank entries are open again.

    refuses   VoucherReversed, ReversalNotReversed, and what periods refuse
    """
    drafts = []
    for id in voucher_ids:
        voucher = _reversible(company, id)
        day = first_open_day(company=company, day=voucher.posting_date)
        drafts.append(_counter(company, voucher, day, reason))
        _free_bank_entries(company, voucher)
    return post(company=company, run=run, vouchers=drafts)


def source_of_reversible(*, company: CompanyFacts, voucher_id: int) -> str:
    """Where a voucher came from that can be reversed: OPENING, BANK, GENERAL.

    refuses   VoucherReversed, ReversalNotReversed
    """
    return _reversible(company, voucher_id).source


def _reversible(company: CompanyFacts, id: int) -> Voucher:
    voucher = Voucher.objects.get(company=company.id, id=id)
    counter = Voucher.objects.filter(company=company.id, reverses=voucher).first()
    if counter is not None:
        raise VoucherReversed(voucher=str(voucher), counter=str(counter))
    if voucher.reverses_id is not None:
        raise ReversalNotReversed(voucher=str(voucher))
    return voucher


def _counter(company: CompanyFacts, voucher: Voucher, day: date, reason: str) -> VoucherDraft:
    entries = {
        (entry.bank_account.gl_account_id, entry.local_minor): entry
        for entry in BankEntry.objects.filter(company=company.id, voucher=voucher).select_related("bank_account")
    }
    rows = VoucherLine.objects.filter(company=company.id, voucher=voucher).order_by("line_number")
    return VoucherDraft(
        source="REVERSAL",
        posting_date=day,
        document_date=day,
        lines=tuple(_mirrored(line, entries) for line in rows),
        description=f"{voucher}: {reason}",
        external_document_number=voucher.external_document_number,
        reverses_id=voucher.id,
    )


def _mirrored(line: VoucherLine, entries: dict[tuple[int, int], BankEntry]) -> LineDraft:
    entry = entries.get((line.account_id, line.amount_minor))
    bank = None
    if entry:
        bank = BankDraft(entry.bank_account_id, -entry.amount_minor, entry.currency, reverses_id=entry.id)
    return LineDraft(
        line.account_id,
        -line.amount_minor,
        line.currency,
        -line.currency_minor,
        line.party_id,
        line.description,
        bank,
    )


def _free_bank_entries(company: CompanyFacts, voucher: Voucher) -> None:
    BankEntry.objects.filter(company=company.id, voucher=voucher).update(
        statement=None, transaction=None, state="OPEN", closed_date=None
    )
