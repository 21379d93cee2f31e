"""What a list is, and what an address asks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.database.listing import Listing, Row
from reskontra.interface.clock import today
from reskontra.interface.columns import columns_of
from reskontra.interface.parts import key_asked

_NUMBERS = ("amount", "count")
States = Mapping[str, tuple[str, str, str]]  # code → (shape, role, word)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list; the words are translated as it is shown.

    kind       text, day, moment, count or amount
    currency   of an amount: the listing's column that holds it; "" for the company's own
    reads      row → the word for people, where the column holds a code
    leads      (company, row) → the address that the cell leads to, "" for none
    marks      row → (shape, role) of a state
    is_chosen  whether it is shown before anybody chooses; is_summed: whether a sum stands below
    in_files   whether files have it too; what only leads on is for pages alone
    """

    key: str
    word: str
    kind: str = "text"
    currency: str = ""
    reads: Callable[[Row], str] | None = None
    leads: Callable[[int, Row], str] | None = None
    marks: Callable[[Row], tuple[str, str]] | None = None
    is_chosen: bool = True
    is_summed: bool = False
    sorts: bool = True
    in_files: bool = True

    @property
    def is_number(self) -> bool:
        return self.kind in _NUMBERS


@dataclass(frozen=True, slots=True)
class Field:
    """What a list is narrowed by.

    kind       text, day or choice; options: (code, word), the first where none is chosen
    is_more    whether it is folded away until it is asked for
    """

    key: str
    word: str
    kind: str = "text"
    options: Sequence[tuple[str, str]] = ()
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class ListKind:
    """name: of its files, and by which chosen columns are remembered; sort: as in the address, -key descending.

    empty      what belongs here, where nothing does yet
    """

    name: str
    columns: Sequence[Column]
    fields: Sequence[Field]
    sort: str
    empty: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; values as they were written, "" where nothing was."""

    values: Mapping[str, str]
    sort: str
    is_descending: bool
    after: int | None
    before: int | None
    columns: tuple[Column, ...]

    def text(self, key: str) -> str:
        return self.values.get(key, "")

    def day(self, key: str) -> date | None:
        """refuses   DayNotRead"""
        text = self.values.get(key, "")
        return day_typed(text, today=today()) if text else None

    def as_of(self, key: str = "as_of") -> date:
        """refuses   DayNotRead"""
        return self.day(key) or today()

    def minor(self, key: str, currency: str) -> int | None:
        """refuses   AmountNotRead, TooManyDecimals"""
        text = self.values.get(key, "")
        return amount_typed(text, currency) if text else None


def asked_of(request: HttpRequest, kind: ListKind) -> Asked:
    """What the address asks of a list; what it cannot mean is left out."""
    known = {column.key: column for column in kind.columns}
    sort = request.GET.get("sort", "")
    wanted = known.get(sort.removeprefix("-"))
    sort = sort if wanted is not None and wanted.sorts else kind.sort
    chosen = columns_of(user_id=request.user.pk, name=kind.name) if request.user.pk else ()
    columns = [known[key] for key in chosen if key in known] or [one for one in kind.columns if one.is_chosen]
    return Asked(
        values={one.key: request.GET.get(one.key, "").strip()[:200] for one in kind.fields},
        sort=sort.removeprefix("-"),
        is_descending=sort.startswith("-"),
        after=key_asked(request, "after"),
        before=key_asked(request, "before"),
        columns=tuple(columns),
    )


def state_column(states: States, *, sorts: bool = False) -> Column:
    """The column of a row's state."""
    return Column(
        "state",
        noop("State"),
        reads=lambda row: _(states[row["state"]][2]),
        marks=lambda row: states[row["state"]][:2],
        sorts=sorts,
    )


def state_field(states: States) -> Field:
    """The field that asks for rows of one state."""
    known = ((code.lower(), word) for code, (_shape, _role, word) in states.items())
    return Field("state", noop("State"), "choice", (("", noop("All")), *known))


def between(listing: Listing, asked: Asked, expression: str, since: str = "from", until: str = "to") -> Listing:
    """Rows of the days that are asked for. since, until: the fields that say the first day and the last.

    refuses   DayNotRead
    """
    for key, sign in ((since, ">="), (until, "<=")):
        if (day := asked.day(key)) is not None:
            listing = listing.having(f"{expression} {sign} %s", day)
    return listing


def to_voucher(company_id: int, row: Row) -> str:
    """Where a cell leads that names the voucher of its row."""
    return reverse("voucher", args=[company_id, row["voucher"]])
