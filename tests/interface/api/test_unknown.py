"""Names that an address does not know."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from reskontra.interface.api.shapes import Body
from reskontra.interface.api.unknown import (
    MOST_TOLD,
    FieldUnknown,
    NothingTaken,
    ParameterUnknown,
    Taken,
    field_unknown,
    nearest_first,
    refuse_fields,
    refuse_form,
    refuse_query,
)


class Leaf(Body):
    amount: str = ""


class Other(Body):
    share: int = 0


class Tree(Body):
    leaves: Annotated[list[Annotated[Leaf, Field()]], Field(max_length=9)] | None = None
    named: dict[str, Leaf] = {}
    one_of: Leaf | Other | None = None
    words: list[str] = []


class Request(Body):
    said: Tree


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("said", "leafs"), "leaves"),
        (("said", "leaves", 3, "amont"), "amount"),
        (("said", "named", "a", "AMOUNT"), "amount"),
        (("said", "one_of", "Other", "shares"), "share"),
        (("said", "words", 0, "x"), None),
        (("said", "nothing", "x"), None),
    ],
)
def test_a_field_is_told_with_the_nearest_of_the_shape_around_it(
    path: tuple[str | int, ...], nearest: str | None
) -> None:
    found = field_unknown(Request, path)
    assert (found and found.values["nearest"]) == nearest
    assert found is None or found.values["place"] == ".".join(["body", *map(str, path[1:])])


def test_names_of_a_query_a_form_and_of_no_body() -> None:
    taken = Taken(frozenset({"limit", "cursor"}), frozenset({"file"}))
    refuse_query(taken, ["limit", "cursor"])
    refuse_form(taken, ["file"])
    refuse_fields([])
    with pytest.raises(ParameterUnknown, match="The nearest is limit;"):
        refuse_query(taken, ["limit", "limits"])
    with pytest.raises(FieldUnknown):
        refuse_form(taken, ["files"])
    with pytest.raises(NothingTaken):
        refuse_form(Taken(), ["file"])
    with pytest.raises(NothingTaken):
        refuse_fields(["file"])


def test_names_however_long_and_many_are_ordered() -> None:
    assert nearest_first("x" * 1_000_000, ["b", "a"]) == ("a", "b")
    assert len(nearest_first("a1", [f"a{at}" for at in range(MOST_TOLD + 5)])) == MOST_TOLD + 5
