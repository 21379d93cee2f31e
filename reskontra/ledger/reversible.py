"""Which vouchers a person may reverse: what another command takes back is refused with its name."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.models import PostingRun, Voucher
from reskontra.ledger.reversal import find_reversible


class PostingRunUnknown(Refused):
    code = "posting_run_unknown"
    template = "There is no posting run {run}. Use the number that the command that posted gave."


class PostingRunEmpty(Refused):
    code = "posting_run_empty"
    template = "Posting run {run} posted 0 vouchers. There is nothing to reverse."


class DocumentNotReversed(Refused):
    code = "document_not_reversed"
    template = "Voucher {voucher} is that of an invoice or credit memo. Post a credit memo instead."


class ApplicationNotReversed(Refused):
    code = "application_not_reversed"
    template = "Voucher {voucher} is that of an application. Take it back with reskontra entry unapply."


class AdjustmentNotReversed(Refused):
    code = "adjustment_not_reversed"
    template = "Voucher {voucher} is that of an exchange adjustment. Correct the rates, and adjust again."


class OpeningNotReversed(Refused):
    code = "opening_not_reversed"
    template = "Voucher {voucher} brought an opening balance. Correct it with a voucher of a general journal."


class BadDebtNotReversed(Refused):
    code = "bad_debt_not_reversed"
    template = (
        "Voucher {voucher} is that of a bad debt. Take it back with reskontra bad-debt reopen or "
        "reskontra bad-debt release."
    )


class DirectDebitNotReversed(Refused):
    code = "direct_debit_not_reversed"
    template = "Voucher {voucher} is that of a direct debit. Take it back with reskontra direct-debit reject."


_REFUSED: dict[str, type[Refused]] = {
    "CUSTOMER_DOCUMENT": DocumentNotReversed,
    "VENDOR_DOCUMENT": DocumentNotReversed,
    "APPLICATION": ApplicationNotReversed,
    "ADJUSTMENT": AdjustmentNotReversed,
    "OPENING": OpeningNotReversed,
    "BAD_DEBT": BadDebtNotReversed,
    "DIRECT_DEBIT": DirectDebitNotReversed,
}


def reversible_sources(*, company: CompanyFacts, voucher_ids: Sequence[int]) -> dict[int, str]:
    """Where vouchers came from that a person may reverse: BANK or GENERAL, by voucher.

    refuses   VoucherReversed, ReversalNotReversed; then per voucher DocumentNotReversed, ApplicationNotReversed,
              AdjustmentNotReversed, OpeningNotReversed, BadDebtNotReversed, DirectDebitNotReversed
    """
    found = {}
    for id, voucher in find_reversible(company=company, voucher_ids=voucher_ids).items():
        if refusal := _REFUSED.get(voucher.source):
            raise refusal(voucher=str(voucher))
        found[id] = voucher.source
    return found


def vouchers_of_run(*, company: CompanyFacts, number: int) -> list[int]:
    """The vouchers of a posting run, newest first.

    refuses   PostingRunUnknown, PostingRunEmpty
    """
    run = PostingRun.objects.filter(company=company.id, number=number).first()
    if run is None:
        raise PostingRunUnknown(run=number)
    rows = Voucher.objects.filter(company=company.id, posting_run=run).order_by("-id")
    found = list(rows.values_list("id", flat=True))
    if not found:
        raise PostingRunEmpty(run=number)
    return found
