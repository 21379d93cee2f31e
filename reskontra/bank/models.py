"""What the bank sent: stored once, never changed. Worksheets over it are journals."""

from __future__ import annotations

from django.db import models

from reskontra.bank.models_of_reconciliation import ReconciledEntry as ReconciledEntry
from reskontra.bank.models_of_reconciliation import Reconciliation as Reconciliation
from reskontra.bank.models_of_reconciliation import StatementLineDetail as StatementLineDetail
from reskontra.bank.models_of_reconciliation import TransferredDifference as TransferredDifference
from reskontra.database.rows import CompanyRow, link, one_of

TRANSACTION_STATES = ["BOOKED", "EXPECTED", "KNOWN", "DETAIL", "UNDONE"]
TEXT_KINDS = ["REMITTANCE", "TRANSACTION_INFO", "ENTRY_INFO", "ADDITIONAL"]
REFERENCE_KINDS = ["CREDITOR", "DOCUMENT"]
RUN_STATES = ["RUNNING", "DONE", "FAILED"]
FETCHED_STATES = ["IMPORTED", "KNOWN", "REFUSED"]


class Standing(models.Manager):  # type: ignore[type-arg]
    """What was not undone: the rows that everything but the undoing itself knows of."""

    def get_queryset(self) -> models.QuerySet[models.Model]:
        return super().get_queryset().filter(undone_at__isnull=True)


class FileImport(CompanyRow):
    """One file read by one command. Undone, its rows stay and count for nothing; the file may be imported again."""

    number = models.BigIntegerField()
    file = link("companies.StoredFile")
    format = models.CharField(max_length=30)
    actor = models.CharField(max_length=150)
    imported_at = models.DateTimeField()
    overrides = models.CharField(max_length=200, blank=True)
    override_reason = models.CharField(max_length=500, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=150, blank=True)
    undone_reason = models.CharField(max_length=500, blank=True)

    objects = Standing()
    every = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="bank_import_number"),
            models.UniqueConstraint(
                fields=["company", "file"], condition=models.Q(undone_at__isnull=True), name="bank_import_file"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ImportDefinition(CompanyRow):
    """One version of an import definition, as JSON; the highest is the one in use. Versions stay for ever, so that
    it can be told what a file was read by."""

    name = models.CharField(max_length=60)
    version = models.IntegerField()
    content = models.TextField()
    actor = models.CharField(max_length=150)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "name", "version"], name="bank_definition_version")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class ImportReading(CompanyRow):
    """Which definition, in which version, a file was read by; those that come with the program by name alone.

    An archive has one for each definition that a member of it was read by.
    """

    file_import = link("bank.FileImport")
    name = models.CharField(max_length=60)
    version = models.IntegerField()
    definition = link("bank.ImportDefinition", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "file_import", "name"], name="bank_reading_import")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class BankStatement(CompanyRow):
    """A statement (camt.053), advice (camt.054) or report (camt.052) of one account."""

    file_import = link("bank.FileImport")
    bank_account = link("ledger.BankAccount")
    format = models.CharField(max_length=30)
    statement_id = models.CharField(max_length=100)
    sequence = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3)
    created_date = models.DateField(null=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    statement_date = models.DateField()
    opening_minor = models.BigIntegerField(null=True)
    closing_minor = models.BigIntegerField(null=True)
    closing_date = models.DateField(null=True)
    new_count = models.IntegerField(default=0)
    known_count = models.IntegerField(default=0)
    expected_count = models.IntegerField(default=0)
    warnings = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)

    objects = Standing()
    every = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["company", "bank_account", "statement_date"], name="bank_statement_date"),
            models.Index(fields=["company", "bank_account", "statement_id"], name="bank_statement_number"),
            models.Index(fields=["company", "file_import"], name="bank_statement_import"),
        ]

    def __str__(self) -> str:
        return self.statement_id


class BankTransaction(CompanyRow):
    """One payment, money in +. BOOKED ones are on a journal; EXPECTED are not booked yet; KNOWN were on
    another statement before; DETAIL are parts of an entry that another file brought as a sum; UNDONE ones count for
    nothing, with their import."""

    bank_account = link("ledger.BankAccount")
    statement = link("bank.BankStatement")
    number = models.IntegerField()
    entry_number = models.IntegerField()
    part_number = models.IntegerField(default=0)
    state = models.CharField(max_length=10)
    same_as = link("bank.BankTransaction", null=True)
    booking_date = models.DateField(null=True)
    value_date = models.DateField(null=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    entry_minor = models.BigIntegerField()
    instructed_minor = models.BigIntegerField(null=True)
    instructed_currency = models.CharField(max_length=3, blank=True)
    exchange_rate = models.CharField(max_length=30, blank=True)
    charges_minor = models.BigIntegerField(default=0)
    charges_currency = models.CharField(max_length=3, blank=True)
    end_to_end_id = models.CharField(max_length=100, blank=True)
    uetr = models.CharField(max_length=36, blank=True)
    bank_reference = models.CharField(max_length=100, blank=True)
    entry_reference = models.CharField(max_length=100, blank=True)
    entry_bank_reference = models.CharField(max_length=100, blank=True)
    batch_reference = models.CharField(max_length=100, blank=True)
    mandate_id = models.CharField(max_length=100, blank=True)
    transaction_code = models.CharField(max_length=60, blank=True)
    return_reason = models.CharField(max_length=40, blank=True)
    is_reversal = models.BooleanField(default=False)
    paid_to = models.CharField(max_length=50, blank=True)
    paid_to_scheme = models.CharField(max_length=35, blank=True)
    fingerprint = models.BigIntegerField()
    ordinal = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "statement", "number"], name="bank_transaction_number"),
            one_of("bank_transaction", "state", TRANSACTION_STATES),
        ]
        indexes = [
            models.Index(fields=["company", "bank_account", "booking_date"], name="bank_transaction_date"),
            models.Index(fields=["company", "bank_account", "fingerprint"], name="bank_transaction_fingerprint"),
            models.Index(
                fields=["company", "bank_reference"],
                condition=~models.Q(bank_reference=""),
                name="bank_transaction_reference",
            ),
            models.Index(
                fields=["company", "end_to_end_id"],
                condition=~models.Q(end_to_end_id=""),
                name="bank_transaction_end_to_end",
            ),
            models.Index(
                fields=["company", "mandate_id"], condition=~models.Q(mandate_id=""), name="bank_transaction_mandate"
            ),
            models.Index(
                fields=["company", "same_as"],
                condition=models.Q(same_as__isnull=False),
                name="bank_transaction_same_as",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}/{self.number}"


class KnownPart(CompanyRow):
    """A transaction that a KNOWN one sums up; kept where there are several, and same_as is the first of them."""

    transaction = link("bank.BankTransaction")
    part = link("bank.BankTransaction")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "transaction", "part"], name="bank_known_part_transaction")
        ]
        indexes = [models.Index(fields=["company", "part"], name="bank_known_part_part")]

    def __str__(self) -> str:
        return f"{self.part_id} in {self.transaction_id}"


class TransactionParty(CompanyRow):
    """The counterparty of a transaction."""

    transaction = link("bank.BankTransaction")
    name = models.CharField(max_length=350, blank=True)
    ultimate_name = models.CharField(max_length=350, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    other_account = models.CharField(max_length=70, blank=True)
    other_scheme = models.CharField(max_length=35, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    address = models.CharField(max_length=700, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=140, blank=True)
    country = models.CharField(max_length=2, blank=True)
    organisation_number = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "transaction"], name="bank_party_transaction")]

    def __str__(self) -> str:
        return self.name


class TransactionText(CompanyRow):
    """One element of a transaction's text, whole."""

    transaction = link("bank.BankTransaction")
    sequence = models.IntegerField()
    kind = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "transaction", "sequence"], name="bank_text_sequence"),
            one_of("bank_text", "kind", TEXT_KINDS),
        ]

    def __str__(self) -> str:
        return self.text


class TransactionReference(CompanyRow):
    """A structured reference: the payee's own, or a document's number; `scheme` as the file calls it.

    References of one group, from 1, name the same document; 0 where the file groups nothing.
    """

    transaction = link("bank.BankTransaction")
    sequence = models.IntegerField()
    kind = models.CharField(max_length=10)
    scheme = models.CharField(max_length=35, blank=True)
    raw = models.CharField(max_length=140)
    amount_minor = models.BigIntegerField(null=True)
    discount_minor = models.BigIntegerField(null=True)
    group_number = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "transaction", "sequence"], name="bank_reference_sequence"),
            one_of("bank_reference", "kind", REFERENCE_KINDS),
        ]
        indexes = [models.Index(fields=["company", "raw"], name="bank_reference_raw")]

    def __str__(self) -> str:
        return self.raw


class Feed(CompanyRow):
    """A place that files come from by themselves.

    options           of its kind, as JSON; of what is secret only where it is to be found
    definition        the import definition that its files are read by; blank: they are recognised
    days              how far back is asked for; 0 is the provider's own
    silent_hours      how long nothing new may come before it is told; 0 is for ever
    removed_at        it is run no more, and its runs stay
    """

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    options = models.TextField()
    bank_account = link("ledger.BankAccount", null=True)
    definition = models.CharField(max_length=60, blank=True, default="")
    interval_minutes = models.IntegerField(default=121)
    days = models.IntegerField(default=0)
    silent_hours = models.IntegerField(default=0)
    posts = models.BooleanField(default=False)
    is_enabled = models.BooleanField(default=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "code"], condition=models.Q(removed_at__isnull=True), name="bank_feed_code"
            ),
            models.CheckConstraint(condition=models.Q(interval_minutes__gte=1), name="bank_feed_interval"),
            models.CheckConstraint(condition=models.Q(days__gte=0, days__lte=9999), name="bank_feed_days"),
            models.CheckConstraint(condition=models.Q(silent_hours__gte=0), name="bank_feed_silence"),
        ]

    def __str__(self) -> str:
        return self.code


class FeedRun(CompanyRow):
    """A feed looked once for what is new. finding: codes and values of why it failed, as JSON."""

    number = models.BigIntegerField()
    feed = link("bank.Feed")
    actor = models.CharField(max_length=150)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    found = models.IntegerField(default=0)
    imported = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    lines = models.IntegerField(default=0)
    posted = models.IntegerField(default=0)
    finding = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="bank_feed_run_number"),
            one_of("bank_feed_run", "state", RUN_STATES),
        ]
        indexes = [models.Index(fields=["company", "feed", "started_at"], name="bank_feed_run_feed")]

    def __str__(self) -> str:
        return str(self.number)


class FetchedFile(CompanyRow):
    """A file that a feed brought. key: what the place knows it by as it then was; finding: why it was refused, or
    why its lines were not posted. is_finished: it is matched, and posted where that is asked for."""

    feed = link("bank.Feed")
    run = link("bank.FeedRun")
    key = models.CharField(max_length=500)
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=10)
    is_finished = models.BooleanField(default=True)
    file_import = link("bank.FileImport", null=True)
    fetched_at = models.DateTimeField()
    finding = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "feed", "key"], name="bank_fetched_key"),
            one_of("bank_fetched", "state", FETCHED_STATES),
        ]
        indexes = [models.Index(fields=["company", "run"], name="bank_fetched_run")]

    def __str__(self) -> str:
        return self.name


class Upload(CompanyRow):
    """A file that a person has sent and not said yes to: kept for a day, and gone once it is imported."""

    name = models.CharField(max_length=255)
    content = models.BinaryField()
    size = models.BigIntegerField()
    actor = models.CharField(max_length=150)
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["company", "stored_at"], name="bank_upload_age")]

    def __str__(self) -> str:
        return self.name
