"""What the bank's codes of direct debit (Autogiro) mean, in words.

source   Bankgirot, Bg Autogiro technical manual: comment codes of mandates, and of rejected payments
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.display import value
from reskontra.interface.refusals import remedy_wording, wording
from reskontra.receivables.direct_debit import Taken
from reskontra.receivables.direct_debits.making import Made
from reskontra.receivables.direct_debits.posting import PostedCollection

STATES = {"ACTIVE": noop("Active"), "CANCELLED": noop("Cancelled"), "REJECTED": noop("Rejected")}
# Comments of a mandate advice that say more than its state.
COMMENTS = {
    "02": noop("by the payer or the payer's bank"), "03": noop("the account cannot be debited"),
    "04": noop("not in Bankgirot's register"), "05": noop("account or personal number is wrong"),
    "07": noop("the payer's bank did not answer"), "09": noop("the payer's bankgiro number is not known"),
    "10": noop("already registered"), "20": noop("the personal or organisation number is wrong"),
    "21": noop("the payer number is wrong"), "23": noop("the account number is wrong"),
    "29": noop("the payee's bankgiro number is wrong"), "30": noop("the payee's bankgiro number is deregistered"),
    "98": noop("the payer's bankgiro number is deregistered"),
}  # fmt: skip
REASONS = {
    "01": noop("the mandate is missing"), "02": noop("the account is not approved, or is closed"),
    "03": noop("the mandate is stopped"), "04": noop("the payer number is wrong"),
    "05": noop("the bankgiro number is wrong"), "06": noop("the period code is wrong"),
    "07": noop("the number of self-renewing orders is wrong"), "08": noop("the amount is no number"),
    "09": noop("payments out are not allowed"), "10": noop("Bankgirot does not have the bankgiro number"),
    "12": noop("the day of payment is wrong"), "13": noop("the day of payment has passed"),
    "15": noop("the bankgiro number is another than that of the file"), "24": noop("the amount is over the limit"),
    "1": noop("no cover"), "2": noop("the account is closed"),
    "AC01": noop("the account number is wrong"), "AC04": noop("the account is closed"),
    "AC06": noop("the account is blocked"), "AC13": noop("the account is a person's"),
    "AG01": noop("the account cannot be debited"), "AM04": noop("no cover"), "MD01": noop("the mandate is missing"),
    "MD06": noop("the payer wants the money back"), "MD07": noop("the payer is dead"),
    "MS02": noop("the payer says no"), "MS03": noop("the payer's bank gives no reason"),
    "SL01": noop("the payer does not let you debit"),
}  # fmt: skip

REQUESTS = {"ENTER": noop("Put in"), "TAKE_OUT": noop("Take out")}
ANSWERS = {
    "": noop("Awaited"), "ACTIVE": noop("Active"), "CANCELLED": noop("Cancelled"), "REJECTED": noop("Rejected"),
    "REPLACED": noop("Asked otherwise since"),
}  # fmt: skip

# What a page calls the remedies that name commands; both lead to the page of what Bankgirot is asked.
PRESSED = {
    "told_mandate_of_nobody": noop('Once it is taken, keep it with its customer under "Questions to Bankgirot".'),
    "told_mandate_turned_down": noop('Mend it, and ask anew by its name under "Questions to Bankgirot".'),
}


def state_told(state: str) -> str:
    return _(STATES[state])


def comment_told(code: str) -> str:
    """What a mandate advice says beside the state; blank where that is all."""
    return _(COMMENTS[code]) if code in COMMENTS else ""


def reason_told(code: str) -> str:
    """The bank's reason in words, behind its code."""
    return f"{code} {_(REASONS[code])}" if code in REASONS else code


def came_back_told(code: str, text: str) -> str:
    """Why a debit came back: the bank's code with what it means, and its own words."""
    return f"{reason_told(code)} · {text}" if text else reason_told(code)


def left_out_told(done: Made) -> str:
    """How many invoices a collection was made without, and why; blank for none."""
    if not (done.held or done.blocked or done.without or done.tried):
        return ""
    told = _(
        "Left out: {without} without a mandate, {held} on hold, {blocked} of blocked customers, {tried} that came back "
        "and are not tried again."
    )
    return told.format(without=done.without, held=done.held, blocked=done.blocked, tried=done.tried)


def taken_told(taken: Taken) -> str:
    """What a file did, or would do, in a sentence."""
    told = worded(
        _("{mandates:mandate|mandates} and {rejected:rejected payment|rejected payments} taken, {known} known."),
        mandates=len(taken.mandates),
        rejected=len(taken.rejected),
        known=taken.known,
    )
    if not taken.debits:
        return told
    debits = ", ".join(one.debit for one in taken.debits)
    return " ".join((told, worded(_("Debits rejected: {debits}."), debits=debits)))


def request_word(kind: str) -> str:
    """What Bankgirot was asked of a mandate."""
    return _(REQUESTS[kind])


def answer_told(answer: str, comment: str) -> str:
    """What it answered, with the comment in words where that says more."""
    return ": ".join(part for part in (_(ANSWERS[answer]), comment_told(comment)) if part)


def posted_told(done: PostedCollection, *, is_preview: bool) -> list[str]:
    """What was posted, or would be, and what not and why."""
    told = [_("{posted} posted, {skipped} skipped: {amount}.").format(
        posted=done.posted, skipped=len(done.skipped), amount=value(done.amount)
    )]  # fmt: skip
    if done.skipped:
        why = _("Settled meanwhile, with less left, or of blocked customers: {documents}.")
        told.append(why.format(documents=", ".join(done.skipped)))
    if done.waiting:
        told.append(worded(_("{waiting:debit waits|debits wait} for the day."), waiting=done.waiting))
    return [_("A preview: nothing was stored."), *told] if is_preview else told


def untaken_told(taken: Taken) -> list[str]:
    """What of a file could not be taken, a line for each, with what to do."""
    stuck = _("Debit {debit} was rejected and stands.")
    found = [f"{stuck.format(debit=one.debit)} {wording(one.why)}" for one in taken.stuck]
    return found + [wording(one) for one in taken.untaken]


def untaken_on_page(taken: Taken) -> list[str]:
    """The same, as a page has it: what is done there, in place of a command."""
    stands = untaken_told(replace(taken, untaken=()))
    return stands + [_on_page(one) for one in taken.untaken]


def _on_page(told: Refused) -> str:
    pressed = PRESSED.get(told.code)
    return f"{wording(told).removesuffix(remedy_wording(told)).strip()} {_(pressed)}" if pressed else wording(told)


def is_for_requests(taken: Taken) -> bool:
    """Whether the page of what Bankgirot is asked has something to do of it."""
    return any(one.code in PRESSED for one in taken.untaken)


def asked_told(number: int, entered: int, taken_out: int, kept_back: int) -> str:
    """What a file of mandates asks, in a sentence."""
    told = _("File {number}: {entered:mandate|mandates} to be entered, {out} to be taken out, {kept} kept back.")
    return worded(told, number=number, entered=entered, out=taken_out, kept=kept_back)
