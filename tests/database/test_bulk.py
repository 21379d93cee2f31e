"""Many rows at once: ids in blocks, inserts, look-ups by lists of values."""

from __future__ import annotations

from datetime import UTC

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.ledger.models import Account

pytestmark = pytest.mark.django_db

COLUMNS = ("id", "company_id", "number", "name", "kind", "side", "is_blocked", "is_direct_posting", "vat_code")


def insert_accounts(company: CompanyFacts, numbers: list[str]) -> list[int]:
    ids = list(bulk.reserve_ids(Account, len(numbers)))
    rows = [
        (id, company.id, number, number, "POSTING", "BALANCE", False, True, "")
        for id, number in zip(ids, numbers, strict=True)
    ]
    bulk.insert(Account, COLUMNS, rows)
    return ids


def test_ids_are_taken_once_and_ascend(company: CompanyFacts) -> None:
    with transaction.atomic():
        first, second = list(bulk.reserve_ids(Account, 3)), list(bulk.reserve_ids(Account, 2))
    taken = first + second
    assert taken == sorted(set(taken))
    assert Account.objects.create(company_id=company.id, number="9999", name="After").id > taken[-1]


def test_no_ids_are_reserved_for_no_rows() -> None:
    with transaction.atomic():
        assert list(bulk.reserve_ids(Account, 0)) == []


def test_rows_are_written_with_their_reserved_ids(company: CompanyFacts) -> None:
    with transaction.atomic():
        ids = insert_accounts(company, ["9001", "9002"])
    rows = Account.objects.filter(company=company.id, number__startswith="900").order_by("id")
    assert [(row.id, row.number, row.is_direct_posting) for row in rows] == [
        (ids[0], "9001", True),
        (ids[1], "9002", True),
    ]


@pytest.mark.parametrize(
    "numbers", [["9003", "1510", "none", "9001"], [], [f"x{n}" for n in range(bulk.CHUNK)] + ["9001"]]
)
def test_a_look_up_finds_the_rows_of_its_values(company: CompanyFacts, numbers: list[str]) -> None:
    with transaction.atomic():
        insert_accounts(company, ["9001", "9002", "9003"])
    sql = (
        "SELECT a.number FROM {values} CROSS JOIN ledger_account a "
        "WHERE a.company_id = %s AND a.number = v.value AND a.side = %s"
    )
    found = [row[0] for row in bulk.lookup(sql, numbers, company.id, "BALANCE")]
    assert sorted(found) == sorted({"9001", "9002", "9003", "1510"} & set(numbers))


def test_a_look_up_takes_numbers_too(company: CompanyFacts) -> None:
    with transaction.atomic():
        ids = insert_accounts(company, ["9001", "9002"])
    sql = "SELECT a.number FROM {values} CROSS JOIN ledger_account a WHERE a.company_id = %s AND a.id = v.value"
    assert sorted(row[0] for row in bulk.lookup(sql, ids, company.id)) == ["9001", "9002"]


def test_one_statement_runs_for_many_rows(company: CompanyFacts) -> None:
    with transaction.atomic():
        ids = insert_accounts(company, ["9001", "9002"])
        bulk.execute_many(
            "UPDATE ledger_account SET name = %s WHERE company_id = %s AND id = %s",
            [("One", company.id, ids[0]), ("Two", company.id, ids[1])],
        )
    assert list(Account.objects.filter(id__in=ids).order_by("id").values_list("name", flat=True)) == ["One", "Two"]


@pytest.mark.django_db(transaction=True)
def test_bulk_writes_belong_to_a_command() -> None:
    with pytest.raises(bulk.OutsideTransaction):
        bulk.insert(Account, COLUMNS, [])


def test_items_come_in_lists_of_at_most_a_size() -> None:
    assert list(bulk.chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]


def test_a_moment_is_stored_as_the_database_reads_it() -> None:
    at = bulk.moment()
    assert bulk.stored(at).replace(tzinfo=UTC) == at


def test_only_the_first_rows_of_each_value(company: CompanyFacts) -> None:
    with transaction.atomic():
        insert_accounts(company, ["9003", "9001", "9002"])
    found = bulk.lookup_first(
        "ledger_account",
        "t.number",
        having="t.number >= v.value AND t.number < v.value || 'z'",
        order="t.number",
        most=2,
        values=["900", "9002", "none"],
        company=company.id,
    )
    assert sorted(found) == [("900", "9001"), ("900", "9002"), ("9002", "9002")]
