"""One box for everything: pages and actions, customers and vendors, documents, vouchers, payments, journals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from reskontra.bank.search import transactions_found
from reskontra.companies.notes import notes_with
from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import amount_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.desk.places import goals_found
from reskontra.desk.subjects import subjects_of
from reskontra.interface.auth import Access
from reskontra.interface.templatetags.display import day, money
from reskontra.journals.queries import journals_numbered
from reskontra.ledger.cli_reports import source_word
from reskontra.ledger.trace import traced_vouchers, vouchers_numbered
from reskontra.parties.search import parties_found
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.search import entries_found

MOST = 8  # of each kind
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """name is what it is called, kind what it is beside, detail what stands to the right."""

    name: str
    kind: str
    detail: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    word: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for. minor: the amount that it is, in the company's currency; None where it is none."""

    company: CompanyFacts
    access: Access
    text: str
    minor: int | None


def found_for(*, company: CompanyFacts, access: Access, text: str) -> list[Group]:
    """What fits the text, by kind; kinds with nothing are left out. Without a text: the actions.

    The number of queries is the same whatever is found, and each goes by an index.
    """
    typed = "".join(letter for letter in text[:LONGEST] if letter.isprintable()).strip()
    wanted = _Wanted(company, access, typed, _amount(typed, company.currency))
    parts: Sequence[tuple[str, Callable[[_Wanted], Iterator[Found]]]] = (
        (_("Pages and actions"), _goals),
        (_("Customers and vendors"), _parties),
        (_("Documents and payments"), _documents),
        (_("Vouchers"), _vouchers),
        (_("On bank statements"), _transactions),
        (_("Journals"), _journals),
        (_("Notes"), _notes),
    )
    if not wanted.text:
        parts = parts[:1]
    groups = [Group(word, tuple(find(wanted))) for word, find in parts]
    return [group for group in groups if group.found]


def _amount(text: str, currency: str) -> int | None:
    try:
        return amount_typed(text, currency)
    except (Refused, Malformed):
        return None


def _goals(wanted: _Wanted) -> Iterator[Found]:
    for one in goals_found(company=wanted.company, access=wanted.access, text=wanted.text, most=MOST):
        yield Found(one.word, one.said, "", one.url, "right")


def _parties(wanted: _Wanted) -> Iterator[Found]:
    words = {"CUSTOMER": _("Customer"), "VENDOR": _("Vendor")}
    for one in parties_found(company=wanted.company, text=wanted.text, most=MOST):
        url = reverse(one.ledger.lower(), args=[wanted.company.id, one.number])
        yield Found(one.name, f"{words[one.ledger]} {one.number}", one.city, url, "home")


def _documents(wanted: _Wanted) -> Iterator[Found]:
    for one in entries_found(company=wanted.company, text=wanted.text, minor=wanted.minor, most=MOST):
        left = _("{amount} left").format(amount=money(one.remaining.minor, one.remaining.currency))
        told = f"{money(one.amount.minor, one.amount.currency)} {one.amount.currency}"
        url = reverse("entry", args=[wanted.company.id, one.id])
        name = f"{kind_word(one.document_type)} {one.document_number}"
        yield Found(name, one.name, f"{told} · {left if one.remaining.minor else _('settled')}", url, "document")


def _vouchers(wanted: _Wanted) -> Iterator[Found]:
    ids = vouchers_numbered(company=wanted.company, number=wanted.text.upper())[:MOST]
    for one in traced_vouchers(company=wanted.company, ids=ids):
        url = reverse("voucher", args=[wanted.company.id, one.name])
        yield Found(one.name, source_word(one.source), day(one.posting_date), url, "table")


def _transactions(wanted: _Wanted) -> Iterator[Found]:
    for one in transactions_found(company=wanted.company, text=wanted.text, minor=wanted.minor, most=MOST):
        if not one.journal:
            continue
        url = reverse("journal_line", args=[wanted.company.id, one.journal, one.line])
        told = f"{money(one.amount.minor, one.amount.currency)} {one.amount.currency}"
        where = f"{one.bank_account}, {day(one.booking_date or one.statement_date)}"
        yield Found(one.payer or _("Payment"), where, told, url, "bank")


def _journals(wanted: _Wanted) -> Iterator[Found]:
    for number, made in journals_numbered(company=wanted.company, start=wanted.text.upper(), most=MOST):
        url = reverse("journal", args=[wanted.company.id, number])
        yield Found(number, _("Journal"), day(made), url, "bank")


def _notes(wanted: _Wanted) -> Iterator[Found]:
    found = notes_with(company=wanted.company, text=wanted.text, most=MOST)
    known = subjects_of(company=wanted.company, notes=found)
    for note in found:
        if (note.kind, note.subject_id) in known:
            subject, url = known[note.kind, note.subject_id]
            told = Truncator(note.text or note.file_name).chars(80)
            yield Found(told, subject.name, day(note.created_at), f"{url}#notes", "pencil")
