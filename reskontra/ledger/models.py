"""The general ledger, and bank accounts with their bank and check entries.

Amounts in G/L are the company's currency, debit positive. What is posted never changes: triggers refuse.
"""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of
from reskontra.ledger.models_of_export import VoucherExport as VoucherExport  # a table of this room
from reskontra.ledger.models_of_sign_off import BankSignOff as BankSignOff  # a table of this room

ACCOUNT_KINDS = ["POSTING", "HEADING", "TOTAL", "BEGIN_TOTAL", "END_TOTAL"]
ACCOUNT_SIDES = ["BALANCE", "INCOME"]
GROUP_KINDS = ["CUSTOMER", "VENDOR"]
BANK_ENTRY_STATES = ["OPEN", "MATCHED", "CLOSED"]
CHECK_STATES = ["PRINTED", "VOIDED", "POSTED", "FINANCIALLY_VOIDED", "TEST_PRINT", "EXPORTED", "TRANSMITTED"]
CHECK_KINDS = ["MANUAL", "COMPUTER"]
TOLERANCE_TYPES = ["PERCENTAGE", "AMOUNT"]


class Account(CompanyRow):
    """A G/L account."""

    number = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=15, default="POSTING")
    side = models.CharField(max_length=10, default="BALANCE")
    is_blocked = models.BooleanField(default=False)
    is_direct_posting = models.BooleanField(default=True)
    vat_code = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="ledger_account_number"),
            one_of("ledger_account", "kind", ACCOUNT_KINDS),
            one_of("ledger_account", "side", ACCOUNT_SIDES),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class PostingGroup(CompanyRow):
    """Which G/L accounts a group of customers or vendors is posted to, by account number."""

    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    is_default = models.BooleanField(default=False)
    control_account = models.CharField(max_length=20)
    discount_account = models.CharField(max_length=20)
    tolerance_account = models.CharField(max_length=20)
    rounding_account = models.CharField(max_length=20)
    charge_account = models.CharField(max_length=20)
    interest_account = models.CharField(max_length=20, blank=True)
    fee_account = models.CharField(max_length=20, blank=True)
    opening_account = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "code"], name="ledger_group_code"),
            one_of("ledger_group", "kind", GROUP_KINDS),
        ]

    def __str__(self) -> str:
        return self.code


class VatCode(CompanyRow):
    """A VAT code on lines: its rate, and where VAT on sales and on purchases is posted, by account number."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    rate_basis_points = models.IntegerField()
    sales_account = models.CharField(max_length=20, blank=True)
    purchase_account = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="ledger_vat_code"),
            models.CheckConstraint(
                condition=models.Q(rate_basis_points__gte=0) & models.Q(rate_basis_points__lte=10000),
                name="ledger_vat_rate",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class BankAccount(CompanyRow):
    """An own bank account. iban, bankgiro, plusgiro and other_account are what statements name it by."""

    number = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    currency = models.CharField(max_length=3)
    iban = models.CharField(max_length=34, blank=True)
    other_account = models.CharField(max_length=50, blank=True)
    bankgiro = models.CharField(max_length=8, blank=True)
    plusgiro = models.CharField(max_length=8, blank=True)
    gl_account = link("ledger.Account")
    match_tolerance_type = models.CharField(max_length=10, default="AMOUNT")
    match_tolerance_value = models.BigIntegerField(default=0)
    disables_auto_match = models.BooleanField(default=False)
    suspense_account = models.CharField(max_length=20, blank=True)
    charge_account = models.CharField(max_length=20, blank=True)
    rounding_account = models.CharField(max_length=20, blank=True)
    last_statement_number = models.CharField(max_length=50, blank=True)
    last_check_number = models.CharField(max_length=30, blank=True, default="", db_default="")
    balance_last_statement_minor = models.BigIntegerField(null=True)
    is_blocked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="ledger_bank_account_number"),
            models.UniqueConstraint(
                fields=["company", "iban"], condition=~models.Q(iban=""), name="ledger_bank_account_iban"
            ),
            one_of("ledger_bank_account", "match_tolerance_type", TOLERANCE_TYPES),
        ]

    def __str__(self) -> str:
        return self.number


class PostingRun(CompanyRow):
    """All that one command posted."""

    number = models.BigIntegerField()
    action = models.CharField(max_length=80)
    actor = models.CharField(max_length=150)
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="ledger_run_number")]

    def __str__(self) -> str:
        return str(self.number)


class Voucher(CompanyRow):
    """One balanced, numbered posting, immutable once `posted_at` seals it. Written as A-2026-17."""

    posting_run = link("ledger.PostingRun")
    series = models.CharField(max_length=20)
    fiscal_year_code = models.CharField(max_length=10)
    number = models.BigIntegerField()
    posting_date = models.DateField()
    document_date = models.DateField()
    source = models.CharField(max_length=40)
    description = models.CharField(max_length=250, blank=True)
    external_document_number = models.CharField(max_length=100, blank=True)
    reverses = link("ledger.Voucher", null=True)
    posted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "series", "fiscal_year_code", "number"], name="ledger_voucher_number"
            ),
            models.UniqueConstraint(
                fields=["company", "reverses"],
                condition=models.Q(reverses__isnull=False),
                name="ledger_voucher_reverses",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "posting_run"], name="ledger_voucher_run"),
            models.Index(fields=["company", "posting_date"], name="ledger_voucher_date"),
            models.Index(
                fields=["company", "external_document_number"],
                condition=~models.Q(external_document_number=""),
                name="ledger_voucher_external",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.fiscal_year_code}-{self.number}"


class VoucherLine(CompanyRow):
    """A G/L entry. amount_minor is local, debit +; currency_minor is the same in `currency`.

    is_correction: a positive amount is a negative credit, a negative one a negative debit.
    """

    voucher = link("ledger.Voucher")
    line_number = models.IntegerField()
    posting_date = models.DateField()
    account = link("ledger.Account")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    currency_minor = models.BigIntegerField()
    party = link("parties.Party", null=True)
    description = models.CharField(max_length=250, blank=True)
    vat_code = models.CharField(max_length=20, blank=True)
    cost_center = models.CharField(max_length=20, blank=True)
    project = models.CharField(max_length=20, blank=True)
    is_correction = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "voucher", "line_number"], name="ledger_line_number"),
        ]
        indexes = [
            models.Index(fields=["company", "account", "posting_date", "amount_minor"], name="ledger_line_account"),
            models.Index(
                fields=["company", "account", "posting_date"],
                condition=models.Q(is_correction=True),
                name="ledger_line_correction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id}/{self.line_number}"


class BankEntry(CompanyRow):
    """A movement on an own bank account, money in +. Matched at posting, closed with its statement."""

    bank_account = link("ledger.BankAccount")
    voucher = link("ledger.Voucher")
    posting_date = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    local_minor = models.BigIntegerField()
    document_type = models.CharField(max_length=20, blank=True)
    external_document_number = models.CharField(max_length=100, blank=True)
    description = models.CharField(max_length=250, blank=True)
    transaction = link("bank.BankTransaction", null=True)
    statement = link("bank.BankStatement", null=True)
    state = models.CharField(max_length=10, default="OPEN")
    closed_date = models.DateField(null=True)
    reverses = link("ledger.BankEntry", null=True)

    class Meta:
        constraints = [one_of("ledger_bank_entry", "state", BANK_ENTRY_STATES)]
        indexes = [
            models.Index(fields=["company", "bank_account", "posting_date"], name="ledger_bank_entry_date"),
            models.Index(fields=["company", "voucher"], name="ledger_bank_entry_voucher"),
            models.Index(
                fields=["company", "bank_account", "amount_minor"],
                condition=~models.Q(state="CLOSED"),
                name="ledger_bank_entry_open",
            ),
            models.Index(
                fields=["company", "statement"],
                condition=models.Q(statement__isnull=False),
                name="ledger_bank_entry_statement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_account_id} {self.posting_date} {self.amount_minor}"


class CheckEntry(CompanyRow):
    """A check drawn on an own account; amount_minor is positive. Open and matched it is as its bank entry is.

    kind                             MANUAL: written by hand; COMPUTER: printed, before it is posted
    counter_type, counter_number     whom or what it pays, as a journal line names it
    void_entry                       the bank entry that took a posted check back
    """

    bank_account = link("ledger.BankAccount")
    bank_entry = link("ledger.BankEntry", null=True)
    kind = models.CharField(max_length=10, default="MANUAL", db_default="MANUAL")
    check_number = models.CharField(max_length=30)
    check_date = models.DateField()
    amount_minor = models.BigIntegerField()
    counter_type = models.CharField(max_length=10, blank=True, default="", db_default="")
    counter_number = models.CharField(max_length=30, blank=True, default="", db_default="")
    payee = models.CharField(max_length=250, blank=True, default="", db_default="")
    document_number = models.CharField(max_length=50, blank=True, default="", db_default="")
    external_document_number = models.CharField(max_length=100, blank=True, default="", db_default="")
    state = models.CharField(max_length=20)
    original_state = models.CharField(max_length=20, blank=True)
    void_entry = link("ledger.BankEntry", null=True)

    class Meta:
        constraints = [
            # The paper of a check voided before it was posted is spoiled; its number may be on another.
            models.UniqueConstraint(
                fields=["company", "bank_account", "check_number"],
                condition=models.Q(state__in=["PRINTED", "POSTED", "FINANCIALLY_VOIDED"]),
                name="ledger_check_number",
            ),
            one_of("ledger_check", "state", CHECK_STATES),
            one_of("ledger_check", "kind", CHECK_KINDS),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="ledger_check_amount"),
        ]
        indexes = [
            models.Index(
                fields=["company", "bank_entry"],
                condition=models.Q(bank_entry__isnull=False),
                name="ledger_check_entry",
            ),
            models.Index(
                fields=["company", "void_entry"],
                condition=models.Q(void_entry__isnull=False),
                name="ledger_check_void",
            ),
        ]

    def __str__(self) -> str:
        return self.check_number


class OpeningBalance(CompanyRow):
    """What an account held when the books were taken over, as its file had it: local, debit +.

    Its voucher has the amount on the account itself, or on the contra account where entries or a bank account bring it.
    A later load that corrects adds rows; the sum over an account's rows is what was given.
    """

    voucher = link("ledger.Voucher")
    account = link("ledger.Account")
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "account", "voucher"], name="ledger_opening_account"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount_minor}"


class VoucherFile(CompanyRow):
    """A file whose vouchers were posted, by one run: the same bytes again change nothing."""

    file = link("companies.StoredFile")
    posting_run = link("ledger.PostingRun")
    voucher_count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "file"], name="ledger_voucher_file")]

    def __str__(self) -> str:
        return str(self.file_id)
