"""Which places there are for companies' tables, and what the row of a company says of where its books are."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from reskontra.companies.models import Company, Place
from reskontra.database import places
from reskontra.database.bulk import is_postgresql, moment

_OF_THE_PLACE = ("id", "place", "moving_to")  # columns of a company's row


def keep_place(place: places.Place) -> None:
    """Tell everybody of it, at home."""
    Place.objects.create(name=place.name, url=place.url, secret=place.secret, schema=place.schema, added_at=moment())


def drop_place(name: str) -> None:
    """Nobody is told of it any more; its tables stay."""
    Place.objects.filter(name=name).delete()


def companies_at(place: str) -> list[str]:
    """The names of those whose books are there, or go there."""
    found = Company.objects.filter(place=place) | Company.objects.filter(moving_to=place or places.HOME_IN_WORDS)
    return list(found.order_by("name").values_list("name", flat=True))


def said_here(company: int) -> tuple[str, str] | None:
    """(place, moving_to) of the company's row here, a copy where this is not home; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, moving_to FROM companies_company WHERE id = %s", [company])
        found: tuple[str, str] | None = cursor.fetchone()
    return found


def say_here(company: int, *, place: str, moving_to: str = "") -> None:
    """Let the company's row here say so; nothing where there is none."""
    _say(company, place, moving_to, is_home=False)


def say_at_home(company: int, *, place: str, moving_to: str = "") -> None:
    """Let the company's row at home say so: from then on everybody goes there."""
    _say(company, place, moving_to, is_home=True)


def _say(company: int, place: str, moving_to: str, *, is_home: bool) -> None:
    own = places.home_connection() if is_home else connection
    with own.cursor() as cursor:
        sql = "UPDATE companies_company SET place = %s, moving_to = %s WHERE id = %s"
        cursor.execute(sql, [place, moving_to, company])


def copy_from_home(company: int) -> None:
    """A copy here of the company's row at home, which says that its books are here."""
    columns = [f'"{one.column}"' for one in Company._meta.concrete_fields if one.column not in ("place", "moving_to")]
    asked = columns if is_postgresql() else [f"+{one}" for one in columns]  # as it is, and no type made of it
    with places.home_connection().cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)} FROM companies_company WHERE id = %s", [company])
        row = cursor.fetchone()
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO companies_company ({', '.join(columns)}, place, moving_to) VALUES ({marks}, %s, '')",
            [*row, places.here()],
        )


def change_copy(company: int, values: Mapping[str, str]) -> None:
    """Let the copy here of the company's row say so, too; nothing where this is home."""
    if places.here():
        marks = ", ".join(f"{column} = %s" for column in values)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE companies_company SET {marks} WHERE id = %s", [*values.values(), company])


def unlike_home(company: int) -> dict[str, tuple[str, str]]:
    """Column → (at home, here), where the copy here of the company's row says otherwise than home's."""
    columns = [str(one.column) for one in Company._meta.concrete_fields if one.column not in _OF_THE_PLACE]
    sql = f"SELECT {', '.join(columns)} FROM companies_company WHERE id = %s"
    rows = []
    for own in (places.home_connection(), connection):
        with own.cursor() as cursor:
            cursor.execute(sql, [company])
            rows.append(cursor.fetchone())
    at_home, here = rows
    if not at_home or not here:
        return {}
    pairs = zip(columns, at_home, here, strict=True)
    return {column: (str(one), str(other)) for column, one, other in pairs if one != other}


def tell_home(company: int) -> None:
    """Let home's row say what the copy here says: what changes both is stored here first, with its trail."""
    columns = list(unlike_home(company))
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM companies_company WHERE id = %s", [company])
            row = cursor.fetchone()
        with places.home_connection().cursor() as cursor:
            marks = ", ".join(f"{column} = %s" for column in columns)
            cursor.execute(f"UPDATE companies_company SET {marks} WHERE id = %s", [*row, company])


def drop_at_home(company: int) -> None:
    """A sandbox is no more, neither where its books were nor at home."""
    Company.objects.filter(id=company).delete()
