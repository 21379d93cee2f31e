"""Invoices as Peppol has them: kept by the schema and the published rules, and read back as they were."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from facturx.parse_xml import parse_ubl_cii_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from reskontra.core.electronic_address import ElectronicAddress
from reskontra.formats.bis_rules import broken_rules
from reskontra.formats.ubl import read_ubl
from reskontra.formats.ubl_write import Invoice, InvoiceAccount, InvoiceLine, InvoiceParty, ubl_invoice
from tests.golden_files import GOLDEN, assert_golden
from tests.peppol import complaints

SELLER = InvoiceParty(
    "Nordan AB", "5560473521", ElectronicAddress("0007", "5560473521"), ("Storgatan 1",), "111 22", "Stockholm", "SE"
)
BUYER = InvoiceParty(
    "Åsa & Öst <AB>",
    "",
    ElectronicAddress("0088", "7350000000009"),
    ("c/o Berg", "Box 7", "Hus 3, upp B"),
    "",
    "Å",
    "SE",
)
INVOICE = Invoice(
    number="1001", issued=date(2026, 3, 31), due=date(2026, 4, 10), currency="SEK", note="Ränta och avgifter",
    buyer_reference="C1", earlier=(("INV-1", date(2026, 1, 10)), ("INV-2", None)), seller=SELLER, buyer=BUYER,
    account=InvoiceAccount("50501055", "SE:BANKGIRO"), payment_reference="1001", exemption="Utanför momsen.",
    lines=(
        InvoiceLine("Ränta på INV-1", 24_16, "41 dagar à 10,5 %", date(2026, 2, 10), date(2026, 3, 22)),
        InvoiceLine("Påminnelseavgift", 60_00), InvoiceLine("Rättelse", -1_00),
    ),
    rounding_minor=-16,
)  # fmt: skip


def test_an_invoice_as_it_is_written() -> None:
    assert_golden(GOLDEN / "ubl_write" / "reminder.xml", ubl_invoice(INVOICE).decode())


def test_another_reader_finds_in_it_what_was_written() -> None:
    """factur-x, by the terms of EN 16931."""
    found: dict[str, Any] = parse_ubl_cii_xml(ubl_invoice(INVOICE))
    terms = (
        "BT-1",
        "BT-2",
        "BT-9",
        "BT-5",
        "BT-10",
        "BT-106",
        "BT-109",
        "BT-112",
        "BT-114",
        "BT-115",
        "BT-83",
        "BT-86",
    )
    assert [str(found[term]) for term in terms] == [
        "1001", "2026-03-31", "2026-04-10", "SEK", "C1", "83.16", "83.16", "83.16", "-0.16", "83.00", "1001",
        "SE:BANKGIRO",
    ]  # fmt: skip
    buyer, (interest, fee, less) = found["BG-7"], found["BG-25"]
    assert (buyer["name"], buyer["einvoicing_addr_schemeid"]) == ("Åsa & Öst <AB>", "0088")
    assert (interest["BT-134"], interest["BT-135"]) == (date(2026, 2, 10), date(2026, 3, 22))
    assert [(one["BT-129"], one["BT-131"], one["BT-146"]) for one in (fee, less)] == [
        ("1", "60.00", "60.00"), ("-1", "-1.00", "1.00"),
    ]  # fmt: skip
    assert (found["BG-23"][0]["BT-118"], found["BG-23"][0]["BT-121"]) == ("O", "VATEX-EU-O")


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    str.strip
)
days = st.dates(date(1901, 1, 1), date(2199, 12, 31))
parties = st.builds(
    InvoiceParty,
    name=texts,
    organisation=st.sampled_from(["5560473521", "974760673"]),
    electronic=st.sampled_from([SELLER.electronic, BUYER.electronic, ElectronicAddress("9930", "DE136695976")]),
    address=st.lists(texts, max_size=3).map(tuple),
    postal_code=st.just("") | texts,
    city=st.just("") | texts,
    country=st.sampled_from(["SE", "NO", "DE"]),
)
lines = st.builds(InvoiceLine, name=texts, amount_minor=st.integers(-(10**9), 10**9), description=st.just("") | texts)
invoices = st.builds(
    Invoice,
    number=texts,
    issued=days,
    due=days,
    currency=st.sampled_from(["SEK", "EUR", "JPY"]),
    note=st.just("") | texts,
    buyer_reference=texts,
    earlier=st.lists(st.tuples(texts, st.none() | days), max_size=3).map(tuple),
    seller=parties,
    buyer=parties,
    account=st.none() | st.just(INVOICE.account) | st.just(InvoiceAccount("SE4550000000058398257466")),
    payment_reference=texts,
    exemption=texts,
    lines=st.lists(lines, min_size=1, max_size=5).map(tuple),
    rounding_minor=st.integers(-99, 99),
)


@settings(max_examples=40)
@given(invoices)
def test_what_breaks_no_rule_is_taken_by_others_and_read_back(invoice: Invoice) -> None:
    assert broken_rules(invoice) == ()
    content = ubl_invoice(invoice)
    assert (complaints(content), ubl_invoice(invoice) == content) == ([], True)
    read = read_ubl(io.BytesIO(content))

    def shown(text: str) -> str:
        return " ".join(text.split())

    assert (read.number, read.issue_date, read.due_date) == (shown(invoice.number), invoice.issued, invoice.due)
    assert (read.seller.name, read.buyer.name) == (shown(invoice.seller.name), shown(invoice.buyer.name))
    assert [line.amount_minor for line in read.lines] == [line.amount_minor for line in invoice.lines]
    assert (read.payable_minor, read.rounding_minor, read.tax_minor) == (
        invoice.payable_minor, invoice.rounding_minor, 0,
    )  # fmt: skip
