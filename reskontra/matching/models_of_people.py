"""What people decide and ask about lines, beside what is proposed for them."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link


class Decision(CompanyRow):
    """What a person did to a line, and what it had before: undone, that stands there again.

    action   as in the audit trail
    before   the proposal as JSON; blank where nothing was proposed
    """

    line = link("journals.JournalLine")
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    before = models.TextField(blank=True)
    is_undone = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["company", "line"], name="matching_decision_line"),
            models.Index(fields=["company", "actor", "decided_at"], name="matching_decision_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.action}"


class LineQuestion(CompanyRow):
    """What one person asks another about a line; answered, it is back with who asked.

    asked_of   who is to answer, by the name she signs in with
    """

    line = link("journals.JournalLine")
    asked_by = models.CharField(max_length=150)
    asked_of = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    question = models.CharField(max_length=500)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "line"], name="matching_question_line"),
            models.Index(
                fields=["company", "asked_of"],
                condition=models.Q(closed_at__isnull=True),
                name="matching_question_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.asked_of}"
