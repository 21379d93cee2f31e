"""What a rule is told of an entry in the customer or vendor ledger, and the sign convention.

Debit positive, credit negative: a customer who owes us has a positive balance, a vendor we owe a negative one.
One table serves both ledgers: a vendor's documents have the opposite signs, the rules are the same.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.money import Money


class Ledger(StrEnum):
    CUSTOMER = "CUSTOMER"
    VENDOR = "VENDOR"


class DocumentType(StrEnum):
    BLANK = ""  # a correction by journal
    INVOICE = "INVOICE"
    CREDIT_MEMO = "CREDIT_MEMO"
    PAYMENT = "PAYMENT"
    REFUND = "REFUND"
    FINANCE_CHARGE = "FINANCE_CHARGE"
    REMINDER = "REMINDER"


class DetailKind(StrEnum):
    """Why an entry's remaining amount moved. Those with an amount of 0 move the local twin alone."""

    INITIAL = "INITIAL"
    APPLICATION = "APPLICATION"
    PAYMENT_DISCOUNT = "PAYMENT_DISCOUNT"
    PAYMENT_DISCOUNT_TOLERANCE = "PAYMENT_DISCOUNT_TOLERANCE"
    PAYMENT_TOLERANCE = "PAYMENT_TOLERANCE"
    APPLICATION_ROUNDING = "APPLICATION_ROUNDING"
    UNREALIZED_GAIN = "UNREALIZED_GAIN"
    UNREALIZED_LOSS = "UNREALIZED_LOSS"
    REALIZED_GAIN = "REALIZED_GAIN"
    REALIZED_LOSS = "REALIZED_LOSS"
    CORRECTION_OF_REMAINING = "CORRECTION_OF_REMAINING"
    PAYMENT_DISCOUNT_VAT = "PAYMENT_DISCOUNT_VAT"
    PAYMENT_DISCOUNT_TOLERANCE_VAT = "PAYMENT_DISCOUNT_TOLERANCE_VAT"
    PAYMENT_TOLERANCE_VAT = "PAYMENT_TOLERANCE_VAT"


class SignContradictsType(Refused):
    code = "sign_contradicts_type"
    template = (
        "In the {ledger} ledger the document type {document_type} is {sign}, and {amount} was entered. "
        "Turn the sign, or choose another document type."
    )


# Customer's sign; the vendor's is the opposite. 0: any sign. A customer's finance charge may be negative.
_CUSTOMER_SIGNS = {
    DocumentType.BLANK: 0,
    DocumentType.INVOICE: 1,
    DocumentType.CREDIT_MEMO: -1,
    DocumentType.PAYMENT: -1,
    DocumentType.REFUND: 1,
    DocumentType.FINANCE_CHARGE: 0,
    DocumentType.REMINDER: 1,
}


class OpenEntry(NamedTuple):
    """An entry as application rules see it; a settled one has remaining 0.

    remaining_minor         in currency; remaining_local_minor its twin in local currency, the same sign
    rate                    local × 10^8 per one unit, at posting; PAR for the local currency
    adjusted_rate           that of the last exchange adjustment; None means never adjusted
    unrealized_local_minor  the unrealized gain (+) or loss (−) still inside remaining_local_minor
    discount_minor          payment discount still possible, signed as remaining
    max_tolerance_minor     payment tolerance, signed as remaining
    """

    entry_id: int
    ledger: Ledger
    party_id: int
    document_type: DocumentType
    document_number: str
    posting_date: date
    currency: str
    remaining_minor: int
    remaining_local_minor: int
    due_date: date | None = None
    rate: int = PAR
    adjusted_rate: int | None = None
    unrealized_local_minor: int = 0
    discount_minor: int = 0
    discount_date: date | None = None
    discount_tolerance_date: date | None = None
    max_tolerance_minor: int = 0

    @property
    def is_open(self) -> bool:
        return self.remaining_minor != 0

    @property
    def valuation(self) -> Valuation:
        """At the rate of its posting."""
        return Valuation(self.currency, self.rate)

    @property
    def adjusted_valuation(self) -> Valuation:
        """At the rate its remaining amount is carried at."""
        return Valuation(self.currency, self.rate if self.adjusted_rate is None else self.adjusted_rate)


class Detail(NamedTuple):
    """A row that moves an entry's remaining amount; append-only.

    amount_minor       in the entry's currency; local_minor in local currency; debit +
    against_entry_id   the entry on the other side; None for an initial row or a correction
    discount_before_minor, max_tolerance_before_minor
                       on application rows: what was possible on the entry before, for unapply to restore
    account_id         of rows that are VAT: the G/L account the VAT goes back to
    """

    entry_id: int
    kind: DetailKind
    amount_minor: int
    local_minor: int
    against_entry_id: int | None = None
    discount_before_minor: int = 0
    max_tolerance_before_minor: int = 0
    account_id: int | None = None

    def mirrored(self) -> Detail:
        """The row that takes this one back."""
        return self._replace(amount_minor=-self.amount_minor, local_minor=-self.local_minor)


def sign_of(ledger: Ledger, document_type: DocumentType) -> int:
    """1 debit, −1 credit, 0 either."""
    if ledger is Ledger.VENDOR and document_type is DocumentType.FINANCE_CHARGE:
        return -1
    sign = _CUSTOMER_SIGNS[document_type]
    return sign if ledger is Ledger.CUSTOMER else -sign


def check_sign(*, ledger: Ledger, document_type: DocumentType, amount: Money) -> None:
    """An amount of 0 has no sign, and passes.

    refuses   SignContradictsType
    """
    if amount.minor * sign_of(ledger, document_type) < 0:
        raise SignContradictsType(
            document_type=document_type.value.lower().replace("_", " "),
            ledger=ledger.value.lower(),
            sign="positive" if amount.minor < 0 else "negative",
            amount=amount,
        )
