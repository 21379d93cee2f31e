"""People who use the product, and what they may do in which company."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of
from reskontra.interface.models_of_events import EventStream as EventStream
from reskontra.interface.models_of_events import OutboxEvent as OutboxEvent
from reskontra.interface.roles import ROLES as ROLES

JOB_STATES = ["WAITING", "RUNNING", "DONE", "REFUSED", "BROKEN", "STOPPED", "INTERRUPTED"]


class User(AbstractUser):
    """A person who signs in.

    quiet_until        so long her first sign-in from a browser that does not know her is told to nobody
    password_is_lent   somebody else chose it for her: she chooses her own before anything else
    """

    joins = ""  # the company that she is made for; no column: what her first password is held against

    language = models.CharField(max_length=35, blank=True)
    quiet_until = models.DateTimeField(null=True)
    password_is_lent = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return self.username


class BrowserSession(AbstractBaseSession):
    """Where a person is signed in, or is about to be.

    used_at   to within some minutes; device: as its owner knows it
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    device = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.device}"


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


class Job(CompanyRow):
    """Work that goes on after the page has answered: what it is, how far it has come, and what came of it.

    subject, arguments   what it is done to, as a user names it; what its kind needs to do it, as JSON
    outcome              values of what it did, or the refusals, as JSON: never sentences
    event                the number under which an unexpected fault stands in the log
    done_count, total_count   how far it is where the books are in PostgreSQL; over a file that stands beside it
    """

    number = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=200)
    arguments = models.TextField()
    actor = models.CharField(max_length=150)
    state = models.CharField(max_length=15)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)
    event = models.CharField(max_length=8, blank=True)
    done_count = models.BigIntegerField(default=0)
    total_count = models.BigIntegerField(default=0)
    is_stop_asked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="interface_job_number"),
            one_of("interface_job", "state", JOB_STATES),
        ]
        indexes = [
            models.Index(
                fields=["company", "state"],
                condition=models.Q(state__in=["WAITING", "RUNNING"]),
                name="interface_job_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.state}"


class Token(CompanyRow):
    """What a program shows to be let in to one company: a secret of which the digest alone is kept.

    role           as of a user; scopes: what it may do within the role, codes with blanks between
    last_used_at   to within a quarter of an hour
    is_told        made by a command that was only told created_by
    reminded_at    when somebody was told that it ends soon
    """

    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    hint = models.CharField(max_length=8)
    role = models.CharField(max_length=20)
    scopes = models.TextField()
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    is_told = models.BooleanField(db_default=False)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "digest"], name="interface_token_digest"),
            models.UniqueConstraint(fields=["company", "name"], name="interface_token_name"),
            one_of("interface_token", "role", ROLES),
        ]

    def __str__(self) -> str:
        return f"{self.name} is {self.role}"


class IdempotencyKey(CompanyRow):
    """A request of a program that was answered: the same one again is given the same answer.

    digest   of method, address and body; answer: the JSON of it, empty while it is done, or where that was cut short
    """

    token = link("interface.Token")
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "token", "key"], name="interface_idempotency_key"),
        ]
        indexes = [models.Index(fields=["company", "created_at"], name="interface_idempotency_age")]

    def __str__(self) -> str:
        return self.key
