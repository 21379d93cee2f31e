"""What people call the codes that stand in columns and in what the audit trail keeps: kinds, states, reasons."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.interface.role_words import ROLE_WORDS

# Columns whose values are codes of ours; those of other columns are what people chose, and stay as they are.
COLUMNS = frozenset({
    "account_type", "application_method", "balancing_type", "blocked", "channel", "charged", "check_kind", "cost",
    "day_count", "direction", "document_type", "effect", "fee_calculation", "field", "handed_to", "kind", "ledger",
    "line_cost", "match_tolerance_type", "method", "origin", "outcome", "part", "reason", "role", "side", "state",
    "step", "style", "subject", "test", "to", "what",
})  # fmt: skip
WORDS = {
    **ROLE_WORDS,
    # accounts and parties
    "CUSTOMER": noop("Customer"), "VENDOR": noop("Vendor"), "GL": noop("G/L"), "BANK": noop("Bank account"),
    "PARTY": noop("Customer or vendor"), "ENTRY": noop("Entry"), "TRANSACTION": noop("Bank line"),
    "VOUCHER": noop("Voucher"), "BALANCE": noop("Balance"), "INCOME": noop("Income statement"),
    "POSTING": noop("Posting account"), "HEADING": noop("Heading"), "TOTAL": noop("Total"),
    "BEGIN_TOTAL": noop("Total begins"), "END_TOTAL": noop("Total ends"), "IBAN": "IBAN", "BBAN": "BBAN",
    "BANKGIRO": "Bankgiro", "PLUSGIRO": "Plusgiro", "SHIP": noop("No deliveries"), "MANUAL": noop("By hand"),
    "APPLY_TO_OLDEST": noop("Oldest first"), "PERCENTAGE": noop("Percentage"), "AMOUNT": noop("Amount"),
    # documents and their entries
    "INVOICE": noop("Invoice"), "CREDIT_MEMO": noop("Credit memo"), "PAYMENT": noop("Payment"),
    "REFUND": noop("Refund"), "FINANCE_CHARGE": noop("Finance charge memo"), "REMINDER": noop("Reminder"),
    "STATEMENT": noop("Statement of account"), "INITIAL": noop("Posted"), "APPLICATION": noop("Application"),
    "PAYMENT_DISCOUNT": noop("Cash discount"), "PAYMENT_DISCOUNT_TOLERANCE": noop("Late discount"),
    "PAYMENT_TOLERANCE": noop("Payment tolerance"), "APPLICATION_ROUNDING": noop("Rounding"),
    "UNREALIZED_GAIN": noop("Unrealised gain"),
    "UNREALIZED_LOSS": noop("Unrealised loss"),
    "REALIZED_GAIN": noop("Realised gain"),
    "REALIZED_LOSS": noop("Realised loss"),
    "CORRECTION_OF_REMAINING": noop("Rounding of currencies"),
    "PAYMENT_DISCOUNT_VAT": noop("VAT of the cash discount"),
    "PAYMENT_DISCOUNT_TOLERANCE_VAT": noop("VAT of the late discount"),
    "PAYMENT_TOLERANCE_VAT": noop("VAT of the payment tolerance"),
    "REMITTANCE": noop("The payer's text"),
    "TRANSACTION_INFO": noop("The bank's text"),
    "ENTRY_INFO": noop("The bank's text"),
    "ADDITIONAL": noop("More text"),
    "CREDITOR": noop("Payment reference"),
    "CONFIRMED": noop("Confirmed"), "FEARED": noop("Feared"), "COMPUTER": noop("Printed"),
    # journals
    "PAYMENT_RECONCILIATION": noop("Payment reconciliation"), "BANK_RECONCILIATION": noop("Bank reconciliation"),
    "CASH_RECEIPT": noop("Cash receipts"), "GENERAL": noop("General journal"), "DEPOSIT": noop("Bank deposit"),
    "JOURNAL": noop("Journal"), "DOCUMENT": noop("Document"), "RUN": noop("Posting run"),
    # states
    "OPEN": noop("Open"), "CLOSED": noop("Closed"), "LOCKED": noop("Locked"), "POSTED": noop("Posted"),
    "REVERSED": noop("Reversed"), "UNDONE": noop("Undone"), "SUPERSEDED": noop("Superseded"),
    "DELETED": noop("Deleted"), "DRAFT": noop("Draft"), "ISSUED": noop("Issued"), "CANCELLED": noop("Cancelled"),
    "ENTER": noop("Put in"), "TAKE_OUT": noop("Take out"), "ASKED": noop("Asked"),
    "PROPOSED": noop("Proposed"), "APPROVED": noop("Approved"), "ACTIVE": noop("Active"), "REJECTED": noop("Rejected"),
    "WAITING": noop("Waiting"), "RUNNING": noop("Running"), "DONE": noop("Done"), "FAILED": noop("Not done"),
    "REFUSED": noop("Refused"), "BROKEN": noop("Broken off"), "STOPPED": noop("Stopped"),
    "INTERRUPTED": noop("Interrupted"), "HELD": noop("Held back"), "SENT": noop("Sent"),
    "BOUNCED": noop("Came back"), "PENDING": noop("Waiting"), "DELIVERED": noop("Delivered"),
    "DEAD": noop("Given up"), "IMPORTED": noop("Imported"), "KNOWN": noop("Known before"), "BOOKED": noop("Posted"),
    "EXPECTED": noop("Expected"), "DETAIL": noop("Detail"), "MATCHED": noop("Matched"), "PRINTED": noop("Printed"),
    "VOIDED": noop("Voided"), "FINANCIALLY_VOIDED": noop("Voided and taken back"), "TEST_PRINT": noop("Test print"),
    "NEW": noop("New"), "FILE_CREATED": noop("File made"), "REMOVED": noop("Removed"),
    "EXPORTED": noop("Exported"), "TRANSMITTED": noop("Transmitted"),
    # matching
    "ACCOUNT": noop("Account"), "NAME": noop("Name"), "TEXT": noop("Text"), "PAYS_FOR": noop("Pays for"),
    "BILL_TO": noop("Is billed"), "GROUP": noop("Group"), "FACTOR": noop("Factor"), "IN": noop("In"),
    "OUT": noop("Out"), "CONTRADICTED": noop("Contradicted"), "WITHDRAWN": noop("Withdrawn"),
    "OVERRULED": noop("Overruled"), "CONTAINS": noop("Contains"), "WORDS": noop("Words"),
    "PATTERN": noop("Pattern"), "ANY": noop("Any"), "AUTO": noop("By itself"), "MAPPING": noop("Text mapping"),
    "SPLIT": noop("Split"),
    # collections
    "EMAIL": noop("E-mail"), "PRINT": noop("Print"), "FILE": noop("File"), "MARKED": noop("Marked by hand"),
    "CALL": noop("Call"), "LETTER": noop("Letter"), "NOTE": noop("Note"), "AGENCY": noop("Collection agency"),
    "ENFORCEMENT": noop("Enforcement authority"), "GOODS": noop("Quality"), "DELIVERY": noop("Delivery"),
    "PRICE": noop("Price"), "QUANTITY": noop("Quantity"), "NOT_ORDERED": noop("Not ordered"), "PAID": noop("Paid"),
    "OTHER": noop("Other"), "MAKE": noop("Draft"), "ISSUE": noop("Issue"), "SEND": noop("Send"),
    "FIXED": noop("Fixed amount"), "SINGLE": noop("By amount"), "ACCUMULATED": noop("By amount, in steps"),
    "DEMAND": noop("Demand"), "PLAN": noop("Payment plan"), "COMPENSATION": noop("Late payment compensation"),
    "BEGINNING": noop("Text before"), "ENDING": noop("Text after"), "SUBJECT": noop("Subject of the e-mail"),
    "BODY": noop("Text of the e-mail"), "CLOSING": noop("Closing of the e-mail"), "FILE_NAME": noop("File name"),
    "FEE": noop("Fee"), "LINE_FEE": noop("Fee per document"), "LINE": noop("Line"), "RATE": noop("Interest"),
    "ROUNDING": noop("Rounding"), "OVERDUE": noop("Overdue"), "NOT_DUE": noop("Not due"), "ON_HOLD": noop("On hold"),
    "EARLIER": noop("Asked for before"), "DAILY": noop("Day by day"), "ACTUAL": noop("Days of 365"),
    "ACTUAL_ACTUAL": noop("Days of the year"), "ALL": noop("All"),
    # what was done with a draft
    "changed": noop("Dates and posting changed"), "document added": noop("Document added"), "fee": noop("Fee changed"),
    "fee anew": noop("Fee counted anew"), "level": noop("Level changed"), "lines deleted": noop("Lines deleted"),
    "suggested": noop("Lines made anew"), "text added": noop("Text added"), "text changed": noop("Text changed"),
    "texts": noop("Texts written anew"),
}  # fmt: skip


def code_word(column: str, code: str) -> str:
    """What people call a code of a column; anything else as it is."""
    return _(WORDS[code]) if column in COLUMNS and code in WORDS else code
