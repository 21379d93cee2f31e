"""What the demo is made of: parties, open documents, and payments with the truth about each.

Amounts are öre. Signs as in the files: customer invoices +, vendor invoices −, money in +.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a payment shows the matcher; the value is what truth.json says."""

    OCR = "ocr"
    OCR_SLIP = "ocr_slip"
    OCR_IN_TEXT = "ocr_in_text"
    NUMBER_IN_TEXT = "number_in_text"
    EXTERNAL_NUMBER = "external_number"
    SEVERAL_NUMBERS = "several_numbers"
    SEVERAL_SPLIT = "several_split"
    NAME_AMOUNT = "name_amount"
    IBAN_KNOWN = "iban_known"
    SUM_OF_ALL = "sum_of_all"
    CREDIT_MEMO_NETTED = "credit_memo_netted"
    PART_PAYMENT = "part_payment"
    OVERPAYMENT = "overpayment"
    DISCOUNT_TAKEN = "discount_taken"
    ORE_ROUNDING = "ore_rounding"
    FEE_DEDUCTED = "fee_deducted"
    DUPLICATE_PAYMENT = "duplicate_payment"
    ALREADY_PAID = "already_paid"
    EQUAL_PAYMENTS = "equal_payments"
    PRIVATE_PERSON = "private_person"
    SHOUTED_NAME = "shouted_name"
    FOREIGN_RF = "foreign_rf"
    DIRECT_DEBIT = "direct_debit"
    UNKNOWN_PAYER = "unknown_payer"
    VENDOR_PAYMENT = "vendor_payment"
    RETURNED_PAYMENT = "returned_payment"
    SALARY = "salary"
    TAX_ACCOUNT = "tax_account"
    BANK_FEE = "bank_fee"
    CARD_PURCHASE = "card_purchase"
    OWN_TRANSFER = "own_transfer"
    PENDING = "pending"


class Channel(StrEnum):
    """The road the money took, which decides how the bank books it."""

    BANKGIRO = "BANKGIRO"  # to the own bankgiro: booked in batches
    ACCOUNT = "ACCOUNT"  # to or from an account: an entry each
    SUPPLIER = "SUPPLIER"  # own supplier payments: a batch a day
    DIRECT_DEBIT = "DIRECT_DEBIT"
    BANK = "BANK"  # the bank's own bookings


@dataclass(frozen=True, slots=True)
class Party:
    """iban, bankgiro, plusgiro: those on file; blank where we do not know them."""

    number: str
    name: str
    street: str
    postal_code: str
    city: str
    country: str = "SE"
    organisation_number: str = ""
    vat_number: str = ""
    email: str = ""
    phone: str = ""
    language: str = "sv"
    terms_days: int = 30
    iban: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    is_person: bool = False
    has_discount: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An open document; remaining_minor has the sign of amount_minor. discount_date None: no discount left."""

    ledger: str
    party: str
    document_type: str
    number: str
    external_number: str
    payment_reference: str
    posting_date: date
    due_date: date
    amount_minor: int
    remaining_minor: int
    description: str
    discount_date: date | None = None
    discount_minor: int = 0

    @property
    def is_customer_invoice(self) -> bool:
        return self.ledger == "customer" and self.document_type == "invoice"


@dataclass(frozen=True, slots=True)
class Settlement:
    """Money of one payment on one document. Cash and what is given besides sum to what it is closed with."""

    document: Document
    cash_minor: int
    discount_minor: int = 0
    charge_minor: int = 0
    rounding_minor: int = 0

    @property
    def settled_minor(self) -> int:
        return self.cash_minor + self.discount_minor + self.charge_minor + self.rounding_minor


@dataclass(frozen=True, slots=True)
class Counterparty:
    """The other side as the bank shows it, which need not be as we know it."""

    name: str = ""
    iban: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    organisation_number: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """One bank transaction and what it truly is.

    party         number of the customer or vendor it belongs to; blank for none
    settlements   what it pays; the rest of the amount is on account, or no business of the ledgers
    returns       end-to-end id of the payment that comes back here
    charges_minor kept by banks on the way and told by the bank; the amount is what arrived
    """

    kind: Kind
    day: date
    amount_minor: int
    channel: Channel
    counterparty: Counterparty = Counterparty()
    ledger: str = ""
    party: str = ""
    settlements: tuple[Settlement, ...] = ()
    texts: tuple[str, ...] = ()
    reference: str = ""
    end_to_end_id: str = ""
    mandate: str = ""
    info: str = ""
    return_reason: str = ""
    returns: str = ""
    charges_minor: int = 0

    @property
    def unapplied_minor(self) -> int:
        return self.amount_minor - sum(settlement.cash_minor for settlement in self.settlements)


@dataclass(frozen=True, slots=True)
class BookedPayment:
    """own_reference: the transaction's own AcctSvcrRef; blank where only the entry has one."""

    payment: Payment
    own_reference: str = ""


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One booked line of the account. batch_reference is blank where the entry is no batch.

    is_detailed_elsewhere   the statement shows the total only; the advice has the parts
    """

    day: date
    reference: str
    entry_number: str
    parts: tuple[BookedPayment, ...]
    batch_reference: str = ""
    is_detailed_elsewhere: bool = False
    is_pending: bool = False

    @property
    def amount_minor(self) -> int:
        return sum(part.payment.amount_minor for part in self.parts)


@dataclass(frozen=True, slots=True)
class Statement:
    day: date
    sequence: int
    opening_minor: int
    entries: tuple[BankEntry, ...]

    @property
    def booked(self) -> tuple[BankEntry, ...]:
        return tuple(entry for entry in self.entries if not entry.is_pending)

    @property
    def closing_minor(self) -> int:
        return self.opening_minor + sum(entry.amount_minor for entry in self.booked)
