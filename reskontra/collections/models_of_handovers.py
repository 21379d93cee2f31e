"""Claims that are handed over to be collected by others: a collection agency, or the enforcement authority."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

HANDED_TO = ["AGENCY", "ENFORCEMENT"]


class HandOver(CompanyRow):
    """Of one customer. file: the claims as they were handed over. It stands until taken_back_at."""

    number = models.BigIntegerField()
    party = link("parties.Party")
    handed_to = models.CharField(max_length=15)
    day = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    file = link("companies.StoredFile")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="collections_handover_number"),
            one_of("collections_handover", "handed_to", HANDED_TO),
        ]
        indexes = [models.Index(fields=["company", "party"], name="collections_handover_party")]

    def __str__(self) -> str:
        return str(self.number)


class HandOverEntry(CompanyRow):
    """An entry that is handed over. handed_minor: what was left of it then."""

    hand_over = link("collections.HandOver")
    entry = link("receivables.Entry")
    handed_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "hand_over", "entry"], name="collections_handover_entry"),
            models.CheckConstraint(condition=models.Q(handed_minor__gt=0), name="collections_handover_amount"),
        ]
        indexes = [models.Index(fields=["company", "entry"], name="collections_handover_of_entry")]

    def __str__(self) -> str:
        return str(self.handed_minor)
