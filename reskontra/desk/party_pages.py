"""The card of a customer or vendor: rooms' facts put together, frozen for the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.audit.queries import EventFacts, events_about
from reskontra.collections.bounces import bounced_address
from reskontra.collections.credit_history import collected
from reskontra.collections.happenings import Said, said_of
from reskontra.collections.letter_happenings import letters_of
from reskontra.companies.notes import NoteFacts, NotesBeside, notes_beside
from reskontra.companies.payment_terms import payment_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import Bucket, due_buckets
from reskontra.core.credit import CreditPosition
from reskontra.core.wording import worded
from reskontra.desk.party_form import LEVEL_WORDS
from reskontra.interface.column_words import column_word
from reskontra.interface.display import decimal
from reskontra.interface.templatetags.display import count, day, money
from reskontra.matching.fact_views import FactView, list_facts
from reskontra.parties.card import Card
from reskontra.parties.queries import accounts_of
from reskontra.receivables.aged import bucket_word
from reskontra.receivables.credit_facts import CreditFacts, credit_facts, with_collected
from reskontra.receivables.expected import expectation
from reskontra.receivables.habits import habits_before
from reskontra.receivables.history import EntryLine, open_entries_of
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.party_facts import (
    Happened,
    Paid,
    Position,
    count_entries,
    entries_lately,
    paid_invoices,
    position_of,
)

AGES = (30, 60, 90)
MOST_OPEN, MOST_EVENTS = 50, 40
A_YEAR = timedelta(days=365)
BAR = 1000  # units across the bar of ages


@dataclass(frozen=True, slots=True)
class Age:
    """A part of the bar: where it begins and how wide it is, in units of BAR; role colours it."""

    word: str
    minor: int
    role: str
    x: int
    width: int
    url: str


@dataclass(frozen=True, slots=True)
class OpenRow:
    """told: what to know of it beside its state."""

    entry: EntryLine
    entry_id: int
    kind: str
    state: str
    shape: str
    role: str
    told: str
    is_credit: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, newest first. minor None: no money; pdf: the address of its file, "" for none."""

    day: date
    icon: str
    title: str
    told: str
    url: str
    minor: int | None = None
    currency: str = ""
    pdf: str = ""
    file_word: str = "PDF"


@dataclass(frozen=True, slots=True)
class Habits:
    """How it pays: mean days over a year, and how many invoices were late; mean "" where nothing was paid.

    credit   the figures of a customer over the same year; None of a vendor: what we pay is our own doing
    """

    mean: str
    agreed: str
    paid: int
    late: int
    last: Happened | None
    credit: CreditFacts | None
    since: date

    @property
    def last_minor(self) -> int:
        """What was paid last, whichever way: an amount that was paid has no sign."""
        return abs(self.last.amount.minor) if self.last else 0


@dataclass(frozen=True, slots=True)
class CardPage:
    """Amounts are local; credit_left None where there is no limit.

    open_told, overdue_told   how many entries are open and overdue, in words
    blocked                   what is not done for it, in words; "" where nothing is
    bounced                   that e-mail to its address came back, in words; "" where it did not
    facts                     what was learned, with how often it was right, in words
    """

    card: Card
    ledger: str
    list_url: str
    edit_url: str
    privacy_url: str
    delete_url: str
    position: Position
    credit_left: int | None
    habits: Habits
    ages: tuple[Age, ...]
    open: tuple[OpenRow, ...]
    all_count: int
    entries_url: str
    documents_url: str
    invoice_url: str
    events: tuple[Event, ...]
    accounts: tuple[str, ...]
    facts: tuple[tuple[FactView, str], ...]
    notes: NotesBeside
    open_told: str
    overdue_told: str
    blocked: str
    bounced: str


def card_page(*, company: CompanyFacts, card: Card, on: date) -> CardPage:
    buckets = due_buckets(as_of=on, ages=AGES)
    position = position_of(company=company, party_id=card.id, on=on, buckets=buckets)
    ledger = card.ledger.lower()
    entries_url = f"{reverse(f'{ledger}_entries', args=[company.id])}?account={card.number}"
    notes = notes_beside(company=company, kind="PARTY", id=card.id)
    lately = entries_lately(company=company, party_id=card.id, most=MOST_EVENTS)
    credit = CreditPosition(card.credit_limit_minor, position.balance_minor)
    return CardPage(
        card=card,
        ledger=ledger,
        list_url=reverse("customers" if ledger == "customer" else "vendors", args=[company.id]),
        edit_url=reverse(f"{ledger}_edit", args=[company.id, card.number]),
        privacy_url=reverse(f"{ledger}_privacy", args=[company.id, card.number]),
        delete_url=reverse(f"{ledger}_delete", args=[company.id, card.number]),
        position=position,
        credit_left=credit.available_minor if card.credit_limit_minor else None,
        habits=_habits(company, card, lately, on),
        ages=tuple(_ages(position, buckets, entries_url)),
        open=tuple(_open_rows(company, card, on)),
        all_count=count_entries(company=company, party_id=card.id),
        entries_url=entries_url,
        invoice_url=f"{reverse(f'{ledger}_document_new', args=[company.id])}?party={card.number}",
        documents_url=f"{reverse(f'{ledger}_documents', args=[company.id])}?account={card.number}",
        events=tuple(_events(company, card, lately, notes.rows, on)),
        accounts=tuple(accounts_of(company=company, ids=[card.id]).get(card.id, ())),
        facts=tuple(
            (one, worded(_("{count:time|times}"), count=one.fact.hits))
            for one in list_facts(company=company, means=f"{ledger}:{card.number}")
        ),
        notes=notes,
        open_told=worded(_("{count:open entry|open entries}"), count=count(position.entries)),
        blocked=_(LEVEL_WORDS[card.blocked.lower()]) if card.blocked else "",
        bounced=_bounced(company, card),
        overdue_told=worded(_("{count:entry|entries}"), count=count(position.overdue_entries)),
    )


def _bounced(company: CompanyFacts, card: Card) -> str:
    """That mail to the customer's address came back, and when; "" where it did not."""
    found = bounced_address(company=company, party_id=card.id) if card.ledger == "CUSTOMER" else None
    return _("came back {day}").format(day=day(found.day)) if found else ""


def _ages(position: Position, buckets: Sequence[Bucket], entries_url: str) -> Iterator[Age]:
    """Each leads to its entries. Parts below nothing, as credit that is not applied, have a figure and no width."""
    sign = -1 if position.balance_minor < 0 else 1
    sizes = [max(sign * minor, 0) for minor in position.parts]
    whole, x = sum(sizes) or 1, 0
    for number, (bucket, minor, size) in enumerate(zip(buckets, position.parts, sizes, strict=True), 1):
        width = size * BAR // whole
        days = {"due_from": bucket.first_date, "due_to": bucket.last_date}
        url = f"{entries_url}&{urlencode({name: found for name, found in days.items() if found})}"
        yield Age(bucket_word(bucket), minor, f"c{number}", x, max(width - 2, 0), url)
        x += width


def _habits(company: CompanyFacts, card: Card, lately: Sequence[Happened], on: date) -> Habits:
    paid: list[Paid] = paid_invoices(company=company, party_id=card.id, since=on - A_YEAR)
    mean = f"{sum(one.days for one in paid) / len(paid):.1f}" if paid else ""
    terms = payment_terms(company=company).get(card.payment_terms)
    agreed = str((terms.due.after(on) - on).days) if terms and card.payment_terms else ""
    return Habits(
        mean=decimal(mean),
        agreed=agreed,
        paid=len(paid),
        late=sum(one.is_late for one in paid),
        last=next((one for one in lately if one.document_type == "PAYMENT"), None),
        credit=_credit(company, card, on) if card.ledger == "CUSTOMER" else None,
        since=on - A_YEAR,
    )


def _credit(company: CompanyFacts, card: Card, on: date) -> CreditFacts | None:
    found = credit_facts(company=company, since=on - A_YEAR, until=on, party_id=card.id, account=card.number)
    known = collected(company=company, until=on, party_id=card.id)
    return next(iter(with_collected(found, known)), None)


def _open_rows(company: CompanyFacts, card: Card, on: date) -> Iterator[OpenRow]:
    habits = habits_before(company=company, day=on, party_id=card.id) if card.ledger == "CUSTOMER" else None
    for id, entry in open_entries_of(company=company, party_id=card.id, most=MOST_OPEN):
        is_credit = entry.document_type in ("PAYMENT", "CREDIT_MEMO", "REFUND")
        state, shape, role = _state(entry, is_credit, on)
        told = _told(entry, on)
        if habits and not told and not is_credit:
            due, promised = entry.due_date, entry.promised_date
            expected = expectation(due=due, as_of=on, party_id=card.id, habits=habits, promised=promised)
            told = _("expected {day}").format(day=day(expected.day))
        yield OpenRow(entry, id, kind_word(entry.document_type), state, shape, role, told, is_credit)


def _state(entry: EntryLine, is_credit: bool, on: date) -> tuple[str, str, str]:
    if entry.dispute_status:
        return _("Disputed"), "octagon", "bad"
    if entry.on_hold:
        return _("On hold"), "half_disc", "warn"
    if entry.promised_date:
        return f"{_('Promised')} {day(entry.promised_date)}", "half_disc", "warn"
    if is_credit:
        return _("Not applied"), "ring", "idle"
    return (_("Overdue"), "triangle_warning", "bad") if entry.due_date < on else (_("Not due yet"), "ring", "idle")


def _told(entry: EntryLine, on: date) -> str:
    if entry.discount.minor and entry.discount_date and entry.discount_date >= on:
        told = _("discount {amount} until {day}")
        return told.format(amount=money(entry.discount.minor, entry.discount.currency), day=day(entry.discount_date))
    late = (on - entry.due_date).days
    if late > 0 and entry.document_type not in ("PAYMENT", "CREDIT_MEMO", "REFUND"):
        return worded(_("{days:day|days} late"), days=late)
    return ""


def _events(
    company: CompanyFacts, card: Card, lately: Sequence[Happened], notes: Sequence[NoteFacts], on: date
) -> Iterator[Event]:
    """Documents, payments, notes, letters, what was said of debts, and changes of the card, newest first.

    What a letter posted is told with the letter.
    """
    said = _all_said(company, card, on) if card.ledger == "CUSTOMER" else []
    told = {one.of for one in said}
    url = reverse("claims", args=[company.id, card.number])
    changes = events_about(company=company.id, subject=card.number, actions="party.", most=MOST_EVENTS)
    posted = (_posted(company, one) for one in lately if (one.document_type, one.number) not in told)
    found = [*posted, *map(_noted, notes), *map(_changed, changes)]
    found += [_said(one, url) for one in said]
    yield from sorted(found, key=lambda event: event.day, reverse=True)[:MOST_EVENTS]


def _all_said(company: CompanyFacts, card: Card, on: date) -> list[Said]:
    return [
        *letters_of(company=company, party_id=card.id, most=MOST_EVENTS),
        *said_of(company=company, party_id=card.id, on=on, most=MOST_EVENTS),
    ]


def _posted(company: CompanyFacts, one: Happened) -> Event:
    icon = "bank" if one.document_type in ("PAYMENT", "REFUND") else "document"
    due = _("Due {day}").format(day=day(one.due_date)) if icon == "document" and one.remaining.minor else ""
    told = " · ".join(part for part in (one.description, due) if part)
    url = reverse("entry", args=[company.id, one.entry_id])
    title = f"{kind_word(one.document_type)} {one.number}"
    return Event(one.day, icon, title, told, url, one.amount.minor, one.amount.currency)


def _said(one: Said, url: str) -> Event:
    minor, currency = (one.amount.minor, one.amount.currency) if one.amount else (None, "")
    return Event(one.day, one.icon, one.title, one.told, one.url or url, minor, currency, one.pdf, one.file_word)


def _noted(note: NoteFacts) -> Event:
    told = note.text or note.file_name
    return Event(_here(note.created_at), "pencil", _("Note by {author}").format(author=note.created_by), told, "#notes")


def _changed(event: EventFacts) -> Event:
    if event.action == "party.added":
        return Event(_here(event.occurred_at), "check", _("Added by {actor}").format(actor=event.actor), "", "")
    told = ", ".join(column_word(name) for name in event.content or {} if name != "ledger")
    return Event(_here(event.occurred_at), "check", _("Changed by {actor}").format(actor=event.actor), told, "")


def _here(moment: datetime) -> date:
    return moment.astimezone().date()
