"""Statements of account as they were issued: runs, and a numbered statement for each customer. Neither ever changes.

How they went out is kept beside them.
"""

from __future__ import annotations

from django.db import models

from reskontra.collections.models_of_documents import CHANNELS, SENDING_STATES, LetterSending
from reskontra.database.rows import CompanyRow, link, one_of

STYLES = ["BALANCE", "OPEN"]


class StatementRun(CompanyRow):
    """What one command issued: a number within the company, and what was asked for."""

    number = models.BigIntegerField()
    start_date = models.DateField()
    end_date = models.DateField()
    style = models.CharField(max_length=10)
    currency = models.CharField(max_length=3, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="collections_statement_run_number"),
            one_of("collections_statement_run", "style", STYLES),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CustomerStatement(CompanyRow):
    """A customer's statement: a number within the customer, and the PDF as it was made."""

    run = link("collections.StatementRun")
    party = link("parties.Party")
    number = models.BigIntegerField()
    language = models.CharField(max_length=35)
    file = link("companies.StoredFile")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "party", "number"], name="collections_statement_number"),
            models.UniqueConstraint(fields=["company", "run", "party"], name="collections_statement_of_run"),
        ]
        indexes = [models.Index(fields=["company", "file"], name="collections_statement_file")]

    def __str__(self) -> str:
        return str(self.number)


class StatementSending(LetterSending):
    """A statement that went out, or should: once, unless a person asks for it again."""

    statement = link("collections.CustomerStatement")

    class Meta:
        constraints = [
            one_of("collections_statement_sending", "channel", CHANNELS),
            one_of("collections_statement_sending", "state", SENDING_STATES),
        ]
        indexes = [models.Index(fields=["company", "statement"], name="collections_stmt_sending")]
