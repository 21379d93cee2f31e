"""Entries by key, number, party and amount, each question asked once for many."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.keys import KeyKind
from reskontra.core.matching.records import EntryFact, KeyHit
from reskontra.receivables import queries
from reskontra.receivables.queries import DocumentOfSeveralTypes, DocumentUnknown, find_document, typed_number
from tests import build
from tests.postings import on, on_account, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

Facts = dict[str, EntryFact]


@pytest.fixture
def known(company: CompanyFacts) -> Facts:
    """Two customers' invoices, one of them settled, a credit memo and a bill; the same in another company."""
    found: Facts = {}
    for each in (build.new_company(name="Sydan AB"), company):
        alfa, beta = (build.customer(each, number=f"C{n}", name=f"Kund {n}") for n in (1, 2))
        bank = build.bank_account(each)
        discount = {"discount_date": "2026-01-20", "discount_amount": "20.00", "description": "Timber"}
        found = {
            "1001": build.invoice(each, alfa, number="1001", payment_reference="10017", **discount),
            "1002": build.invoice(each, alfa, number="1002", amount="980.00"),
            "K-5": build.document(each, alfa, number="K-5", amount="-50.00", document_type="credit_memo"),
            "2001": build.invoice(each, beta, number="2001", amount="980.00"),
            "77": build.invoice(each, build.vendor(each), number="77", amount="-980.00"),
        }
        pay(each, bank, on(each, found["1002"]))
    return found


def ids(facts: object) -> set[int]:
    return {fact.entry_id for fact in facts}  # type: ignore[attr-defined]


def test_a_fact_tells_all_a_matcher_needs(company: CompanyFacts, known: Facts) -> None:
    fact = known["1001"]
    assert (fact.ledger, fact.document_type, fact.document_number, fact.payment_reference) == (
        "CUSTOMER", "INVOICE", "1001", "10017",
    )  # fmt: skip
    assert (fact.posting_date, fact.due_date, fact.discount_date) == (
        date(2026, 1, 10), date(2026, 2, 9), date(2026, 1, 20),
    )  # fmt: skip
    assert (fact.document_minor, fact.remaining_minor, fact.discount_minor) == (1000_00, 1000_00, 20_00)
    assert (fact.currency, fact.description) == ("SEK", "Timber")
    assert queries.facts_by_id(company=company, ids=[fact.entry_id, 0]) == {fact.entry_id: fact}


@pytest.mark.parametrize(
    ("case", "key", "number", "kind"),
    [
        ("by number", 1001, "1001", KeyKind.DOCUMENT),
        ("by reference", 10017, "1001", KeyKind.REFERENCE),
        ("settled too", 1002, "1002", KeyKind.DOCUMENT),
        ("a vendor's", 77, "77", KeyKind.DOCUMENT),
    ],
)
def test_entries_by_the_numbers_a_payer_quotes(
    company: CompanyFacts, known: Facts, case: str, key: int, number: str, kind: KeyKind
) -> None:
    assert queries.find_keys(company=company, keys=[key, 999]) == [KeyHit(key, known[number].entry_id, kind)]


def test_open_entries_of_parties(company: CompanyFacts, known: Facts) -> None:
    alfa, beta = known["1001"].party_id, known["2001"].party_id
    assert ids(queries.open_facts_of(company=company, parties=[alfa])) == ids([known["1001"], known["K-5"]])
    assert ids(queries.open_facts_of(company=company, parties=[alfa, beta])) == ids(
        [known["1001"], known["K-5"], known["2001"]]
    )
    assert list(queries.open_facts_of(company=company, parties=[])) == []


def test_parties_that_owe_and_are_owed(company: CompanyFacts, known: Facts) -> None:
    alfa, beta = known["1001"].party_id, known["2001"].party_id
    assert queries.parties_with_credits(company=company, parties=[alfa, beta]) == {alfa}


@pytest.mark.parametrize(
    ("case", "amount", "numbers"),
    [("gross", 1000_00, ["1001"]), ("less its discount", 980_00, ["1001"]), ("other", 981_00, []), ("nothing", 0, [])],
)
def test_open_entries_of_a_party_by_amount(
    company: CompanyFacts, known: Facts, case: str, amount: int, numbers: list[str]
) -> None:
    pairs = [(known["1001"].party_id, amount), (0, amount)]
    found = queries.open_facts_by_amount(company=company, pairs=pairs)
    assert ids(found) == ids([known[number] for number in numbers])


def test_open_entries_of_anybody_by_amount(company: CompanyFacts, known: Facts) -> None:
    found = queries.open_facts_with_amount(company=company, amounts=[980_00, -980_00, 7], most=5)
    assert {amount: ids(facts) for amount, facts in found.items()} == {
        980_00: ids([known["2001"]]),
        -980_00: ids([known["77"]]),
    }
    assert queries.open_facts_with_amount(company=company, amounts=[980_00], most=0) == {}


def test_documents_as_they_were_posted(company: CompanyFacts, known: Facts) -> None:
    found = queries.documents_by_number(company=company, numbers=["1002", "77", "none"])
    by_number = {posted.draft.document_number: posted.draft for posted in found.values()}
    assert {number: draft.remaining_minor for number, draft in by_number.items()} == {"1002": 980_00, "77": -980_00}
    assert all(key == posted.draft.key for key, posted in found.items())
    assert queries.invoice_numbers(company=company, numbers=["1002", "77"]) == {"1002": known["1002"].party_id}


def test_a_document_is_found_by_its_number(company: CompanyFacts, known: Facts) -> None:
    assert find_document(company=company, ledger="CUSTOMER", number="1001") == known["1001"]
    assert find_document(company=company, ledger="VENDOR", number="77", account="V1") == known["77"]


def test_an_open_document_comes_before_a_settled_one_of_that_number(company: CompanyFacts, known: Facts) -> None:
    alfa = build.find_party(company=company, ledger="CUSTOMER", number="C1")
    reminder = build.document(company, alfa, number="1002", amount="60.00", document_type="reminder")
    assert find_document(company=company, ledger="CUSTOMER", number="1002") == reminder


@pytest.mark.parametrize(
    ("case", "ledger", "number", "account", "text"),
    [
        ("unknown", "CUSTOMER", "9", "", 'There is no customer document "9".'),
        ("in the other ledger", "VENDOR", "1001", "", 'There is no vendor document "1001".'),
        ("of another account", "CUSTOMER", "1001", "C2", 'There is no customer document "1001".'),
        (
            "of two vendors",
            "VENDOR",
            "77",
            "",
            "2 vendors have a document 77: V1, V2. Write vendor:NUMBER@ACCOUNT to choose one.",
        ),
    ],
)
def test_a_document_is_refused(
    company: CompanyFacts, known: Facts, case: str, ledger: str, number: str, account: str, text: str
) -> None:
    build.invoice(company, build.vendor(company, number="V2"), number="77", amount="-1.00")
    with pytest.raises(Refused) as told:
        find_document(company=company, ledger=ledger, number=number, account=account)
    assert str(told.value).startswith(text)


def test_a_payment_is_a_document_too(company: CompanyFacts, known: Facts) -> None:
    alfa = build.find_party(company=company, ledger="CUSTOMER", number="C1")
    bank = build.bank_account(company, number="B2", iban="")
    paid = pay(company, bank, on_account(company, alfa, 5_00))
    assert find_document(company=company, ledger="CUSTOMER", number=paid.voucher.name).remaining_minor == -5_00


@pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])
def test_documents_of_one_number_are_told_apart_by_their_type(company: CompanyFacts, ledger: str) -> None:
    party = build.customer(company) if ledger == "CUSTOMER" else build.vendor(company)
    sign = 1 if ledger == "CUSTOMER" else -1
    invoice = build.invoice(company, party, number="1001", amount=f"{sign * 100}.00")
    memo = build.document(company, party, number="1001", amount=f"{-sign * 40}.00", document_type="credit_memo")
    with pytest.raises(DocumentOfSeveralTypes) as refusal:
        find_document(company=company, ledger=ledger, number="1001", account=party.number)
    assert "credit_memo, invoice" in str(refusal.value)
    for fact, kind in ((invoice, "INVOICE"), (memo, "CREDIT_MEMO")):
        assert find_document(company=company, ledger=ledger, number="1001", document_type=kind) == fact
    with pytest.raises(DocumentUnknown):
        find_document(company=company, ledger=ledger, number="1001", document_type="REFUND")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("1001", ("", "1001")), ("credit_memo:1001", ("CREDIT_MEMO", "1001")), ("Invoice: 7", ("INVOICE", "7")),
        ("A:1001", ("", "A:1001")), (":1001", ("", ":1001")),
    ],
)  # fmt: skip
def test_a_number_may_bear_its_type(text: str, named: tuple[str, str]) -> None:
    assert typed_number(text) == named


def test_whose_entries_a_voucher_posted(company: CompanyFacts) -> None:
    alfa, beta = build.customer(company), build.customer(company, number="C2", name="Beta AB")
    bank = build.bank_account(company)
    one = pay(company, bank, on_account(company, alfa, 100_00), on_account(company, alfa, 5_00)).voucher.id
    two = pay(company, bank, on_account(company, alfa, 100_00), on_account(company, beta, 5_00)).voucher.id
    found = queries.parties_of_vouchers(company=company, ids=[one, two, 0])
    assert found == {one: (alfa.id,), two: (alfa.id, beta.id)}
