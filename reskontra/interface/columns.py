"""Which columns of a list a user wants to see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reskontra.interface.models import ListColumns

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
MOST = 40


@dataclass(frozen=True, slots=True)
class ColumnMenu:
    """The columns of a table that may be hidden. offered: (key, word, whether it is shown)."""

    name: str
    offered: tuple[tuple[str, str, bool], ...]

    @property
    def hidden(self) -> str:
        """Classes of the table, one for each column that is not shown."""
        return " ".join(f"no-{key}" for key, _word, is_shown in self.offered if not is_shown)

    def shows(self, key: str) -> bool:
        """Whether the column is shown; those that are not offered always are."""
        return all(is_shown for one, _word, is_shown in self.offered if one == key)


def column_menu(*, user_id: int, name: str, offered: Sequence[tuple[str, str, bool]]) -> ColumnMenu:
    """What she chose of the columns that may be hidden. offered: (key, word, whether it is shown unless she chose)."""
    chosen = columns_of(user_id=user_id, name=name)
    return ColumnMenu(
        name, tuple((key, word, key in chosen if chosen else is_shown) for key, word, is_shown in offered)
    )


def columns_of(*, user_id: int, name: str) -> tuple[str, ...]:
    """The columns that she chose for a list, in its order; none where she has not chosen."""
    found = ListColumns.objects.filter(user=user_id, name=name).values_list("columns", flat=True).first()
    return tuple(found.split()) if found else ()


def choose_columns(*, user_id: int, name: str, columns: Sequence[str]) -> bool:
    """Remember them, whichever company she looks at; none at all is as the list comes. False for what is no list's."""
    if len(columns) > MOST or not all(_NAME.fullmatch(one) for one in (name, *columns)):
        return False
    chosen = ListColumns.objects.filter(user=user_id, name=name)
    if columns:
        ListColumns.objects.update_or_create(user_id=user_id, name=name, defaults={"columns": " ".join(columns)})
    else:
        chosen.delete()
    return True
