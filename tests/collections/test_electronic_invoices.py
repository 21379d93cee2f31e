"""What reminders and memos charge, as electronic invoices: of what was posted, and as others' rules want them."""

from __future__ import annotations

import io
from copy import copy

import pytest

from reskontra.collections import electronic_invoices as room
from reskontra.collections.cancelling_reminders import cancel_reminders
from reskontra.collections.electronic_invoices import (
    ElectronicInvoiceLacks,
    InvoiceFile,
    InvoiceOrder,
    electronic_invoices,
    seller_of,
)
from reskontra.collections.finance_charges import KIND
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CollectionDocument
from reskontra.companies.edit import change_company
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.settings import set_setting
from reskontra.core.electronic_address import NotAnElectronicAddress
from reskontra.core.errors import Findings, Refused
from reskontra.formats.ubl import read_ubl
from reskontra.parties.edit import change_party
from reskontra.parties.models import Party
from reskontra.receivables.load_ubl import load_ubl
from reskontra.receivables.models import Entry
from tests import build
from tests.collections import charging, reminding
from tests.kept import step
from tests.peppol import complaints
from tests.story import Story
from tests.ubl_files import BUYER, SELLER

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@step
def a_reminder(company: CompanyFacts) -> None:
    """BP000001 of a fee of 180.00 and interest, rounded; its sum is posted."""
    Story(company).tells(charging.TOLD)
    reminding.terms(company, calculates_interest=True, posts_interest=True, fee_minor=180_00, cost="DEMAND")
    set_setting(company=company, actor=build.BOB, key="reminders_rounded", value="true")
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", wanted={"reminder_terms": "T"})
    reminding.make(company, override="test")
    issue_reminders(company=company, actor=build.BOB, drafts=None, accepts_rounding=True)


@step
def known(company: CompanyFacts) -> None:
    """Both have organisation numbers and addresses."""
    where = {"address": "Storgatan 1", "postal_code": "111 22", "city": "Stockholm"}
    change_company(company=company, actor=build.BOB, wanted={"organisation_number": SELLER, **where})
    wanted = {"organisation_number": "556703-7485", "country": "SE", **where}
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", wanted=wanted)


def invoice(company: CompanyFacts, number: str = "BP000001", kind: str = "REMINDER", **order: str) -> InvoiceFile:
    (found,) = electronic_invoices(company=company, kind=kind, numbers=[number], order=InvoiceOrder(**order))
    return found


def test_a_reminder_is_an_invoice_of_what_it_posted(company: CompanyFacts) -> None:
    """Interest with its days, the fee, rounded; in the customer's language; the same bytes again."""
    a_reminder(company)
    known(company)
    file = invoice(company)
    entry = Entry.objects.get(company=company.id, document_number="BP000001")
    assert (file.name, file.payable.minor, complaints(file.content)) == ("BP000001.xml", entry.document_minor, [])
    assert invoice(company) == file
    read = read_ubl(io.BytesIO(file.content))
    interest, fee = read.lines
    assert (interest.text, fee.amount_minor) == ("Ränta på INV-1", 180_00)
    assert (read.payable_minor, read.payable_minor % 100, read.rounding_minor != 0) == (entry.document_minor, 0, True)
    assert (read.due_date, read.payment_reference, read.buyer_reference) == (entry.due_date, "BP000001", "C1")
    text = file.content.decode()
    assert '<cbc:EndpointID schemeID="0007">5567037485</cbc:EndpointID>' in text
    assert "<cbc:ID>INV-1</cbc:ID>" in text
    assert "59 dagar à 1,5 %" in text
    other = invoice(company, buyer="0088:7350000000009", buyer_reference=" 4711 ").content.decode()
    assert ("7350000000009</cbc:EndpointID>" in other, "<cbc:BuyerReference>4711<" in other) == (True, True)


def test_the_buyer_loads_it_as_a_vendor_s_invoice(company: CompanyFacts) -> None:
    a_reminder(company)
    known(company)
    file = invoice(company)
    buyer = build.new_company(name="Alfa AB")
    change_company(company=buyer, actor=build.BOB, wanted={"organisation_number": BUYER})
    build.vendor(buyer, organisation_number="556047-3521", payment_terms="10D")
    load_ubl(company=buyer, actor=build.BOB, name=file.name, stream=io.BytesIO(file.content))
    owed = Entry.objects.get(company=buyer.id, ledger="VENDOR")
    assert (owed.document_minor, owed.document_number) == (-file.payable.minor, "BP000001")


def test_a_memo_is_an_invoice_of_its_interest(company: CompanyFacts) -> None:
    Story(company).tells(charging.TOLD)
    charging.make(company)
    charging.issue(company)
    known(company)
    file = invoice(company, "RF000001", KIND)
    assert (file.payable.minor, complaints(file.content)) == (187_50, [])
    for told in ("30 dagar à 1,5 %", "<cbc:StartDate>2026-02-01<", "<cbc:EndDate>2026-03-02<"):
        assert told in file.content.decode()


def test_all_that_is_missing_is_told_at_once_by_its_rule(company: CompanyFacts) -> None:
    a_reminder(company)
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", wanted={"country": ""})
    with pytest.raises(Findings) as told:
        invoice(company)
    lacking = [one for one in told.value.findings if isinstance(one, ElectronicInvoiceLacks)]
    assert [one.values["rule"] for one in lacking] == [
        "BR-11", "BR-CO-26", "PEPPOL-EN16931-R020", "PEPPOL-EN16931-R010",
    ]  # fmt: skip
    assert str(lacking[-1]).endswith("reskontra customer set C1 --organisation-number 556703-7485.")
    known(company)
    assert complaints(invoice(company).content) == []
    set_setting(company=company, actor=build.BOB, key="electronic_address", value="0088:7350000000009")
    seller = seller_of(company_by_id(id=company.id))
    assert (str(seller.electronic), seller.organisation) == ("0088:7350000000009", SELLER)
    with pytest.raises(NotAnElectronicAddress):
        set_setting(company=company, actor=build.BOB, key="electronic_address", value="0088:1")


def test_what_charges_nothing_or_is_not_issued_is_refused(company: CompanyFacts) -> None:
    a_reminder(company)
    known(company)
    reminding.terms(company, "FREE", graces=("5D",))
    build.invoice(company, reminding.debtor(company, "C2", terms="FREE"), number="INV-2")
    reminding.make(company, override="test")
    with pytest.raises(Refused) as draft:
        invoice(company, "BPU000002")
    issue_reminders(company=company, actor=build.BOB, drafts=None)
    with pytest.raises(Refused) as several:
        electronic_invoices(company=company, kind="REMINDER", numbers=["BP000001", "BP000002"])
    assert (draft.value.code, several.value.code) == ("not_issued", "electronic_invoice_charges_nothing")
    row = CollectionDocument.objects.get(company=company.id, kind="REMINDER", number="BP000001")
    book = room._read(company, [row], InvoiceOrder())
    for columns, code in (
        ({"vat_minor": 15_00}, "electronic_invoice_charges_vat"),
        ({"currency": "KWD"}, "electronic_invoice_currency_too_fine"),
    ):
        other = copy(row)
        vars(other).update(columns)
        with pytest.raises(Refused) as told:
            room._card(book, other)
        assert told.value.code == code
    cancel_reminders(company=company, actor=build.BOB, numbers=["BP000001"], day=None)
    with pytest.raises(Refused) as cancelled:
        invoice(company)
    Party.objects.filter(company=company.id, number="C2").update(is_privacy_blocked=True)
    with pytest.raises(Refused) as blocked:
        invoice(company, "BP000002")
    assert (cancelled.value.code, blocked.value.code) == ("cancelled_already", "letter_blocked")
