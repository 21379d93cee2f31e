"""People who use the product, and what they may do in which company."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

ROLES = ["READER", "CLERK", "ACCOUNTANT", "ADMINISTRATOR"]  # each may do what the ones before it may


class User(AbstractUser):
    """A person who signs in."""

    language = models.CharField(max_length=35, blank=True)

    def __str__(self) -> str:
        return self.username


class Membership(CompanyRow):
    """A user's role in a company; without one she does not see that the company exists."""

    user = link("interface.User")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "user"], name="interface_membership_user"),
            one_of("interface_membership", "role", ROLES),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role}"


class CacheRow(models.Model):
    """What all processes of the server remember for a while, such as attempts to sign in: Django's table for it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "interface_cache"

    def __str__(self) -> str:
        return self.cache_key


class ListColumns(models.Model):
    """The columns that a user wants in a list, by their keys with blanks between; hers in every company."""

    user = models.ForeignKey(User, models.CASCADE, db_index=False, related_name="+")
    name = models.CharField(max_length=40)
    columns = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="interface_columns_name")]

    def __str__(self) -> str:
        return f"{self.name}: {self.columns}"
