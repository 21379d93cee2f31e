"""Rules, learned facts, text mappings, and the proposals that hang on journal lines."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

CONFIDENCES = ["NONE", "LOW", "MEDIUM", "HIGH"]
PROPOSAL_CONFIDENCES = ["none", "low", "medium", "high", "mapped", "manual"]
PROPOSAL_STATES = [
    "ready", "review", "ambiguous", "underpaid", "overpaid", "unmatched", "already_paid", "duplicate",
]  # fmt: skip
ORIGINS = ["AUTO", "MANUAL", "MAPPING", "SPLIT"]
PARTY_RESULTS = ["NOT_CONSIDERED", "FULLY", "PARTIALLY", "NO"]
DOCUMENT_RESULTS = ["NOT_CONSIDERED", "YES", "NO", "MULTIPLE"]
AMOUNT_RESULTS = ["NOT_CONSIDERED", "ONE", "MULTIPLE", "NONE"]
DEBIT_RESULTS = ["NOT_CONSIDERED", "YES", "NO"]
PART_ACCOUNT_TYPES = ["CUSTOMER", "VENDOR", "GL", "BANK"]
FACT_KINDS = ["ACCOUNT", "NAME", "TEXT"]
RELATION_KINDS = ["BILL_TO", "GROUP", "FACTOR", "PAYS_FOR"]


class Rule(CompanyRow):
    """If party, document, amount and mandate results are these, the confidence is that."""

    confidence = models.CharField(max_length=10)
    priority = models.IntegerField()
    party = models.CharField(max_length=20)
    document = models.CharField(max_length=20)
    amount = models.CharField(max_length=20)
    direct_debit = models.CharField(max_length=20)
    review_required = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "confidence", "priority"], name="matching_rule_priority"),
            models.CheckConstraint(
                condition=models.Q(priority__gte=1, priority__lte=999), name="matching_rule_priority_bounds"
            ),
            one_of("matching_rule", "confidence", CONFIDENCES),
            one_of("matching_rule", "party", PARTY_RESULTS),
            one_of("matching_rule", "document", DOCUMENT_RESULTS),
            one_of("matching_rule", "amount", AMOUNT_RESULTS),
            one_of("matching_rule", "direct_debit", DEBIT_RESULTS),
        ]

    def __str__(self) -> str:
        return f"{self.confidence} {self.priority}"


class Fact(CompanyRow):
    """What people's decisions taught: this account, name or text means that party."""

    party = link("parties.Party")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=200)
    hits = models.IntegerField(default=1)
    is_confirmed = models.BooleanField(default=False)
    last_used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "value", "party"], name="matching_fact_value"),
            one_of("matching_fact", "kind", FACT_KINDS),
        ]

    def __str__(self) -> str:
        return self.value


class PayerRelation(CompanyRow):
    """A party that pays for another, for a time."""

    payer = link("parties.Party")
    party = link("parties.Party")
    kind = models.CharField(max_length=10)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "payer", "party", "kind"], name="matching_relation_payer"),
            one_of("matching_relation", "kind", RELATION_KINDS),
        ]

    def __str__(self) -> str:
        return f"{self.payer_id} pays for {self.party_id}"


class FeeRule(CompanyRow):
    """How much a bank on the way may keep; blank country or currency means any."""

    country = models.CharField(max_length=2, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    max_amount_minor = models.BigIntegerField()
    max_basis_points = models.IntegerField()
    account = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "country", "currency"], name="matching_fee_rule_currency")
        ]

    def __str__(self) -> str:
        return f"{self.country}{self.currency} {self.max_amount_minor}"


class TextMapping(CompanyRow):
    """A standing decision: a text (and direction) means this account. Empty columns are no condition."""

    text = models.CharField(max_length=250)
    direction = models.CharField(max_length=3, blank=True)
    bank_account = link("ledger.BankAccount", null=True)
    min_amount_minor = models.BigIntegerField(null=True)
    max_amount_minor = models.BigIntegerField(null=True)
    account_type = models.CharField(max_length=10)
    account_number = models.CharField(max_length=30)
    priority = models.IntegerField(default=100)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "text", "direction"], name="matching_mapping_text"),
            one_of("matching_mapping", "direction", ["", "IN", "OUT"]),
            one_of("matching_mapping", "account_type", PART_ACCOUNT_TYPES),
        ]

    def __str__(self) -> str:
        return self.text


class MatchRun(CompanyRow):
    """One automatic application: what it saw and did."""

    number = models.BigIntegerField()
    actor = models.CharField(max_length=150)
    started_at = models.DateTimeField()
    milliseconds = models.IntegerField()
    line_count = models.IntegerField()
    ready_count = models.IntegerField()
    review_count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="matching_run_number")]

    def __str__(self) -> str:
        return str(self.number)


class Proposal(CompanyRow):
    """What is proposed for a line: codes and values, never sentences. Ready or reviewed, it reserves."""

    line = link("journals.JournalLine")
    journal = link("journals.Journal")
    confidence = models.CharField(max_length=10)
    state = models.CharField(max_length=15)
    is_ready = models.BooleanField()
    is_reviewed = models.BooleanField(default=False)
    difference_minor = models.BigIntegerField()
    quality = models.IntegerField(default=0)
    rule = models.CharField(max_length=20, blank=True)
    origin = models.CharField(max_length=10)
    explanation = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "line"], name="matching_proposal_line"),
            one_of("matching_proposal", "confidence", PROPOSAL_CONFIDENCES),
            one_of("matching_proposal", "state", PROPOSAL_STATES),
            one_of("matching_proposal", "origin", ORIGINS),
        ]
        indexes = [models.Index(fields=["company", "journal", "state"], name="matching_proposal_journal")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.state}"


class ProposalPart(CompanyRow):
    """Money of a line on one entry, on account of a party, or on a G/L or bank account.

    Amounts are signed as the bank transaction's; an entry is closed with their sum.
    """

    # Parts go before their proposal, in the one function that deletes either. The database would look for them
    # through the whole table, once for every proposal that is replaced.
    proposal = models.ForeignKey(
        "matching.Proposal", models.PROTECT, db_index=False, related_name="+", db_constraint=False
    )
    sequence = models.IntegerField()
    account_type = models.CharField(max_length=10)
    account_number = models.CharField(max_length=30)
    party = link("parties.Party", null=True)
    entry = link("receivables.Entry", null=True)
    bank_entry = link("ledger.BankEntry", null=True)
    cash_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField(default=0)
    tolerance_minor = models.BigIntegerField(default=0)
    charge_minor = models.BigIntegerField(default=0)
    rounding_minor = models.BigIntegerField(default=0)
    exchange_difference_minor = models.BigIntegerField(default=0)
    entry_minor = models.BigIntegerField(default=0)
    description = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "proposal", "sequence"], name="matching_part_sequence"),
            one_of("matching_part", "account_type", PART_ACCOUNT_TYPES),
        ]
        indexes = [
            models.Index(
                fields=["company", "entry"], condition=models.Q(entry__isnull=False), name="matching_part_entry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}/{self.sequence}"


class MatchMessage(CompanyRow):
    """Something a person should know about a line: a code and values."""

    line = link("journals.JournalLine")
    sequence = models.IntegerField()
    code = models.CharField(max_length=50)
    content = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "line", "sequence"], name="matching_message_sequence")
        ]

    def __str__(self) -> str:
        return self.code
