"""Drafts from CSV and JSON files, and what is wrong with files."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.receivables.documents.drafts import delete_drafts
from reskontra.receivables.documents.load import LoadedDrafts, load_drafts
from tests import books, build
from tests.documents import DAY, post

pytestmark = pytest.mark.django_db

CSV = """document,party,type,account,amount,quantity,price,vat_code,line_text,external_number,date,text
1,customer:C1,,3001,1000.00,,,25,Consulting,,2026-03-02,March
1,,,3001,,7.5,899.95,25,Hours,,,
2,vendor:V1,credit_memo,6990,80.00,,,25,Paper,K-1,,
"""
JSON = [
    {"party": "customer:C1", "date": "2026-03-02", "text": "March", "lines": [
        {"account": 3001, "amount": "1000.00", "vat_code": "25", "text": "Consulting"},
        {"account": "3001", "quantity": 7.5, "price": "899.95", "vat_code": 25, "text": "Hours"},
    ]},
    {"party": "vendor:V1", "type": "credit_memo", "external_number": "K-1", "lines": [
        {"account": "6990", "amount": 80, "vat_code": "25", "text": "Paper"},
    ]},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _parties(company: CompanyFacts) -> None:
    build.customer(company)
    build.vendor(company)


def load(company: CompanyFacts, data: object, kind: str = "csv") -> LoadedDrafts:
    text = data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode()
    return load_drafts(company=company, actor=build.ALICE, name=f"drafts.{kind}", stream=io.BytesIO(text), today=DAY)


@pytest.mark.company_leads
@pytest.mark.parametrize(("data", "kind"), [(CSV, "csv"), (JSON, "json"), (JSON, "JSON")])
def test_both_kinds_of_file_say_the_same(company: CompanyFacts, data: object, kind: str) -> None:
    first, second = load(company, data, kind).documents
    assert (first.draft_number, first.document_date, first.description) == ("UTK000001", date(2026, 3, 2), "March")
    assert (first.total.minor, first.vat.minor) == (9687_04, 1937_41)
    assert [line.description for line in first.lines] == ["Consulting", "Hours"]
    assert (second.type.value, second.external_document_number, second.document_date) == ("CREDIT_MEMO", "K-1", DAY)


def test_the_same_file_again_changes_nothing(company: CompanyFacts) -> None:
    made = load(company, CSV)
    before = books.contents()
    again = load(company, CSV)
    assert (made.is_new, again.is_new) == (True, False)
    assert [one.draft_number for one in again.documents] == ["UTK000001", "UTK000002"]
    assert books.contents() == before
    post(company)
    assert not load(company, CSV).is_new


def test_it_may_be_drafted_again_when_its_drafts_are_gone(company: CompanyFacts) -> None:
    load(company, CSV)
    delete_drafts(company=company, actor=build.ALICE, numbers=["UTK000001", "UTK000002"])
    assert [one.draft_number for one in load(company, CSV).documents] == ["UTK000003", "UTK000004"]


def test_a_file_without_documents_leaves_no_trace(company: CompanyFacts) -> None:
    before = books.contents()
    assert load(company, CSV.splitlines()[0]).documents == load(company, [], "json").documents == ()
    assert books.contents() == before


@pytest.mark.parametrize(
    ("case", "rows", "told"),
    [
        ("an amount", "1,customer:C1,,3001,1.001,", ["row 2, amount: "]),
        ("a date", "1,customer:C1,,3001,1.00,2026-02-30", ["row 2, date: "]),
        ("a type", "1,customer:C1,bill,3001,1.00,", ["row 2, type: "]),
        ("no party", "1,,,3001,1.00,", ["row 2, party: "]),
        ("no account", "1,customer:C1,,,1.00,", ["row 2, account: "]),
        ("no document", ",customer:C1,,3001,1.00,", ["row 2, document: "]),
        ("not together", "1,customer:C1,,3001,1.00,\n2,customer:C1,,3001,1.00,\n1,,,3001,1.00,",
         ["row 4, document: The rows of document 1 are not together."]),
        ("two parties", "1,customer:C1,,3001,1.00,\n1,vendor:V1,,3001,1.00,",
         ['row 3, party: Document 1 has "vendor:V1" here and']),
        ("unknown to the books", "1,customer:C1,,3001,1.00,\n2,customer:C9,,3001,1.00,\n3,customer:C1,,9999,1.00,",
         ["row 3, party: ", "row 4, account: "]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_rows(company: CompanyFacts, case: str, rows: str, told: list[str]) -> None:
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        load(company, f"document,party,type,account,amount,date\n{rows}\n")
    assert [str(one)[: len(text)] for one, text in zip(refusal.value.findings, told, strict=False)] == told
    assert books.contents() == before


def test_what_no_database_holds_is_read_as_a_blank(company: CompanyFacts) -> None:
    line = '{"account": "3001", "amount": "1.00"}'
    made = load(company, rf'[{{"party": "customer:C1", "text": "a\ud800b\u0000c", "lines": [{line}]}}]', "json")
    assert [one.description for one in made.documents] == ["a b c"]


@pytest.mark.parametrize(
    ("case", "data", "told"),
    [
        ("no JSON", "[{]", "The file is not JSON at line 1"),
        ("not UTF-8", b"[\xe5]", "byte 1 is not UTF-8"),
        ("nested without end", "[" * 100_000, "nested too deeply"),
        ("no list", {"party": "customer:C1"}, "dict stands where"),
        ("no documents", [1], "list stands where"),
        ("lines that are none", [{"party": "customer:C1", "lines": "3001"}], "document 1: str stands where"),
        ("a name that is not known", [{"party": "customer:C1", "colour": "red", "lines": []}], 'document 1: "colour"'),
        ("a name of a line", [{"party": "customer:C1", "lines": [{"sum": 1}]}], 'document 1, line 1: "sum"'),
        ("a list as a value", [{"party": ["customer:C1"], "lines": []}], "document 1, party: "),
        ("no lines", [{"party": "customer:C1"}], "document 1, line: The document for C1 has no lines"),
        ("a value", [{"party": "customer:C1", "lines": [{"account": "3001", "amount": "x"}]}],
         'document 1, line 1, amount: "x"'),
        ("a number as computers write it", [{"party": "customer:C1", "lines": [{"account": "3001", "amount": 1e30}]}],
         'document 1, line 1, amount: "1e+30"'),
        ("an account that is not there", [{"party": "customer:C1", "lines": [{"account": "9999", "amount": "1"}]}],
         "document 1, line 1, account: "),
        ("a date", [{"party": "customer:C1", "date": "1 March", "lines": [{"account": "3001", "amount": "1"}]}],
         'document 1, line 1, date: "1 March"'),
        ("NaN", '[{"party": "customer:C1", "lines": [{"account": "3001", "amount": NaN}]}]', "amount"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_json(company: CompanyFacts, case: str, data: object, told: str) -> None:
    before = books.contents()
    with pytest.raises((Refused, Malformed)) as refusal:
        load(company, data, "json")
    assert told in str(refusal.value)
    assert books.contents() == before


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
NAMED = st.dictionaries(
    st.sampled_from(("party", "lines", "date", "account", "amount", "text")) | st.text(max_size=5), VALUES
)
TREES = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | NAMED, max_leaves=10)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES.map(json.dumps) | st.text(max_size=50))
def test_any_json_is_drafted_or_refused(company: CompanyFacts, text: str) -> None:
    try:
        load(company, text, "json")
    except (Refused, Malformed):
        return
