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

from reskontra.formats.pain008 import (
    VERSIONS,
    CreditorWritten,
    DebitWritten,
    GroupWritten,
    MessageWritten,
    write_pain008,
)
from reskontra.formats.pain008_checks import check_pain008

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
