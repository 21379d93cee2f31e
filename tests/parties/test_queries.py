"""Parties by number, account and name: many with one question."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.names import NameKind
from reskontra.parties import queries
from reskontra.parties.models import Party
from reskontra.parties.queries import PartySummary, find_party
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

IBAN = "NO9386011117947"


@pytest.fixture
def known(company: CompanyFacts) -> dict[str, PartySummary]:
    """Alfa and Beta, who share an account, a vendor that bears Alfa's number, and all of them in another company."""
    parties = {}
    for each in (build.new_company(name="Sydan AB"), company):
        parties = {
            "Alfa": build.customer(
                each, number="1", name="Alfa Handel AB", iban=IBAN, city="Umeå", payment_terms="30D"
            ),
            "Beta": build.customer(each, number="2", name="Beta", iban=IBAN, application_method="apply_to_oldest"),
            "Vide": build.vendor(each, number="1", name="Alfa Trä", bankgiro="991-2346"),
        }
    return parties


def test_a_party_is_found_by_its_number(company: CompanyFacts, known: dict[str, PartySummary]) -> None:
    alfa = find_party(company=company, ledger="CUSTOMER", number="1")
    assert alfa == known["Alfa"]
    assert (alfa.name, alfa.city, alfa.payment_terms, alfa.application_method) == (
        "Alfa Handel AB", "Umeå", "30D", "MANUAL",
    )  # fmt: skip
    assert find_party(company=company, ledger="VENDOR", number="1") == known["Vide"]


@pytest.mark.parametrize(("ledger", "number"), [("CUSTOMER", "9"), ("VENDOR", "2")])
def test_an_unknown_party_is_refused(
    company: CompanyFacts, known: dict[str, PartySummary], ledger: str, number: str
) -> None:
    with pytest.raises(queries.PartyUnknown, match=f'There is no {ledger.lower()} "{number}"'):
        find_party(company=company, ledger=ledger, number=number)


def test_parties_by_id_and_number(company: CompanyFacts, known: dict[str, PartySummary]) -> None:
    alfa, beta, vide = known.values()
    assert queries.parties_by_id(company=company, ids=[beta.id, vide.id, 0]) == {beta.id: beta, vide.id: vide}
    found = queries.parties_by_number(company=company, ledger="CUSTOMER", numbers=["1", "2", "3"])
    assert found == {"1": alfa, "2": beta}
    assert queries.parties_by_number(company=company, ledger="CUSTOMER", numbers=[]) == {}


def test_customers_that_are_named_stand_in_their_order(company: CompanyFacts, known: dict[str, PartySummary]) -> None:
    alfa, beta, _vide = (party.id for party in known.values())
    found = queries.named_customers(company=company, numbers=["2", "1", "2"])
    assert list(found.items()) == [("2", beta), ("1", alfa)]
    assert queries.named_customers(company=company, numbers=()) == {}
    with pytest.raises(queries.PartyUnknown, match='There is no customer "9"'):
        queries.named_customers(company=company, numbers=["1", "9", "8"])


def test_ids_by_what_a_bank_may_say(company: CompanyFacts, known: dict[str, PartySummary]) -> None:
    alfa, beta, vide = (party.id for party in known.values())
    by_account = queries.ids_by_account(company=company, accounts=[IBAN, "9912346", "none"])
    assert by_account == {IBAN: [alfa, beta], "9912346": [vide]}
    assert queries.ids_by_number(company=company, numbers=["1", "2", "9"]) == {"1": [alfa, vide], "2": [beta]}
    by_name = queries.ids_by_name(company=company, kind=NameKind.CORE, folds=["alfahandel", "beta", "alfa"])
    assert by_name == {"alfahandel": [alfa], "beta": [beta]}


@pytest.mark.parametrize(
    ("prefix", "names"), [("alfa", ["Alfa", "Vide"]), ("alfah", ["Alfa"]), ("beta", ["Beta"]), ("c", [])]
)
def test_ids_by_the_start_of_a_name(
    company: CompanyFacts, known: dict[str, PartySummary], prefix: str, names: list[str]
) -> None:
    found = queries.ids_by_name_prefix(company=company, kind=NameKind.CORE, prefixes=[prefix])
    assert found.get(prefix, []) == [known[name].id for name in names]


def test_a_start_that_many_share_gives_nine(company: CompanyFacts) -> None:
    for number in range(12):
        build.customer(company, number=f"C{number}", name=f"Alfa {number}")
    found = queries.ids_by_name_prefix(company=company, kind=NameKind.CORE, prefixes=["alfa"])
    assert len(found["alfa"]) == queries.MOST_BY_PREFIX


def test_words_and_accounts(company: CompanyFacts, known: dict[str, PartySummary]) -> None:
    assert queries.vocabulary(company=company) == {"alfa", "handel", "ab", "beta", "tra"}
    alfa, _, vide = known.values()
    assert queries.accounts_of(company=company, ids=[alfa.id, vide.id]) == {alfa.id: [IBAN], vide.id: ["9912346"]}


def test_ids_by_organisation_number(company: CompanyFacts, known: dict[str, PartySummary]) -> None:
    parties = Party.objects.filter(company=company.id, id__in=[known["Alfa"].id, known["Vide"].id])
    parties.update(organisation_number="556012-5790")
    found = queries.ids_by_organisation_number(company=company, numbers=["556012-5790", "5560125790"])
    assert found == {"556012-5790": sorted([known["Alfa"].id, known["Vide"].id])}


def test_parties_are_found_by_telephone_number_however_it_is_written(company: CompanyFacts) -> None:
    alfa = build.customer(company, number="K1", phone="070-123 45 67")
    beta = build.customer(company, number="K2", phone="912 34 567", country="NO")
    assert queries.phones(company=company) == {"46701234567": [alfa.id], "4791234567": [beta.id]}
    assert queries.phones(company=build.new_company(name="Sydan AB")) == {}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="asked of SQLite's planner")
def test_organisation_numbers_are_looked_up_in_their_index_whatever_the_statistics(company: CompanyFacts) -> None:
    """Where few parties had a number, SQLite's statistics once made it read a whole ledger for each that was asked."""
    plans: list[str] = []

    def explain(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        own = connection.connection.cursor()
        own.execute(f"EXPLAIN QUERY PLAN {sql.replace('%s', '?')}", parameters)
        plans.extend(row[3] for row in own.fetchall())
        return execute(sql, parameters, many, context)

    believed = [("parties_party_number", "5000 5000 1000 1"), ("parties_party_org", "5000 5000 5000")]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE parties_party")
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = 'parties_party'")
        cursor.executemany("INSERT INTO sqlite_stat1 VALUES ('parties_party', %s, %s)", believed)
        cursor.execute("ANALYZE sqlite_master")
        with connection.execute_wrapper(explain):
            queries.ids_by_organisation_number(company=company, numbers=["5500000000", "5599999999"])
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = 'parties_party'")
        cursor.execute("ANALYZE sqlite_master")
    (look_up,) = [plan for plan in plans if plan.startswith(("SEARCH p ", "SCAN p"))]
    assert "parties_party_org (company_id=? AND organisation_number=?)" in look_up
