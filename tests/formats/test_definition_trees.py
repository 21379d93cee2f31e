"""Records of XML and JSON by their paths."""

import json

import pytest

from reskontra.formats import definition_trees as module
from reskontra.formats.definition_file import NoRows
from reskontra.formats.safe_xml import DoctypeRefused, FileCutOff
from tests.formats.definition_files import column, definition, headers, records

XML = definition(
    column("account", path="../../Account"),
    column("booking_date", path="Day"),
    column("amount", path="Money/Amount"),
    column("currency", path="Money/Amount/@Ccy"),
    column("text", path="Text", optional=True),
    file="xml",
    record="Statement/Entries/Entry",
    decimal=".",
)
JSON = definition(
    column("account", path="/account/number"),
    column("booking_date", path="day"),
    column("amount", path="money/1"),
    column("text", path="texts"),
    column("status", path="is_booked"),
    file="json",
    record="data/rows",
    skip=[{"field": "status", "equals": "false", "kind": "ignore"}],
)


def xml(*entries, before="", around="Entries"):
    inner = "".join(entries)
    return (
        f"{before}<s:Statement xmlns:s='urn:x'><s:Account>123</s:Account><s:{around}>{inner}</s:{around}></s:Statement>"
    ).encode()


def entry(day="2026-03-01", amount="10.50", text="<s:Text>a</s:Text><s:Text> b\n c</s:Text>"):
    return f"<s:Entry><s:Day>{day}</s:Day><s:Money><s:Amount Ccy='EUR'>{amount}</s:Amount></s:Money>{text}</s:Entry>"


def test_elements():
    data = xml(entry(), entry("2026-03-02", "-1.00", ""))
    assert [(one.amount_minor, one.currency) for one in records(data, XML)] == [(1050, "EUR"), (-100, "EUR")]
    assert [[text.text for text in one.texts] for one in records(data, XML)] == [["a b c"], []]
    assert headers(data, XML)[0].other_account == "123"


def test_many_elements_are_read_in_flat_memory():
    assert len(records(xml(*[entry()] * 5_000), XML)) == 5_000


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("elsewhere", xml(entry(), around="Others"), module.RecordsNotFound),
        ("none", xml(), module.RecordsNotFound),
        ("another file", b"<svg/>", module.RecordsNotFound),
        ("a doctype", xml(entry(), before="<!DOCTYPE a [<!ENTITY b 'c'>]>"), DoctypeRefused),
        ("cut off", xml(entry())[:-5], FileCutOff),
    ],
)
def test_refused_xml(case, data, refusal):
    with pytest.raises(refusal):
        records(data, XML)


def written(*rows):
    return json.dumps({"account": {"number": "9"}, "data": {"rows": list(rows)}}).encode()


def row(amount, *, is_booked=True, texts=("a", "b")):
    return {"day": "2026-03-01T12:00:00Z", "money": [amount, "SEK"], "texts": list(texts), "is_booked": is_booked}


def test_objects():
    data = written(row(10.5), row("12,5"), row(7, is_booked=False), row(-3, texts=[]))
    assert [one.amount_minor for one in records(data, JSON)] == [1050, 1250, -300]
    assert [text.text for text in records(data, JSON)[0].texts] == ["a b"]
    assert headers(data, JSON)[0].other_account == "9"


def test_a_figure_keeps_every_decimal():
    data = written(row(0)).replace(b"[0,", b"[90071992547409.93,")
    assert records(data, JSON)[0].amount_minor == 9007199254740993


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("no JSON", b'{"a":\n x}', module.NoJson),
        ("too deep", b"[" * 100_000, module.NoJson),
        ("no list", b'{"data": {"rows": 1}}', module.RecordsNotFound),
        ("another file", b"[]", module.RecordsNotFound),
        ("all left out", written(row(1, is_booked=False)), NoRows),
        ("too large", b" " * (module.JSON_BYTES_MAX + 1), module.JsonTooLarge),
    ],
)
def test_refused_json(case, data, refusal):
    with pytest.raises(refusal):
        records(data, JSON)
