"""What every reader of bank files returns, whatever the format.

A reader yields, per statement in the file and in file order: one StatementHeader, its
TransactionRecords, one StatementEnd. So a file of any size is read in flat memory.
Amounts are minor units of the currency beside them; positive is money into the account.

A reader refuses (Malformed) what cannot be read. What a person may override is no refusal of
the reader: it is a Doubt on the record, and the import refuses it unless the override is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reskontra.core.errors import Malformed
from reskontra.formats.autogiro_answers import RejectedOrder


class Status(StrEnum):
    BOOKED = "BOOKED"
    PENDING = "PENDING"  # PDNG, INFO, FUTR and intraday reports: shown as expected, never posted


class TextKind(StrEnum):
    REMITTANCE = "REMITTANCE"  # RmtInf/Ustrd
    TRANSACTION_INFO = "TRANSACTION_INFO"  # AddtlTxInf
    ENTRY_INFO = "ENTRY_INFO"  # AddtlNtryInf
    ADDITIONAL = "ADDITIONAL"  # AddtlRmtInf and the like


class ReferenceKind(StrEnum):
    CREDITOR = "CREDITOR"  # the payee's own structured reference: OCR, RF, KID, QR …
    DOCUMENT = "DOCUMENT"  # a document's number named in a structured place


class TextRecord(NamedTuple):
    kind: TextKind
    text: str


class ReferenceRecord(NamedTuple):
    """A reference in a structured place, as the file has it.

    amount_minor   the share it pays, in the transaction's currency, signed as the document (a credit memo is
                   negative); None where the file does not say
    group          references of one group, from 1, stand in one structured block and so name the same document;
                   only one of them carries the block's amount, so that shares can be summed
    """

    kind: ReferenceKind
    raw: str
    scheme: str = ""  # SCOR, CINV, CREN, QRR …
    amount_minor: int | None = None
    discount_minor: int | None = None  # the cash discount the payer took, positive; beside amount_minor
    group: int = 0


class PartyRecord(NamedTuple):
    """The counterparty: who paid (money in) or was paid (money out). Blank where the file is silent."""

    name: str = ""
    ultimate_name: str = ""
    iban: str = ""
    other_account: str = ""  # any account that is no IBAN: BBAN, bankgiro, plusgiro
    other_scheme: str = ""  # BBAN, BGNR, PGNR …
    bic: str = ""
    address: str = ""  # street and address lines joined by a blank
    postal_code: str = ""
    city: str = ""
    country: str = ""
    organisation_number: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person may override by name: batch, currency, account, balance, running-balance."""

    override: str
    finding: Malformed


class TransactionRecord(NamedTuple):
    """One payment. A batch is split: parts share entry_number and count part_number from 1.

    entry_number   from 1 in the statement, over booked and pending entries alike
    part_number    0 where the entry is one line, else 1, 2, …
    booking_date   None where the file has none: even booked entries may lack it
    entry_amount_minor   the booked total of the entry, in entry_currency
    texts          each element whole, in file order; an entry's own text stands on each of its parts
    """

    entry_number: int
    part_number: int
    status: Status
    booking_date: date | None
    value_date: date | None
    amount_minor: int
    currency: str
    entry_amount_minor: int
    entry_currency: str
    texts: tuple[TextRecord, ...] = ()
    references: tuple[ReferenceRecord, ...] = ()
    counterparty: PartyRecord = PartyRecord()
    paid_to: str = ""  # the own bankgiro, plusgiro or account the payer used
    paid_to_scheme: str = ""
    end_to_end_id: str = ""
    uetr: str = ""
    bank_reference: str = ""  # the part's own AcctSvcrRef, else the entry's
    entry_reference: str = ""  # NtryRef
    entry_bank_reference: str = ""  # the entry's AcctSvcrRef
    batch_reference: str = ""  # Btch/PmtInfId or MsgId
    mandate_id: str = ""
    transaction_code: str = ""  # PMNT/RCDT/DMCT, or the bank's own
    return_reason: str = ""  # AC04, MD07 …
    is_reversal: bool = False
    instructed_minor: int | None = None  # what the payer ordered, in instructed_currency
    instructed_currency: str = ""
    exchange_rate: str = ""
    charges_minor: int = 0  # kept by banks on the way, in charges_currency; positive
    charges_currency: str = ""
    warnings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementHeader:
    """format: "camt.053", "camt.054", "camt.052" …; balances are None where the file has none.

    version    the last digits of the message name ("08"); blank in a file without namespace
    currency   the account's, else the balances', else the first entry's
    is_continued   the statement began in another file, or before another of its account: its opening is the balance
                   of a page
    definition     the import definition it was read by, with its version; such a file need not name an account
    member     name of the file inside an archive; blank outside
    Balances that stand after the entries are not known yet: StatementEnd has them in any case.
    """

    format: str
    version: str
    statement_id: str
    sequence: str
    iban: str
    other_account: str
    other_scheme: str
    currency: str
    created_date: date | None = None
    from_date: date | None = None
    to_date: date | None = None
    opening_minor: int | None = None
    opening_date: date | None = None
    closing_minor: int | None = None
    closing_date: date | None = None
    is_continued: bool = False
    warnings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    definition: str = ""
    definition_version: int = 0
    member: str = ""


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """Booked entries in one currency: their number, and money in and out, both positive."""

    currency: str
    entries: int
    credits_minor: int
    debits_minor: int


@dataclass(frozen=True, slots=True)
class StatementEnd:
    """What only the end of a statement can tell: sums of booked entries, and whether they close.

    entries, pending   booked entries, and entries that are not booked; their sum is all there are
    transactions       booked transactions, parts of batches counted one by one
    credits_minor, debits_minor   booked entries in the header's currency; both positive
    sums               every currency apart, in the order they first occur
    opening_…, closing_…   the header's, or what the file said after its entries
    statement_id, from_date, to_date   where only the last row tells them; else blank and None, and the header's count
    stopped    payments that the bank was asked for and did not make, as of Autogiro without cover
    left_out   rows that the bank shows and has not booked, and that are no records
    """

    entries: int = 0
    transactions: int = 0
    pending: int = 0
    credits_minor: int = 0
    debits_minor: int = 0
    sums: tuple[CurrencySum, ...] = ()
    opening_minor: int | None = None
    opening_date: date | None = None
    closing_minor: int | None = None
    closing_date: date | None = None
    warnings: tuple[str, ...] = ()
    stopped: tuple[RejectedOrder, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    statement_id: str = ""
    from_date: date | None = None
    to_date: date | None = None
    left_out: int = 0


Event = StatementHeader | TransactionRecord | StatementEnd
