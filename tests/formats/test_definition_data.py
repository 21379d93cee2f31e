"""Definitions as TOML and JSON: what was written is read again, and what makes no sense is named."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.patterns import PatternUnreadable
from reskontra.formats import definition as definitions
from reskontra.formats import definition_data as module
from reskontra.formats.bank_definitions import built_in
from reskontra.formats.definition_data import definition_of, read_definition, to_json, to_toml
from tests.formats.definition_files import COLUMNS, definition

FULL = definition(
    *COLUMNS,
    {"field": "reference", "title": ["A", "B"], "rules": [{"do": "lookup", "table": {"a b": 'c"', "å": "\\"}}]},
    metadata={"account": "Konto"},
    skip=[{"field": "text", "begins": ["Prel ", "x"], "kind": "ignore"}],
    separator="\t",
)


@pytest.mark.parametrize("found", [FULL, *built_in().values()], ids=lambda one: one.name)
def test_what_is_written_is_read_again(found):
    assert read_definition(to_toml(found).encode()) == found
    assert read_definition(to_json(found).encode()) == found


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_survives_toml(words, value):
    found = definition(*COLUMNS[:3], {"field": "info", "title": "x", "rules": [{"do": "replace", "find": words}]},
                       description=value)  # fmt: skip
    assert (
        read_definition(to_toml(found).encode("utf-8", "surrogatepass")) == found if _is_text(words + value) else True
    )


def _is_text(text):
    return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)


def data(**changes):
    return {"name": "bank", "columns": [dict(column) for column in COLUMNS], **changes}


def columns(**changes):
    return [{**COLUMNS[0], **changes}, *COLUMNS[1:]]


@pytest.mark.parametrize(
    ("case", "found", "refusal", "place"),
    [
        ("an unknown setting", data(sepparator=","), module.KeyUnknown, ""),
        ("an unknown setting of a column", data(columns=columns(titel="x")), module.KeyUnknown, "columns 1"),
        ("metadata of another kind", data(metadata={"text": "x"}), module.KeyUnknown, "metadata"),
        ("no name", {"columns": COLUMNS}, module.KeyMissing, ""),
        ("no field", data(columns=[{"title": "x"}]), module.KeyMissing, "columns 1"),
        ("text for a number", data(skip_lines="1"), module.ValueKind, ""),
        ("a number for text", data(separator=1), module.ValueKind, ""),
        ("a negative number", data(skip_lines=-1), module.ValueKind, ""),
        ("a truth for a number", data(skip_lines=True), module.ValueKind, ""),
        ("columns that are no tables", data(columns="x"), module.ValueKind, ""),
        ("a column that is no table", data(columns=["x"]), module.ValueKind, ""),
        ("titles that are no texts", data(columns=columns(title=[1])), module.ValueKind, "columns 1"),
        ("metadata that is no table", data(metadata="x"), module.ValueKind, ""),
        ("an unknown field", data(columns=columns(field="when")), module.ChoiceUnknown, "columns 1"),
        ("an unknown kind of file", data(file="pdf"), module.ChoiceUnknown, ""),
        ("a name with a blank", data(name="my bank"), module.NameUnfit, ""),
        ("too long a name", data(name="a" * 61), module.NameUnfit, ""),
        ("a day without a year", data(date="DD.MM"), module.DayFormatUnknown, "date"),
        ("a day with words", data(columns=columns(format="DD of MM YYYY")), module.DayFormatUnknown, "columns 1"),
        ("too many columns", data(columns=[*COLUMNS, *[COLUMNS[1]] * 200]), module.TooManyColumns, ""),
        ("a factor of words", data(columns=columns(factor="x")), definitions.FactorZero, "columns 1"),
        (
            "a pattern that is open", data(columns=columns(rules=[{"do": "find", "find": "(a"}])),
            PatternUnreadable, "columns 1",
        ),
    ],
)  # fmt: skip
def test_refused(case, found, refusal, place):
    with pytest.raises(refusal) as caught:
        definition_of(found)
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("written", "line"),
    [(b"name = 'a'\nname", 2), (b'{"name":\n x}', 2), (b"a = 1\n\xff", 2), (b"[" * 9, 1)],
)
def test_what_is_no_toml_is_refused_by_line(written, line):
    with pytest.raises(module.DefinitionUnreadable) as caught:
        read_definition(written)
    assert caught.value.values["line"] == line


def test_a_huge_file_is_not_parsed():
    with pytest.raises(module.DefinitionTooLarge):
        read_definition(b"#" * (module.BYTES_MAX + 1))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_definition_or_refused(written):
    try:
        read_definition(written)
    except (Malformed, Refused) as refusal:
        str(refusal)


def test_what_is_as_it_would_be_is_left_out():
    assert set(json.loads(to_json(definition()))) == {"name", "currency", "decimal", "columns"}
    assert tomllib.loads(to_toml(definition()))["columns"][0] == {"field": "booking_date", "title": "Day"}
