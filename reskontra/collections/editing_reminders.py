"""Drafts of reminders changed: lines made anew or deleted, dates, fees of documents, texts with their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.collections.issuing import find_row, total_of
from reskontra.collections.making_reminders import plan_drafts
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_book import read_reminder_book, vat_rates
from reskontra.collections.reminder_costs import Worth, charged_fee
from reskontra.collections.reminder_drafts import Draft, DraftLine, Sums, letter_lines, letter_values, to_whole
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import ReminderFacts, find_reminder
from reskontra.collections.reminder_terms import find_reminder_terms
from reskontra.collections.reminder_terms_editing import ReminderLevelUnknown
from reskontra.collections.reminder_words import why_wording
from reskontra.collections.writing_drafts import write_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.late_payment_law import SWEDISH, Cost, FeeAboveLaw, chargeable_minor
from reskontra.core.money import Money
from reskontra.core.vat import vat_on
from reskontra.database.locks import lock_company
from reskontra.ledger.account_facts import accounts_by_number, direct_account
from reskontra.ledger.collecting_accounts import collecting_accounts
from reskontra.parties.queries import parties_by_id

_E5 = 10**5
STATES = (noop("issued"), noop("cancelled"))  # in the words of refusals
DELETABLE = ("OVERDUE", "FEE", "LINE_FEE", "ROUNDING", "NOT_DUE", "ON_HOLD", "EARLIER", "BEGINNING", "ENDING", "TEXT")


class NotADraft(Refused):
    code = "reminder_not_a_draft"
    template = "Reminder {number} is {state}. Drafts alone can be changed; cancel the reminder and make another."


class NothingToRemind(Refused):
    code = "nothing_to_remind"
    template = "{party} has nothing that a reminder in {currency} would ask for: {why}. Delete the draft instead."


class ReminderLineUnknown(Refused):
    code = "reminder_line_unknown"
    template = "Draft {number} has no line {line} that can be changed so. Name one of {known}."


class LineFeeNotPositive(Refused):
    code = "line_fee_not_positive"
    template = "The fee of line {line} was to be {fee}. Give more than zero, or delete the line."


class DueBeforeReminder(Refused):
    code = "reminder_due_before_date"
    template = "{number} is of {document_date} and was to be due on {due_date}. Choose that day or a later one."


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
    """What is to be another of a fee for one document; None leaves it."""

    amount_minor: int | None = None
    text: str | None = None
    account: str | None = None


def suggest_lines(*, company: CompanyFacts, actor: str, number: str, order: MakeOrder | None = None) -> ReminderFacts:
    """Make a draft's lines anew, as of its own document date or as ordered; twice gives the same lines.

    refuses   ReminderUnknown, NotADraft, NothingToRemind, InterestRateMissing, DateBeyondCalendar
    """
    with transaction.atomic():
        row, facts = _draft(company, number)
        wanted = replace(
            order or MakeOrder(row.document_date, row.posting_date, is_at_one_level=row.is_at_one_level),
            customers=(facts.party,), override="-",
        )  # fmt: skip
        draft = _planned(company, facts, wanted)
        CollectionLine.objects.filter(company=company.id, document=row.id).delete()
        write_lines(company=company, documents=[(row.id, draft.lines)])
        terms = draft.planned.terms
        values = {
            "document_date": wanted.document_date, "posting_date": wanted.posted_on, "due_date": draft.due_date,
            "level": draft.planned.plan.level, "terms": terms.code, "is_at_one_level": wanted.is_at_one_level,
            "language": draft.language, "posts_interest": terms.posts_interest, "posts_fee": terms.posts_fee,
            "posts_line_fee": terms.posts_line_fee, **_columns(draft.sums),
        }  # fmt: skip
        _update(company, actor, row, values, what="suggested")
    return find_reminder(company=company, number=number)


def delete_lines(*, company: CompanyFacts, actor: str, number: str, positions: Sequence[int]) -> ReminderFacts:
    """Take lines off a draft, an entry's with its interest and its fee. Totals in texts stay until they are updated.

    refuses   ReminderUnknown, NotADraft, ReminderLineUnknown
    """
    with transaction.atomic():
        row, facts = _draft(company, number)
        lines = CollectionLine.objects.filter(company=company.id, document=row.id)
        known = tuple(lines.filter(role__in=DELETABLE).order_by("position").values_list("position", flat=True))
        for position in positions:
            if position not in known:
                raise ReminderLineUnknown(number=facts.draft_number, line=position, known=known)
        lines.filter(position__in=positions).delete()
        lines.filter(parent_position__in=positions).delete()
        if not lines.filter(role="OVERDUE", demanded_minor__gt=0).exists():
            lines.filter(role="FEE").delete()  # a fee is for asking, and nothing is asked for
        _update(company, actor, row, {}, what="lines deleted", about=list(positions))
    return find_reminder(company=company, number=number)


def change_line_fee(
    *, company: CompanyFacts, actor: str, number: str, position: int, change: LineFeeChange
) -> ReminderFacts:
    """Another amount, text or account of a document's fee.

    refuses   ReminderUnknown, NotADraft, ReminderLineUnknown, LineFeeNotPositive, FeeAboveLaw,
              ReminderFeeNotAgreed, CompensationOfConsumer, AccountUnknown, AccountBlocked, AccountOfBank
    """
    with transaction.atomic():
        row, facts = _draft(company, number)
        lines = CollectionLine.objects.filter(company=company.id, document=row.id, role="LINE_FEE")
        line = lines.filter(position=position).first()
        if line is None:
            known = tuple(lines.order_by("position").values_list("position", flat=True))
            raise ReminderLineUnknown(number=facts.draft_number, line=position, known=known)
        before = [line.amount_minor, line.text, line.account]
        if change.amount_minor is not None:
            if change.amount_minor <= 0:
                raise LineFeeNotPositive(line=position, fee=Money(change.amount_minor, row.currency))
            _require_lawful(company, row, facts, line, change.amount_minor)
            line.amount_minor = change.amount_minor
        if change.account is not None:
            line.account = direct_account(accounts_by_number(company=company), change.account).number
        line.text = line.text if change.text is None else change.text
        line.save()
        after = [line.amount_minor, line.text, line.account]
        _update(company, actor, row, {}, what="fee", about=[position, before, after])
    return find_reminder(company=company, number=number)


def change_reminder(*, company: CompanyFacts, actor: str, number: str, change: ReminderChange) -> ReminderFacts:
    """Another posting or due date, and what of the draft is posted.

    refuses   ReminderUnknown, NotADraft, DueBeforeReminder
    """
    with transaction.atomic():
        row, facts = _draft(company, number)
        names = ("posting_date", "due_date", "posts_interest", "posts_fee", "posts_line_fee")
        values = {name: value for name in names if (value := getattr(change, name)) is not None}
        due = values.get("due_date")
        if due and due < row.document_date:
            raise DueBeforeReminder(number=facts.draft_number, document_date=row.document_date, due_date=due)
        if due:
            lines = CollectionLine.objects.filter(company=company.id, document=row.id, role="OVERDUE")
            lines.update(next_due=due)
        _update(company, actor, row, values, what="changed")
    return find_reminder(company=company, number=number)


def update_texts(*, company: CompanyFacts, actor: str, number: str, level: int | None = None) -> ReminderFacts:
    """Write the texts before and after anew, with the totals as they are now; of another level where one is given.

    refuses   ReminderUnknown, NotADraft, ReminderTermsUnknown, ReminderLevelUnknown
    """
    with transaction.atomic():
        row, facts = _draft(company, number)
        terms = find_reminder_terms(company=company, code=row.terms)
        wanted = row.level if level is None else level
        if not 1 <= wanted <= len(terms.levels):
            raise ReminderLevelUnknown(terms=terms.code, level=wanted, next=len(terms.levels) + 1)
        due = row.due_date if wanted == row.level else terms.level(wanted).due_date(row.document_date)
        lines = CollectionLine.objects.filter(company=company.id, document=row.id)
        rates = lines.exclude(rate_e5=0).order_by("-position").values_list("rate_e5", flat=True)
        percent = f"{(rates[0] / _E5):g}" if rates else ""
        with translation.override(row.language):
            values = letter_values(
                company=company, dates=(row.document_date, due, row.posting_date), sums=facts.sums, level=wanted,
                currency=row.currency, percent=percent,
            )  # fmt: skip
            begins, ends = letter_lines(company, terms, wanted, row.language, values)
        _replace_texts(company, row, begins, ends)
        lines.filter(role="OVERDUE").update(next_due=due)
        _update(company, actor, row, {"level": wanted, "due_date": due}, what="texts")
    return find_reminder(company=company, number=number)


def _draft(company: CompanyFacts, number: str) -> tuple[CollectionDocument, ReminderFacts]:
    """refuses   ReminderUnknown, NotADraft"""
    lock_company(company.id)
    facts = find_reminder(company=company, number=number)
    if not facts.is_draft:
        raise NotADraft(number=facts.name, state=facts.state.lower())
    return find_row(company=company, kind="REMINDER", number=facts.draft_number), facts


def _require_lawful(
    company: CompanyFacts, row: CollectionDocument, facts: ReminderFacts, line: CollectionLine, minor: int
) -> None:
    """A fee that is of a cost by Swedish law is at most what its document may bear yet.

    refuses   FeeAboveLaw, ReminderFeeNotAgreed, CompensationOfConsumer
    """
    if not line.cost or company.country != "SE" or line.entry_id is None:
        return
    book = read_reminder_book(
        company=company, document_date=row.document_date, posting_date=row.posting_date, party_ids=[row.party_id]
    )
    worth = Worth(Valuation(row.currency, book.rates.get(row.currency, PAR)), company.currency, company.country)
    debtor = book.customer(row.party_id).debtor(facts.party)
    if (forbidden := charged_fee(line.cost, minor, worth, debtor, [()]).left_out) is not None:
        raise forbidden
    limit = SWEDISH[Cost(line.cost)]
    is_of_law = row.currency == limit.currency
    whole = limit.most_minor if is_of_law else max(line.amount_minor, worth.from_local(limit.most_minor))
    most = chargeable_minor(Cost(line.cost), whole, earlier=book.charges.get(line.entry_id, ()))
    if minor > most:
        fee, allowed = Money(minor, row.currency), Money(most, row.currency)
        raise FeeAboveLaw(fee=fee, most=allowed, paragraph=limit.paragraph)


def _planned(company: CompanyFacts, facts: ReminderFacts, order: MakeOrder) -> Draft:
    """refuses   NothingToRemind"""
    book = read_reminder_book(
        company=company, document_date=order.document_date, posting_date=order.posted_on, party_ids=[facts.party_id]
    )
    accounts = tuple(one for one in book.accounts if one.currency == facts.currency)
    drafts, not_made = plan_drafts(company=company, book=replace(book, accounts=accounts, drafts={}), order=order)
    if not drafts:
        why = ", ".join(why_wording(one) for one in not_made) or "–"
        raise NothingToRemind(party=facts.party, currency=facts.currency, why=why)
    return drafts[0]


def _replace_texts(
    company: CompanyFacts, row: CollectionDocument, begins: Sequence[DraftLine], ends: Sequence[DraftLine]
) -> None:
    """Texts in the places that texts have, or at the ends: the other lines stay where they are."""
    lines = CollectionLine.objects.filter(company=company.id, document=row.id)
    places = list(lines.order_by("position").values_list("position", flat=True)) or [1]
    for role, found, place in (("BEGINNING", begins, min(places) - 1), ("ENDING", ends, max(places) + 1)):
        old = lines.filter(role=role).order_by("position").values_list("position", flat=True).first()
        lines.filter(role=role).delete()
        at = place if old is None else old
        for line in found[:1]:
            write_lines(company=company, documents=[(row.id, [line._replace(position=at)])])


def _columns(sums: Sums) -> dict[str, int]:
    return {name: getattr(sums, name) for name in Sums.__dataclass_fields__}


def _update(
    company: CompanyFacts,
    actor: str,
    row: CollectionDocument,
    values: dict[str, Any],
    *,
    what: str,
    about: object = None,
) -> None:
    """Write the head with the sums of the lines as they are now, and tell of it."""
    before = total_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    _reckon_vat(company, row)
    for name, value in _summed(company, row).items():
        setattr(row, name, value)
    row.save()
    content = {"what": what, "about": about, "before": before, "total": total_of(row)}
    content |= {name: value for name, value in values.items() if name.endswith("_date") or name == "level"}
    record(company=company.id, actor=actor, action="reminder.changed", subject=row.draft_number, content=content)


def _reckon_vat(company: CompanyFacts, row: CollectionDocument) -> None:
    """VAT as it will be posted: by the accounts and by what is posted at all; on interest once, on its first line."""
    rates = vat_rates(company)
    party = parties_by_id(company=company, ids=[row.party_id])[row.party_id]
    groups = collecting_accounts(company=company)
    group = groups.get(party.posting_group) or groups[""]
    lines = CollectionLine.objects.filter(company=company.id, document=row.id)
    found = list(lines.filter(role__in=("OVERDUE", "FEE", "LINE_FEE")).order_by("position"))
    interest = sum(line.amount_minor for line in found if line.role == "OVERDUE")
    on_interest = vat_on(interest, rates.get(group.interest, 0)) if row.posts_interest else 0
    is_posted = {"FEE": row.posts_fee, "LINE_FEE": row.posts_line_fee}
    for line in found:
        if line.role == "OVERDUE":
            line.vat_minor, on_interest = (on_interest, 0) if line.amount_minor else (0, on_interest)
        else:
            line.vat_minor = vat_on(line.amount_minor, rates.get(line.account, 0)) if is_posted[line.role] else 0
    CollectionLine.objects.bulk_update(found, ["vat_minor"])


def _summed(company: CompanyFacts, row: CollectionDocument) -> dict[str, int]:
    """The sums of the lines; a line that rounds makes the total whole units again."""
    sums = dict.fromkeys(Sums.__dataclass_fields__, 0)
    columns = {"OVERDUE": "interest_minor", "FEE": "fee_minor", "LINE_FEE": "line_fee_minor"}
    rounding: CollectionLine | None = None
    for line in CollectionLine.objects.filter(company=company.id, document=row.id):
        if line.role == "OVERDUE":
            sums["remaining_minor"] += line.demanded_minor
        if line.role in columns:
            sums[columns[line.role]] += line.amount_minor
            sums["vat_minor"] += line.vat_minor
        if line.role == "ROUNDING":
            rounding = line
    if rounding is not None:
        rounding.amount_minor = sums["rounding_minor"] = to_whole(sum(sums.values()), row.currency)
        rounding.save()
    return sums
