"""Which issued documents are to be sent, to whom and how; and what became of those that were."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.being_sent import sending_state
from reskontra.collections.models import (
    CollectionDocument,
    CollectionPolicy,
    CollectionRun,
    CollectionRunItem,
    CustomerTerms,
    LetterSending,
    Sending,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.interface.templatetags.display import day as shown_day
from reskontra.parties.card import Card, reachable_cards

CHANNELS = ("EMAIL", "PRINT")
NOT_SENT = ("WAITING", "FAILED")  # states of a letter that has not gone out, or not surely
KIND_WORDS = {"REMINDER": noop("Reminder"), "FINANCE_CHARGE": noop("Interest invoice")}
SENDING_WORDS = {
    "WAITING": noop("May have gone out"),
    "SENDING": noop("On its way"),
    "SENT": noop("Sent"),
    "FAILED": noop("Not sent"),
    "BOUNCED": noop("Came back"),
}
CHANNEL_WORDS = {"EMAIL": noop("E-mail"), "PRINT": noop("Print"), "FILE": noop("File"), "MARKED": noop("Marked")}


# Reminders with a claim that is open and stands on no later reminder.
_STILL_ASKED = (
    "SELECT DISTINCT l.document_id FROM {values} CROSS JOIN collections_collectionline l "
    "JOIN receivables_entry e ON e.id = l.entry_id AND e.remaining_minor <> 0 "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'OVERDUE' AND NOT EXISTS ("
    "SELECT 1 FROM collections_collectionline k JOIN collections_collectiondocument o ON o.id = k.document_id "
    "AND o.state = 'ISSUED' AND o.kind = 'REMINDER' "
    "WHERE k.company_id = l.company_id AND k.entry_id = l.entry_id AND k.role = 'OVERDUE' AND o.id > l.document_id)"
)


class DocumentNotSendable(Refused):
    code = "document_not_sendable"
    template = 'There is no issued document "{number}" of that kind to send. Issue it first, or use another number.'


class LetterIsOut(Refused):
    code = "letter_is_out"
    template = (
        "The letter of {number} is out, or may be: {to}, {day}. Tick that the customer is told, and cancel it again."
    )


S = TypeVar("S", bound=LetterSending)


@dataclass(frozen=True, slots=True)
class Outgoing(ABC, Generic[S]):
    """Where a letter goes, and the last of its sendings. card None: blocked for privacy."""

    card: Card | None
    channel: str
    address: str
    last: S | None

    @property
    @abstractmethod
    def name(self) -> str:
        """As refusals tell it."""

    @property
    @abstractmethod
    def party_id(self) -> int: ...

    @property
    def seen(self) -> str:
        """What a button that repeats it says besides its name: how it had gone out last when the page was made."""
        return str(self.last.pk if self.last else 0)

    @property
    def state(self) -> str:
        """What became of its last sending, as SENDING_WORDS has it; "" for none."""
        return state_of(self.last) if self.last else ""

    @property
    def was_not_sent(self) -> bool:
        """Never, or not surely; or it came back by e-mail and now goes on paper or to another address."""
        if self.last is None or self.last.state in NOT_SENT:
            return True
        return self.last.state == "BOUNCED" and (self.channel == "PRINT" or self.address != self.last.address)

    @property
    def is_unclear(self) -> bool:
        """It may have gone out: what was sent was cut short."""
        return self.last is not None and self.last.state == "WAITING"


def state_of(last: LetterSending) -> str:
    """As SENDING_WORDS has it."""
    return sending_state(company=last.company_id, state=last.state, actor=last.made_by, since=last.made_at)


def letter_told(one: Outgoing[Any]) -> str:
    """What became of a letter: which way it went, and why it did not; else that it is to be sent."""
    if one.last is None:
        return _("To be sent")
    if one.last.channel == "MARKED":
        return _("Marked as sent")
    words = (_(CHANNEL_WORDS[one.last.channel]), _(SENDING_WORDS[one.state]), one.last.failure)
    return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class ToSend(Outgoing[Sending]):
    """An issued document with where it goes. last: at its level.

    has_bounced  mail to the address came back; the address stands until another is set up
    is_settled   a reminder whose claims are all paid, or on a later reminder
    """

    document: CollectionDocument
    has_bounced: bool = False
    is_settled: bool = False

    @property
    def name(self) -> str:
        return self.document.number

    @property
    def party_id(self) -> int:
        return self.document.party_id

    @property
    def may_be_mailed(self) -> bool:
        return bool(self.address) and not self.has_bounced


def to_send(*, company: CompanyFacts, kind: str, numbers: Sequence[str] = ()) -> list[ToSend]:
    """Issued documents, in the order they were issued: those named, else all. kind "" is of both kinds.

    A letter that came back by e-mail is printed from then on, until the address is changed; one that a policy which
    prints has taken up is printed, whatever the customer's own way.

    refuses   DocumentNotSendable
    """
    kinds = [kind] if kind else list(KIND_WORDS)
    rows = CollectionDocument.objects.filter(company=company.id, kind__in=kinds, state="ISSUED").order_by("id")
    sendings = Sending.objects.filter(company=company.id, document__kind__in=kinds, document__state="ISSUED")
    if numbers:
        rows = rows.filter(number__in=list(numbers))
        sendings = sendings.filter(document__number__in=list(numbers))
    documents = list(rows)
    known = {row.number for row in documents}
    for number in numbers:
        if number not in known:
            raise DocumentNotSendable(number=number[:40])
    cards = reachable_cards(company=company, ids={row.party_id for row in documents})
    terms = {row.party_id: row for row in CustomerTerms.objects.filter(company=company.id)}
    last: dict[tuple[int, int], Sending] = {}
    for sending in sendings.order_by("id"):
        last[sending.document_id, sending.level] = sending
    settled = _settled(company, [row.id for row in documents if row.kind == "REMINDER"])
    printed = _printed_by_policy(company)
    found = []
    for row in documents:
        card = cards.get(row.party_id)
        channel, address, has_bounced = where_to(card, terms.get(row.party_id))
        channel = "PRINT" if (row.kind, row.number) in printed else channel
        newest = last.get((row.id, row.level))
        found.append(ToSend(card, channel, address, newest, row, has_bounced, row.id in settled))
    return found


def _printed_by_policy(company: CompanyFacts) -> set[tuple[str, str]]:
    """(kind, number) of what policies that print hold back for the printer: each run tells all that still wait."""
    policies = CollectionPolicy.objects.filter(company=company.id, channel="PRINT", sends=True, is_enabled=True)
    found: set[tuple[str, str]] = set()
    for id, kind in policies.filter(kind__in=KIND_WORDS).order_by("id").values_list("id", "kind"):
        runs = CollectionRun.objects.filter(company=company.id, policy=id)
        last = runs.filter(state="DONE").aggregate(last=Max("id"))["last"] or 0
        items = CollectionRunItem.objects.filter(company=company.id, run__in=runs.filter(id__gte=last), step="SEND")
        found |= {(kind, number) for number in items.filter(outcome="HELD").values_list("document", flat=True)}
    return found


def _settled(company: CompanyFacts, reminders: Sequence[int]) -> set[int]:
    if not reminders:
        return set()
    return set(reminders) - {row[0] for row in bulk.lookup(_STILL_ASKED, reminders, company.id)}


def where_to(card: Card | None, terms: CustomerTerms | None) -> tuple[str, str, bool]:
    """Channel, address, and whether mail to it came back."""
    address = (terms.email if terms else "") or (card.email if card else "")
    chosen = terms.channel if terms else ""
    has_bounced = terms is not None and terms.bounced_at is not None and _is_of(terms.bounced_address, address)
    if chosen == "PRINT" or not address or has_bounced:
        return "PRINT", address, has_bounced
    return "EMAIL", address, False


def _is_of(bounced: str, address: str) -> bool:
    """Whether it is this address that mail came back from; what was kept before addresses were is of any."""
    return not bounced or bounced.casefold() == address.casefold()


class LetterOut(NamedTuple):
    """A letter that went out, or may have: of which number, by which channel, to whom and when."""

    number: str
    channel: str
    to: str
    day: date
    is_sure: bool


def letters_out(*, company: CompanyFacts, kind: str, numbers: Sequence[str]) -> list[LetterOut]:
    """What went out of these reminders or memos while they stand, the first of each first; what came back is not."""
    rows = Sending.objects.filter(
        company=company.id, document__kind=kind, document__state="ISSUED", state__in=("SENT", "WAITING")
    )
    names = ("document__number", "channel", "address", "document__party__name", "sent_at", "made_at", "state")
    found = []
    for batch in bulk.chunks(list(dict.fromkeys(numbers)), 900):
        of = rows.filter(document__number__in=batch).order_by("document__number", "id")
        for number, channel, address, name, sent_at, made_at, state in of.values_list(*names):
            day = (sent_at or made_at).astimezone().date()
            found.append(LetterOut(number, channel, address or name, day, state == "SENT"))
    return found


def require_told(*, company: CompanyFacts, kind: str, number: str, is_told: bool) -> None:
    """Who cancels a document whose letter went out, also while she looked at it, says that the customer is told.

    refuses   LetterIsOut
    """
    for one in letters_out(company=company, kind=kind, numbers=[number] if not is_told else []):
        raise LetterIsOut(number=one.number, to=one.to, day=one.day)


def letter_out_text(one: LetterOut) -> str:
    """That a letter is out, to be known before its document is cancelled."""
    if one.channel == "MARKED":
        return _("The letter of {number} is marked as sent, {day}.").format(number=one.number, day=shown_day(one.day))
    told = (
        _("The letter of {number} is out: {channel} to {to}, {day}.")
        if one.is_sure
        else _("The letter of {number} may be out: {channel} to {to}, {day}.")
    )
    return told.format(number=one.number, channel=_(CHANNEL_WORDS[one.channel]), to=one.to, day=shown_day(one.day))


@dataclass(frozen=True, slots=True)
class SendingLine:
    """state: as SENDING_WORDS has it."""

    number: str
    customer: str
    channel: str
    address: str
    state: str
    made_at: datetime
    sent_at: datetime | None
    failure: str
    kind: str
    document_id: int


def sendings_of(*, company: CompanyFacts, party_id: int | None = None, most: int = 200) -> list[SendingLine]:
    """What was sent, the newest first; of one customer, or of all."""
    rows = Sending.objects.filter(company=company.id)
    if party_id is not None:
        rows = rows.filter(document__party=party_id)
    names = (
        "document__number", "document__party__number", "channel", "address", "state", "made_at", "sent_at", "failure",
        "document__kind", "document_id",
    )  # fmt: skip
    found = rows.order_by("-id").values_list(*names, "made_by")[:most]
    return [_line(company, SendingLine(*row), made_by) for *row, made_by in found]


def _line(company: CompanyFacts, one: SendingLine, made_by: str) -> SendingLine:
    return replace(one, state=sending_state(company=company.id, state=one.state, actor=made_by, since=one.made_at))
