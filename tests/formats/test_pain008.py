"""pain.008 as it is written holds by the published schema, whatever names and texts are in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sepaxml import SepaDD

from reskontra.core.sepa_text import sepa_text
from reskontra.formats.pain008 import (
    VERSIONS,
    CreditorWritten,
    DebitWritten,
    GroupWritten,
    MessageWritten,
    write_pain008,
)
from reskontra.formats.pain008_checks import check_pain008
from tests.foreign_bank import leaves, read_by_bank

CREDITOR = CreditorWritten("Nordän & Söner AB", "DE89370400440532013000", "DE98ZZZ09999999999", bic="COBADEFFXXX")
ACCOUNTS = ("FR1420041010050500013M02606", "NL91ABNA0417164300", "SE4550000000058398257466")


def debit(number: int = 1, **values: object) -> DebitWritten:
    given = {
        "id": f"DD000001/{number}", "amount_minor": 12_345, "mandate_id": "MND000001",
        "signed_date": date(2026, 1, 2), "name": "Ægir Łukasz", "account": ACCOUNTS[number % 3],
    } | values  # fmt: skip
    return DebitWritten(**given)  # type: ignore[arg-type]


def message(*groups: GroupWritten) -> MessageWritten:
    return MessageWritten("DD000001-1", datetime(2026, 3, 2, 9, 30, 5, 17, tzinfo=UTC), "EUR", CREDITOR, groups)


def group(*debits: DebitWritten, sequence: str = "FRST", number: int = 1) -> GroupWritten:
    return GroupWritten(f"DD000001-1-{number}", date(2026, 3, 9), "CORE", sequence, debits)


@cache
def schema(version: str) -> etree.XMLSchema:
    spec = find_spec("sepaxml")
    assert spec
    assert spec.origin
    return etree.XMLSchema(etree.parse(Path(spec.origin).parent / "schemas" / f"pain.008.001.{version}.xsd"))


def texts(content: bytes, name: str) -> list[str | None]:
    return [one.text for one in etree.fromstring(content).iter(f"{{*}}{name}")]


@pytest.mark.parametrize("version", VERSIONS)
def test_two_groups_are_written_with_their_totals_and_hold_by_the_schema(version: str) -> None:
    written = message(
        group(debit(1, bic="DEUTDEFF", country="DE", text="Invoice 7",
                    address=("Hauptstraße 1", "", "10115 Köln", "x")),
              debit(2, amount_minor=5)),
        group(debit(3, amount_minor=100_000), sequence="RCUR", number=2),
    )  # fmt: skip
    content = write_pain008(written, version=version)
    schema(version).assertValid(etree.fromstring(content))
    check_pain008(content)
    assert content == write_pain008(written, version=version)
    assert texts(content, "NbOfTxs") == ["3", "2", "1"]
    assert texts(content, "CtrlSum") == ["1123.50", "123.50", "1000.00"]
    assert texts(content, "EndToEndId") == ["DD000001/1", "DD000001/2", "DD000001/3"]
    assert texts(content, "CreDtTm") == ["2026-03-02T09:30:05"]
    assert texts(content, "AdrLine") == ["Hauptstrasse 1", "10115 Koln"]
    assert texts(content, "Nm")[:3] == ["Nordan + Soner AB", "Nordan + Soner AB", "AEgir Lukasz"]
    assert texts(content, "BICFI" if version == "08" else "BIC") == ["COBADEFFXXX", "DEUTDEFF", "COBADEFFXXX"]


@pytest.mark.parametrize("version", VERSIONS)
def test_another_library_writes_the_same_of_the_same_debits(version: str) -> None:
    """sepaxml; it names who sends the file by the creditor identifier too, and has no ids of single instructions."""
    theirs = SepaDD(
        {"name": "Nordan + Soner AB", "IBAN": CREDITOR.iban, "BIC": CREDITOR.bic, "batch": True,
         "creditor_id": CREDITOR.creditor_id, "currency": "EUR"},
        schema=f"pain.008.001.{version}", clean=False,
    )  # fmt: skip
    debits = (debit(1, bic="DEUTDEFF", text="Invoice 7", name="A"), debit(2, text="Invoice 8", name="B"))
    for one, sequence in zip(debits, ("FRST", "RCUR"), strict=True):
        theirs.add_payment(
            {"name": one.name, "IBAN": one.account, "amount": one.amount_minor, "type": sequence,
             "collection_date": date(2026, 3, 9), "mandate_id": one.mandate_id, "mandate_date": one.signed_date,
             "description": one.text, "endtoend_id": one.id} | ({"BIC": one.bic} if one.bic else {})
        )  # fmt: skip
    written = write_pain008(message(group(debits[0]), group(debits[1], sequence="RCUR", number=2)), version=version)
    own = ("MsgId", "CreDtTm", "PmtInfId")
    ours = leaves(written, without=(*own, "InstrId", "Ccy"))
    assert [one for one in leaves(theirs.export(), without=own) if one[0] != "GrpHdr/InitgPty/Id/OrgId/Othr/Id"] == ours


@given(
    names=st.lists(st.text(min_size=1, max_size=90), min_size=1, max_size=3),
    text=st.text(max_size=200),
    amount=st.integers(1, 99_999_999_999),
    bic=st.sampled_from(["", "DEUTDEFF"]),
)
def test_another_bank_reads_what_was_written(names: list[str], text: str, amount: int, bic: str) -> None:
    """mock-bank, of version 08: no fault of form, sums or check digits, and each debit as it was."""
    debits = [
        debit(number, name=f"A{name}", text=text, amount_minor=amount, bic=bic) for number, name in enumerate(names)
    ]
    written = message(group(*debits[:1]), *([group(*debits[1:], sequence="RCUR", number=2)] if debits[1:] else []))
    found = read_by_bank(write_pain008(written), on=date(2026, 3, 2))
    assert (found.msg_id, found.initiating_party) == ("DD000001-1", "Nordan + Soner AB")
    assert [
        (one.pmt_inf_id, one.requested_collection_date, one.creditor_account, one.creditor_bic) for one in found.batches
    ] == [(one.id, one.day, CREDITOR.iban, CREDITOR.bic) for one in written.groups]
    assert [
        (one.end_to_end_id, one.amount, one.currency, one.sequence_type, one.mandate_id, one.mandate_signed,
         one.creditor_scheme_id, one.debtor_name, one.debtor_account, one.debtor_bic or "", one.remittance)
        for one in found.collections
    ] == [
        (one.id, one.amount_minor, "EUR", inside.sequence, one.mandate_id, one.signed_date.isoformat(),
         CREDITOR.creditor_id, sepa_text(one.name, most=70), one.account, bic,
         [told] if (told := sepa_text(text, most=140)) else [])
        for inside in written.groups for one in inside.debits
    ]  # fmt: skip


@given(
    name=st.text(min_size=1, max_size=90),
    text=st.text(max_size=200),
    lines=st.lists(st.text(max_size=90), max_size=4),
    amounts=st.lists(st.integers(1, 99_999_999_999), min_size=1, max_size=4),
    version=st.sampled_from(VERSIONS),
)
def test_whatever_is_written_holds_by_the_schema(
    name: str, text: str, lines: list[str], amounts: list[int], version: str
) -> None:
    debits = [
        debit(number, amount_minor=amount, name=f"A{name}", text=text, address=tuple(lines))
        for number, amount in enumerate(amounts, 1)
    ]
    content = write_pain008(message(group(*debits)), version=version)
    schema(version).assertValid(etree.fromstring(content))
    check_pain008(content)
