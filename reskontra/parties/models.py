"""Customers and vendors, their accounts, and the folded names they are found by."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

LEDGERS = ["CUSTOMER", "VENDOR"]
APPLICATION_METHODS = ["MANUAL", "APPLY_TO_OLDEST"]
BLOCKS = ["", "SHIP", "INVOICE", "PAYMENT", "ALL"]
ACCOUNT_KINDS = ["IBAN", "BANKGIRO", "PLUSGIRO", "BBAN"]


class Party(CompanyRow):
    """A customer or a vendor. Blank currency, language or posting group means the company's default."""

    ledger = models.CharField(max_length=10)
    number = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)
    organisation_number = models.CharField(max_length=30, blank=True)
    vat_number = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    language = models.CharField(max_length=35, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    payment_terms = models.CharField(max_length=20, blank=True)
    reminder_terms = models.CharField(max_length=20, blank=True)
    finance_charge_terms = models.CharField(max_length=20, blank=True)
    application_method = models.CharField(max_length=20, default="MANUAL")
    posting_group = models.CharField(max_length=20, blank=True)
    blocked = models.CharField(max_length=10, blank=True)
    blocks_payment_tolerance = models.BooleanField(default=False)
    asks_when_underpaid = models.BooleanField(default=False)
    credit_limit_minor = models.BigIntegerField(default=0)
    bill_to = link("parties.Party", null=True)
    merged_into = link("parties.Party", null=True)
    is_active = models.BooleanField(default=True)
    is_privacy_blocked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "ledger", "number"], name="parties_party_number"),
            one_of("parties_party", "ledger", LEDGERS),
            one_of("parties_party", "application_method", APPLICATION_METHODS),
            one_of("parties_party", "blocked", BLOCKS),
        ]
        indexes = [
            models.Index(fields=["company", "organisation_number"], name="parties_party_org"),
            models.Index(fields=["company", "ledger", "name", "id"], name="parties_party_name"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class PartyAccount(CompanyRow):
    """An account a party pays from or is paid to: letters and digits only, upper case."""

    party = link("parties.Party")
    kind = models.CharField(max_length=10)
    number = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number", "party", "kind"], name="parties_account_number"),
            one_of("parties_account", "kind", ACCOUNT_KINDS),
        ]
        indexes = [models.Index(fields=["company", "party", "number"], name="parties_account_party")]

    def __str__(self) -> str:
        return self.number


class PartyName(CompanyRow):
    """A fold of a party's name: kind is names.NameKind. Derived; written with the party."""

    kind = models.SmallIntegerField()
    fold = models.CharField(max_length=200)
    party = link("parties.Party")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "fold", "party"], name="parties_name_fold"),
        ]
        indexes = [models.Index(fields=["company", "party"], name="parties_name_party")]

    def __str__(self) -> str:
        return self.fold
