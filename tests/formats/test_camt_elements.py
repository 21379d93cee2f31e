"""One pass with a table: the first value stays, lists grow, unknown elements are skipped."""

from datetime import date

import pytest
from lxml import etree

from reskontra.formats.camt_elements import collect, tables_for


def gathered(xml: str, table: str, namespace: str = "") -> dict:
    values: dict = {}
    collect(etree.fromstring(xml), getattr(tables_for(namespace), table), values)
    return values


@pytest.mark.parametrize(
    ("case", "xml", "expected"),
    [
        ("status as text", "<Ntry><Sts>BOOK</Sts></Ntry>", {"status": "BOOK"}),
        ("status as a code", "<Ntry><Sts>\n<Cd>PDNG</Cd></Sts></Ntry>", {"status": "PDNG"}),
        ("a date", "<Ntry><BookgDt><Dt>2026-03-02</Dt></BookgDt></Ntry>", {"booking_date": date(2026, 3, 2)}),
        ("the first stays", "<Ntry><NtryRef> A </NtryRef><NtryRef>B</NtryRef></Ntry>", {"entry_reference": "A"}),
        ("a blank is nothing", "<Ntry><NtryRef> </NtryRef><NtryRef>B</NtryRef></Ntry>", {"entry_reference": "B"}),
        ("skipped", "<Ntry><CardTx><Amt Ccy='x'>junk</Amt></CardTx></Ntry>", {}),
        (
            "texts",
            "<Ntry><AddtlNtryInf>a</AddtlNtryInf><AddtlNtryInf>b</AddtlNtryInf></Ntry>",
            {"entry_info": ["a", "b"]},
        ),
    ],
)
def test_entry(case, xml, expected):
    assert gathered(xml, "entry") == expected


@pytest.mark.parametrize("shape", ["<Nm>Åkerlöf AB</Nm>", "<Pty><Nm>Åkerlöf AB</Nm></Pty>"])
def test_party_in_both_shapes(shape):
    xml = f"<TxDtls><RltdPties><Dbtr>{shape}</Dbtr></RltdPties></TxDtls>"
    assert gathered(xml, "transaction") == {"debtor": {"name": "Åkerlöf AB"}}


@pytest.mark.parametrize(
    "inside", ["<DscntApldAmt Ccy='SEK'>5.00</DscntApldAmt>", "<DscntApldAmt><Amt Ccy='SEK'>5.00</Amt></DscntApldAmt>"]
)
def test_discount_in_both_shapes(inside):
    xml = f"<TxDtls><RmtInf><Strd><RfrdDocAmt>{inside}</RfrdDocAmt></Strd></RmtInf></TxDtls>"
    assert gathered(xml, "transaction") == {"structured": [{"discount": (500, "SEK")}]}


def test_a_namespace_is_part_of_the_name():
    xml = "<Ntry xmlns='urn:a'><NtryRef>A</NtryRef><b:NtryRef xmlns:b='urn:b'>B</b:NtryRef></Ntry>"
    assert gathered(xml, "entry", "urn:a") == {"entry_reference": "A"}
    assert gathered(xml, "entry", "urn:b") == {"entry_reference": "B"}


def test_watched_tags_begin_with_the_document():
    assert tables_for("urn:a").watched[0] == "{urn:a}Document"
    assert tables_for("").statements == {"Stmt": "camt.053", "Rpt": "camt.052", "Ntfctn": "camt.054"}


def test_a_credit_line_is_not_the_balance():
    xml = "<Stmt><Bal><CdtLine><Amt Ccy='SEK'>9.00</Amt></CdtLine><Amt Ccy='SEK'>1.00</Amt></Bal></Stmt>"
    assert gathered(xml, "statement") == {"balances": [{"amount": (100, "SEK")}]}
