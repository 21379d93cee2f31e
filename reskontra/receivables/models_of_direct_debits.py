"""Mandates of customers to debit their accounts, and collections of debits that go to the bank."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

SCHEMES = ["CORE", "B2B", "AUTOGIRO"]
COLLECTION_STATES = ["NEW", "CANCELLED", "FILE_CREATED", "CLOSED", "POSTED"]
DEBIT_STATES = ["NEW", "FILE_CREATED", "REJECTED", "POSTED"]
ACCOUNT_KINDS = ["", "IBAN", "BANKGIRO", "PLUSGIRO", "BBAN"]
SEQUENCES = ["", "FRST", "RCUR", "FNAL", "OOFF"]
TOLD_STATES = ["ACTIVE", "CANCELLED", "REJECTED"]


class DebitSetup(CompanyRow):
    """How is collected to an own bank account: what the bank and Bankgirot gave the company.

    version           of pain.008: 02 or 08
    bankgirot_number  the payee's customer number at Bankgirot
    """

    bank_account = link("ledger.BankAccount")
    creditor_id = models.CharField(max_length=35, blank=True)
    creditor_name = models.CharField(max_length=70, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    version = models.CharField(max_length=2, default="08")
    is_batch = models.BooleanField(default=True)
    allows_other_currencies = models.BooleanField(default=False)
    bankgirot_number = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "bank_account"], name="receivables_debitsetup_bank"),
            one_of("receivables_debitsetup", "version", ["02", "08"]),
        ]

    def __str__(self) -> str:
        return f"{self.bank_account_id} {self.creditor_id}"


class CustomerMandate(CompanyRow):
    """What a customer signed. debit_counter: debits sent to the bank and not rejected.

    account, payer_number   of SEPA the IBAN; of Autogiro the number that Bankgirot knows the payer by
    asked_at                when Bankgirot was asked to enter it; cancelled_at: to take it out
    """

    number = models.CharField(max_length=35)
    scheme = models.CharField(max_length=10)
    party = link("parties.Party")
    account_kind = models.CharField(max_length=10, blank=True)
    account = models.CharField(max_length=50, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    payer_number = models.CharField(max_length=16, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    signed_date = models.DateField(null=True)
    is_one_off = models.BooleanField(default=False)
    expected_debits = models.IntegerField(default=1)
    ignores_expected = models.BooleanField(default=True)
    debit_counter = models.IntegerField(default=0)
    is_blocked = models.BooleanField(default=False)
    is_closed = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="receivables_custmandate_number"),
            one_of("receivables_custmandate", "scheme", SCHEMES),
            one_of("receivables_custmandate", "account_kind", ACCOUNT_KINDS),
            models.CheckConstraint(
                condition=models.Q(expected_debits__gte=1) & models.Q(debit_counter__gte=0),
                name="receivables_custmandate_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(is_one_off=False) | models.Q(expected_debits=1, ignores_expected=False),
                name="receivables_custmandate_one_off",
            ),
        ]
        indexes = [models.Index(fields=["company", "party"], name="receivables_custmandate_party")]

    def __str__(self) -> str:
        return self.number


class ChosenMandate(CompanyRow):
    """How one entry is collected: by this mandate; null for not by direct debit. Without a row by the default one."""

    entry = link("receivables.Entry")
    mandate = link("receivables.CustomerMandate", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "entry"], name="receivables_chosenmandate_entry")]


class DebitCollection(CompanyRow):
    """Debits that go to the bank together. message_id: of the file; file: as it was created."""

    number = models.CharField(max_length=20)
    scheme = models.CharField(max_length=10)
    bank_account = link("ledger.BankAccount")
    currency = models.CharField(max_length=3)
    from_date = models.DateField(null=True)
    to_date = models.DateField()
    state = models.CharField(max_length=12, default="NEW")
    message_id = models.CharField(max_length=35, blank=True)
    file = link("companies.StoredFile", null=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    exported_by = models.CharField(max_length=150, blank=True)
    exported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="receivables_debitcoll_number"),
            one_of("receivables_debitcoll", "scheme", SCHEMES),
            one_of("receivables_debitcoll", "state", COLLECTION_STATES),
        ]
        indexes = [
            models.Index(fields=["company", "state"], name="receivables_debitcoll_state"),
            models.Index(fields=["company", "message_id"], name="receivables_debitcoll_message"),
        ]

    def __str__(self) -> str:
        return self.number


class Debit(CompanyRow):
    """One debit of a collection: amount_minor is positive, in the collection's currency.

    transaction_id   the collection's number and its own: the end-to-end id that the bank answers with
    findings         codes of what keeps it from the bank, when it was last checked
    voucher          that posted the payment
    reason           code by which it was rejected or came back; returned_date: the day it did
    """

    collection = link("receivables.DebitCollection")
    number = models.IntegerField()
    transaction_id = models.CharField(max_length=35)
    party = link("parties.Party")
    entry = link("receivables.Entry")
    mandate = link("receivables.CustomerMandate", null=True)
    transfer_date = models.DateField()
    amount_minor = models.BigIntegerField()
    state = models.CharField(max_length=12, default="NEW")
    sequence = models.CharField(max_length=4, blank=True)
    message = models.CharField(max_length=140, blank=True)
    findings = models.CharField(max_length=200, blank=True)
    voucher = link("ledger.Voucher", null=True)
    reason = models.CharField(max_length=35, blank=True)
    reason_text = models.CharField(max_length=250, blank=True)
    returned_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "collection", "number"], name="receivables_debit_number"),
            models.UniqueConstraint(fields=["company", "transaction_id"], name="receivables_debit_transaction"),
            one_of("receivables_debit", "state", DEBIT_STATES),
            one_of("receivables_debit", "sequence", SEQUENCES),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="receivables_debit_amount"),
        ]
        indexes = [
            models.Index(fields=["company", "entry"], name="receivables_debit_entry"),
            models.Index(fields=["company", "mandate"], name="receivables_debit_mandate"),
            models.Index(fields=["company", "voucher"], name="receivables_debit_voucher"),
        ]

    def __str__(self) -> str:
        return self.transaction_id


class MandateFile(CompanyRow):
    """A file that asks Bankgirot to enter mandates and take others out, for the payee of a bank account."""

    number = models.IntegerField()
    bank_account = link("ledger.BankAccount")
    payee = models.CharField(max_length=10)
    day = models.DateField()
    file = link("companies.StoredFile")
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="receivables_mandfile_number")]

    def __str__(self) -> str:
        return str(self.number)


class MandateRequest(CompanyRow):
    """What a file asks of one mandate. answer: the state that Bankgirot told of it since, "" while none has come.

    REPLACED   the contrary was asked before it answered
    """

    mandate_file = link("receivables.MandateFile")
    number = models.IntegerField()
    payee = models.CharField(max_length=10)
    mandate = link("receivables.CustomerMandate")
    kind = models.CharField(max_length=8)
    payer_number = models.CharField(max_length=16)
    account = models.CharField(max_length=16, blank=True)
    id_number = models.CharField(max_length=12, blank=True)
    answer = models.CharField(max_length=10, blank=True)
    comment = models.CharField(max_length=2, blank=True)
    answered_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "mandate_file", "number"], name="receivables_mandreq_number"),
            models.UniqueConstraint(
                fields=["company", "payee", "mandate"],
                condition=models.Q(answer=""),
                name="receivables_mandreq_awaited",
            ),
            one_of("receivables_mandreq", "kind", ["ENTER", "TAKE_OUT"]),
            one_of("receivables_mandreq", "answer", ["", "REPLACED", *TOLD_STATES]),
        ]
        indexes = [
            models.Index(fields=["company", "payer_number"], name="receivables_mandreq_payer"),
            models.Index(fields=["company", "mandate"], name="receivables_mandreq_mandate"),
        ]


class Mandate(CompanyRow):
    """What the bank last told of a direct debit mandate (Autogiro), by payee and payer's number; comment: its code."""

    payee = models.CharField(max_length=10)
    payer_number = models.CharField(max_length=16)
    party = link("parties.Party", null=True)
    account = models.CharField(max_length=22, blank=True)
    id_number = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10)
    comment = models.CharField(max_length=2, blank=True)
    changed_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "payee", "payer_number"], name="receivables_mandate_payer"),
            one_of("receivables_mandate", "state", TOLD_STATES),
        ]


class RejectedDebit(CompanyRow):
    """A direct debit that was not tried, and why: its invoice stays open. Positive where the customer should pay."""

    entry = link("receivables.Entry", null=True)
    party = link("parties.Party", null=True)
    file = link("companies.StoredFile")
    number = models.IntegerField()
    payer_number = models.CharField(max_length=16)
    reference = models.CharField(max_length=16, blank=True)
    amount_minor = models.BigIntegerField()
    due_date = models.DateField(null=True)
    told_date = models.DateField()
    reason = models.CharField(max_length=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "file", "number"], name="receivables_rejected_file")]
        indexes = [models.Index(fields=["company", "entry"], name="receivables_rejected_entry")]
