"""Journals: editable worksheets. A posted journal stays, and shows what each line became."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of
from reskontra.journals.models_of_paying import PaymentAnswer as PaymentAnswer
from reskontra.journals.models_of_paying import PaymentProposal as PaymentProposal
from reskontra.journals.models_of_paying import ProposedPayment as ProposedPayment

JOURNAL_KINDS = ["PAYMENT_RECONCILIATION", "BANK_RECONCILIATION", "CASH_RECEIPT", "PAYMENT", "GENERAL", "DEPOSIT"]
JOURNAL_STATES = ["OPEN", "POSTED", "REVERSED", "UNDONE"]
LINE_STATES = ["OPEN", "POSTED", "REVERSED", "SUPERSEDED"]
ACCOUNT_TYPES = ["", "GL", "CUSTOMER", "VENDOR", "BANK"]
TYPED_KINDS = ["CASH_RECEIPT", "PAYMENT", "GENERAL", "DEPOSIT"]
NO_PAYMENTS_OF_BANK = [*TYPED_KINDS, "BANK_RECONCILIATION"]
CHECK_KINDS = ["", "MANUAL", "COMPUTER"]
DOCUMENT_TYPES = ["", "INVOICE", "CREDIT_MEMO", "PAYMENT", "REFUND", "FINANCE_CHARGE", "REMINDER"]


class Journal(CompanyRow):
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=30)
    bank_account = link("ledger.BankAccount", null=True)
    statement = link("bank.BankStatement", null=True)
    file_import = link("bank.FileImport", null=True)
    closing_override_minor = models.BigIntegerField(null=True)
    closing_override_reason = models.CharField(max_length=200, blank=True)
    posting_date_override = models.DateField(null=True)
    state = models.CharField(max_length=10, default="OPEN")
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="journals_journal_number"),
            one_of("journals_journal", "kind", JOURNAL_KINDS),
            one_of("journals_journal", "state", JOURNAL_STATES),
        ]
        indexes = [
            models.Index(fields=["company", "state", "kind"], name="journals_journal_state"),
            models.Index(fields=["company", "file_import"], name="journals_journal_import"),
            models.Index(fields=["company", "statement"], name="journals_journal_statement"),
        ]

    def __str__(self) -> str:
        return self.number


class JournalLine(CompanyRow):
    """A line is one bank transaction, or typed, or split from another (`parent`).

    account_minor is the amount in the bank account's currency; null until a person gives it where they differ.
    """

    journal = link("journals.Journal")
    line_number = models.IntegerField()
    transaction = link("bank.BankTransaction", null=True)
    parent = link("journals.JournalLine", null=True)
    date = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    account_minor = models.BigIntegerField(null=True)
    account_type = models.CharField(max_length=10, blank=True)
    account_number = models.CharField(max_length=30, blank=True)
    description = models.CharField(max_length=250, blank=True)
    is_duplicate_suspect = models.BooleanField(default=False)
    reviewed_by = models.CharField(max_length=150, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="OPEN")
    voucher = link("ledger.Voucher", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "journal", "line_number"], name="journals_line_number"),
            models.UniqueConstraint(
                fields=["company", "transaction"],
                condition=models.Q(transaction__isnull=False, parent__isnull=True, state__in=["OPEN", "POSTED"]),
                name="journals_line_transaction",
            ),
            one_of("journals_line", "account_type", ACCOUNT_TYPES),
            one_of("journals_line", "state", LINE_STATES),
        ]
        indexes = [
            models.Index(fields=["company", "journal", "state"], name="journals_line_state"),
            models.Index(
                fields=["company", "voucher"], condition=models.Q(voucher__isnull=False), name="journals_line_voucher"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}/{self.line_number}"


class TakenBack(CompanyRow):
    """A line that a voucher posted, and that is open again since the voucher was reversed."""

    line = link("journals.JournalLine")
    voucher = link("ledger.Voucher")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "voucher", "line"], name="journals_takenback_voucher"),
        ]
        indexes = [models.Index(fields=["company", "line"], name="journals_takenback_line")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.voucher_id}"


class JournalTemplate(CompanyRow):
    """What the batches of a kind have in common, where they say nothing themselves.

    series numbers documents as they are typed; posting_series gives them other numbers as they are posted.
    """

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    forces_balance = models.BooleanField(default=True)
    balancing_type = models.CharField(max_length=10, blank=True)
    balancing_number = models.CharField(max_length=30, blank=True)
    series = models.CharField(max_length=20, blank=True)
    posting_series = models.CharField(max_length=20, blank=True)
    allows_manual_numbers = models.BooleanField(default=True)
    allowed_from = models.DateField(null=True)
    allowed_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="journals_template_code"),
            one_of("journals_template", "kind", TYPED_KINDS),
            one_of("journals_template", "balancing_type", ACCOUNT_TYPES),
        ]

    def __str__(self) -> str:
        return self.code


class JournalBatch(CompanyRow):
    """A journal filled by hand, again and again: its lines are posted and stay to be seen. journal.number is its name.

    Blank values are the template's.
    """

    journal = link("journals.Journal")
    template = link("journals.JournalTemplate")
    description = models.CharField(max_length=100, blank=True)
    balancing_type = models.CharField(max_length=10, blank=True)
    balancing_number = models.CharField(max_length=30, blank=True)
    series = models.CharField(max_length=20, blank=True)
    posting_series = models.CharField(max_length=20, blank=True)
    suggests_balancing_amount = models.BooleanField(default=False)
    is_deleted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "journal"], name="journals_batch_journal"),
            one_of("journals_batch", "balancing_type", ACCOUNT_TYPES),
        ]

    def __str__(self) -> str:
        return str(self.journal_id)


class TypedLine(CompanyRow):
    """A line of a cash receipt, payment or general journal.

    amount_minor is from the point of view of the account, debit +, in `currency`; the balancing account gets the
    opposite. local_minor is null where the rate of the day decides. check_kind: a check pays it, written by hand
    (MANUAL) or printed before it is posted (COMPUTER).
    """

    journal = link("journals.Journal")
    line_number = models.IntegerField()
    posting_date = models.DateField(null=True)
    document_date = models.DateField(null=True)
    document_type = models.CharField(max_length=20, blank=True)
    document_number = models.CharField(max_length=50, blank=True)
    external_document_number = models.CharField(max_length=100, blank=True)
    account_type = models.CharField(max_length=10, blank=True)
    account_number = models.CharField(max_length=30, blank=True)
    description = models.CharField(max_length=250, blank=True)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField(default=0)
    local_minor = models.BigIntegerField(null=True)
    balancing_type = models.CharField(max_length=10, blank=True)
    balancing_number = models.CharField(max_length=30, blank=True)
    applies_to_type = models.CharField(max_length=20, blank=True)
    applies_to_number = models.CharField(max_length=50, blank=True)
    applies_to_id = models.CharField(max_length=50, blank=True)
    accepts_late_discount = models.BooleanField(null=True)
    accepts_tolerance = models.BooleanField(null=True)
    on_hold = models.CharField(max_length=3, blank=True)
    is_correction = models.BooleanField(default=False)
    vat_code = models.CharField(max_length=20, blank=True)
    cost_center = models.CharField(max_length=20, blank=True)
    project = models.CharField(max_length=20, blank=True)
    comment = models.CharField(max_length=250, blank=True)
    check_kind = models.CharField(max_length=10, blank=True, default="", db_default="")
    check_number = models.CharField(max_length=30, blank=True, default="", db_default="")
    printed_check = link("ledger.CheckEntry", null=True)
    state = models.CharField(max_length=10, default="OPEN")
    voucher = link("ledger.Voucher", null=True)
    created_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "journal", "line_number"], name="journals_typed_number"),
            one_of("journals_typed", "account_type", ACCOUNT_TYPES),
            one_of("journals_typed", "balancing_type", ACCOUNT_TYPES),
            one_of("journals_typed", "document_type", DOCUMENT_TYPES),
            one_of("journals_typed", "check_kind", CHECK_KINDS),
            one_of("journals_typed", "state", ["OPEN", "POSTED", "DELETED"]),
        ]
        indexes = [
            models.Index(fields=["company", "journal", "state"], name="journals_typed_state"),
            models.Index(
                fields=["company", "voucher"], condition=models.Q(voucher__isnull=False), name="journals_typed_voucher"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}/{self.line_number}"


class Mark(CompanyRow):
    """An entry that a typed line settles, once it is posted, and how much of it. amount_minor null: all that it can."""

    line = link("journals.TypedLine")
    entry = link("receivables.Entry")
    position = models.IntegerField()
    amount_minor = models.BigIntegerField(null=True)
    accepts_late_discount = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "line", "entry"], name="journals_mark_line")]
        indexes = [models.Index(fields=["company", "entry"], name="journals_mark_entry")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.entry_id}"


class RegistrationSetup(CompanyRow):
    """How a user registers payments: through which batch, against which account. user "" is the default row.

    ledger   CUSTOMER for what is received, VENDOR for what is paid
    """

    user = models.CharField(max_length=150, blank=True)
    ledger = models.CharField(max_length=10, default="CUSTOMER")
    journal = link("journals.Journal")
    balancing_type = models.CharField(max_length=10)
    balancing_number = models.CharField(max_length=30)
    is_default_account = models.BooleanField(default=True)
    fills_date = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "user", "ledger"], name="journals_registration_user"),
            one_of("journals_registration_setup", "ledger", ["CUSTOMER", "VENDOR"]),
            one_of("journals_registration_setup", "balancing_type", ["GL", "BANK"]),
        ]

    def __str__(self) -> str:
        return self.user


class Registration(CompanyRow):
    """What a user has entered on an unpaid document, not posted yet. amount_minor is signed as the entry."""

    user = models.CharField(max_length=150)
    entry = link("receivables.Entry")
    is_made = models.BooleanField(default=False)
    received_date = models.DateField(null=True)
    amount_minor = models.BigIntegerField(default=0)
    discount_date = models.DateField(null=True)
    external_document_number = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user", "entry"], name="journals_registration_entry")]

    def __str__(self) -> str:
        return f"{self.user} {self.entry_id}"


class Deposit(CompanyRow):
    """What is paid in to an own bank account at once; its lines are its journal's. total_minor: in the bank's currency.

    is_lump_sum   the bank is posted as one entry, else as one for each line
    """

    journal = link("journals.Journal")
    bank_account = link("ledger.BankAccount")
    posting_date = models.DateField()
    document_date = models.DateField()
    total_minor = models.BigIntegerField()
    description = models.CharField(max_length=100, blank=True)
    is_lump_sum = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="OPEN")
    voucher = link("ledger.Voucher", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "journal"], name="journals_deposit_journal"),
            one_of("journals_deposit", "state", ["OPEN", "POSTED", "DELETED"]),
            models.CheckConstraint(condition=models.Q(total_minor__gt=0), name="journals_deposit_total"),
        ]
        indexes = [models.Index(fields=["company", "posting_date"], name="journals_deposit_date")]

    def __str__(self) -> str:
        return str(self.journal_id)
