"""Shapes of journals and their lines, as interfaces promise them."""

from __future__ import annotations

from typing import Any

from reskontra.interface.api.shapes import Data


class StatementHead(Data):
    """The bank's statement under a journal."""

    number: str
    date: str
    opening_balance: str | None
    ending_balance: str | None


class JournalData(Data):
    """A payment reconciliation journal."""

    journal: str
    bank_account: str
    status: str
    posting_date: str | None
    statement: StatementHead | None


class JournalListed(JournalData):
    """With how many of its lines are open and posted, and who made it."""

    open_lines: int
    posted_lines: int
    created_by: str


class LineApplication(Data):
    """Money of a line on one entry or account; signed as the entry that it settles."""

    ledger: str
    account: str
    document_type: str | None
    document_number: str | None
    amount: str
    discount: str
    tolerance: str
    charge: str
    rounding: str
    exchange_difference: str
    evidence: list[dict[str, Any]]


class LineAlternative(Data):
    """A document that could be meant as well, and why it was not chosen."""

    ledger: str
    account: str
    document_type: str
    document_number: str
    remaining: str
    due_date: str
    lost: dict[str, Any] | None


class JournalLine(Data):
    """A line: what the bank says, what is applied, how sure that is and why."""

    journal: str
    line: int
    bank_reference: str
    date: str
    amount: str
    currency: str
    text: str
    payer_name: str | None
    payer_account: str | None
    reference: str | None
    account_type: str | None
    account: str | None
    applied_amount: str
    difference: str
    confidence: str
    state: str
    ready: bool
    reviewed: bool
    applications: list[LineApplication]
    explanation: list[dict[str, Any]]
    alternatives: list[LineAlternative]


class JournalsWhole(Data):
    """Journals with all their lines, as `journal show --format json` tells them."""

    journals: list[JournalData]
    lines: list[JournalLine]


class JournalMatched(Data):
    """What matching did: lines by state, and how many were left as a person had decided them."""

    lines: int
    ready: int
    states: dict[str, int]
    kept: int
    repeat: bool


class VoucherOfLine(Data):
    """Which voucher a line was posted by."""

    voucher: str
    journal: str
    line: int


class MovedAccount(Data):
    """How much was posted on a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


class JournalPosted(Data):
    """What was posted, or would be. run: 0 of a preview; left: lines still open; waiting: for four eyes."""

    run: int
    vouchers: list[VoucherOfLine]
    accounts: list[MovedAccount]
    payments: int
    applied: int
    left: int
    waiting: int
    closed: list[str]


class JournalReversed(Data):
    """Lines that are open again, and the vouchers that took them back."""

    lines: int
    vouchers: list[str]
    readjusted: list[str]


class LinesAccepted(Data):
    """The numbers of the lines that were accepted."""

    lines: list[int]
