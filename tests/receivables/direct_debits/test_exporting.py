"""The file of a collection: its groups, who collects, whose account, what the customer reads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import InSandbox
from reskontra.core.direct_debit import Scheme
from reskontra.formats.pain008_checks import check_pain008
from reskontra.receivables.direct_debits.changing import DebitChange, change_debit
from reskontra.receivables.direct_debits.debit_setup import (
    DebitSetupMissing,
    DebitTerms,
    debit_setup_of,
    set_debit_setup,
)
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from tests import build
from tests.formats.test_pain008 import schema, texts
from tests.receivables.debiting_book import CREDITOR, DUE, GIRO, SIGNED, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_sepa_file_holds_by_the_schema(version: str) -> None:
    company = euro_company()
    terms = debit_setup_of(company=company, number="E1").terms
    set_debit_setup(company=company, actor=build.BOB, number="E1", terms=replace(terms, version=version))
    b2b = replace(SIGNED, scheme=Scheme.B2B)
    owed(company, payer(company, 1, b2b), description="Abo März")
    owed(company, payer(company, 2, replace(b2b, is_one_off=True)), "INV-2", due_date="2026-02-08")
    done = made(company, scheme=Scheme.B2B)
    change = DebitChange(message="Thank you & good bye")
    change_debit(company=company, actor=build.BOB, collection=done.number, number=1, change=change, today=TODAY)
    file = export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    schema(version).assertValid(etree.fromstring(file.content))
    check_pain008(file.content)
    (message,) = texts(file.content, "MsgId")
    assert file.name == f"{message}.xml"
    assert re.fullmatch(r"DDC000001-[0-9]{10}-[0-9A-F]{6}", message)
    assert texts(file.content, "SeqTp") == ["OOFF", "FRST"]
    assert texts(file.content, "ReqdColltnDt") == ["2026-02-08", "2026-02-09"]
    assert texts(file.content, "Ustrd") == ["Thank you + good bye", "Abo Marz, INV-1"]
    assert texts(file.content, "MndtId") == ["MND000002", "MND000001"]
    assert texts(file.content, "EndToEndId") == ["DDC000001/1", "DDC000001/2"]
    assert texts(file.content, "PmtInfId") == [f"{message}-1", f"{message}-2"]
    creditor = etree.fromstring(file.content).find(".//{*}CdtrSchmeId//{*}Othr/{*}Id")
    assert creditor is not None
    assert creditor.text == CREDITOR


def test_autogiro_is_in_kronor_by_payer_numbers(company: CompanyFacts) -> None:
    build.bank_account(company, bankgiro=GIRO)
    alfa = build.customer(company, number="101")
    create_mandate(
        company=company, actor=build.BOB, customer="101", terms=MandateTerms(Scheme.AUTOGIRO, signed_date=TODAY)
    )
    build.invoice(company, alfa, number="1001", amount="750.00", payment_reference="10017")
    build.invoice(company, alfa, number="A-LONG-NUMBER-OF-24-SIGNS", amount="0.50")
    done = made(company, bank_account="B1", scheme=Scheme.AUTOGIRO)
    assert (done.debits, done.faulty) == (2, 0)
    with pytest.raises(DebitSetupMissing):
        export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    terms = DebitTerms(bankgirot_number="471117")
    set_debit_setup(company=company, actor=build.BOB, number="B1", terms=terms)
    file = export_collection(company=company, actor=build.BOB, number=done.number, today=DUE)
    begin, first, second = file.content.decode("latin-1").splitlines()
    assert file.name.endswith(".txt")
    assert (begin[:2], begin[10:18], begin[62:78]) == ("01", "AUTOGIRO", "4711170009912346")
    assert first.rstrip() == "82202602090    00000000000001010000000750000009912346" + "10017"
    assert second[53:69] == "DDC000001/2     "
    assert date.fromisoformat(f"{first[2:6]}-{first[6:8]}-{first[8:10]}") == DUE


def test_nothing_is_collected_from_a_sandbox() -> None:
    company = replace(euro_company(), is_sandbox=True)
    owed(company, payer(company, 1))
    with pytest.raises(InSandbox):
        export_collection(company=company, actor=build.BOB, number=made(company).number, today=TODAY)
