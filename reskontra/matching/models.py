"""Rules, learned facts, text mappings, and the proposals that hang on journal lines."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of
from reskontra.matching.models_of_people import Decision, LineQuestion

__all__ = [
    "Correction", "Decision", "Fact", "FactUse", "FeeRule", "Lesson", "LineQuestion", "MappingSplit", "MatchMessage",
    "MatchRun", "PayerRelation", "Proposal", "ProposalPart", "Rule", "TextMapping",
]  # fmt: skip
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
FACT_KINDS = ["ACCOUNT", "NAME", "TEXT", "PAYS_FOR"]
EFFECTS = ["CONFIRMED", "CONTRADICTED", "WITHDRAWN"]
CORRECTIONS = ["OVERRULED", "REVERSED"]
DIRECTIONS = ["", "IN", "OUT"]
TEXT_TESTS = ["CONTAINS", "WORDS", "PATTERN"]
TEXT_FIELDS = ["ANY", "TEXT", "NAME"]
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
    """What people's decisions taught, or a person said: this account, name, text or payer means that party or account.

    value            the account, the fold of the name, the words of the text, or the payer's id
    written          the name or account as the bank wrote it when the fact was first seen
    party            whom it means; null where it means a G/L account
    hits, contradictions   decisions for and against it: one a command, however many lines it decided
    is_confirmed     a person said so in so many words
    last_used_at     when a decision last agreed
    """

    number = models.IntegerField()
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=200)
    direction = models.CharField(max_length=3, blank=True)
    written = models.CharField(max_length=200, blank=True)
    party = link("parties.Party", null=True)
    account_number = models.CharField(max_length=20, blank=True)
    hits = models.IntegerField(default=0)
    contradictions = models.IntegerField(default=0)
    is_confirmed = models.BooleanField(default=False)
    note = models.CharField(max_length=250, blank=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="matching_fact_number"),
            models.UniqueConstraint(
                fields=["company", "kind", "value", "direction", "party"],
                condition=models.Q(party__isnull=False),
                name="matching_fact_of_party",
            ),
            models.UniqueConstraint(
                fields=["company", "kind", "value", "direction", "account_number"],
                condition=models.Q(party__isnull=True),
                name="matching_fact_of_account",
            ),
            one_of("matching_fact", "kind", FACT_KINDS),
            one_of("matching_fact", "direction", DIRECTIONS),
        ]
        indexes = [
            models.Index(fields=["company", "kind", "value"], name="matching_fact_value"),
            models.Index(fields=["company", "party", "kind"], name="matching_fact_party"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.value}"


class Lesson(CompanyRow):
    """A decision about a line that speaks for or against a fact; WITHDRAWN where the decision was taken back."""

    fact = link("matching.Fact")
    line = link("journals.JournalLine")
    effect = models.CharField(max_length=15)
    actor = models.CharField(max_length=150)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "fact", "line"], name="matching_lesson_line"),
            one_of("matching_lesson", "effect", EFFECTS),
        ]
        indexes = [models.Index(fields=["company", "line"], name="matching_lesson_of")]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.effect}"


class FactUse(CompanyRow):
    """A fact that is evidence of a line's proposal; written and deleted with it."""

    fact = link("matching.Fact")
    line = link("journals.JournalLine")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "line", "fact"], name="matching_use_line")]
        indexes = [models.Index(fields=["company", "fact"], name="matching_use_fact")]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.line_id}"


class Correction(CompanyRow):
    """What was proposed by itself and a person decided otherwise, before posting or after.

    payment_date   of the line, so that it counts in the month of its proposal
    """

    line = link("journals.JournalLine")
    kind = models.CharField(max_length=10)
    rule = models.CharField(max_length=20, blank=True)
    confidence = models.CharField(max_length=10)
    origin = models.CharField(max_length=10)
    was_reviewed = models.BooleanField()
    payment_date = models.DateField()
    actor = models.CharField(max_length=150)
    corrected_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("matching_correction", "kind", CORRECTIONS)]
        indexes = [models.Index(fields=["company", "payment_date"], name="matching_correction_date")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.kind}"


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
    """How much a bank on the way may keep; blank own account, country or currency means any."""

    bank = models.CharField(max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    max_amount_minor = models.BigIntegerField()
    max_basis_points = models.IntegerField()
    account = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "bank", "country", "currency"], name="matching_fee_rule_scope")
        ]

    def __str__(self) -> str:
        return f"{self.bank}{self.country}{self.currency} {self.max_amount_minor}"


class TextMapping(CompanyRow):
    """A standing decision: a text (and direction …) means this account. Empty columns are no condition.

    test      how text is looked for: as it stands, all its words in any order, or as a pattern
    field     where: in all the bank wrote, in the text alone, or in the counterparty's name
    """

    number = models.IntegerField()
    text = models.CharField(max_length=250)
    test = models.CharField(max_length=10, default="CONTAINS")
    field = models.CharField(max_length=10, default="ANY")
    direction = models.CharField(max_length=3, blank=True)
    bank_account = link("ledger.BankAccount", null=True)
    min_amount_minor = models.BigIntegerField(null=True)
    max_amount_minor = models.BigIntegerField(null=True)
    counterparty_account = models.CharField(max_length=50, blank=True)
    transaction_code = models.CharField(max_length=50, blank=True)
    account_type = models.CharField(max_length=10)
    account_number = models.CharField(max_length=30)
    priority = models.IntegerField(default=100)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="matching_mapping_number"),
            one_of("matching_mapping", "test", TEXT_TESTS),
            one_of("matching_mapping", "field", TEXT_FIELDS),
            one_of("matching_mapping", "direction", DIRECTIONS),
            one_of("matching_mapping", "account_type", PART_ACCOUNT_TYPES),
        ]

    def __str__(self) -> str:
        return self.text


class MappingSplit(CompanyRow):
    """A share (in hundredths of a percent) or a fixed amount of what a mapping books, on an account of its own."""

    mapping = link("matching.TextMapping")
    sequence = models.IntegerField()
    account_type = models.CharField(max_length=10)
    account_number = models.CharField(max_length=30)
    share_basis_points = models.IntegerField(null=True)
    fixed_minor = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "mapping", "sequence"], name="matching_split_sequence"),
            one_of("matching_split", "account_type", PART_ACCOUNT_TYPES),
            models.CheckConstraint(
                condition=models.Q(share_basis_points__isnull=True, fixed_minor__isnull=False)
                | models.Q(share_basis_points__isnull=False, fixed_minor__isnull=True),
                name="matching_split_one_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mapping_id}/{self.sequence}"


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
