"""Which vouchers were written to files for other programs."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow


class VoucherExport(CompanyRow):
    """A file of vouchers, and all that is needed to write the same bytes again.

    receiver      whom it was for, blank where nobody was named: what is new is new for each by itself
    after_run, until_run
                  the vouchers are those of the posting runs from the one after after_run up to until_run
    head          as JSON, what the file says beside vouchers and may be named otherwise later
    """

    number = models.BigIntegerField()
    receiver = models.TextField(blank=True)
    form = models.CharField(max_length=10)
    after_run = models.BigIntegerField()
    until_run = models.BigIntegerField()
    head = models.TextField()
    vouchers = models.IntegerField()
    rows = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="ledger_export_number"),
            models.CheckConstraint(
                condition=models.Q(after_run__gte=0, until_run__gte=models.F("after_run")), name="ledger_export_runs"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
