"""By which server, and in whose name, a company sends its letters."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow


class MailSetup(CompanyRow):
    """server: smtp://user@host:587, smtps://user@host:465 or file:///folder; never with a password.

    password_env    the environment variable that holds it, "" where none is asked for
    copies_self     whether the sender is told of every letter, blind
    """

    sender = models.CharField(max_length=200)
    sender_name = models.CharField(max_length=100, blank=True)
    reply_to = models.CharField(max_length=200, blank=True)
    server = models.CharField(max_length=300)
    password_env = models.CharField(max_length=100, blank=True)
    copies_self = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="collections_mail_setup")]

    def __str__(self) -> str:
        return self.sender
