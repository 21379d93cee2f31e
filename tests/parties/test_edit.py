"""What is known of a customer or vendor is changed, and one is added."""

from __future__ import annotations

import pytest

from reskontra.audit.queries import events_about
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.names import NameKind
from reskontra.parties.edit import COLUMNS, Value, add_party, change_party, party_values
from reskontra.parties.models import Party
from reskontra.parties.queries import ids_by_account, ids_by_name
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
GROUPS = ("UTLAND",)
IBAN = "SE4550000000058398257466"


def change(
    company: CompanyFacts, number: str = "C1", ledger: str = "CUSTOMER", **wanted: Value
) -> dict[str, list[Value]]:
    return change_party(company=company, actor=build.BOB, ledger=ledger, number=number, wanted=wanted, groups=GROUPS)


def test_values_are_changed_with_before_and_after(company: CompanyFacts) -> None:
    party = build.customer(company, city="Umeå")
    changes = change(
        company, name=" Gamma Bygg AB ", city="", country="se", iban="SE45 5000 0000 0583 9825 7466", bankgiro="",
        blocked="invoice", posting_group="UTLAND", credit_limit_minor=500000,
    )  # fmt: skip
    assert changes == {
        "name": ["Alfa AB", "Gamma Bygg AB"],
        "city": ["Umeå", ""],
        "country": ["", "SE"],
        "iban": ["", IBAN],
        "blocked": ["", "INVOICE"],
        "posting_group": ["", "UTLAND"],
        "credit_limit_minor": [0, 500000],
    }
    event = events_about(company=company.id, subject="C1", actions="party.changed", most=1)[0]
    assert event.content == {"ledger": "CUSTOMER", **changes}
    assert ids_by_account(company=company, accounts=[IBAN]) == {IBAN: [party.id]}
    assert ids_by_name(company=company, kind=NameKind.FULL, folds=["alfa ab", "ALFA AB"]) == {}
    assert party_values(company=company, ledger="CUSTOMER", number="C1")["name"] == "Gamma Bygg AB"


def test_what_is_not_named_stays_and_the_same_again_changes_nothing(company: CompanyFacts) -> None:
    build.customer(company, iban=IBAN)
    held = party_values(company=company, ledger="CUSTOMER", number="C1")
    assert set(held) == {*COLUMNS, "iban", "bankgiro", "plusgiro"}
    before = books.contents()
    assert change(company, **held) == {}
    assert change(company) == {}
    assert books.contents() == before


def test_several_accounts_of_a_kind_are_kept_in_order(company: CompanyFacts) -> None:
    build.vendor(company)
    assert change(company, "V1", "VENDOR", bankgiro="5050-1055, 991-2346,5050-1055") == {
        "bankgiro": ["", "50501055, 9912346"]
    }
    assert change(company, "V1", "VENDOR", bankgiro="5050-1055") == {"bankgiro": ["50501055, 9912346", "50501055"]}


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("name", " ", "csv_value_missing"),
        ("name", "a" * 201, "csv_value_too_long"),
        ("city", "Ume\x00å", "csv_value_holds_nul"),
        ("name", "Alfa\nAB", "csv_value_holds_unseen"),
        ("email", "anna@", "email_unreadable"),
        ("vat_number", "--", "company_number_without_letters"),
        ("country", "XQ", "not_a_country"),
        ("iban", "SE4550000000058398257467", "iban_check_digits_differ"),
        ("bankgiro", "5050-1055, 1", "not_a_bankgiro"),
        ("payment_terms", "NIX", "not_a_choice"),
        ("posting_group", "NIX", "not_a_choice"),
        ("application_method", "NIX", "not_a_choice"),
        ("blocked", "payment", "block_unknown"),
        ("credit_limit_minor", -1, "credit_limit_negative"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_at_its_column(
    company: CompanyFacts, column: str, value: Value, code: str
) -> None:
    build.customer(company)
    before = books.contents()
    with pytest.raises((Refused, Malformed)) as told:
        change(company, **{"email": "a@b.se", column: value})
    assert (told.value.code, told.value.place) == (code, column)
    assert books.contents() == before


def test_one_that_is_unknown_or_was_merged_is_left(company: CompanyFacts) -> None:
    build.customer(company)
    target = build.customer(company, number="C2", name="Beta AB")
    with pytest.raises(Refused, match='There is no customer "C9"'):
        change(company, "C9", name="X")
    Party.objects.filter(number="C1").update(merged_into=target.id)
    with pytest.raises(Refused, match="C1 was merged into C2 already"):
        change(company, name="X")


def test_one_is_added_and_found(company: CompanyFacts) -> None:
    wanted: dict[str, Value] = {"name": "Delta AB", "iban": IBAN, "city": "", "credit_limit_minor": 0}
    add_party(company=company, actor=build.BOB, ledger="CUSTOMER", number=" C7 ", wanted=wanted)
    found = Party.objects.get(number="C7")
    assert (found.name, found.application_method) == ("Delta AB", "MANUAL")
    assert ids_by_account(company=company, accounts=[IBAN]) == {IBAN: [found.id]}
    event = events_about(company=company.id, subject="C7", actions="party.", most=1)[0]
    assert (event.action, event.content) == (
        "party.added",
        {"ledger": "CUSTOMER", "name": "Delta AB", "iban": IBAN},
    )


@pytest.mark.parametrize(
    ("number", "name", "code", "place"),
    [
        ("", "Delta AB", "csv_value_missing", "number"),
        ("C" * 31, "Delta AB", "csv_value_too_long", "number"),
        ("C1", "Delta AB", "party_number_taken", "number"),
        ("A/1", "Delta AB", "party_number_unfit", "number"),
        ("..", "Delta AB", "party_number_unfit", "number"),
        ("C7", "", "csv_value_missing", "name"),
    ],
)
def test_what_cannot_be_added_is_refused(company: CompanyFacts, number: str, name: str, code: str, place: str) -> None:
    build.customer(company)
    before = books.contents()
    with pytest.raises((Refused, Malformed)) as told:
        add_party(company=company, actor=build.BOB, ledger="CUSTOMER", number=number, wanted={"name": name})
    assert (told.value.code, told.value.place) == (code, place)
    assert books.contents() == before
