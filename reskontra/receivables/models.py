"""Entries of the customer and vendor ledgers, and what settles what.

`remaining_minor` and its local twin are moved by a trigger on the detail rows and by nothing else.
"""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of
from reskontra.receivables.models_of_direct_debits import ChosenMandate as ChosenMandate
from reskontra.receivables.models_of_direct_debits import CustomerMandate as CustomerMandate
from reskontra.receivables.models_of_direct_debits import Debit as Debit
from reskontra.receivables.models_of_direct_debits import DebitCollection as DebitCollection
from reskontra.receivables.models_of_direct_debits import DebitSetup as DebitSetup
from reskontra.receivables.models_of_direct_debits import Mandate as Mandate
from reskontra.receivables.models_of_direct_debits import MandateFile as MandateFile
from reskontra.receivables.models_of_direct_debits import MandateRequest as MandateRequest
from reskontra.receivables.models_of_direct_debits import RejectedDebit as RejectedDebit

LEDGERS = ["CUSTOMER", "VENDOR"]
DOCUMENT_TYPES = ["INVOICE", "CREDIT_MEMO", "PAYMENT", "REFUND", "FINANCE_CHARGE", "REMINDER", ""]
DETAIL_KINDS = [
    "INITIAL",
    "APPLICATION",
    "PAYMENT_DISCOUNT",
    "PAYMENT_DISCOUNT_TOLERANCE",
    "PAYMENT_TOLERANCE",
    "APPLICATION_ROUNDING",
    "UNREALIZED_GAIN",
    "UNREALIZED_LOSS",
    "REALIZED_GAIN",
    "REALIZED_LOSS",
    "CORRECTION_OF_REMAINING",
    "PAYMENT_DISCOUNT_VAT",
    "PAYMENT_DISCOUNT_TOLERANCE_VAT",
    "PAYMENT_TOLERANCE_VAT",
]
DOCUMENT_STATES = ["DRAFT", "POSTED", "DELETED"]
BAD_DEBT_KINDS = ["CONFIRMED", "FEARED"]
REPAYMENT_STATES = ["PROPOSED", "APPROVED", "CANCELLED"]


class Entry(CompanyRow):
    """A document or payment of a customer or vendor; + is owed to us.

    document_minor   the document's own amount; an opening entry's initial detail is what remained of it
    discount_minor   cash discount still possible, signed as the entry
    adjusted_rate_e8 the rate of the last exchange adjustment; null before one
    edited_at        when a person last changed what may be changed
    """

    ledger = models.CharField(max_length=10)
    party = link("parties.Party")
    posting_group = link("ledger.PostingGroup")
    voucher = link("ledger.Voucher")
    document_type = models.CharField(max_length=20, blank=True)
    document_number = models.CharField(max_length=50)
    external_document_number = models.CharField(max_length=100, blank=True)
    payment_reference = models.CharField(max_length=50, blank=True)
    posting_date = models.DateField()
    document_date = models.DateField()
    due_date = models.DateField()
    currency = models.CharField(max_length=3)
    rate_e8 = models.BigIntegerField()
    document_minor = models.BigIntegerField()
    remaining_minor = models.BigIntegerField(default=0)
    remaining_local_minor = models.BigIntegerField(default=0)
    discount_minor = models.BigIntegerField(default=0)
    discount_date = models.DateField(null=True)
    discount_tolerance_date = models.DateField(null=True)
    max_tolerance_minor = models.BigIntegerField(default=0)
    description = models.CharField(max_length=250, blank=True)
    on_hold = models.CharField(max_length=3, blank=True)
    promised_date = models.DateField(null=True)
    dispute_status = models.CharField(max_length=20, blank=True)
    is_opening = models.BooleanField(default=False)
    reverses = link("receivables.Entry", null=True)
    adjusted_rate_e8 = models.BigIntegerField(null=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("receivables_entry", "ledger", LEDGERS),
            one_of("receivables_entry", "document_type", DOCUMENT_TYPES),
            models.UniqueConstraint(
                fields=["company", "ledger", "party", "document_type", "document_number"],
                condition=~models.Q(document_type__in=["PAYMENT", "REFUND", ""]),
                name="receivables_entry_document",
            ),
            models.UniqueConstraint(
                fields=["company", "document_number"],
                condition=models.Q(ledger="CUSTOMER", document_type="INVOICE"),
                name="receivables_entry_invoice",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "voucher"], name="receivables_entry_voucher"),
            models.Index(fields=["company", "document_number"], name="receivables_entry_number"),
            models.Index(
                fields=["company", "party", "remaining_minor"],
                condition=~models.Q(remaining_minor=0),
                name="receivables_entry_open",
            ),
            models.Index(
                models.F("company"),
                models.F("party"),
                models.F("remaining_minor") - models.F("discount_minor"),
                condition=~models.Q(discount_minor=0) & ~models.Q(remaining_minor=0),
                name="receivables_entry_net",
            ),
            models.Index(
                fields=["company", "remaining_minor"],
                condition=~models.Q(remaining_minor=0),
                name="receivables_entry_amount",
            ),
            models.Index(
                fields=["company", "ledger", "due_date", "id", "document_type"],
                condition=~models.Q(remaining_minor=0),
                name="receivables_entry_due_type",
            ),
            # What is open is summed in it alone, of a ledger and of a party of it, whose entries are in it by due date.
            models.Index(
                fields=[
                    "company",
                    "ledger",
                    "party",
                    "due_date",
                    "id",
                    "posting_date",
                    "document_type",
                    "currency",
                    "posting_group",
                    "remaining_minor",
                    "remaining_local_minor",
                ],
                condition=~models.Q(remaining_minor=0),
                name="receivables_entry_owed",
            ),
            models.Index(fields=["company", "ledger", "posting_date"], name="receivables_entry_date"),
            models.Index(fields=["company", "party", "posting_date"], name="receivables_entry_party"),
            models.Index(
                fields=["company", "reverses"],
                condition=models.Q(reverses__isnull=False),
                name="receivables_entry_reverses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_type} {self.document_number}"


class Application(CompanyRow):
    """What unapply names: the details of one application. An unapplication points at what it takes back."""

    number = models.BigIntegerField()
    party = link("parties.Party")
    voucher = link("ledger.Voucher", null=True)
    posting_date = models.DateField()
    unapplies = link("receivables.Application", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="receivables_application_number"),
            models.UniqueConstraint(
                fields=["company", "unapplies"],
                condition=models.Q(unapplies__isnull=False),
                name="receivables_application_unapplies",
            ),
        ]
        indexes = [
            models.Index(
                fields=["company", "voucher"],
                condition=models.Q(voucher__isnull=False),
                name="receivables_application_vch",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class EntryDetail(CompanyRow):
    """Append-only: the sum of an entry's details is what remains of it, in its currency and locally."""

    entry = link("receivables.Entry")
    kind = models.CharField(max_length=30)
    posting_date = models.DateField()
    amount_minor = models.BigIntegerField()
    local_minor = models.BigIntegerField()
    application = link("receivables.Application", null=True)
    voucher = link("ledger.Voucher", null=True)
    applied_entry = link("receivables.Entry", null=True)
    discount_before_minor = models.BigIntegerField(default=0)
    max_tolerance_before_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [one_of("receivables_detail", "kind", DETAIL_KINDS)]
        indexes = [
            models.Index(fields=["company", "entry", "posting_date"], name="receivables_detail_entry"),
            models.Index(fields=["company", "posting_date"], name="receivables_detail_date"),
            models.Index(
                fields=["company", "application"],
                condition=models.Q(application__isnull=False),
                name="receivables_detail_applied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"


class EntryKey(CompanyRow):
    """A number a payer may quote (keys.KeyKind), as an integer. Derived; written with the entry."""

    pk = models.CompositePrimaryKey("company_id", "key", "entry_id", "kind")
    key = models.BigIntegerField()
    entry = link("receivables.Entry")
    kind = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.kind}"


class Document(CompanyRow):
    """An invoice or credit memo in short form, for a company without another invoicing system.

    A draft can be changed; once posted it is the entry's own, and the database keeps it as it is, with its lines.

    number   taken at posting
    file     it was drafted from; null for one that was typed
    """

    ledger = models.CharField(max_length=10)
    document_type = models.CharField(max_length=20)
    draft_number = models.CharField(max_length=20)
    number = models.CharField(max_length=50, blank=True)
    party = link("parties.Party")
    external_document_number = models.CharField(max_length=100, blank=True)
    document_date = models.DateField()
    posting_date = models.DateField()
    due_date = models.DateField(null=True)
    payment_terms = models.CharField(max_length=20, blank=True)
    currency = models.CharField(max_length=3)
    payment_reference = models.CharField(max_length=50, blank=True)
    applies_to_number = models.CharField(max_length=50, blank=True)
    description = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=10, default="DRAFT")
    entry = link("receivables.Entry", null=True)
    file = link("companies.StoredFile", null=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "draft_number"], name="receivables_document_draft"),
            one_of("receivables_document", "ledger", LEDGERS),
            one_of("receivables_document", "document_type", ["INVOICE", "CREDIT_MEMO"]),
            one_of("receivables_document", "state", DOCUMENT_STATES),
        ]
        indexes = [
            models.Index(fields=["company", "state", "ledger"], name="receivables_document_state"),
            models.Index(
                fields=["company", "entry"], condition=models.Q(entry__isnull=False), name="receivables_document_entry"
            ),
            models.Index(
                fields=["company", "file"], condition=models.Q(file__isnull=False), name="receivables_document_file"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.draft_number


class DocumentLine(CompanyRow):
    """amount_minor is net of VAT, in the document's currency and as people write it: positive on either type.

    quantity_e4   how many, × 10^4; price_e4 per one, in minor units × 10^4; both null where only the amount is known
    vat_basis_points   the rate that the VAT was reckoned by; null without a VAT code
    """

    document = link("receivables.Document")
    line_number = models.IntegerField()
    description = models.CharField(max_length=250)
    account_number = models.CharField(max_length=20)
    vat_code = models.CharField(max_length=20, blank=True)
    quantity_e4 = models.BigIntegerField(null=True)
    price_e4 = models.BigIntegerField(null=True)
    amount_minor = models.BigIntegerField()
    vat_minor = models.BigIntegerField()
    cost_center = models.CharField(max_length=20, blank=True)
    project = models.CharField(max_length=20, blank=True)
    vat_basis_points = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "document", "line_number"], name="receivables_docline_number"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.line_number}"


class BadDebt(CompanyRow):
    """A claim that is lost (CONFIRMED: written off, the entry closed by it) or feared lost (FEARED: allowance alone).

    amount_minor   of the entry, signed as it and in its currency; vat_local_minor: the part of it that is VAT
    write_off      the entry that closed a confirmed loss; null for a feared one
    ended_voucher  what took it back; null while it stands
    """

    entry = link("receivables.Entry")
    kind = models.CharField(max_length=10)
    amount_minor = models.BigIntegerField()
    local_minor = models.BigIntegerField()
    vat_local_minor = models.BigIntegerField(default=0)
    posting_date = models.DateField()
    reason = models.CharField(max_length=250, blank=True)
    voucher = link("ledger.Voucher")
    write_off = link("receivables.Entry", null=True)
    ended_voucher = link("ledger.Voucher", null=True)
    ended_at = models.DateTimeField(null=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("receivables_baddebt", "kind", BAD_DEBT_KINDS)]
        indexes = [
            models.Index(fields=["company", "entry"], name="receivables_baddebt_entry"),
            models.Index(fields=["company", "kind", "posting_date"], name="receivables_baddebt_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"


class Repayment(CompanyRow):
    """Money to be paid back on a credit entry, positive: proposed by one, approved by another; closed with it.

    sent_as   the payment by which the bank was told to pay it back; blank before, and once that is not made
    """

    entry = link("receivables.Entry")
    party = link("parties.Party")
    amount_minor = models.BigIntegerField()
    account_kind = models.CharField(max_length=10)
    account_number = models.CharField(max_length=50)
    state = models.CharField(max_length=10, default="PROPOSED")
    reason = models.CharField(max_length=250, blank=True)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    sent_as = models.CharField(max_length=35, blank=True)

    class Meta:
        constraints = [
            one_of("receivables_repayment", "state", REPAYMENT_STATES),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="receivables_repayment_amount"),
        ]
        indexes = [
            models.Index(fields=["company", "state"], name="receivables_repayment_state"),
            models.Index(fields=["company", "entry"], name="receivables_repayment_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.amount_minor}"


class ExchangeAdjustment(CompanyRow):
    """What one adjustment run did to one posting group or bank account in one currency.

    base_minor, base_local_minor   what was open (or on the account), and stood for, before; adjustment_minor: + gain
    """

    voucher = link("ledger.Voucher")
    kind = models.CharField(max_length=10)
    subject = models.CharField(max_length=30)
    currency = models.CharField(max_length=3)
    rate_e8 = models.BigIntegerField()
    as_of = models.DateField()
    base_minor = models.BigIntegerField()
    base_local_minor = models.BigIntegerField()
    adjustment_minor = models.BigIntegerField()
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("receivables_adjustment", "kind", ["CUSTOMER", "VENDOR", "BANK"])]
        indexes = [models.Index(fields=["company", "as_of"], name="receivables_adjustment_date")]

    def __str__(self) -> str:
        return f"{self.subject} {self.currency} {self.as_of}"
