"""Letters that tell customers of credit that is paid back to them, and how they went out."""

from __future__ import annotations

from django.db import models

from reskontra.collections.models_of_documents import CHANNELS, SENDING_STATES, LetterSending
from reskontra.database.rows import link, one_of


class RefundSending(LetterSending):
    """The letter of a repayment that went out, or should: once, unless a person asks for it again.

    file   the letter as it went out; each later one is the same
    """

    repayment = link("receivables.Repayment")
    file = link("companies.StoredFile")

    class Meta:
        constraints = [
            one_of("collections_refund_sending", "channel", CHANNELS),
            one_of("collections_refund_sending", "state", SENDING_STATES),
        ]
        indexes = [models.Index(fields=["company", "repayment"], name="collections_refund_sending")]
