"""A page of set-up: a list, and forms that add to it and change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reskontra.audit.queries import events_about
from reskontra.core.errors import Malformed, Refused
from reskontra.database.locks import lock_company
from reskontra.interface.auth import Access
from reskontra.interface.clock import today
from reskontra.interface.forms import Form, labels_of, refused_forms, stamp
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines
from reskontra.interface.typed_form import Typed


class ChangedMeanwhile(Refused):
    code = "changed_meanwhile"
    template = (
        "{actor} changed {subject} at {at}, after the page was made. "
        "See what holds now beside what was typed, and save again to keep what was typed."
    )


class ThereAlready(Refused):
    code = "there_already"
    template = "{subject} is there already. Open it in the list to change it, or choose another code."


@dataclass(frozen=True, slots=True)
class Head:
    word: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """What may be done with a row; sent as name=value."""

    word: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """url: where the row is opened; a row that is open is current."""

    cells: tuple[str, ...]
    url: str = ""
    buttons: tuple[Button, ...] = ()
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """told: what is said of all rows, above them."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    older: str = ""
    told: str = ""

    @property
    def has_buttons(self) -> bool:
        return any(row.buttons for row in self.rows)

    @property
    def numbers(self) -> tuple[bool, ...]:
        return tuple(head.is_number for head in self.heads)


def without_blank(found: Listing) -> Listing:
    """Without the columns that no row says anything in, so that the others have the room; an empty list keeps all."""
    kept = [place for place in range(len(found.heads)) if not found.rows or any(row.cells[place] for row in found.rows)]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in found.rows)
    return replace(found, heads=tuple(found.heads[place] for place in kept), rows=rows)


@dataclass(frozen=True, slots=True)
class Note:
    """What whoever looks should know; word and url: the page where something is done about it."""

    text: str
    word: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """told: what the page decides, in one sentence; said: what was refused that belongs to no form of it.

    links   word and address; without an address it is said only, as of a file that was erased
    above   word and address of the page that leads here, where it is not the index of set-up
    tabs    the template of the tabs that the page is among, and which of them it is
    notes   what stands above all, such as what ends soon
    """

    title: str
    told: str
    lists: tuple[Listing, ...] = ()
    forms: tuple[Form, ...] = ()
    said: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    above: tuple[str, str] = ("", "")
    tabs: tuple[str, str] = ("", "")
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """How a page's forms are carried out.

    do        does what was typed; gives what now is, in words
    present   what the form changes as it now is, None where it adds; a callable so that it is read under the lock
    subject   what is changed, as the audit trail names it
    then      the address to go on to when it is done, "" for the page itself
    even_archived   of an archived company too: what is a change of the books refuses it by itself
    """

    do: Callable[[Typed], str]
    present: Callable[[Typed], object] | None = None
    subject: Callable[[Typed], str] = lambda typed: typed.text("code")
    then: Callable[[Typed], str] = lambda typed: ""
    even_archived: bool = False


def answer(request: HttpRequest, access: Access, build: Callable[[Typed], Page], change: Change) -> HttpResponse:
    """GET shows the page; POST does what was typed and comes back, or answers 422 with all of it and the reason."""
    typed = Typed(request.POST if request.method == "POST" else request.GET, today(), request.FILES)
    if request.method != "POST":
        return show(request, build(typed))
    typed.labels = labels_of(build(typed).forms)
    try:
        with transaction.atomic():
            lock_company(access.company_id, even_archived=change.even_archived)
            if change.present and typed.form:
                _refuse_changed(access, typed, change, change.present(typed))
            said = change.do(typed)
    except (Refused, Malformed) as refusal:
        return show(request, refused_page(build(typed), typed, refusal), status=REFUSED)
    return done(request, said, change.then(typed) or request.path)


def show(request: HttpRequest, page: Page, *, status: int = 200) -> HttpResponse:
    return render(request, "interface/setup.html", {"page": page}, status=status)


def refused_page(page: Page, typed: Typed, refusal: Refused | Malformed) -> Page:
    """The page with the refusal at its field, in the form that was sent."""
    if not any(form.name == typed.form for form in page.forms):
        return replace(page, said=tuple(lines(refusal)))
    is_changed = isinstance(refusal, ChangedMeanwhile)
    return replace(page, forms=refused_forms(page.forms, typed, refusal, shows_now=is_changed))


def _refuse_changed(access: Access, typed: Typed, change: Change, present: object) -> None:
    seen, holds = typed.text("seen"), stamp(present)
    if seen == holds:
        return
    subject = change.subject(typed)
    if not seen:
        raise ThereAlready(subject=subject)
    raise changed_meanwhile(company_id=access.company_id, subject=subject)


def changed_meanwhile(*, company_id: int, subject: str) -> ChangedMeanwhile:
    """The refusal that names who last changed the subject, and when, as the audit trail has it."""
    last = events_about(company=company_id, subject=subject, actions="", most=1)
    at: datetime | str = last[0].occurred_at if last else "–"
    return ChangedMeanwhile(actor=last[0].actor if last else "–", subject=subject, at=at)
