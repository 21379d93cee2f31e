"""Letters that tell customers of credit that is paid back to them, and how they went out."""

from __future__ import annotations

from django.db import models

from reskontra.collections.models_of_documents import CHANNELS, SENDING_STATES
from reskontra.database.rows import CompanyRow, link, one_of


class RefundSending(CompanyRow):
    """The letter of a repayment that went out, or should: once, unless a person asks for it again. As other letters.

    file   the letter as it went out; each later one is the same
    """

    repayment = link("receivables.Repayment")
    file = link("companies.StoredFile")
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    address = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("collections_refund_sending", "channel", CHANNELS),
            one_of("collections_refund_sending", "state", SENDING_STATES),
        ]
        indexes = [models.Index(fields=["company", "repayment"], name="collections_refund_sending")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
