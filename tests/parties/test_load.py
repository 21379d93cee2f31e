"""Customers and vendors from a file: all or nothing, and the same file twice changes nothing."""

from __future__ import annotations

import json

import pytest

from reskontra.audit.models import Payload
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed
from reskontra.core.matching.names import name_folds
from reskontra.parties import load
from reskontra.parties.load import Loaded, load_parties
from reskontra.parties.models import Party, PartyAccount, PartyName
from tests import books, build
from tests.loading import Rows, assert_golden_findings, events, findings_of, stream

pytestmark = pytest.mark.django_db

IBAN, OTHER_IBAN = "SE4550000000058398257466", "NO9386011117947"
WHOLE = {
    "number": "C1", "name": "Åkes Bil & Båt AB", "address": "Storgatan 1", "postal_code": "111 22", "city": "Stockholm",
    "country": "se", "organisation_number": "556012-5790", "vat_number": "SE556012579001", "email": "a@example.com",
    "phone": "08-1", "language": "sv", "currency": "sek", "payment_terms": "30D", "reminder_terms": "STANDARD",
    "finance_charge_terms": "STANDARD", "application_method": "apply_to_oldest", "posting_group": "EU",
    "iban": IBAN, "bankgiro": "991-2346", "plusgiro": "4123-6",
}  # fmt: skip


def loaded(company: CompanyFacts, rows: bytes | Rows, ledger: str = "CUSTOMER") -> Loaded:
    return load_parties(
        company=company, actor=build.BOB, ledger=ledger, name="parties.csv", stream=stream(rows), groups=("EU", "SE")
    )


def counts(done: Loaded) -> tuple[int, int, int]:
    return done.new, done.changed, done.unchanged


def refused(company: CompanyFacts, rows: bytes | Rows) -> Findings:
    """What the file is refused with; nothing is changed."""
    before = books.contents()
    with pytest.raises(Findings) as told:
        loaded(company, rows)
    assert books.contents() == before
    return told.value


def row_of(company: CompanyFacts, number: str = "C1", ledger: str = "CUSTOMER") -> dict[str, object]:
    party = Party.objects.get(company=company.id, ledger=ledger, number=number)
    accounts = PartyAccount.objects.filter(company=company.id, party=party).values_list("kind", "number")
    return {name: getattr(party, name) for name in WHOLE if hasattr(party, name)} | {k.lower(): n for k, n in accounts}


def folds_of(company: CompanyFacts, number: str = "C1") -> set[tuple[int, str]]:
    rows = PartyName.objects.filter(company=company.id, party__number=number)
    return set(rows.values_list("kind", "fold"))


@pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])
def test_every_column_is_kept(company: CompanyFacts, ledger: str) -> None:
    assert counts(loaded(company, [WHOLE], ledger)) == (1, 0, 0)
    compact = {"country": "SE", "currency": "SEK", "application_method": "APPLY_TO_OLDEST"}
    accounts = {"iban": IBAN, "bankgiro": "9912346", "plusgiro": "41236"}
    assert row_of(company, ledger=ledger) == WHOLE | compact | accounts


def test_what_the_file_does_not_say_is_the_default(company: CompanyFacts) -> None:
    loaded(company, b"number,name\nC1,Alfa\n")
    assert row_of(company) == dict.fromkeys(row_of(company), "") | {
        "number": "C1",
        "name": "Alfa",
        "application_method": "MANUAL",
    }


@pytest.mark.parametrize(
    ("case", "data"),
    [
        ("in another order", b"name,currency,number\nAlfa,SEK,C1\n"),
        ("with a byte order mark and Windows line ends", b"\xef\xbb\xbfnumber,name,currency\r\nC1,Alfa,SEK\r\n"),
        ("quoted, with blanks", b'number , name , currency\n "C1" , Alfa , sek\n'.replace(b' "C1" ', b'"C1"')),
    ],
)
def test_columns_may_stand_in_any_order(company: CompanyFacts, case: str, data: bytes) -> None:
    loaded(company, data)
    assert (row_of(company)["name"], row_of(company)["currency"]) == ("Alfa", "SEK")


@pytest.mark.parametrize(
    ("case", "data", "code"),
    [
        ("empty", b"", "csv_empty"),
        ("without a name", b"number\nC1\n", "csv_columns_missing"),
        ("with a column we do not know", b"number,name,fax\nC1,Alfa,1\n", "csv_columns_unknown"),
        ("with a column twice", b"number,name,name\nC1,Alfa,Alfa\n", "csv_column_twice"),
        ("not in UTF-8", b"number,name\nC1,\xc5ke\n", "csv_not_utf8"),
    ],
)
def test_a_file_is_refused_as_a_whole(company: CompanyFacts, case: str, data: bytes, code: str) -> None:
    before = books.contents()
    with pytest.raises(Malformed) as told:
        loaded(company, data)
    assert told.value.code == code
    assert books.contents() == before


BAD_ROWS = [
    {"number": "C1", "name": "Alfa"},
    {"number": "", "name": "Nameless"},
    {"number": "C1", "name": "Alfa again"},
    {"number": "x" * 31, "name": "y" * 201, "city": "z" * 101},
    {"number": "C5", "name": "E", "country": "XX", "language": "!", "currency": "ABC"},
    {"number": "C6", "name": "F", "payment_terms": "31D", "reminder_terms": "30D", "application_method": "oldest"},
    {"number": "C7", "name": "G", "iban": "SE4550000000058398257467", "bankgiro": "991-2345", "plusgiro": "4123-7"},
    {"number": "C8", "name": "H", "iban": "GB", "bankgiro": "12", "plusgiro": "abc"},
    {"number": "C9", "name": "I", "posting_group": "EXPORTS"},
    {"number": "C10", "name": "J\nK", "address": "Box 1\n1 tr", "email": "j@", "vat_number": "--"},
]


def test_everything_that_is_wrong_is_told_with_row_and_column(company: CompanyFacts) -> None:
    assert_golden_findings("customers.txt", refused(company, BAD_ROWS))


def test_a_row_with_a_value_too_many_is_told_among_the_others(company: CompanyFacts) -> None:
    told = findings_of(refused(company, b"number,name\nC1,Alfa,extra\nC2,\n"))
    assert [line.split(":")[0] for line in told] == ["row 2", "row 3, name"]


def test_the_same_file_twice_changes_nothing_the_second_time(company: CompanyFacts) -> None:
    rows = [WHOLE, {"number": "C2", "name": "Beta"}]
    loaded(company, rows)
    before = books.contents()
    assert counts(loaded(company, rows)) == (0, 0, 2)
    assert books.contents() == before


def test_a_changed_value_is_changed_and_an_empty_one_leaves_what_is_there(company: CompanyFacts) -> None:
    loaded(company, [WHOLE])
    done = loaded(company, [{"number": "C1", "name": "Åkes Bil & Båt AB", "city": "Umeå", "phone": "", "iban": ""}])
    assert counts(done) == (0, 1, 0)
    found = row_of(company)
    assert (found["city"], found["phone"], found["iban"], found["email"]) == ("Umeå", "08-1", IBAN, "a@example.com")


def test_the_audit_keeps_what_a_value_was(company: CompanyFacts) -> None:
    loaded(company, [WHOLE])
    loaded(company, [{"number": "C1", "name": WHOLE["name"], "city": "Umeå", "iban": OTHER_IBAN}])
    event = Payload.objects.filter(company=company.id).order_by("-event__number")[0]
    assert json.loads(event.content) == {
        "new": 0,
        "changed": {"C1": {"city": ["Stockholm", "Umeå"], "iban": [IBAN, OTHER_IBAN]}},
        "unchanged": 0,
    }


def test_a_new_account_takes_the_place_of_the_old_one(company: CompanyFacts) -> None:
    loaded(company, [WHOLE])
    loaded(company, [{"number": "C1", "name": WHOLE["name"], "iban": OTHER_IBAN}])
    assert row_of(company)["iban"] == OTHER_IBAN
    assert row_of(company)["bankgiro"] == "9912346"


def test_names_are_found_by_their_folds_before_and_after_a_change(company: CompanyFacts) -> None:
    loaded(company, [WHOLE])
    assert folds_of(company) == set(name_folds("Åkes Bil & Båt AB"))
    loaded(company, [{"number": "C1", "name": "Omega Handel"}])
    assert folds_of(company) == set(name_folds("Omega Handel"))


def test_a_customer_and_a_vendor_may_bear_one_number(company: CompanyFacts) -> None:
    loaded(company, [{"number": "1", "name": "Alfa"}])
    assert counts(loaded(company, [{"number": "1", "name": "Beta"}], "VENDOR")) == (1, 0, 0)
    assert row_of(company, "1")["name"] == "Alfa"


def test_companies_have_customers_of_their_own(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    loaded(other, [WHOLE])
    assert counts(loaded(company, [WHOLE])) == (1, 0, 0)
    assert Party.objects.filter(company=other.id).count() == 1


def test_a_load_is_one_event(company: CompanyFacts) -> None:
    before = events(company)
    loaded(company, [WHOLE, {"number": "C2", "name": "Beta"}])
    assert events(company) == before + 1


def test_a_file_larger_than_a_chunk_is_loaded_whole(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "CHUNK", 3)
    rows = [{"number": f"C{n}", "name": f"Kund {n} AB", "iban": IBAN} for n in range(8)]
    assert counts(loaded(company, rows)) == (8, 0, 0)
    rows[7]["city"] = "Umeå"
    assert counts(loaded(company, [*rows, {"number": "C8", "name": "Ny"}])) == (1, 1, 7)
