"""What every business table shares: its company leads every key, choices are constraints."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models


class CompanyRow(models.Model):
    """A row that belongs to a company; indexes and uniques of its table lead with that column."""

    company = models.ForeignKey("companies.Company", models.PROTECT, db_index=False, related_name="+")

    class Meta:
        abstract = True


def link(to: str, *, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg]
    """A foreign key without an index of its own: an index that helps leads with the company."""
    return models.ForeignKey(to, models.PROTECT, db_index=False, related_name="+", null=null)


def one_of(table: str, field: str, values: Iterable[str]) -> models.CheckConstraint:
    """The column holds one of these codes, and the database refuses anything else."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": list(values)}), name=f"{table}_{field}_known")
