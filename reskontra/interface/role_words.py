"""What roles are called, for people."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

ROLE_WORDS = {
    "READER": noop("Reader"),
    "AUDITOR": noop("Auditor"),
    "CLERK": noop("Clerk"),
    "ACCOUNTANT": noop("Accountant"),
    "ADMINISTRATOR": noop("Administrator"),
}


def role_word(role: str) -> str:
    """The role within a sentence, in the reader's language.

    >>> role_word("CLERK")
    'clerk'
    """
    return _(ROLE_WORDS[role]).lower()
