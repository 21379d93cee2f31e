"""A company moved to another place, and what it left behind deleted.

Home says where it goes; from then on nobody writes its books. All rows are written at the target in one transaction,
which ends only when they are the same as at the source and every check holds. Then home says that it is there. Ended at
any moment and begun again, a move goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from reskontra.audit.trail import record
from reskontra.companies.placing import copy_from_home, said_here, say_at_home, say_here
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.integrity import Violation
from reskontra.database import places
from reskontra.database.locks import CompanyMoving, lock_company
from reskontra.database.moving import (
    BLOCK,
    Route,
    carry,
    count_from,
    free_block,
    last_id,
    row_counts,
    sums,
)
from reskontra.database.one_moment import one_moment
from reskontra.database.removing import in_order_of_removing, remove_company, remove_rows
from reskontra.founding.sandbox import BORN_EMPTY, COPYING
from reskontra.interface.jobs import jobs_to_show
from reskontra.interface.refusals import violation_wording

Prove = Callable[[CompanyFacts], Iterable[Violation]]


class CompanyThere(Refused):
    code = "company_there"
    template = "The books of {company} are in {place} already. Name another place, or leave them there."


class CompanyAtWork(Refused):
    code = "company_at_work"
    template = "{company} has jobs under way: {count}. Move it when they are done, or stop them first."


class RowsLeftThere(Refused):
    code = "rows_left_there"
    template = (
        "{place} holds {count} rows of {company} from before. "
        "Delete them with reskontra place clear {place} --company {company}."
    )


class MoveUnlike(Refused):
    code = "move_unlike"
    template = "{table} has {there} rows in {place} and {here} where it was, or others. Nothing was moved; repeat it."


class MoveUnproved(Refused):
    code = "move_unproved"
    template = (
        "This does not hold of the books as they came to {place}: {violation}. "
        "Run reskontra check, and let the books be written again with company move --give-up until it is clean."
    )


class NotMoving(Refused):
    code = "not_moving"
    template = "{company} is not being moved. Its books are in {place}; there is nothing to give up."


class BooksThere(Refused):
    code = "books_there"
    template = "{place} has the books of {company} as they are now. Move the company first, and clear what it left."


@dataclass(frozen=True, slots=True)
class Moved:
    """rows: how many were written, 0 where that was done before and only the rest was left to do."""

    source: str
    target: str
    rows: int


def in_words(place: str) -> str:
    """The name of a place as commands take it."""
    return place or places.HOME_IN_WORDS


def as_stored(name: str) -> str:
    """The place that a command names."""
    return places.HOME if name == places.HOME_IN_WORDS else name


def move_company(*, company: CompanyFacts, actor: str, to: str, prove: Prove) -> Moved:
    """Move the company's books to the place; what stood where they were stays there, and is no longer written.

    to        as stored: "" is home
    prove     what does not hold in books; nothing is moved where anything does not
    refuses   PlaceUnknown, CompanyThere, CompanyMoving elsewhere, RowsLeftThere, CompanyAtWork, MoveUnlike,
              MoveUnproved
    """
    source = company.place
    with places.at(to):  # it is known, and can be reached
        said = said_here(company.id)
    if to == source:
        raise CompanyThere(company=company.name, place=in_words(to))
    if company.moving_to and company.moving_to != in_words(to):
        raise CompanyMoving(place=company.moving_to)
    rows = 0
    if not (company.moving_to and to and said == (to, "")):
        with places.at(to):
            if left := sum(row_counts(company.id).values()):
                raise RowsLeftThere(place=in_words(to), count=left, company=company.name)
        _begin(company, actor, to)
        rows = _written(company, actor, to, prove)
    with places.at(source):
        say_here(company.id, place=to)
    say_at_home(company.id, place=to)
    return Moved(source, to, rows)


def give_up(*, company: CompanyFacts, actor: str) -> None:
    """Let the books be written again where they are; a move that was ended midway is as if it had never been.

    refuses   NotMoving, CompanyThere where all is written at the target: then the move is to be ended
    """
    if not company.moving_to:
        raise NotMoving(company=company.name, place=in_words(company.place))
    target = as_stored(company.moving_to)
    with places.at(target):
        if target and said_here(company.id) == (target, ""):
            raise CompanyThere(company=company.name, place=in_words(target))
    with places.at(company.place), places.atomic_with_home():
        say_here(company.id, place=company.place)
        say_at_home(company.id, place=company.place)
        content = {"to": company.moving_to}
        record(company=company.id, actor=actor, action="company.move_given_up", subject=company.name, content=content)


def clear_left(*, company: CompanyFacts, actor: str, place: str) -> int:
    """Delete what the company left at a place when it was moved from there; gives how many rows.

    In pieces, each a transaction: others at the place are held up for one table. Broken off, it is repeated. At home
    the company's own row stays, and says where the books are.

    refuses   PlaceUnknown, CompanyMoving, BooksThere
    """
    if company.moving_to:
        raise CompanyMoving(place=company.moving_to)
    if place == company.place:
        raise BooksThere(place=in_words(place), company=company.name)
    with places.at(place):
        rows = sum(_removed(company.id, table) for table in in_order_of_removing() if not places.is_at_home(table))
        if place:
            with connection.constraint_checks_disabled(), transaction.atomic():
                remove_company(company.id)
    with places.at(company.place), transaction.atomic():
        content = {"place": in_words(place), "rows": rows}
        record(
            company=company.id, actor=actor, action="company.left_rows_deleted", subject=company.name, content=content
        )
    return rows


def _removed(company: int, table: type[Model]) -> int:
    with connection.constraint_checks_disabled(), transaction.atomic():
        return remove_rows(company, table)


def _begin(company: CompanyFacts, actor: str, to: str) -> None:
    """From here on nobody writes the books; what writes them now is waited for."""
    with places.at(company.place):
        is_begun = said_here(company.id) == (company.place, in_words(to))
        if is_begun:
            say_at_home(company.id, place=company.place, moving_to=in_words(to))
            return
        with places.atomic_with_home():
            lock_company(company.id)
            if under_way := sum(one.is_under_way for one in jobs_to_show(company=company.id, actor="", most=100)):
                raise CompanyAtWork(count=under_way, company=company.name)
            content = {"from": in_words(company.place), "to": in_words(to)}
            record(company=company.id, actor=actor, action="company.move_begun", subject=company.name, content=content)
            say_here(company.id, place=company.place, moving_to=in_words(to))
            say_at_home(company.id, place=company.place, moving_to=in_words(to))


def _written(company: CompanyFacts, actor: str, to: str, prove: Prove) -> int:
    """All rows at the target, the same as at the source; gives how many."""
    first = 0
    with places.at(to):
        highest = last_id()
    if connection.vendor == "sqlite":  # it counts on from the highest id in a table, wherever that came from
        with places.at(company.place):
            first = free_block() if last_id() // BLOCK > highest // BLOCK else 0
    with _reading(company.place) as source, places.at(to), transaction.atomic():
        if to:
            copy_from_home(company.id)
        else:
            say_here(company.id, place=to)
        carry(Route(company=company.id, source=source, target=places.own(), born=BORN_EMPTY, later=COPYING.later))
        rows = _compared(company, to, source)
        if first:
            count_from(first)
        content = {"from": in_words(company.place), "to": in_words(to), "rows": rows}
        record(company=company.id, actor=actor, action="company.moved", subject=company.name, content=content)
        for violation in prove(replace(company, place=to, moving_to="")):
            raise MoveUnproved(place=in_words(to), violation=violation_wording(violation).rstrip("."))
    return rows


@contextmanager
def _reading(place: str) -> Iterator[BaseDatabaseWrapper]:
    """The connection to a place, which sees it as it is now for as long."""
    with places.at(place), one_moment():
        yield places.own()


def _compared(company: CompanyFacts, to: str, source: BaseDatabaseWrapper) -> int:
    """How many rows are the same in both.

    refuses   MoveUnlike
    """
    here, there = sums(source, company.id), sums(places.own(), company.id)
    for table, sum_here in here.items():
        if there[table] != sum_here:
            raise MoveUnlike(table=table, place=in_words(to), here=sum_here.rows, there=there[table].rows)
    return sum(one.rows for one in there.values())
