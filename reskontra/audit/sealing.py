"""Seals on what is posted: a digest of every final row, and the digest of them all in the audit trail.

Guards of the database keep posted rows from being changed; whoever owns the database can switch them off. A seal tells
afterwards which row is another, or gone. What was posted since the last seal is proved by the books alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from reskontra.audit.models import Event, Seal
from reskontra.audit.queries import events_about
from reskontra.audit.trail import record
from reskontra.core.errors import Refused
from reskontra.core.integrity import Violation
from reskontra.database.locks import lock_company
from reskontra.database.sealed import MARK, Sealed, marks

SEALED = "books.sealed"
SUBJECT = "books"
PIECE = 4096  # ids to a seal
_STEP = 2 + MARK
# The trail itself is sealed too: its own chain can be made anew from any event on.
OWN = (Sealed(Event._meta.db_table),)


class BooksChanged(Refused):
    code = "books_changed"
    template = (
        "{rows:row was|rows were} changed or removed after the books were sealed, {table} {id} first. "
        "Find out why by reskontra check before the books are sealed again."
    )


@dataclass(frozen=True, slots=True)
class SealTold:
    """What a seal says. rows: how many are sealed, of which `new` were not before; digest: of all seals."""

    rows: int
    new: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Of some ids of a table what was sealed, and what is there now: place among the ids → digest."""

    number: int
    kept: dict[int, bytes]
    found: dict[int, bytes]

    @property
    def others(self) -> list[int]:
        """The places of which there is another row now, or none."""
        return [place for place, mark in self.kept.items() if self.found.get(place) != mark]

    def id(self, place: int) -> int:
        return self.number * PIECE + place


def seal_books(*, company: int, actor: str, tables: Iterable[Sealed]) -> SealTold:
    """Seal every final row that is not sealed yet, and write the digest of all into the audit trail.

    Where nothing came since the last seal, nothing is written, and the digest is the same.
    refuses   BooksChanged where a sealed row is another
    """
    with transaction.atomic():
        lock_company(company)
        counts = [_seal(company, sealed) for sealed in tables]
        last = Event.objects.filter(company=company).order_by("-number").first()
        # Nothing came since the last seal but the event that tells of it: it waits for what comes next.
        is_at_rest = last is not None and last.action == SEALED and not any(new for _rows, new in counts)
        counts += [_seal(company, sealed, without=last.id if last and is_at_rest else None) for sealed in OWN]
        rows, new = sum(count[0] for count in counts), sum(count[1] for count in counts)
        digest = _digest(company)
        if new:
            content = {"digest": digest, "rows": rows}
            record(company=company, actor=actor, action=SEALED, subject=SUBJECT, content=content)
    return SealTold(rows, new, digest)


def _seal(company: int, sealed: Sealed, *, without: int | None = None) -> tuple[int, int]:
    """How many rows of the table are sealed now, and how many were not before; refuses BooksChanged

    without   id of a row that is left for the next seal
    """
    older: dict[int, set[int]] = {}  # what was sealed before the table got other columns
    now = sealed.columns
    for columns in _columns_of(company, sealed) - {now}:
        for piece in _pieces(company, sealed, columns):
            _refuse_changed(sealed, piece)
            if piece.kept:
                older.setdefault(piece.number, set()).update(piece.kept)
    rows, new = sum(map(len, older.values())), 0
    for piece in _pieces(company, sealed, now):
        _refuse_changed(sealed, piece)
        before = older.get(piece.number, set()) | {place for place in piece.found if piece.id(place) == without}
        wanted = {place: mark for place, mark in piece.found.items() if place not in before}
        rows += len(wanted)
        if len(wanted) > len(piece.kept):
            new += len(wanted) - len(piece.kept)
            Seal.objects.update_or_create(
                company_id=company, name=sealed.table, columns=now, piece=piece.number,
                defaults={"marks": _packed(wanted)},
            )  # fmt: skip
    return rows, new


def _refuse_changed(sealed: Sealed, piece: _Piece) -> None:
    """refuses   BooksChanged"""
    if piece.others:
        raise BooksChanged(rows=len(piece.others), table=sealed.table, id=piece.id(piece.others[0]))


def check_seals(*, company: int, tables: Iterable[Sealed]) -> Iterator[Violation]:
    """Every sealed row that is another or gone, and seals that are not those of which the trail tells."""
    last = events_about(company=company, subject=SUBJECT, actions=SEALED, most=1)
    if not last and not Seal.objects.filter(company=company).exists():
        return
    if (last[0].content or {} if last else {}).get("digest") != _digest(company):
        yield Violation("seals_differ", {"number": last[0].number if last else 0})
    for sealed in [*OWN, *tables]:
        for columns in sorted(_columns_of(company, sealed)):
            for piece in _pieces(company, sealed, columns):
                for place in piece.others:
                    code = "sealed_row_changed" if place in piece.found else "sealed_row_lost"
                    yield Violation(code, {"table": sealed.table, "id": piece.id(place)})


def _columns_of(company: int, sealed: Sealed) -> set[str]:
    """By which columns the table's rows were sealed, as far as it has them all still."""
    found = set(Seal.objects.filter(company=company, name=sealed.table).values_list("columns", flat=True).distinct())
    return {columns for columns in found if sealed.all_columns.issuperset(columns.split())}


def _pieces(company: int, sealed: Sealed, columns: str) -> Iterator[_Piece]:
    """Every piece of which something was sealed or is there, in order."""
    rows = Seal.objects.filter(company=company, name=sealed.table, columns=columns).order_by("piece")
    seals = iter(rows.values_list("piece", "marks").iterator(200))
    waiting = next(seals, None)
    there = marks(company=company, sealed=sealed, columns=columns)
    for number, group in groupby(there, key=lambda row: row[0] // PIECE):
        while waiting is not None and waiting[0] < number:  # not a row of them is left
            yield _Piece(waiting[0], _unpacked(waiting[1]), {})
            waiting = next(seals, None)
        kept: dict[int, bytes] = {}
        if waiting is not None and waiting[0] == number:
            kept, waiting = _unpacked(waiting[1]), next(seals, None)
        yield _Piece(number, kept, {id % PIECE: mark for id, mark in group})
    while waiting is not None:
        yield _Piece(waiting[0], _unpacked(waiting[1]), {})
        waiting = next(seals, None)


def _packed(found: dict[int, bytes]) -> bytes:
    return b"".join(place.to_bytes(2, "big") + mark for place, mark in sorted(found.items()))


def _unpacked(kept: bytes | memoryview) -> dict[int, bytes]:
    held = bytes(kept)
    steps = range(0, len(held), _STEP)
    return {int.from_bytes(held[at : at + 2], "big"): held[at + 2 : at + _STEP] for at in steps}


def _digest(company: int) -> str:
    """Of all seals of the company, so that none is changed, added or taken away without the trail's knowing."""
    whole = hashlib.sha256()
    rows = Seal.objects.filter(company=company).order_by("name", "columns", "piece")
    for name, columns, piece, held in rows.values_list("name", "columns", "piece", "marks").iterator(200):
        whole.update(f"{name} {columns} {piece} {len(held)}\n".encode())
        whole.update(bytes(held))
    return whole.hexdigest()
