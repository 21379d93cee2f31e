"""What other rooms hand to the one writer of vouchers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class CheckDraft(NamedTuple):
    """The check that pays a bank entry. printed_id: of the check as it was printed; None where it is written by hand.

    counter_type, counter_number    whom or what it pays, as a journal line names it
    """

    number: str
    kind: str
    counter_type: str = ""
    counter_number: str = ""
    payee: str = ""
    document_number: str = ""
    external_document_number: str = ""
    printed_id: int | None = None


class BankDraft(NamedTuple):
    """The bank entry that a line on a bank's G/L account makes; amount_minor is in the bank account's currency.

    external_document_number    the voucher's where it is empty; a check's is the check's number
    """

    bank_account_id: int
    amount_minor: int
    currency: str
    document_type: str = ""
    transaction_id: int | None = None
    statement_id: int | None = None
    is_closed: bool = False  # an opening balance: no statement will bring it
    reverses_id: int | None = None
    external_document_number: str = ""
    check: CheckDraft | None = None


class LineDraft(NamedTuple):
    """amount_minor is local, debit +; currency_minor is the same money in `currency`.

    is_correction: a positive amount is a negative credit, a negative one a negative debit.
    """

    account_id: int
    amount_minor: int
    currency: str
    currency_minor: int
    party_id: int | None = None
    description: str = ""
    bank: BankDraft | None = None
    vat_code: str = ""
    cost_center: str = ""
    project: str = ""
    is_correction: bool = False


class VoucherDraft(NamedTuple):
    """A voucher to be numbered, written and sealed; its lines sum to zero.

    source    OPENING, BANK, GENERAL, REVERSAL …: decides the number series
    """

    source: str
    posting_date: date
    lines: tuple[LineDraft, ...]
    document_date: date | None = None
    description: str = ""
    external_document_number: str = ""
    reverses_id: int | None = None


class PostedVoucher(NamedTuple):
    """name is how people write it: A-2026-17."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Run:
    """A posting run under way: all vouchers of one command, given by actor."""

    id: int
    number: int
    actor: str
