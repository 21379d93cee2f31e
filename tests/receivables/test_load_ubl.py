"""UBL documents become entries of customers where we sell, and of vendors where we buy."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.companies.actions import set_rate
from reskontra.companies.edit import change_company
from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import parse_line
from reskontra.core.errors import Findings, Malformed
from reskontra.core.exchange import PAR
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables import load_ubl as room
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.documents.post import post_documents
from reskontra.receivables.documents.written import NewDocument
from reskontra.receivables.load import EntriesLoaded
from reskontra.receivables.load_ubl import load_ubl
from reskontra.receivables.models import Entry
from tests import books, build, ubl_files
from tests.ubl_files import BUYER, SELLER, credit_note, credited, document, party

pytestmark = pytest.mark.django_db


@pytest.fixture
def buying(company: CompanyFacts) -> CompanyFacts:
    """The company is the buyer, and has the seller as V1."""
    change_company(company=company, actor=build.BOB, wanted={"organisation_number": BUYER})
    build.vendor(company, organisation_number="556047-3521", payment_terms="10D")
    return company


@pytest.fixture
def selling(company: CompanyFacts) -> CompanyFacts:
    """The company is the seller, and has the buyer as C1."""
    change_company(company=company, actor=build.BOB, wanted={"vat_number": f"SE{SELLER}01"})
    build.customer(company, organisation_number="556703-7485", payment_terms="10D")
    return company


def load(company: CompanyFacts, data: bytes, account: str = "") -> EntriesLoaded:
    stream = io.BytesIO(data)
    return load_ubl(company=company, actor=build.ALICE, name="invoice.xml", stream=stream, account=account)


def entry() -> tuple[object, ...]:
    columns = ("ledger", "document_type", "document_number", "document_minor", "remaining_minor")
    return Entry.objects.values_list(*columns).latest("id")


@pytest.mark.company_leads
@pytest.mark.parametrize(
    ("case", "data", "found"),
    [
        ("an invoice", document(), ("INVOICE", 1250_00, 1250_00)),
        ("a credit note", credit_note(), ("CREDIT_MEMO", -1250_00, -1250_00)),
        ("an invoice that credits",
         document(net="-1000", tax="-250", gross="-1250", payable="-1250"), ("CREDIT_MEMO", -1250_00, -1250_00)),
        ("a credit note of less than nothing",
         credit_note(net="-1000", tax="-250", gross="-1250", payable="-1250"), ("INVOICE", 1250_00, 1250_00)),
        ("paid in part", document(prepaid="250", payable="1000"), ("INVOICE", 1250_00, 1000_00)),
        ("rounded", document(rounding="-0.50", payable="1249.50"), ("INVOICE", 1249_50, 1249_50)),
        ("paid before with more", document(prepaid="1300", payable="-50"), ("CREDIT_MEMO", -50_00, -50_00)),
        ("with more to pay than it comes to", document(prepaid="-50", payable="1300"), ("INVOICE", 1300_00, 1300_00)),
    ],
)  # fmt: skip
def test_what_a_document_becomes(selling: CompanyFacts, case: str, data: bytes, found: tuple[str, int, int]) -> None:
    assert load(selling, data) == EntriesLoaded(new=1, customer_minor=found[2])
    assert entry() == ("CUSTOMER", found[0], "F-1001", *found[1:])


def test_a_vendors_document_is_turned_round(buying: CompanyFacts) -> None:
    assert load(buying, document()) == EntriesLoaded(new=1, vendor_minor=-1250_00)
    assert entry() == ("VENDOR", "INVOICE", "F-1001", -1250_00, -1250_00)
    made = Entry.objects.latest("id")
    assert (made.external_document_number, made.payment_reference, made.description) == ("F-1001", "10017", "Anna")
    assert (made.posting_date, made.due_date) == (date(2026, 3, 1), date(2026, 3, 31))
    load(buying, credit_note(number="K-1"))
    assert entry() == ("VENDOR", "CREDIT_MEMO", "K-1", 1250_00, 1250_00)


def test_the_same_document_twice_changes_nothing(buying: CompanyFacts) -> None:
    load(buying, document())
    before = books.contents()
    assert load(buying, document()) == EntriesLoaded(unchanged=1)
    assert books.contents() == before


def test_a_document_that_does_not_say_when_it_is_due(buying: CompanyFacts, company: CompanyFacts) -> None:
    load(buying, document(due=""))
    assert Entry.objects.latest("id").due_date == date(2026, 3, 11)
    assert load(buying, document(due="")).unchanged == 1


def test_whom_to_pay_is_kept(buying: CompanyFacts) -> None:
    payee = "<cac:PayeeParty><cac:PartyName><cbc:Name>Factor AB</cbc:Name></cac:PartyName></cac:PayeeParty>"
    load(buying, document(more=payee))
    assert Entry.objects.latest("id").description == "Factor AB"


def test_a_foreign_document(buying: CompanyFacts) -> None:
    with pytest.raises(Findings) as refusal:
        load(buying, document(currency="EUR"))
    assert str(refusal.value).startswith("DocumentCurrencyCode: There is no exchange rate for EUR")
    set_rate(company=buying, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11 * PAR)
    assert load(buying, document(currency="EUR")).vendor_minor == -13_750_00


def test_the_other_side_may_be_named(buying: CompanyFacts) -> None:
    build.vendor(buying, number="V2", name="Vale GmbH")
    load(buying, document(seller=party("Vale GmbH", vat="DE123456789")), account="V2")
    assert Entry.objects.latest("id").party.number == "V2"


@pytest.mark.parametrize(
    ("case", "data", "account", "refusal", "words"),
    [
        ("neither side is ours", document(buyer=party("Sunnan AB", "5590000015")), "", room.UblNotOurs, "5590000015"),
        ("neither has a number", document(seller=party("A"), buyer=party("B")), "", room.UblNotOurs, "A (–)"),
        ("both sides are ours", document(seller=party("Nordan AB", BUYER)), "", room.UblToOurselves, "F-1001"),
        ("nobody we know", document(seller=party("Vale AB", "5590000015")), "", room.UblPartyUnknown, "5590000015"),
        ("no such account", document(), "V9", PartyUnknown, "V9"),
        ("nothing is left", document(prepaid="1250", payable="0"), "", Findings, "PayableAmount: F-1001 has 0.00 SEK"),
        ("a number too long", document(number="1" * 51), "", Findings, "ID: "),
        ("a reference too long", document().replace(b"10017", b"1" * 51), "", Findings, "PaymentMeans/PaymentID: "),
        ("sums that differ", document(payable="1"), "", Malformed, "PayableAmount"),
    ],
)
def test_refusals(
    buying: CompanyFacts, case: str, data: bytes, account: str, refusal: type[Exception], words: str
) -> None:
    before = books.contents()
    with pytest.raises(refusal) as caught:
        load(buying, data, account)
    assert words in str(caught.value)
    assert books.contents() == before


def test_a_company_without_numbers_is_told_so(company: CompanyFacts) -> None:
    with pytest.raises(room.CompanyUnidentified):
        load(company, document())


def test_two_vendors_of_one_number(buying: CompanyFacts) -> None:
    build.vendor(buying, number="V2", organisation_number=SELLER)
    with pytest.raises(room.UblPartyNotUnique) as refusal:
        load(buying, document())
    assert "V1, V2" in str(refusal.value)


def test_another_document_of_the_same_number(buying: CompanyFacts) -> None:
    load(buying, document())
    with pytest.raises(Findings) as refusal:
        load(buying, document(net="900", tax="225", gross="1125", payable="1125"))
    assert "F-1001 is loaded already, with amount -1250.00 SEK" in str(refusal.value)


@pytest.mark.parametrize("is_posted", [False, True])
def test_an_invoice_that_was_written_by_hand(buying: CompanyFacts, is_posted: bool) -> None:
    new = NewDocument("vendor:V1", (parse_line("6990;1000.00;25"),), date(2026, 3, 1), external_number="F-1001")
    add_drafts(company=buying, actor=build.ALICE, new=[new])
    if is_posted:
        post_documents(company=buying, actor=build.ALICE, numbers=None, today=date(2026, 3, 1))
    with pytest.raises(room.UblLoadedAlready) as refusal:
        load(buying, document())
    assert ("LF000001" if is_posted else "UTK000001") in str(refusal.value)
    assert load(buying, ubl_files.credit_note()).new == 1


@pytest.mark.parametrize("side", ["buying", "selling"])
def test_a_credit_note_settles_the_invoice_it_names(request: pytest.FixtureRequest, side: str) -> None:
    company = request.getfixturevalue(side)
    sign = 1 if side == "selling" else -1
    load(company, document())
    done = load(company, credit_note(number="K-1", more=credited("F-1001"), payable="500", net="400", tax="100",
                                     gross="500"))  # fmt: skip
    assert [(one.memo, one.invoice, str(one.left), one.refusal) for one in done.credited] == [
        ("K-1", "F-1001", f"{sign * 750}.00 SEK", None)
    ]
    assert Entry.objects.latest("id").description == "F-1001; Anna"
    before = books.contents()
    again = load(company, credit_note(number="K-1", more=credited("F-1001"), payable="500", net="400", tax="100",
                                      gross="500"))  # fmt: skip
    assert (again.unchanged, again.credited) == (1, ())
    assert books.contents() == before


def test_a_credit_note_whose_invoice_is_not_here_is_open(buying: CompanyFacts) -> None:
    (one,) = load(buying, credit_note(number="K-1", more=credited("F-1001"))).credited
    assert one.refusal is not None
    assert one.refusal.code == "document_unknown"
    assert entry() == ("VENDOR", "CREDIT_MEMO", "K-1", 1250_00, 1250_00)
