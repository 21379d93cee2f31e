"""Payment orders: what each kind of account and reference becomes, sums, and what the format's own schemas say."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reskontra.formats.detect import detect
from reskontra.formats.format import Format
from reskontra.formats.pain001 import VERSIONS, CreditTransfer, Payer, grouped, write_pain001

sepaxml = pytest.importorskip("sepaxml", reason="the schemas come with a package of the developers' environment")
DAY, LATER = date(2026, 3, 2), date(2026, 3, 5)
PAYER = Payer("Bygg & Co AB", "5560001234", "IBAN", "SE4550000000058398257466", "SEK", "ESSESESS")
SCHEMAS = {
    version: etree.XMLSchema(file=str(Path(sepaxml.__file__).parent / "schemas" / f"pain.001.001.{version}.xsd"))
    for version in VERSIONS
}


def transfer(key="PP1-1", kind="BANKGIRO", number="50501055", **other):
    values = {"day": DAY, "amount_minor": 12_550, "currency": "SEK", "payee": "Åkeri <Nord> AB", "country": "SE",
              "reference": "", "text": "Invoice 77"}  # fmt: skip
    return CreditTransfer(key=key, account_kind=kind, account_number=number, **(values | other))


def written(*transfers, version="03", payer=PAYER):
    groups = grouped(transfers, message_id="PP1")
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    return write_pain001(version=version, message_id="PP1", created_at=moment, payer=payer, groups=groups)


def texts(data, name):
    return [one.text for one in etree.fromstring(data).iter("{*}" + name)]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("case", "one", "expected"),
    [
        ("bankgiro", transfer(), {"MmbId": ["9900"], "Prtry": ["BGNR"], "Ustrd": ["Invoice 77"]}),
        ("plusgiro", transfer(kind="PLUSGIRO", number="1234566"), {"MmbId": ["9960"]}),
        ("account", transfer(kind="BBAN", number="58398257466"), {"MmbId": ["5839"]}),
        ("a foreign account", transfer(kind="BBAN", number="86011117947", country="NO"), {"MmbId": []}),
        ("IBAN", transfer(kind="IBAN", number="DE89370400440532013000"), {"MmbId": [], "Ustrd": ["Invoice 77"]}),
        ("OCR", transfer(reference="10017"), {"Ref": ["10017"], "Ustrd": [], "Issr": []}),
        ("RF", transfer(reference="RF18539007547034"), {"Ref": ["RF18539007547034"], "Issr": ["ISO"]}),
        ("no words at all", transfer(text="\x00 "), {"Ustrd": ["PP1-1"]}),
    ],
)
def test_accounts_and_references(case, one, expected, version):
    data = written(one, version=version)
    SCHEMAS[version].assertValid(etree.fromstring(data))
    assert {name: texts(data, name) for name in expected} == expected


@pytest.mark.parametrize("version", VERSIONS)
def test_groups_by_day_and_kind_with_their_sums(version):
    euro = {"kind": "IBAN", "number": "DE89370400440532013000", "currency": "EUR"}
    data = written(
        transfer("A", **euro), transfer("B", day=LATER, **euro), transfer("C", currency="EUR"), version=version
    )
    SCHEMAS[version].assertValid(etree.fromstring(data))
    assert texts(data, "NbOfTxs") == ["3", "1", "1", "1"]
    assert texts(data, "CtrlSum") == ["376.50", "125.50", "125.50", "125.50"]
    assert texts(data, "PmtInfId") == ["PP1-1", "PP1-2", "PP1-3"]
    assert texts(data, "EndToEndId") == ["C", "A", "B"]
    assert texts(data, "ChrgBr") == ["SHAR", "SLEV", "SLEV"]
    assert detect(data) is Format.PAIN_001


def test_who_pays_from_a_bankgiro():
    data = written(transfer(), payer=Payer("A", "", "BANKGIRO", "9912346", "SEK"))
    SCHEMAS["03"].assertValid(etree.fromstring(data))
    assert texts(data, "MmbId") == ["9900", "9900"]


def test_the_same_order_gives_the_same_bytes():
    assert written(transfer()) == written(transfer())


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_name_and_text_can_be_written(name, text):
    data = written(transfer(payee=f"x{name}", text=text), version="09")
    SCHEMAS["09"].assertValid(etree.fromstring(data))
