"""Open documents from a file: each an entry with its voucher; all or nothing, and twice is once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from reskontra.companies.actions import move_periods, set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed
from reskontra.core.exchange import PAR
from reskontra.core.matching.keys import entry_keys
from reskontra.core.matching.records import EntryFact
from reskontra.database import bulk
from reskontra.ledger.models import PostingRun, Voucher
from reskontra.parties.models import Party
from reskontra.receivables import load
from reskontra.receivables.load import EntriesLoaded, load_entries
from reskontra.receivables.models import Entry, EntryDetail, EntryKey
from reskontra.receivables.queries import find_document
from tests import books, build
from tests.loading import Rows, assert_golden_findings, events, findings_of, stream
from tests.postings import gl, on, pay

pytestmark = pytest.mark.django_db

INVOICE = {
    "ledger": "customer", "account": "C1", "document_type": "invoice", "document_number": "INV-1",
    "posting_date": "2026-01-10", "due_date": "2026-02-09", "currency": "SEK", "amount": "1000.00",
    "remaining_amount": "1000.00",
}  # fmt: skip
CREDIT = INVOICE | {"amount": "-9.00", "remaining_amount": "-9.00"}
BILL = INVOICE | {
    "ledger": "vendor", "account": "V1", "document_number": "77", "amount": "-80.00", "remaining_amount": "-80.00",
}  # fmt: skip
WHOLE = INVOICE | {
    "remaining_amount": "600.00", "external_document_number": "PO 4711", "payment_reference": "12344",
    "discount_date": "2026-01-20", "discount_amount": "20.00", "description": "Timber", "on_hold": "BOB",
}  # fmt: skip


@pytest.fixture
def parties(company: CompanyFacts) -> CompanyFacts:
    """Customers C1 and C2, vendors V1 and V2, and a rate for EUR from 1 January 2026."""
    for number in "12":
        build.customer(company, number=f"C{number}")
        build.vendor(company, number=f"V{number}")
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11_2500_0000)
    return company


def loaded(company: CompanyFacts, *rows: Mapping[str, str], data: bytes = b"") -> EntriesLoaded:
    return load_entries(company=company, actor=build.BOB, name="entries.csv", stream=stream(data or list(rows)))


def refused(company: CompanyFacts, rows: Rows) -> Findings:
    """What the file is refused with; nothing is changed."""
    before = books.contents()
    with pytest.raises(Findings) as told:
        loaded(company, *rows)
    assert books.contents() == before
    return told.value


def test_every_column_is_kept(parties: CompanyFacts) -> None:
    loaded(parties, WHOLE)
    entry = Entry.objects.get(company=parties.id)
    assert (entry.ledger, entry.party.number, entry.document_type, entry.document_number) == (
        "CUSTOMER", "C1", "INVOICE", "INV-1",
    )  # fmt: skip
    assert (entry.posting_date, entry.due_date, entry.document_date) == (
        date(2026, 1, 10), date(2026, 2, 9), date(2026, 1, 10),
    )  # fmt: skip
    assert (entry.document_minor, entry.remaining_minor, entry.remaining_local_minor) == (1000_00, 600_00, 600_00)
    assert (entry.discount_minor, entry.discount_date) == (20_00, date(2026, 1, 20))
    assert (entry.external_document_number, entry.payment_reference) == ("PO 4711", "12344")
    assert (entry.description, entry.on_hold, entry.is_opening, entry.rate_e8) == ("Timber", "BOB", True, PAR)


def test_an_entry_has_one_voucher_of_what_remains(parties: CompanyFacts) -> None:
    done = loaded(parties, WHOLE, BILL)
    assert (done.new, done.unchanged, done.customer_minor, done.vendor_minor) == (2, 0, 600_00, -80_00)
    assert gl(parties) == {"1510": 600_00, "2440": -80_00, "2898": -520_00}
    assert [str(voucher) for voucher in Voucher.objects.order_by("id")] == ["I-2026-1", "I-2026-2"]
    details = EntryDetail.objects.filter(company=parties.id).order_by("amount_minor")
    assert list(details.values_list("kind", "amount_minor", "local_minor")) == [
        ("INITIAL", -80_00, -80_00),
        ("INITIAL", 600_00, 600_00),
    ]


@pytest.mark.parametrize(
    ("case", "row", "minor"),
    [
        ("an invoice", INVOICE, 1000_00),
        ("a vendor's invoice", BILL, -80_00),
        (
            "a credit memo",
            INVOICE | {"document_type": "credit_memo", "amount": "-9.00", "remaining_amount": "-9.00"},
            -9_00,
        ),
        ("a payment", INVOICE | {"document_type": "payment", "amount": "-9.00", "remaining_amount": "-9.00"}, -9_00),
        ("a refund", INVOICE | {"document_type": "refund"}, 1000_00),
        ("interest", INVOICE | {"document_type": "finance_charge"}, 1000_00),
        ("a reminder", INVOICE | {"document_type": "reminder"}, 1000_00),
        ("a vendor's payment", BILL | {"document_type": "payment", "amount": "9.00", "remaining_amount": "9.00"}, 9_00),
    ],
)
def test_every_kind_of_document(parties: CompanyFacts, case: str, row: dict[str, str], minor: int) -> None:
    loaded(parties, row)
    assert Entry.objects.get(company=parties.id).remaining_minor == minor


def test_columns_may_stand_in_any_order_after_a_byte_order_mark(parties: CompanyFacts) -> None:
    columns = sorted(INVOICE)
    lines = (",".join(columns), ",".join(INVOICE[column] for column in columns))
    assert loaded(parties, data="\ufeff".encode() + "\r\n".join(lines).encode()).new == 1


@pytest.mark.parametrize(
    ("case", "header", "code"),
    [
        ("a column is missing", ",".join(list(INVOICE)[1:]), "csv_columns_missing"),
        ("a column is unknown", ",".join([*INVOICE, "vat"]), "csv_columns_unknown"),
        ("a column stands twice", ",".join([*INVOICE, "ledger"]), "csv_column_twice"),
        ("no header", "", "csv_empty"),
    ],
)
def test_a_file_is_refused_as_a_whole(parties: CompanyFacts, case: str, header: str, code: str) -> None:
    before = books.contents()
    with pytest.raises(Malformed) as told:
        loaded(parties, data=f"{header}\n".encode())
    assert told.value.code == code
    assert books.contents() == before


BAD_ROWS = [  # V16 is that of P-1
    INVOICE,
    dict.fromkeys(INVOICE, "") | {"description": "everything else is missing"},
    INVOICE | {"ledger": "bank", "account": "x" * 31, "document_type": "order", "document_number": "y" * 51},
    INVOICE | {"posting_date": "10/1/2026", "due_date": "2026-02-30", "discount_date": "soon"},
    INVOICE | {"currency": "ABC", "amount": "1,000.00", "remaining_amount": "all"},
    INVOICE | {"amount": "1.005", "remaining_amount": "1.00", "discount_amount": "one"},
    INVOICE | {"document_number": "INV-7", "account": "C9"},
    INVOICE | {"document_number": "INV-8", "currency": ""},
    INVOICE | {"document_number": "INV-8", "amount": "-5.00", "remaining_amount": "-5.00"},
    BILL | {"document_number": "78", "amount": "5.00", "remaining_amount": "5.00"},
    INVOICE | {"document_number": "INV-10", "remaining_amount": "0.00"},
    INVOICE | {"document_number": "INV-11", "remaining_amount": "1000.01"},
    INVOICE | {"document_number": "INV-12", "remaining_amount": "-1.00"},
    INVOICE | {"document_number": "INV-13", "discount_amount": "10.00"},
    INVOICE | {"document_number": "INV-14", "discount_amount": "1000.01", "discount_date": "2026-01-20"},
    INVOICE | {"document_number": "INV-15", "discount_amount": "-1.00", "discount_date": "2026-01-20"},
    INVOICE
    | {
        "document_number": "P-1",
        "document_type": "payment",
        "amount": "-10.00",
        "remaining_amount": "-10.00",
        "discount_amount": "-1.00",
        "discount_date": "2026-01-20",
    },
    INVOICE | {"document_number": "INV-16", "currency": "USD"},
    INVOICE | {"document_number": "INV-17", "currency": "EUR", "posting_date": "2025-12-31"},
    INVOICE | {"document_number": "INV-1", "account": "C2"},
    INVOICE | {"document_number": "INV-1", "remaining_amount": "999.00"},
    INVOICE | {"document_number": "INV-20", "on_hold": "BOBBY", "description": "z" * 251},
]


def test_everything_that_is_wrong_is_told_with_row_and_column(parties: CompanyFacts) -> None:
    assert_golden_findings("entries.txt", refused(parties, BAD_ROWS))


def test_one_bad_row_keeps_every_chunk_from_being_loaded(
    parties: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "CHUNK", 3)
    rows = [INVOICE | {"document_number": f"INV-{n}"} for n in range(7)] + [INVOICE | {"due_date": "never"}]
    assert len(refused(parties, rows).findings) == 1


def test_three_chunks_are_one_run_and_one_event(parties: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "CHUNK", 3)
    before, shown = events(parties), []
    rows = [INVOICE | {"document_number": f"INV-{n}"} for n in range(8)]
    done = load_entries(
        company=parties, actor=build.BOB, name="e.csv", stream=stream(rows), show=lambda *now: shown.append(now)
    )
    assert (done.new, done.customer_minor) == (8, 8 * 1000_00)
    assert shown == [(3, 0), (6, 0), (8, 0)]
    assert (PostingRun.objects.filter(company=parties.id).count(), events(parties)) == (1, before + 1)
    numbers = Voucher.objects.filter(company=parties.id).order_by("id").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 9))


def test_the_same_file_twice_changes_nothing_the_second_time(parties: CompanyFacts) -> None:
    loaded(parties, WHOLE, BILL)
    before = books.contents()
    done = loaded(parties, WHOLE, BILL)
    assert (done.new, done.unchanged, done.customer_minor) == (0, 2, 0)
    assert books.contents() == before


def test_a_document_that_has_been_paid_since_is_known_all_the_same(parties: CompanyFacts) -> None:
    loaded(parties, WHOLE)
    entry = load_entry(parties)
    pay(parties, build.bank_account(parties), on(parties, entry, 100_00))
    assert loaded(parties, WHOLE).unchanged == 1


def load_entry(company: CompanyFacts) -> EntryFact:
    return find_document(company=company, ledger="CUSTOMER", number="INV-1")


def test_new_documents_are_added_to_those_that_are_known(parties: CompanyFacts) -> None:
    loaded(parties, INVOICE)
    done = loaded(parties, INVOICE, INVOICE | {"document_number": "INV-2"})
    assert (done.new, done.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("case", "change", "column", "known", "found"),
    [
        ("amount", {"amount": "1001.00"}, "amount", "1000.00 SEK", "1001.00 SEK"),
        ("remaining", {"remaining_amount": "599.00"}, "remaining_amount", "600.00 SEK", "599.00 SEK"),
        ("posting date", {"posting_date": "2026-01-11"}, "posting_date", "2026-01-10", "2026-01-11"),
        ("currency", {"currency": "EUR"}, "currency", "SEK", "EUR"),
        ("reference", {"payment_reference": "12369"}, "payment_reference", "12344", "12369"),
        ("hold", {"on_hold": "EVA"}, "on_hold", "BOB", "EVA"),
        ("due date", {"due_date": "2026-03-01"}, "due_date", "2026-02-09", "2026-03-01"),
        ("discount", {"discount_amount": "10.00"}, "discount_amount", "20.00 SEK", "10.00 SEK"),
        ("their number", {"external_document_number": "PO 1"}, "external_document_number", "PO 4711", "PO 1"),
    ],
)
def test_a_known_document_with_other_values_is_refused(
    parties: CompanyFacts, case: str, change: dict[str, str], column: str, known: str, found: str
) -> None:
    loaded(parties, WHOLE)
    assert findings_of(refused(parties, [WHOLE | change])) == [
        f"row 2, {column}: INV-1 is loaded already, with {column} {known}, and the file has {found}. "
        "Correct the file; a posted entry is changed by reskontra entry edit, or by a new document."
    ]


def test_what_a_person_has_edited_since_is_left_as_it_is(parties: CompanyFacts) -> None:
    loaded(parties, WHOLE)
    entry = load_entry(parties).entry_id
    Entry.objects.filter(company=parties.id, id=entry).update(on_hold="EVA", edited_at=bulk.moment())
    before = books.contents()
    assert loaded(parties, WHOLE).unchanged == 1
    assert books.contents() == before


def test_a_discount_that_an_application_used_up_is_no_difference(parties: CompanyFacts) -> None:
    loaded(parties, WHOLE)
    entry = load_entry(parties)
    pay(parties, build.bank_account(parties), on(parties, entry, 100_00))
    Entry.objects.filter(company=parties.id, id=entry.entry_id).update(discount_minor=0)
    assert loaded(parties, WHOLE).unchanged == 1


def test_a_document_twice_in_a_file_is_loaded_once(parties: CompanyFacts) -> None:
    done = loaded(parties, WHOLE, WHOLE)
    assert (done.new, done.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [("remaining_amount", "599.00"), ("due_date", "2026-03-01"), ("on_hold", "EVA"), ("discount_amount", "10.00")],
)
def test_a_document_twice_in_a_file_with_other_values_is_refused(
    parties: CompanyFacts, column: str, value: str
) -> None:
    (finding,) = findings_of(refused(parties, [WHOLE, WHOLE | {column: value}]))
    assert finding.startswith(f"row 3, {column}: INV-1 ")


@pytest.mark.parametrize(
    ("case", "first", "second"),
    [
        ("in one file", [INVOICE, INVOICE | {"account": "C2"}], []),
        ("in another", [INVOICE], [INVOICE | {"account": "C2"}]),
    ],
)
def test_our_own_invoice_numbers_are_unique(parties: CompanyFacts, case: str, first: Rows, second: Rows) -> None:
    if second:
        loaded(parties, *first)
    (finding,) = findings_of(refused(parties, second or first))
    assert "Invoice INV-1 belongs to another customer." in finding


@pytest.mark.parametrize(
    ("case", "row"),
    [
        ("a vendor's invoice", BILL | {"document_number": "INV-1"}),
        ("another type", INVOICE | {"document_type": "reminder"}),
    ],
)
def test_other_documents_may_bear_the_same_number(parties: CompanyFacts, case: str, row: dict[str, str]) -> None:
    assert loaded(parties, INVOICE, row).new == 2


def test_two_vendors_may_use_the_same_number(parties: CompanyFacts) -> None:
    assert loaded(parties, BILL, BILL | {"account": "V2"}).new == 2


def test_a_foreign_document_is_valued_at_the_rate_of_its_day(parties: CompanyFacts) -> None:
    done = loaded(parties, INVOICE | {"currency": "eur", "amount": "100.00", "remaining_amount": "99.99"})
    entry = Entry.objects.get(company=parties.id)
    assert (entry.currency, entry.rate_e8) == ("EUR", 11_2500_0000)
    assert (entry.remaining_minor, entry.remaining_local_minor) == (99_99, 1124_89)
    assert done.customer_minor == 1124_89
    assert gl(parties) == {"1510": 1124_89, "2898": -1124_89}


def test_a_party_is_posted_to_the_control_account_of_its_group(parties: CompanyFacts) -> None:
    Party.objects.filter(company=parties.id, number="C2").update(posting_group="EU")
    loaded(parties, INVOICE | {"account": "C2"})
    assert gl(parties) == {"1512": 1000_00, "2898": -1000_00}


def test_opening_entries_are_exempt_from_periods(parties: CompanyFacts) -> None:
    move_periods(company=parties, actor=build.BOB, fiscal_year="2026", move="close")
    loaded(parties, INVOICE, INVOICE | {"document_number": "OLD", "posting_date": "2019-05-05"})
    assert {str(voucher) for voucher in Voucher.objects.all()} == {"I-2025-1", "I-2026-1"}


def test_the_numbers_a_payer_may_quote_are_keys(parties: CompanyFacts) -> None:
    loaded(parties, WHOLE, INVOICE | {"document_number": "P-1", "document_type": "refund"})
    keys = EntryKey.objects.filter(company=parties.id).values_list("key", "kind")
    expected = entry_keys(document_number="INV-1", external_document_number="PO 4711", payment_reference="12344")
    assert sorted(keys) == expected
