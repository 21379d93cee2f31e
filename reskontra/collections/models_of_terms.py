"""Terms of reminders and of interest: their steps, fees, rates and texts. Codes and names are those of the company."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

FEE_CALCULATIONS = ["FIXED", "SINGLE", "ACCUMULATED"]
COSTS = ["", "REMINDER", "DEMAND", "PLAN", "COMPENSATION"]
METHODS = ["DAILY", "BALANCE"]
CHARGED_ENTRIES = ["OPEN", "CLOSED", "ALL"]
DAY_COUNTS = ["ACTUAL", "ACTUAL_ACTUAL"]
REFERENCES = ["", "SE", "EU"]
TEXT_PARTS = [
    "BEGINNING",
    "ENDING",
    "SUBJECT",
    "BODY",
    "CLOSING",
    "FILE_NAME",
    "FEE",
    "LINE_FEE",
    "NOTE",
    "LINE",
    "RATE",
]


class ReminderTerms(CompanyRow):
    """How a customer is reminded.

    posts_…             whether issuing posts that part; what is not posted is shown and asked for all the same
    most_reminders      of one entry; 0 for no limit
    minimum_minor       the least that is worth a reminder, in local currency
    pauses_promises     a promised entry is not reminded until promise_days after the promised day
    attaches_invoices   PDFs that are marked as copies of the overdue invoices go along with the letter
    counts_bank_days    days of grace are the country's bank days, and due dates that are none move to the next
    """

    terms = link("companies.Terms")
    posts_interest = models.BooleanField(default=False)
    posts_fee = models.BooleanField(default=False)
    posts_line_fee = models.BooleanField(default=False)
    most_reminders = models.IntegerField(default=0)
    minimum_minor = models.BigIntegerField(default=0)
    pauses_promises = models.BooleanField(default=True)
    promise_days = models.IntegerField(default=2)
    attaches_invoices = models.BooleanField(default=False)
    counts_bank_days = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "terms"], name="collections_reminder_terms")]

    def __str__(self) -> str:
        return str(self.terms_id)


class ReminderLevel(CompanyRow):
    """A step. grace, due_formula: formulas of dates; cost, line_cost: what the fee is by law, "" for none.

    Fees are in local currency; hands_over: the step hands the claim to a collection agency instead of reminding.
    """

    reminder_terms = link("collections.ReminderTerms")
    number = models.IntegerField()
    grace = models.CharField(max_length=30, blank=True)
    due_formula = models.CharField(max_length=30, blank=True)
    calculates_interest = models.BooleanField(default=False)
    fee_calculation = models.CharField(max_length=12, default="FIXED")
    cost = models.CharField(max_length=12, blank=True)
    fee_minor = models.BigIntegerField(default=0)
    line_cost = models.CharField(max_length=12, blank=True)
    line_fee_minor = models.BigIntegerField(default=0)
    hands_over = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "reminder_terms", "number"], name="collections_level_number"),
            one_of("collections_level", "fee_calculation", FEE_CALCULATIONS),
            one_of("collections_level", "cost", COSTS),
            one_of("collections_level", "line_cost", COSTS),
        ]

    def __str__(self) -> str:
        return str(self.number)


class LevelFee(CompanyRow):
    """A level's fixed fees in another currency than the company's."""

    level = link("collections.ReminderLevel")
    currency = models.CharField(max_length=3)
    fee_minor = models.BigIntegerField(default=0)
    line_fee_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "level", "currency"], name="collections_level_fee")]

    def __str__(self) -> str:
        return self.currency


class LevelFeeRange(CompanyRow):
    """What a dynamic fee is from a threshold on; percent_e5: 1.5 % is 150000; most_minor 0 for no limit."""

    level = link("collections.ReminderLevel")
    is_per_line = models.BooleanField(default=False)
    currency = models.CharField(max_length=3)
    threshold_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    percent_e5 = models.BigIntegerField(default=0)
    least_minor = models.BigIntegerField(default=0)
    most_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "level", "is_per_line", "currency", "threshold_minor"],
                name="collections_level_range",
            )
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.threshold_minor}"


class LetterText(CompanyRow):
    """What a letter of these terms says in a language. level 0: of every level that has no text of its own."""

    terms = link("companies.Terms")
    level = models.IntegerField(default=0)
    language = models.CharField(max_length=35)
    part = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "terms", "level", "language", "part"], name="collections_letter_text"
            ),
            one_of("collections_text", "part", TEXT_PARTS),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.language}"


class InterestTerms(CompanyRow):
    """How a customer's late payment bears interest. rate_e5: 8 % is 800000, of period_days, where no dated rate is.

    charged       which entries a memo charges; grace: of memos; minimum_minor, fee_minor: in local currency
    bears_…       whether earlier interest, and fees of reminders, bear interest themselves
    reference     whose reference rate its dated rates follow, "" for nobody's; points_e5: what is added to it
    """

    terms = link("companies.Terms")
    method = models.CharField(max_length=10, default="DAILY")
    rate_e5 = models.BigIntegerField(default=0)
    period_days = models.IntegerField(default=365)
    day_count = models.CharField(max_length=15, default="ACTUAL")
    charged = models.CharField(max_length=10, default="OPEN")
    grace = models.CharField(max_length=30, blank=True)
    due_formula = models.CharField(max_length=30, blank=True)
    minimum_minor = models.BigIntegerField(default=0)
    fee_minor = models.BigIntegerField(default=0)
    posts_interest = models.BooleanField(default=True)
    posts_fee = models.BooleanField(default=True)
    makes_fee_alone = models.BooleanField(default=False)
    bears_on_interest = models.BooleanField(default=False)
    bears_on_fees = models.BooleanField(default=False)
    reference = models.CharField(max_length=2, blank=True, db_default="")
    points_e5 = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "terms"], name="collections_interest_terms"),
            one_of("collections_interest", "method", METHODS),
            one_of("collections_interest", "day_count", DAY_COUNTS),
            one_of("collections_interest", "charged", CHARGED_ENTRIES),
            one_of("collections_interest", "reference", REFERENCES),
        ]

    def __str__(self) -> str:
        return str(self.terms_id)


class InterestFee(CompanyRow):
    """The fee of a memo in another currency than the company's."""

    interest_terms = link("collections.InterestTerms")
    currency = models.CharField(max_length=3)
    fee_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "interest_terms", "currency"], name="collections_interest_fee")
        ]

    def __str__(self) -> str:
        return self.currency


class InterestRate(CompanyRow):
    """The rate from a day on, until the next. source: where it was read; currency "" for every currency."""

    interest_terms = link("collections.InterestTerms")
    currency = models.CharField(max_length=3, blank=True)
    start_date = models.DateField()
    rate_e5 = models.BigIntegerField()
    period_days = models.IntegerField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "interest_terms", "currency", "start_date"], name="collections_interest_rate"
            )
        ]

    def __str__(self) -> str:
        return str(self.start_date)


class CustomerTerms(CompanyRow):
    """What collecting must know of a customer. is_due_agreed: the due date was agreed in advance; is_fee_agreed: so was
    a reminder fee; is_interest_told: the invoices say that who does not pay owes interest. email: to which letters go,
    "" for the customer's own; bounced_at: when one last came back, from bounced_address: until another is set up, or
    that one is confirmed, letters go on paper. owner: the user who collects, "" for nobody."""

    party = link("parties.Party")
    is_consumer = models.BooleanField(default=False)
    is_due_agreed = models.BooleanField(default=False)
    is_fee_agreed = models.BooleanField(default=False)
    is_interest_told = models.BooleanField(default=True, db_default=True)
    channel = models.CharField(max_length=10, blank=True)
    email = models.CharField(max_length=200, blank=True)
    bounced_at = models.DateTimeField(null=True)
    bounced_address = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "party"], name="collections_customer_terms"),
            one_of("collections_customer", "channel", ["", "EMAIL", "PRINT"]),
        ]

    def __str__(self) -> str:
        return str(self.party_id)
