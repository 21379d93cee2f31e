"""What repeats in a sample of XML or JSON, as a table."""

import io
import json

import pytest

from reskontra.formats.definition_data import read_definition, to_toml
from reskontra.formats.definition_guess import NothingToGuess, guess_definition, is_amount, is_day
from reskontra.formats.definition_guess_trees import json_table, xml_table
from reskontra.formats.definition_reader import read_by_definition
from reskontra.formats.safe_xml import DoctypeRefused

ROW = {"bookingDate": "2026-03-01", "money": {"amount": -12.5, "currency": "EUR"}, "message": "Hyra"}
XML = (
    b"<S xmlns='u'><Account>1</Account><Entries><Entry id='7'><Day>2026-03-01</Day><Money><Amount Ccy='EUR'>-10.50"
    b"</Amount></Money><Text>a</Text><Text>b</Text></Entry><Entry><Day>2026-03-02</Day><Money><Amount Ccy='EUR'>1.00"
    b"</Amount></Money></Entry></Entries></S>"
)


def of_json(data):
    return json_table(io.BytesIO(json.dumps(data).encode()))


def of_xml(data):
    return xml_table(io.BytesIO(data), is_day=is_day, is_amount=is_amount)


@pytest.mark.parametrize(
    ("data", "record"),
    [({"account": "1", "data": {"rows": [ROW]}}, "data/rows"), ([ROW], "."), ({"a": [1], "b": [ROW]}, "b")],
)
def test_the_first_list_of_objects(data, record):
    found = of_json(data)
    assert found is not None
    assert (found.record, found.rows) == (record, [["2026-03-01", "-12.5", "EUR", "Hyra"]])
    assert found.paths == ["bookingDate", "money/amount", "money/currency", "message"]


@pytest.mark.parametrize("data", [{}, [1], {"a": []}, "x"])
def test_no_objects(data):
    assert of_json(data) is None


def test_what_is_no_json():
    assert json_table(io.BytesIO(b"{")) is None
    assert json_table(io.BytesIO(b"[" * 100_000)) is None


def test_the_innermost_elements_with_day_and_amount():
    found = of_xml(XML)
    assert found is not None
    assert (found.record, found.paths) == (
        "S/Entries/Entry", ["@id", "Day", "Money/Amount", "Money/Amount/@Ccy", "Text"],
    )  # fmt: skip
    assert found.rows == [["7", "2026-03-01", "-10.50", "EUR", "a b"], ["", "2026-03-02", "1.00", "EUR", ""]]


def test_no_such_elements():
    assert of_xml(b"<S><a>2026-03-01</a><b>x</b></S>") is None
    with pytest.raises(DoctypeRefused):
        of_xml(b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + XML)


@pytest.mark.parametrize("data", [json.dumps({"rows": [ROW, {**ROW, "message": "x"}]}).encode(), XML])
def test_what_is_guessed_reads_the_sample(data):
    found = guess_definition(io.BytesIO(data), name="bank", currency="SEK")
    assert read_definition(to_toml(found.definition).encode()) == found.definition
    events = list(read_by_definition(io.BytesIO(data), found.definition))
    assert (len(events), events[0].currency) == (4, "EUR")


@pytest.mark.parametrize("data", [b"<svg/>", b"{}", b'[{"a": "2026-03-01"}]'])
def test_nothing_to_guess(data):
    with pytest.raises(NothingToGuess):
        guess_definition(io.BytesIO(data), name="bank", currency="SEK")
