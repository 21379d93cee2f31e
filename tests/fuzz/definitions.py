"""A definition of every kind of file, and a small file for each, to begin from."""

from __future__ import annotations

from datetime import date

from reskontra.formats.definition import Definition
from tests.formats.definition_files import column, definition
from tests.formats.test_definition_sheet import book

DELIMITED = definition(
    column("booking_date", "Day"),
    column("text", "Text", optional=True, rules=[{"do": "find", "find": "[0-9]+"}, {"do": "upper"}]),
    column("amount", "Amount"),
    column("balance", "Balance", optional=True),
    metadata={"account": "Konto"},
    skip=[{"field": "text", "begins": "Prel "}],
    footer="Summa",
)
FIXED = definition(
    column("booking_date", position=3, length=10, prefix="10"),
    column("amount", position=13, length=10, prefix="10"),
    column("text", position=3, length=20, prefix="20", optional=True),
    file="fixed",
    prefix="10",
    account="123",
)
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
    column("text", path="texts", optional=True),
    column("status", path="is_booked"),
    file="json",
    record="data/rows",
    decimal=".",
    skip=[{"field": "status", "equals": "false", "kind": "ignore"}],
)
XLSX = definition(file="spreadsheet")

DELIMITED_FILE = (
    "Konto;5301-1234567\nDay;Text;Amount;Balance\n2026-03-02;Faktura 1002;-1 250,50;900,00\n"
    "2026-03-01;Prel Köp;-5,00;\n2026-03-01;Alfa AB 1001;2 150,50;2 150,50\nSumma;;900,00;\n"
).encode()
FIXED_FILE = "102026-03-01   1250,50\n20Faktura 1001\n20Alfa AB\n102026-03-02    -99,00\n".encode("cp1252")
XML_FILE = (
    b"<?xml version='1.0' encoding='UTF-8'?><s:Statement xmlns:s='urn:x'><s:Account>123</s:Account><s:Entries>"
    b"<s:Entry><s:Day>2026-03-01</s:Day><s:Money><s:Amount Ccy='EUR'>10.50</s:Amount></s:Money><s:Text>a</s:Text>"
    b"<s:Text> b\n c</s:Text></s:Entry><s:Entry><s:Day>2026-03-02</s:Day><s:Money><s:Amount Ccy='EUR'>-1</s:Amount>"
    b"</s:Money></s:Entry></s:Entries></s:Statement>"
)
JSON_FILE = (
    b'{"account": {"number": "123"}, "data": {"rows": [{"day": "2026-03-01", "money": [10.5, "EUR"], "texts": ["a", '
    b'"b"], "is_booked": true}, {"day": "2026-03-02", "money": [-1, "EUR"], "texts": "c", "is_booked": false}]}}'
)
XLSX_FILE = book(
    ("Day", "Text", "Amount", "Balance"),
    (date(2026, 3, 2), 5490990004, -1234.5, 65.5),
    ("2026-03-01", "text", "1 300,00", 1300),
)
FILES = {"delimited": DELIMITED_FILE, "fixed": FIXED_FILE, "xml": XML_FILE, "json": JSON_FILE, "spreadsheet": XLSX_FILE}


def file_for(by: Definition) -> bytes:
    """A file of the kind that a definition reads."""
    return FILES[by.file]
