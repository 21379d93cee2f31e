"""Entries of the customer and vendor ledgers, and what settles what.

`remaining_minor` and its local twin are moved by a trigger on the detail rows and by nothing else.
"""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

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
]


class Entry(CompanyRow):
    """A document or payment of a customer or vendor; + is owed to us.

    document_minor   the document's own amount; an opening entry's initial detail is what remained of it
    discount_minor   cash discount still possible, signed as the entry
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
            models.Index(fields=["company", "ledger", "posting_date"], name="receivables_entry_date"),
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
