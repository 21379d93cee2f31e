"""Where a company's tables stand: at home, in the one database that everybody has, or in a place of their own.

A place is a whole set of tables in another database, or in another schema of one. Home keeps what is asked for before a
company is known: companies, people and their roles, sessions, the queue. While a thread is at a place, Django's
"default" is the connection to it, so that nobody else need know; the router leads what belongs to home there.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from reskontra.core.errors import Refused
from reskontra.database import knocking
from reskontra.database.rows import CompanyRow

HOME = ""  # the name of the place where every company begins
DEFAULT, AT_HOME = "default", "home"  # aliases of Django; the second is there only while a thread is elsewhere
HOME_IN_WORDS = "home"
_PREFIX = "place "
# Rows of companies that are asked for before it is known which company it is.
KEPT_AT_HOME = {"interface_membership"}


class PlaceUnknown(Refused):
    code = "place_unknown"
    template = 'There is no place "{place}". Use one of {known}, or add it with reskontra place add.'


class PlaceSecretMissing(Refused):
    code = "place_secret_missing"
    template = "The password of the place {place} is to be in {variable}, which is not set. Set it where this runs."


class PlaceUnsaid(AssertionError):
    """A bug: a company's table was asked for, and nobody said in which of the places."""


@dataclass(frozen=True, slots=True)
class Place:
    """url: as RESKONTRA_DATABASE_URL, without a password; "" for home's. secret: the variable that has the password.

    schema   "" for the one that the database's user has anyway
    """

    name: str
    url: str
    secret: str = ""
    schema: str = ""


class _Here(threading.local):
    """Of each thread. name: None where nobody has said; is_whole: every table is asked for at the place."""

    name: str | None = None
    is_whole: bool = False


_here = _Here()
_is_home: dict[type[models.Model], bool] = {}


def here() -> str:
    """The place where this thread is."""
    return _here.name or HOME


def enter(name: str) -> None:
    """Be at the place from here on: what is done next is done there.

    A place that cannot be reached raises OperationalError, and the thread is there all the same, so that it is told of.
    refuses   PlaceUnknown, PlaceSecretMissing
    """
    _switch(name)
    _here.name = name
    if name:
        knocking.knock(name, connections[DEFAULT])


def leave() -> None:
    """Be at home, and have said nothing."""
    _go_back(None)


def _go_back(name: str | None) -> None:
    """To where the thread was, whether or not it answers."""
    _switch(name or HOME)
    _here.name = name


def _switch(name: str) -> None:
    if name != here():
        home = home_connection()
        there = connections[alias_of(name)] if name else home
        connections[AT_HOME], connections[DEFAULT] = home, there


@contextmanager
def at(name: str, *, is_whole: bool = False) -> Iterator[None]:
    """Be at the place for as long. is_whole: its tables are meant, also those that stand empty because home has them.

    refuses   PlaceUnknown, PlaceSecretMissing
    """
    before, was_whole = _here.name, _here.is_whole
    try:
        enter(name)
        _here.is_whole = is_whole
        yield
    finally:
        _go_back(before)
        _here.is_whole = was_whole


@contextmanager
def at_company(company_id: int) -> Iterator[None]:
    """Be where the company's books are, for as long."""
    with at(place_of(company_id)):
        yield


@contextmanager
def atomic_with_home() -> Iterator[None]:
    """A transaction here and one at home, which are one where this is home: of what changes rows in both.

    What is stored here is stored first.
    """
    if here():
        with transaction.atomic(using=AT_HOME), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            yield


def own() -> BaseDatabaseWrapper:
    """The connection to where the thread is, which stays that one when it goes elsewhere."""
    return connections[DEFAULT]


def home_connection() -> BaseDatabaseWrapper:
    """The connection to home, wherever the thread is."""
    return connections[AT_HOME if here() else DEFAULT]


def place_of(company_id: int) -> str:
    """Where the company's books are; home, too, of a company that is not."""
    with home_connection().cursor() as cursor:
        cursor.execute("SELECT place FROM companies_company WHERE id = %s", [company_id])
        found = cursor.fetchone()
    return found[0] if found else HOME


def places() -> list[Place]:
    """Those that were added, by name."""
    with home_connection().cursor() as cursor:
        cursor.execute("SELECT name, url, secret, schema FROM companies_place ORDER BY name")
        return [Place(*row) for row in cursor.fetchall()]


def elsewhere() -> list[tuple[int, str]]:
    """(company, place) of those whose books are not at home."""
    with home_connection().cursor() as cursor:
        cursor.execute("SELECT id, place FROM companies_company WHERE place <> '' ORDER BY place, id")
        return [(int(company), str(place)) for company, place in cursor.fetchall()]


def place_here() -> Place | None:
    """What is known of the place where this thread is; None at home."""
    return next((place for place in places() if place.name == here()), None) if here() else None


def places_before_migrating() -> list[Place]:
    """Those that were added; none where home is of a version before there were any, or has no tables."""
    return places() if "companies_place" in home_connection().introspection.table_names() else []


def every_place(*, without: Collection[str] = ()) -> Iterator[str]:
    """The name of each, home first, and the thread is there while the caller looks."""
    for name in (HOME, *(place.name for place in places() if place.name not in without)):
        with at(name):
            yield name


def is_at_home(model: type[models.Model]) -> bool:
    """Whether the rows of the table are at home whichever company they belong to."""
    if model not in _is_home:
        _is_home[model] = not issubclass(model, CompanyRow) or model._meta.db_table in KEPT_AT_HOME
    return _is_home[model]


def alias_for(model: type[models.Model]) -> str:
    """Django's name of the connection for the table, as things stand in this thread."""
    if _here.name and not _here.is_whole and is_at_home(model):
        return AT_HOME
    if _here.name is None and _several() and not is_at_home(model):
        raise PlaceUnsaid(model._meta.label)
    return DEFAULT


class Router:
    """Django's router: to home or to the place where the thread is."""

    def db_for_read(self, model: type[models.Model], **_hints: object) -> str:
        return alias_for(model)

    def db_for_write(self, model: type[models.Model], **_hints: object) -> str:
        return alias_for(model)

    def allow_relation(self, _one: models.Model, _other: models.Model, **_hints: object) -> bool:
        return True  # every place has a row for each of its companies


def close_all() -> None:
    """Every connection of this thread, the one to home too."""
    home_connection().close()
    connections.close_all()


def _several() -> bool:
    """Whether this process has been elsewhere than at home."""
    return len(connections.settings) > 1 and any(alias.startswith(_PREFIX) for alias in connections.settings)


def alias_of(name: str) -> str:
    """Django's name of the connection to the place.

    refuses   PlaceUnknown, PlaceSecretMissing
    """
    alias = f"{_PREFIX}{name}"
    if alias not in connections.settings:
        known = {place.name: place for place in places()}
        if name not in known:
            raise PlaceUnknown(place=name, known=(HOME_IN_WORDS, *known))
        introduce(known[name])
    return alias


def introduce(place: Place) -> None:
    """Let this process go to the place, whether or not it was added yet.

    refuses   PlaceSecretMissing
    """
    home: dict[str, Any] = connections.settings[DEFAULT]
    own: dict[str, Any] = settings.DATABASE_SETTINGS(place.url) if place.url else dict(home)
    if place.secret:
        if place.secret not in os.environ:
            raise PlaceSecretMissing(place=place.name, variable=place.secret)
        own["PASSWORD"] = os.environ[place.secret]
    if place.schema:
        options = f"{own['OPTIONS'].get('options', '')} -c search_path={place.schema}"
        own["OPTIONS"] = own["OPTIONS"] | {"options": options.strip()}
    if "connect_timeout" in own["OPTIONS"]:  # of PostgreSQL
        own["OPTIONS"] = own["OPTIONS"] | {"connect_timeout": knocking.SECONDS_PATIENT}
    introduce_as(f"{_PREFIX}{place.name}", own)


def introduce_as(alias: str, own: dict[str, Any]) -> None:
    """Let this process connect by the settings; connections last as long as those to home do."""
    home: dict[str, Any] = connections.settings[DEFAULT]
    lasting = {key: home[key] for key in ("CONN_MAX_AGE", "CONN_HEALTH_CHECKS") if key in home}
    connections.settings[alias] = connections.configure_settings({DEFAULT: own | lasting})[DEFAULT]


def forget(name: str) -> None:
    """Close this thread's connection to the place, and go there no more; nobody is there."""
    alias = f"{_PREFIX}{name}"
    knocking.forget(name)
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias], connections.settings[alias]
