"""What was erased of persons: who asked, who did it, how much it was. Nothing of what stood there."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

STATES = ["ASKED", "DONE"]


class Erasure(CompanyRow):
    """The erasure of a customer's or vendor's data; with four eyes it is asked for by one and done by another.

    rows, events, files   how many were erased
    kept_until            until when vouchers keep her name; null where nothing keeps it
    """

    party = link("parties.Party")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=250)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True)
    rows = models.IntegerField(default=0)
    events = models.IntegerField(default=0)
    files = models.IntegerField(default=0)
    kept_until = models.DateField(null=True)

    class Meta:
        constraints = [one_of("privacy_erasure", "state", STATES)]
        indexes = [models.Index(fields=["company", "party"], name="privacy_erasure_party")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.state}"


class LegalHold(CompanyRow):
    """An administrator's word that a fiscal year, or every year where it is null, is kept until she lifts it."""

    number = models.BigIntegerField()
    fiscal_year = link("companies.FiscalYear", null=True)
    reason = models.CharField(max_length=250)
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()
    lifted_reason = models.CharField(max_length=250, blank=True)
    lifted_by = models.CharField(max_length=150, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="privacy_legalhold_number")]

    def __str__(self) -> str:
        return str(self.number)


class YearErasure(CompanyRow):
    """That one administrator asked for the files of a year to be erased, where it takes another one to do it.

    year      as retention calls it: code of a fiscal year, or a calendar year
    done_at   null while it waits for another
    """

    year = models.CharField(max_length=20)
    reason = models.CharField(max_length=250)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "year"],
                condition=models.Q(done_at__isnull=True),
                name="privacy_yearerasure_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.year
