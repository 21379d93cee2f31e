"""What a person has yet to decide of a line, with the commands that decide it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.interface.display import money
from reskontra.matching.queries import ShownLine, alternatives_of

_ACCEPT, _POST = "reskontra journal accept {line}", "reskontra journal post {line}"
_DOCUMENT, _ACCOUNT = "reskontra journal apply {line} --document {document}", "reskontra journal apply {line} --account"
_OTHER_CURRENCY = {"currency_differs", "currency_instructed"}
_QUESTIONS = {
    "review": noop("Whether this is right. If so, accept it; if not, apply the line to what it pays."),
    "underpaid": noop("Whether the rest stays open. If so, accept it; if not, put the difference elsewhere."),
    "overpaid": noop("What becomes of the {difference} too much. Accepting puts it on account of the payer."),
    "duplicate": noop("Whether this is a second copy of a payment. If it is money of its own, accept it."),
    "ambiguous": noop("Which of the documents is meant."),
    "already_paid": noop("What was paid twice goes on account of the payer, or on another document."),
    "unmatched": noop("What was paid: a document, or an account."),
}


def left_to_decide(shown: ShownLine, *, voucher: str = "") -> Iterator[str]:
    """The question in a sentence, then commands that answer it.

    voucher   that a posted line was posted as
    """
    place = f"{shown.journal.number} {shown.line.line_number}"
    if shown.line.state == "POSTED":
        yield _("Nothing: it is posted as {voucher}. Taken back, it is open again:").format(voucher=voucher)
        yield f"reskontra journal reverse {place}"
    elif shown.line.account_minor is None:
        yield question(shown)
        yield f"reskontra journal amount {place} AMOUNT"
    elif shown.is_ready:
        yield _("Nothing: it is ready to be posted.")
        yield _POST.format(line=place)
    else:
        yield from _answers(shown, place)


def question(shown: ShownLine) -> str:
    """What is to be decided of an open line, in a sentence; empty where nothing is."""
    if shown.line.state == "POSTED" or shown.is_ready:
        return ""
    if shown.line.account_minor is None:
        return _("Its amount in {currency}, which the bank does not tell.").format(currency=shown.bank_account.currency)
    proposal = shown.proposal
    if "payment_returned" in _rules(shown):
        return _("Which payment came back; it is found by its end-to-end id, or by its mandate.")
    if _rules(shown) & _OTHER_CURRENCY and not _has_parts(shown):
        return _("Whether it pays the document in another currency. If not, put it on account of the payer.")
    state = shown.state if _has_parts(shown) or shown.state in ("ambiguous", "already_paid") else "unmatched"
    difference = money(abs(proposal.difference_minor), shown.currency) if proposal else ""
    return _(_QUESTIONS.get(state, _QUESTIONS["review"])).format(difference=difference)


def _rules(shown: ShownLine) -> set[str]:
    return {reason["rule"] for reason in shown.proposal.explanation} if shown.proposal else set()


def _has_parts(shown: ShownLine) -> bool:
    return bool(shown.proposal and shown.proposal.parts)


def _answers(shown: ShownLine, place: str) -> Iterator[str]:
    """The question, and the commands that answer it."""
    rules = _rules(shown)
    yield question(shown)
    if "payment_returned" in rules:
        yield f"reskontra journal return {place}"
        return
    if rules & _OTHER_CURRENCY and not _has_parts(shown):
        yield _DOCUMENT.format(line=place, document=_first_document(shown))
        yield f"{_ACCOUNT.format(line=place)} {_party_of(shown)}"
        yield f"{_ACCOUNT.format(line=place)} gl:NUMBER"
        return
    if _has_parts(shown):
        yield _ACCEPT.format(line=place)
    command = _DOCUMENT.format(line=place, document=_first_document(shown))
    yield f"{command} --reopen" if "written_off" in rules else command
    yield f"{_ACCOUNT.format(line=place)} {_first_account(shown)}"


def _first_document(shown: ShownLine) -> str:
    """The first that could be meant, as the command takes it; where nothing could, its form."""
    for entry, _reason in alternatives_of(shown):
        if entry.remaining_minor:
            return f"{entry.ledger.lower()}:{entry.document_number}"
    return "customer:NUMBER" if shown.amount_minor >= 0 else "vendor:NUMBER"


def _first_account(shown: ShownLine) -> str:
    """On account of the party that is meant; where none is known, the form of a G/L account."""
    return _party_of(shown) if shown.state == "already_paid" else "gl:NUMBER"


def _party_of(shown: ShownLine) -> str:
    """The party of the first that could be meant; where nothing could, the form of a G/L account."""
    found = next((shown.parties[entry.party_id] for entry, _reason in alternatives_of(shown)), None)
    return f"{found.ledger.lower()}:{found.number}" if found else "gl:NUMBER"
