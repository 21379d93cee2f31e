"""Payment orders: what each kind of account and reference becomes, sums, and what the format's own schemas say."""

import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reskontra.formats.detect import detect
from reskontra.formats.format import Format
from reskontra.formats.pain001 import (
    NAME_MAX,
    TEXT_MAX,
    VERSIONS,
    CreditTransfer,
    Payer,
    grouped,
    write_pain001,
)
from tests.foreign_bank import leaves, read_by_bank

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


@pytest.mark.parametrize("version", VERSIONS)
def test_another_library_writes_the_same_of_the_same_payments(version):
    """sepaxml, of SEPA; it gives no ids of instructions, and asks to have the payments booked as one sum."""
    theirs = sepaxml.SepaTransfer(
        {"name": PAYER.name, "IBAN": PAYER.account_number, "BIC": PAYER.bic, "batch": True, "currency": "EUR"},
        schema=f"pain.001.001.{version}", clean=False,
    )  # fmt: skip
    euro = {"kind": "IBAN", "number": "DE89370400440532013000", "currency": "EUR", "country": ""}
    paid = [transfer("A", text="Invoice 77", **euro), transfer("B", amount_minor=5, **euro)]
    for one in paid:
        theirs.add_payment(
            {"name": one.payee, "IBAN": one.account_number, "amount": one.amount_minor, "execution_date": one.day,
             "description": one.text, "endtoend_id": one.key}
        )  # fmt: skip
    payer = Payer(PAYER.name, "", "IBAN", PAYER.account_number, "EUR", PAYER.bic)
    own = ("MsgId", "CreDtTm", "PmtInfId", "BtchBookg")
    ours = leaves(written(*paid, version=version, payer=payer), without=(*own, "InstrId", "Ccy"))
    assert leaves(theirs.export(), without=own) == ours


@pytest.mark.parametrize("version", VERSIONS)
@given(
    names=st.lists(st.text(max_size=90), min_size=1, max_size=3),
    text=st.text(max_size=200),
    reference=st.sampled_from(["", "10017", "RF18539007547034"]),
    amount=st.integers(1, 99_999_999_999),
)
def test_another_bank_reads_what_was_written(version, names, text, reference, amount):
    """mock-bank: no fault of form, sums or check digits, and each payment as it was."""
    accounts = [("BANKGIRO", "50501055"), ("IBAN", "SE3550000000054910000003"), ("BBAN", "58398257466")]
    paid = [
        transfer(f"PP1-{number}", kind, account, payee=f"x{name}", text=text, reference=reference, amount_minor=amount)
        for number, (name, (kind, account)) in enumerate(zip(names, accounts, strict=False), 1)
    ]
    found = read_by_bank(written(*paid, version=version), on=DAY)
    (batch,) = found.batches
    assert (found.msg_id, batch.requested_execution_date) == ("PP1", DAY)
    assert (batch.debtor_account, batch.debtor_account_currency) == (PAYER.account_number, "SEK")
    assert [
        (one.end_to_end_id, one.amount, one.currency, one.creditor_account, one.remittance_references)
        for one in found.payments
    ] == [
        (one.key, amount, "SEK", one.account_number, [reference] if reference else []) for one in paid
    ]  # fmt: skip
    members = {"BANKGIRO": "9900", "IBAN": None, "BBAN": "5839"}
    assert [one.creditor_clearing_id for one in found.payments] == [members[one.account_kind] for one in paid]
    for one, as_read in zip(paid, found.payments, strict=True):
        assert as_read.creditor_name == _as_written(one.payee, NAME_MAX)
        assert as_read.remittance == ([] if reference else [_as_written(text, TEXT_MAX) or one.key])


def _as_written(given, most):
    """Without what XML cannot hold, blanks as one, cut."""
    kept = "".join(" " if unicodedata.category(one) in ("Cc", "Cs") or one in "\ufffe\uffff" else one for one in given)
    return " ".join(kept.split())[:most].rstrip()


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_name_and_text_can_be_written(name, text):
    data = written(transfer(payee=f"x{name}", text=text), version="09")
    SCHEMAS["09"].assertValid(etree.fromstring(data))
