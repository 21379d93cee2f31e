"""Places added and removed: databases, and schemas of them, that have a whole set of tables for companies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, connections, transaction

from reskontra.companies.placing import companies_at, drop_place, keep_place
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.moving import count_from, free_block
from reskontra.interface.database import told_as_refusals

_NAME = re.compile("[a-z0-9][a-z0-9_-]{0,39}")
_SCHEMA = re.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}")
_URL = re.compile(r"sqlite:///[^?#]+|postgres(ql)?://([^/@]+@)?[^/@:]*(:[0-9]{1,5})?/[^/?#]+")


class PlaceUnnameable(Refused):
    code = "place_unnameable"
    template = '"{place}" cannot be the name of a place. Use up to 40 of a–z, 0–9, - and _; home is one already.'


class PlaceExists(Refused):
    code = "place_exists"
    template = "There is a place {place} already. Choose another name."


class PlaceAddressUnread(Refused):
    code = "place_address_unread"
    template = '"{url}" names no database. Write sqlite:///PATH or postgresql://USER@HOST:PORT/NAME.'


class PlaceAddressHoldsPassword(Refused):
    code = "place_address_holds_password"
    template = "The address of {place} has a password in it. Leave it out, and name its variable with --password-from."


class PlaceSchemaUnread(Refused):
    code = "place_schema_unread"
    template = '"{schema}" is no schema of PostgreSQL as they are used here. Use up to 63 of a–z, 0–9 and _.'


class PlaceOfOtherKind(Refused):
    code = "place_of_other_kind"
    template = "{place} is a database of the kind {kind}, and home one of {home}. Name one of the same kind."


class PlaceIsHome(Refused):
    code = "place_is_home"
    template = "{place} has neither an address nor a schema of its own. Name a database, or a schema with --schema."


class PlaceHoldsBooks(Refused):
    code = "place_holds_books"
    template = "The database for {place} has the books of {companies} already. Name an empty one."


class PlaceInUse(Refused):
    code = "place_in_use"
    template = "{place} has the books of {companies}. Move them elsewhere first."


@dataclass(frozen=True, slots=True)
class NewPlace:
    """As places.Place."""

    name: str
    url: str = ""
    schema: str = ""
    secret: str = ""


def add_place(new: NewPlace, *, prepare: Callable[[], None]) -> None:
    """Make the tables of a place, and tell everybody of it. Broken off, it is done again.

    prepare   makes what is lacking of the tables where the thread is
    refuses   PlaceUnnameable, PlaceExists, PlaceAddressHoldsPassword, PlaceAddressUnread, PlaceSchemaUnread,
              PlaceIsHome, PlaceSecretMissing, PlaceOfOtherKind, PlaceHoldsBooks, what prepare refuses
    """
    _refuse_unreadable(new)
    place = places.Place(new.name, new.url, new.secret, new.schema)
    places.introduce(place)
    try:
        first = free_block()
        home, kind = connection.vendor, connections[places.alias_of(place.name)].vendor
        if kind != home:
            raise PlaceOfOtherKind(place=place.name, kind=kind, home=home)
        with places.at(place.name, is_whole=True):
            if place.schema:
                with connection.cursor() as cursor:
                    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {place.schema}")
            if held := _held():
                raise PlaceHoldsBooks(place=place.name, companies=held)
            prepare()
            with transaction.atomic():
                count_from(first)
        keep_place(place)
    except BaseException:
        places.forget(place.name)
        raise


def remove_place(name: str) -> None:
    """Tell nobody of the place any more; its tables stay.

    refuses   PlaceUnknown, PlaceInUse
    """
    known = [place.name for place in places.places()]
    if name not in known:
        raise places.PlaceUnknown(place=name, known=tuple(known))
    if held := companies_at(name):
        raise PlaceInUse(place=name, companies=tuple(held))
    drop_place(name)
    places.forget(name)


def _refuse_unreadable(new: NewPlace) -> None:
    if not _NAME.fullmatch(new.name) or new.name == places.HOME_IN_WORDS:
        raise PlaceUnnameable(place=new.name)
    if new.name in {place.name for place in places.places()}:
        raise PlaceExists(place=new.name)
    if new.url and ":" in new.url.partition("://")[2].rpartition("@")[0]:
        raise PlaceAddressHoldsPassword(place=new.name)
    if new.url and not _URL.fullmatch(new.url):
        raise PlaceAddressUnread(url=new.url)
    if new.schema and (not _SCHEMA.fullmatch(new.schema) or connection.vendor != "postgresql"):
        raise PlaceSchemaUnread(schema=new.schema)
    if not new.url and not new.schema:
        raise PlaceIsHome(place=new.name)


def _held() -> tuple[str, ...]:
    """The names of the companies in the tables there, of which there may be none yet."""
    with told_as_refusals(), connection.cursor() as cursor:
        if "companies_company" not in connection.introspection.table_names(cursor):
            return ()
        cursor.execute("SELECT name FROM companies_company ORDER BY name")
        return tuple(name for (name,) in cursor.fetchall())
