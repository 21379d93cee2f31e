"""What was said with customers about what they owe."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

CONTACT_KINDS = ["CALL", "EMAIL", "LETTER", "NOTE"]


class Contact(CompanyRow):
    """A call, an e-mail, a letter or a note. next_date: when to do something again, null where nothing is planned."""

    party = link("parties.Party")
    kind = models.CharField(max_length=10)
    happened_on = models.DateField()
    text = models.CharField(max_length=500)
    next_date = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        constraints = [one_of("collections_contact", "kind", CONTACT_KINDS)]
        indexes = [models.Index(fields=["company", "party", "happened_on", "id"], name="collections_contact_party")]

    def __str__(self) -> str:
        return self.kind
