"""A definition edited by its fields: what is not shown stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reskontra.bank.definition_editing import (
    NEW_COLUMNS,
    ColumnUnknown,
    as_typed,
    changed,
    column_fields,
    edited,
    settings_of,
)
from reskontra.formats.bank_definitions import built_in
from reskontra.formats.definition import Definition, FieldMissing
from reskontra.formats.definition_data import KeyUnknown, read_definition

TOML = b"""
name = "my-bank"
separator = "\\t"
decimal = ","

[[columns]]
field = "booking_date"
title = ["Datum", "Dag"]

[[columns]]
field = "amount"
title = "Belopp"
factor = "-1"

[[columns]]
field = "reference"
title = "Text"
optional = true
rules = [{ do = "part", after = "OCR " }]

[[skip]]
field = "amount"
equals = "0"
"""


def sent(definition: Definition, **changed: str) -> Callable[[str], str]:
    """Everything as the page shows it, and what was typed over."""
    fields = dict(settings_of(definition))
    for one in column_fields(definition):
        fields[f"column-{one.number}-field"] = one.field
        fields[f"column-{one.number}-place"] = one.place
        fields[f"column-{one.number}-optional"] = "on" if one.is_optional else ""
    fields |= {name.replace("__", "-"): text for name, text in changed.items()}
    return lambda name: fields.get(name, "")


@pytest.mark.parametrize("definition", [read_definition(TOML), *built_in().values()], ids=lambda one: one.name)
def test_what_is_sent_as_it_was_shown_changes_nothing(definition: Definition) -> None:
    assert edited(definition, sent(definition)) == definition


def test_columns_are_changed_added_and_taken_out() -> None:
    definition = read_definition(TOML)
    typed = sent(
        definition,
        column__2__place="Summa | Belopp",
        column__3__field="",
        column__4__field="text",
        column__4__place="Meddelande",
        column__4__optional="on",
    )
    after = edited(definition, typed)
    assert [(one.field, one.title, one.optional) for one in after.columns] == [
        ("booking_date", ("Datum", "Dag"), False),
        ("amount", ("Summa", "Belopp"), False),
        ("text", ("Meddelande",), True),
    ]
    assert after.columns[1].factor == "-1"
    assert after.skip == definition.skip


def test_settings_are_changed() -> None:
    definition = read_definition(TOML)
    after = edited(definition, sent(definition, name="annan", separator=",", currency="EUR", date="DD.MM.YYYY"))
    assert (after.name, after.separator, after.currency, after.date) == ("annan", ",", "EUR", ("DD.MM.YYYY",))


def test_a_column_that_is_needed_is_told() -> None:
    definition = read_definition(TOML)
    with pytest.raises(FieldMissing):
        edited(definition, sent(definition, column__2__field=""))


def test_columns_stand_as_they_were_typed() -> None:
    first = column_fields(read_definition(TOML))[0]
    assert (first.place, first.more) == ("Datum | Dag", ())
    assert as_typed(first, {}) == first
    typed = as_typed(first, {"column-1-field": "text", "column-1-place": "X", "column-1-optional": "on"})
    assert (typed.field, typed.place, typed.is_optional) == ("text", "X", True)
    assert len(column_fields(read_definition(TOML))) == 3 + NEW_COLUMNS


def test_columns_and_settings_are_changed_by_their_names() -> None:
    found = changed(
        read_definition(TOML),
        name="other",
        settings={"decimal": "."},
        columns={"amount": "Summa | Belopp", "text": "Notering", "text:2": "Mer", "reference": ""},
        optional={"text:2": True},
    )
    shown = {(one.field, one.title, one.optional) for one in found.columns}
    assert shown == {
        ("booking_date", ("Datum", "Dag"), False), ("amount", ("Summa", "Belopp"), False),
        ("text", ("Notering",), False), ("text", ("Mer",), True),
    }  # fmt: skip
    assert (found.name, found.decimal, found.columns[1].factor) == ("other", ".", "-1")


@pytest.mark.parametrize("one", sorted(built_in()))
def test_nothing_named_changes_nothing(one: str) -> None:
    assert changed(built_in()[one]) == built_in()[one]


@pytest.mark.parametrize(
    ("refusal", "how"),
    [
        (KeyUnknown, {"settings": {"colour": "red"}}),
        (ColumnUnknown, {"columns": {"text:3": "Mer"}}),
        (ColumnUnknown, {"columns": {"info": ""}}),
        (ColumnUnknown, {"optional": {"info": True}}),
        (ColumnUnknown, {"columns": {"text": "a", "info": "b", "name": "c"}}),
        (FieldMissing, {"columns": {"amount": ""}}),
    ],
)
def test_what_is_not_there_is_refused(refusal: type[Exception], how: dict) -> None:
    with pytest.raises(refusal):
        changed(read_definition(TOML), **how)
