"""What is said of reminders: their states, the parts of a letter, and why somebody got none."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.reminder_plans import NotReminded, Why
from reskontra.core.wording import worded
from reskontra.interface.display import money

STATE_WORDS = {
    "DRAFT": noop("Draft"),
    "ISSUED": noop("Issued"),
    "CANCELLED": noop("Cancelled"),
    "DELETED": noop("Deleted"),
}
# A state → the shape and the colour that reminders and memos have alike.
STATE_MARKS = {"DRAFT": ("half_disc", "warn"), "ISSUED": ("square_check", "idle"), "CANCELLED": ("octagon", "idle")}
DRAFT_TESTED = noop("Nothing is against the draft: it would be issued as {number}. Nothing is stored.")
ROLE_WORDS = {
    "BEGINNING": noop("Text before"),
    "OVERDUE": noop("Overdue"),
    "RATE": noop("Interest"),
    "NOT_DUE": noop("Open entries not due"),
    "ON_HOLD": noop("Open entries on hold"),
    "EARLIER": noop("Earlier reminded, still unpaid"),
    "FEE": noop("Fee"),
    "LINE_FEE": noop("Fee per document"),
    "ROUNDING": noop("Rounding"),
    "ENDING": noop("Text after"),
    "TEXT": noop("Text"),
    "ACCOUNT": noop("Account"),
}
PART_WORDS = {
    "BEGINNING": noop("Text before"),
    "ENDING": noop("Text after"),
    "SUBJECT": noop("Subject of the e-mail"),
    "BODY": noop("Text of the e-mail"),
    "CLOSING": noop("End of the e-mail"),
    "FILE_NAME": noop("Name of the file"),
    "FEE": noop("What the fee is called"),
    "LINE_FEE": noop("What the fee per document is called"),
    "NOTE": noop("Warning on invoices"),
    "LINE": noop("What a document on it is called"),
    "RATE": noop("How each stretch of interest is told"),
}
WHY_WORDS = {
    Why.NO_TERMS: noop("has no reminder terms"),
    Why.NO_LEVELS: noop("has reminder terms {about}, which have no levels"),
    Why.BLOCKED: noop("is blocked for everything"),
    Why.PRIVACY: noop("is blocked for reasons of privacy"),
    Why.DRAFT_EXISTS: noop("has draft {about} already"),
    Why.RECEIPT_WAITS: noop("may have paid: a receipt waits in journal {about}"),
    Why.RATE_MISSING: noop("has no exchange rate of {about} on the posting date"),
    Why.CREDIT_BALANCE: noop("has credits for as much as is overdue"),
    Why.BELOW_MINIMUM: noop("owes less than the terms' minimum"),
    Why.ON_HOLD: noop("has what is overdue on hold"),
    Why.DISPUTED: noop("disputes what is overdue"),
    Why.PROMISED: noop("has promised to pay; kept back until {about}"),
    Why.PLAN: noop("pays by a plan; kept back until {about}"),
    Why.HANDED_OVER: noop("has what is overdue handed over for collection"),
    Why.MOST_REACHED: noop("was reminded as often as the terms say: {about}"),
    Why.IN_GRACE: noop("has grace until {about}"),
    Why.NOT_ASKED: noop("has nothing overdue among what was asked for"),
}


def with_covered(word: str, covered_minor: int, currency: str) -> str:
    """What a line is, and how much of its fee something else covers."""
    if not covered_minor:
        return word
    covered = _("{amount} covered by other fees for the same documents")
    return f"{word} ({covered.format(amount=money(covered_minor, currency))})"


def why_wording(one: NotReminded) -> str:
    """Why a customer got no reminder, to stand after the name."""
    return _(WHY_WORDS[one.why]).format(about=one.about or "–")


def renamed_text(code: str, to: str, count: int) -> str:
    """That terms have another code, and how many customers follow."""
    return worded(
        _("{to} is the code of {code} now; {count:customer follows|customers follow}."), code=code, to=to, count=count
    )


def deleted_text(code: str, count: int) -> str:
    """That terms are gone, and how many customers had them."""
    return worded(
        _("{code} is deleted; {count:customer has|customers have} no such terms now."), code=code, count=count
    )
