"""Reminders and finance charge memos: drafts, then issued and unalterable, some cancelled."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

KINDS = ["REMINDER", "FINANCE_CHARGE"]
STATES = ["DRAFT", "ISSUED", "CANCELLED", "DELETED"]
ROLES = [
    "BEGINNING", "OVERDUE", "RATE", "NOT_DUE", "ON_HOLD", "EARLIER", "FEE", "LINE_FEE", "ROUNDING", "ENDING", "TEXT",
    "ACCOUNT",
]  # fmt: skip
CHANNELS = ["EMAIL", "PRINT", "FILE", "MARKED"]
SENDING_STATES = ["WAITING", "SENT", "FAILED", "BOUNCED"]


class CollectionDocument(CompanyRow):
    """A reminder or a finance charge memo of a customer in a currency.

    draft_number   of the draft's series; number: of the issued one, "" before
    level          of the header, 0 for a memo and for a letter that demands nothing
    terms          code of the reminder terms, interest_terms of the interest terms, "" for none
    posts_…        as the terms said when it was made; what was posted once it is issued
    remaining_minor of the overdue section; interest, fee, line fees, VAT and rounding beside it, all in the currency
    entry          the customer entry that issuing posted, null where nothing was; voucher likewise
    cancelled_…    by whom, when, by which document number, and the voucher that takes it back
    pdf_sha256     the letter as it was issued, "" until it is made
    """

    kind = models.CharField(max_length=15)
    state = models.CharField(max_length=10, default="DRAFT")
    draft_number = models.CharField(max_length=20)
    number = models.CharField(max_length=20, blank=True)
    party = link("parties.Party")
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=35)
    posting_date = models.DateField()
    document_date = models.DateField()
    due_date = models.DateField()
    level = models.IntegerField(default=0)
    terms = models.CharField(max_length=20, blank=True)
    interest_terms = models.CharField(max_length=20, blank=True)
    is_at_one_level = models.BooleanField(default=False)
    posts_interest = models.BooleanField(default=False)
    posts_fee = models.BooleanField(default=False)
    posts_line_fee = models.BooleanField(default=False)
    remaining_minor = models.BigIntegerField(default=0)
    interest_minor = models.BigIntegerField(default=0)
    fee_minor = models.BigIntegerField(default=0)
    line_fee_minor = models.BigIntegerField(default=0)
    vat_minor = models.BigIntegerField(default=0)
    rounding_minor = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=150, blank=True)
    entry = link("receivables.Entry", null=True)
    voucher = link("ledger.Voucher", null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=150, blank=True)
    cancel_number = models.CharField(max_length=20, blank=True)
    cancel_voucher = link("ledger.Voucher", null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            one_of("collections_document", "kind", KINDS),
            one_of("collections_document", "state", STATES),
            models.UniqueConstraint(fields=["company", "kind", "draft_number"], name="collections_document_draft"),
            models.UniqueConstraint(
                fields=["company", "kind", "number"],
                condition=~models.Q(number=""),
                name="collections_document_number",
            ),
            models.UniqueConstraint(
                fields=["company", "kind", "party", "currency"],
                condition=models.Q(state="DRAFT"),
                name="collections_document_one_draft",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "party", "kind", "document_date"], name="collections_document_party")
        ]

    def __str__(self) -> str:
        return self.number or self.draft_number


class CollectionLine(CompanyRow):
    """A line, by its role. An issued line on an entry is that entry's reminder entry: level, due date and interest.

    parent_position  the line that a RATE or LINE_FEE line belongs to, 0 for none
    original_minor, remaining_minor  of the entry when the document was made; demanded_minor of it what is asked for
    amount_minor     interest of an entry line or rate line, else the fee or rounding; a draft's fee is 0 where it is
                     covered as a whole, and goes when that is issued
    whole_minor, most_minor  of a fee that the law governs: what it comes to by itself, null where that is not known;
                     what a person lets it be at most, null for all of it
    due_date         of the entry; next_due of the document: from which the next level's grace counts
    dispute, disputed_minor  that stood when the document was made: so much of the entry bears no interest in it
    from_date, days, rate_e5  of a RATE line: the day before its first, how many, per cent × 100 000 of period_days
    """

    document = link("collections.CollectionDocument")
    position = models.IntegerField()
    role = models.CharField(max_length=10)
    parent_position = models.IntegerField(default=0)
    entry = link("receivables.Entry", null=True)
    level = models.IntegerField(default=0)
    text = models.TextField(blank=True)
    account = models.CharField(max_length=20, blank=True)
    original_minor = models.BigIntegerField(default=0)
    remaining_minor = models.BigIntegerField(default=0)
    demanded_minor = models.BigIntegerField(default=0)
    amount_minor = models.BigIntegerField(default=0)
    vat_minor = models.BigIntegerField(default=0)
    cost = models.CharField(max_length=12, blank=True)
    due_date = models.DateField(null=True)
    next_due = models.DateField(null=True)
    from_date = models.DateField(null=True)
    days = models.IntegerField(default=0)
    rate_e5 = models.BigIntegerField(default=0)
    period_days = models.IntegerField(default=0)
    dispute = link("collections.Dispute", null=True)
    disputed_minor = models.BigIntegerField(null=True)
    whole_minor = models.BigIntegerField(null=True)
    most_minor = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            one_of("collections_line", "role", ROLES),
            models.UniqueConstraint(fields=["company", "document", "position"], name="collections_line_position"),
        ]
        indexes = [
            models.Index(
                fields=["company", "entry"], condition=models.Q(entry__isnull=False), name="collections_line_entry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.role}"


class LetterSending(CompanyRow):
    """A letter that went out, or should: once, unless a person asks for it again.

    state        WAITING is written before it is handed over: what was cut short then may have gone out
    message_id   of the e-mail, by which it is known when it comes back
    """

    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    address = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Sending(LetterSending):
    """Of a reminder or memo: once per document and level."""

    document = link("collections.CollectionDocument")
    level = models.IntegerField(default=0)
    attempts = models.IntegerField(default=0)

    class Meta:
        constraints = [
            one_of("collections_sending", "channel", CHANNELS),
            one_of("collections_sending", "state", SENDING_STATES),
        ]
        indexes = [models.Index(fields=["company", "document"], name="collections_sending_document")]
