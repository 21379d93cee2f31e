"""Lines of a draft, of a reminder or a memo, taken off and changed by hand: fees with a reason, texts, the head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.collections.fitting_fees import require_bearable_fee
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.open_drafts import (
    REMINDER,
    keep_draft,
    lines_of_draft,
    open_draft,
    put_in,
    rewrite_lines,
)
from reskontra.collections.reminder_drafts import DraftLine
from reskontra.collections.reminder_queries import ReminderFacts
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.formats.csv_table import text_fault
from reskontra.ledger.account_facts import accounts_by_number, direct_account

DELETABLE = ("OVERDUE", "FEE", "LINE_FEE", "ROUNDING", "NOT_DUE", "ON_HOLD", "EARLIER", "BEGINNING", "ENDING", "TEXT")
FEES = ("FEE", "LINE_FEE")
TEXTS = ("BEGINNING", "TEXT", "ENDING")
LONGEST_TEXT = 2_000


class ReminderLineUnknown(Refused):
    code = "reminder_line_unknown"
    template = "Draft {number} has no line {line} that can be changed so. Name one of {known}."


class LineFeeNotPositive(Refused):
    code = "line_fee_not_positive"
    template = "The fee of line {line} was to be {fee}. Give more than zero, or delete the line."


class FeeReasonMissing(Refused):
    code = "fee_reason_missing"
    template = (
        "Line {line} of {document} is a fee, and no reason is given. Say why it is changed or taken away: it is kept "
        "in the audit trail."
    )


class DueBeforeReminder(Refused):
    code = "reminder_due_before_date"
    template = "{number} is of {document_date} and was to be due on {due_date}. Choose that day or a later one."


class DraftTextUnfit(Refused):
    code = "draft_text_unfit"
    template = "The text for draft {number} has {letters} letters. Write 1 to {most}."


@dataclass(frozen=True, slots=True)
class ReminderChange:
    """What is to be another of a draft's head; None leaves it."""

    posting_date: date | None = None
    due_date: date | None = None
    posts_interest: bool | None = None
    posts_fee: bool | None = None
    posts_line_fee: bool | None = None


@dataclass(frozen=True, slots=True)
class LineFeeChange:
    """What is to be another of a fee, of the letter or of one document on it; None leaves it."""

    amount_minor: int | None = None
    text: str | None = None
    account: str | None = None


def delete_lines(
    *, company: CompanyFacts, actor: str, number: str, positions: Sequence[int], reason: str = "", kind: str = REMINDER
) -> ReminderFacts:
    """Take lines off a draft, an entry's with its interest and its fee. Totals in texts stay until they are updated.

    reason    needed where one of them is a fee

    refuses   what open_draft() refuses, ReminderLineUnknown, FeeReasonMissing
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=kind)
        lines = CollectionLine.objects.filter(company=company.id, document=row.id)
        known = {line.position: line for line in lines.filter(role__in=DELETABLE).order_by("position")}
        for position in positions:
            if position not in known:
                raise ReminderLineUnknown(number=facts.draft_number, line=position, known=tuple(known))
        for position in positions:
            if known[position].role in FEES and known[position].parent_position not in positions:
                _require_reason(facts, position, reason)
        lines.filter(position__in=positions).delete()
        lines.filter(parent_position__in=positions).delete()
        if not _asks_for_something(row):
            lines.filter(role="FEE").delete()  # a fee is for asking, and nothing is asked for
        about = {"what": "lines deleted", "about": list(positions), "reason": reason}
        return keep_draft(company=company, actor=actor, row=row, values={}, about=about)


def change_line_fee(
    *,
    company: CompanyFacts,
    actor: str,
    number: str,
    position: int,
    change: LineFeeChange,
    reason: str = "",
    kind: str = REMINDER,
) -> ReminderFacts:
    """Another amount, text or account of a fee.

    reason    needed where the amount is another

    refuses   what open_draft() refuses, ReminderLineUnknown, LineFeeNotPositive, FeeReasonMissing, FeeAboveLaw,
              ReminderFeeNotAgreed, CompensationOfConsumer, FeeCoveredMeanwhile, AccountUnknown, AccountBlocked,
              AccountOfBank, and what text_fault() finds
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=kind)
        line = _line(row, facts, position, FEES)
        before = [line.amount_minor, line.text, line.account]
        if change.amount_minor is not None and change.amount_minor != line.amount_minor:
            if change.amount_minor <= 0:
                raise LineFeeNotPositive(line=position, fee=Money(change.amount_minor, row.currency))
            _require_reason(facts, position, reason)
            line.whole_minor = require_bearable_fee(
                company=company, row=row, position=position, minor=change.amount_minor, party=facts.party
            )
            line.amount_minor = line.most_minor = change.amount_minor
        if change.account is not None:
            line.account = direct_account(accounts_by_number(company=company), change.account).number
        line.text = line.text if change.text is None else _seen(change.text)
        line.save()
        after = [line.amount_minor, line.text, line.account]
        about = {"what": "fee", "about": [position, before, after], "reason": reason}
        return keep_draft(company=company, actor=actor, row=row, values={}, about=about)


def change_reminder(
    *, company: CompanyFacts, actor: str, number: str, change: ReminderChange, kind: str = REMINDER
) -> ReminderFacts:
    """Another posting or due date, and what of the draft is posted.

    refuses   what open_draft() refuses, DueBeforeReminder
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=kind)
        names = ("posting_date", "due_date", "posts_interest", "posts_fee", "posts_line_fee")
        values = {name: value for name in names if (value := getattr(change, name)) is not None}
        due = values.get("due_date")
        if due and due < row.document_date:
            raise DueBeforeReminder(number=facts.draft_number, document_date=row.document_date, due_date=due)
        if due:
            lines = CollectionLine.objects.filter(company=company.id, document=row.id, role="OVERDUE")
            lines.update(next_due=due)
        return keep_draft(company=company, actor=actor, row=row, values=values, about={"what": "changed"})


def add_text(*, company: CompanyFacts, actor: str, number: str, text: str, kind: str = REMINDER) -> ReminderFacts:
    """A paragraph of one's own, between what is asked for and the text after it.

    refuses   what open_draft() refuses, DraftTextUnfit, and what text_fault() finds
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=kind)
        said = _fit(facts, text)
        lines = put_in(lines_of_draft(company=company, row=row), [DraftLine(0, "TEXT", text=said)])
        rewrite_lines(company=company, row=row, lines=lines)
        about = {"what": "text added", "about": said}
        return keep_draft(company=company, actor=actor, row=row, values={}, about=about)


def change_text(
    *, company: CompanyFacts, actor: str, number: str, position: int, text: str, kind: str = REMINDER
) -> ReminderFacts:
    """Other words of a text on the draft, as they will be printed.

    refuses   what open_draft() refuses, ReminderLineUnknown, DraftTextUnfit, and what text_fault() finds
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=kind)
        line = _line(row, facts, position, TEXTS)
        before, line.text = line.text, _fit(facts, text)
        line.save()
        about = {"what": "text changed", "about": [position, before, line.text]}
        return keep_draft(company=company, actor=actor, row=row, values={}, about=about)


def _line(row: CollectionDocument, facts: ReminderFacts, position: int, roles: Sequence[str]) -> CollectionLine:
    """refuses   ReminderLineUnknown"""
    lines = CollectionLine.objects.filter(company=row.company_id, document=row.id, role__in=roles)
    line = lines.filter(position=position).first()
    if line is None:
        known = tuple(lines.order_by("position").values_list("position", flat=True))
        raise ReminderLineUnknown(number=facts.draft_number, line=position, known=known)
    return line


def _require_reason(facts: ReminderFacts, position: int, reason: str) -> None:
    if not reason.strip():
        raise FeeReasonMissing(line=position, document=facts.draft_number)


def _fit(facts: ReminderFacts, text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not 1 <= len(said) <= LONGEST_TEXT:
        raise DraftTextUnfit(number=facts.draft_number, letters=len(said), most=LONGEST_TEXT)
    return _seen(said)


def _seen(text: str) -> str:
    if fault := text_fault("text", text, most=LONGEST_TEXT):
        raise fault
    return text


def _asks_for_something(row: CollectionDocument) -> bool:
    overdue = CollectionLine.objects.filter(company=row.company_id, document=row.id, role="OVERDUE")
    return overdue.exists() if row.kind != REMINDER else overdue.filter(demanded_minor__gt=0).exists()
