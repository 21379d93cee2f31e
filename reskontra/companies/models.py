"""A company's set-up. Everything else in the product belongs to one company."""

from __future__ import annotations

from django.db import models

from reskontra.companies.models_of_webhooks import Delivery as Delivery
from reskontra.companies.models_of_webhooks import Webhook as Webhook
from reskontra.database.rows import CompanyRow, link, one_of

PERIOD_STATES = ["OPEN", "CLOSED", "LOCKED"]
TERMS_KINDS = ["PAYMENT", "REMINDER", "FINANCE_CHARGE"]
SERIES_KINDS = ["VOUCHER", "DOCUMENT", "JOURNAL", "RUN"]
NOTE_SUBJECTS = ["PARTY", "ENTRY", "TRANSACTION", "VOUCHER"]


class Company(models.Model):
    """registered_office: the place of the company's seat, as letters tell it. Texts are "" where nothing is said.

    place       where the books are (database/places.py), "" for home; the row itself is at home, and a copy of it there
    moving_to   where they are being moved; until then nobody writes them
    archived_at      since when they are only read; null while they are written
    archive_sha256   of archive.json, what was written then; "" until it is whole
    """

    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=35)
    preset = models.CharField(max_length=20)
    organisation_number = models.CharField(max_length=30, blank=True)
    vat_number = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True, db_default="")
    postal_code = models.CharField(max_length=20, blank=True, db_default="")
    city = models.CharField(max_length=100, blank=True, db_default="")
    registered_office = models.CharField(max_length=100, blank=True, db_default="")
    email = models.CharField(max_length=200, blank=True, db_default="")
    phone = models.CharField(max_length=50, blank=True, db_default="")
    website = models.CharField(max_length=200, blank=True, db_default="")
    is_sandbox = models.BooleanField(default=False, db_default=False)
    place = models.CharField(max_length=40, blank=True, db_default="", default="")
    moving_to = models.CharField(max_length=40, blank=True, db_default="", default="")
    archived_at = models.DateTimeField(null=True)
    archive_sha256 = models.CharField(max_length=64, blank=True, db_default="", default="")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class DeletedCompany(models.Model):
    """A company that is no more, or is being deleted while deleted_at is null; kept at home, for the installation.

    key            what its rows were known by
    trail_digest   of the last event of its audit trail
    rows           how many went so far
    """

    key = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=200)
    reason = models.CharField(max_length=250)
    archived_at = models.DateTimeField(null=True)
    archive_sha256 = models.CharField(max_length=64, blank=True)
    trail_digest = models.CharField(max_length=64, blank=True)
    begun_by = models.CharField(max_length=150)
    begun_at = models.DateTimeField()
    rows = models.BigIntegerField(default=0)
    deleted_by = models.CharField(max_length=150, blank=True)
    deleted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A database, or a schema of one, that has a whole set of tables for companies: database/places.py."""

    name = models.CharField(max_length=40, unique=True)
    url = models.TextField()
    secret = models.CharField(max_length=100, blank=True)
    schema = models.CharField(max_length=63, blank=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FiscalYear(CompanyRow):
    """code: "2026", or "2026/27" for a broken year; both days are included."""

    code = models.CharField(max_length=10)
    start_date = models.DateField()
    end_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="companies_fiscal_year_code"),
            models.UniqueConstraint(fields=["company", "start_date"], name="companies_fiscal_year_start"),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")), name="companies_fiscal_year_days"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Period(CompanyRow):
    """A month of a fiscal year. CLOSED can be opened again, LOCKED cannot."""

    fiscal_year = link("companies.FiscalYear")
    number = models.IntegerField()
    start_date = models.DateField()
    end_date = models.DateField()
    state = models.CharField(max_length=10, default="OPEN")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "fiscal_year", "number"], name="companies_period_number"),
            models.UniqueConstraint(fields=["company", "start_date"], name="companies_period_start"),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")), name="companies_period_days"
            ),
            one_of("companies_period", "state", PERIOD_STATES),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year_id}:{self.number}"


class Currency(CompanyRow):
    """A currency the company deals in. Accounts are G/L account numbers; limits in its minor units."""

    code = models.CharField(max_length=3)
    rounding_limit_minor = models.BigIntegerField(default=0)
    application_rounding_minor = models.BigIntegerField(default=0)
    payment_tolerance_basis_points = models.IntegerField(default=0)
    max_payment_tolerance_minor = models.BigIntegerField(default=0)
    realized_gains_account = models.CharField(max_length=20, blank=True)
    realized_losses_account = models.CharField(max_length=20, blank=True)
    unrealized_gains_account = models.CharField(max_length=20, blank=True)
    unrealized_losses_account = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "code"], name="companies_currency_code")]

    def __str__(self) -> str:
        return self.code


class Rate(CompanyRow):
    """What one unit of a currency costs from a date on: local units × 10^8."""

    currency = models.CharField(max_length=3)
    start_date = models.DateField()
    rate_e8 = models.BigIntegerField()
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "currency", "start_date"], name="companies_rate_date"),
            models.CheckConstraint(condition=models.Q(rate_e8__gt=0), name="companies_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.start_date}"


class NumberSeries(CompanyRow):
    """prefix and digits shape a number ("PRJ" and 6 give PRJ000001); voucher series count per fiscal year."""

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=10, blank=True)
    digits = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="companies_series_code"),
            one_of("companies_series", "kind", SERIES_KINDS),
        ]

    def __str__(self) -> str:
        return self.code


class SeriesCounter(CompanyRow):
    """The last number taken in a series; per fiscal year for vouchers, fiscal_year_code "" else."""

    series = link("companies.NumberSeries")
    fiscal_year_code = models.CharField(max_length=10, blank=True)
    last_number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "series", "fiscal_year_code"], name="companies_counter_series")
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.fiscal_year_code}: {self.last_number}"


class Terms(CompanyRow):
    """Payment, reminder and finance charge terms that customers and vendors are given by code."""

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    due_formula = models.CharField(max_length=30, blank=True)
    discount_formula = models.CharField(max_length=30, blank=True)
    discount_basis_points = models.IntegerField(default=0)
    discounts_credit_memos = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "code"], name="companies_terms_code"),
            one_of("companies_terms", "kind", TERMS_KINDS),
        ]

    def __str__(self) -> str:
        return self.code


class StoredFile(CompanyRow):
    """A file as it came or went, compressed, known by the SHA-256 of its bytes.

    stored_at      when its bytes came, the last time where they were erased in between
    erased_at      since when the bytes are gone, as no law kept them; then content is empty
    erased_event   number of the audit event that names the file as erased; both null while it is there
    """

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    content = models.BinaryField()
    stored_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    erased_event = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "sha256"], name="companies_file_sha256")]

    def __str__(self) -> str:
        return self.name


class Logo(CompanyRow):
    """The picture that stands on printed documents; at most one. kind: "png" or "jpg"; width, height in pixels."""

    file = link("companies.StoredFile")
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=3)
    width = models.IntegerField()
    height = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company"], name="companies_logo_one"),
            one_of("companies_logo", "kind", ["png", "jpg"]),
        ]

    def __str__(self) -> str:
        return self.file_name


class Note(CompanyRow):
    """What a person wrote beside a customer, an entry, a transaction or a voucher, with a file or without.

    subject, subject_id   of what kind it is beside, and the key of that row in its room
    is_invoice_copy       the file is a copy of the entry's invoice, which may go to the customer
    """

    number = models.BigIntegerField()
    subject = models.CharField(max_length=15)
    subject_id = models.BigIntegerField()
    text = models.TextField(blank=True)
    file = link("companies.StoredFile", null=True)
    file_name = models.CharField(max_length=255, blank=True)
    is_invoice_copy = models.BooleanField(default=False, db_default=False)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="companies_note_number"),
            one_of("companies_note", "subject", NOTE_SUBJECTS),
        ]
        indexes = [models.Index(fields=["company", "subject", "subject_id"], name="companies_note_subject")]

    def __str__(self) -> str:
        return str(self.number)


class Setting(CompanyRow):
    """A setting that differs from its default, as JSON."""

    key = models.CharField(max_length=80)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="companies_setting_key")]

    def __str__(self) -> str:
        return self.key
