"""Entries as they stood on a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.as_of import AT_A_DAY, entries_as_of
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TOLD = """
bank      B1 10000.00
customer  C1 "Alfa AB"
customer  C2 "Beta AB"
vendor    V1 "Vide AB"
rate      EUR 2026-01-01 11.20
invoice   C1 INV-1 1000.00 from=2026-01-10
invoice   C1 INV-2 500.00 from=2026-02-10
invoice   C2 INV-3 100.00 currency=EUR from=2026-01-15 due=2026-01-20
invoice   V1 F-1 -300.00
statement B1 2026-03-02
line      1000.00 text="INV-1"
import
match
apply     1 INV-1
post      all
"""


def _remaining(company: CompanyFacts, day: date, **narrowed: object) -> list[tuple[str, int, int]]:
    found = entries_as_of(company=company, as_of=day, **narrowed)  # type: ignore[arg-type]
    return [(e.document_number, e.remaining_minor, e.remaining_local_minor) for e in found]


def test_open_entries_of_a_day(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    inv_1, inv_2 = ("INV-1", 100_000, 100_000), ("INV-2", 50_000, 50_000)
    inv_3, f_1 = ("INV-3", 10_000, 112_000), ("F-1", -30_000, -30_000)
    cases = [
        (date(2026, 1, 9), {}, []),
        (date(2026, 1, 10), {}, [inv_1, f_1]),
        (date(2026, 2, 10), {}, [inv_3, inv_1, inv_2, f_1]),
        (date(2026, 3, 1), {"ledger": "CUSTOMER"}, [inv_3, inv_1, inv_2]),
        (date(2026, 3, 2), {"ledger": "CUSTOMER"}, [inv_3, inv_2]),
        (date(2026, 3, 1), {"ledger": "VENDOR"}, [f_1]),
        (date(2026, 3, 1), {"party_id": story.parties["C1"].id}, [inv_1, inv_2]),
        (date(2026, 3, 1), {"currencies": ["EUR", "USD"]}, [inv_3]),
    ]
    for day, narrowed, wanted in cases:
        assert _remaining(company, day, **narrowed) == wanted, (day, narrowed)


def test_an_entry_keeps_its_own_amount_and_days(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    (entry,) = entries_as_of(company=company, as_of=date(2026, 3, 31), currencies=["EUR"])
    assert (entry.document_type, entry.document_minor, entry.rate_e8) == ("INVOICE", 10_000, 1_120_000_000)
    assert (entry.posting_date, entry.due_date) == (date(2026, 1, 15), date(2026, 1, 20))


def test_what_moved_since_is_found_by_its_day_and_not_among_all_details(company: CompanyFacts) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("how a query is planned depends on how many rows there are")
    Story(company).tells(TOLD)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE receivables_entrydetail")
        cursor.execute(f"EXPLAIN QUERY PLAN {AT_A_DAY} SELECT * FROM later", [company.id, "2026-03-31", company.id])
        plan = [row[3] for row in cursor.fetchall()]
    assert any("receivables_detail_date (company_id=? AND posting_date>?)" in step for step in plan), plan


def test_what_moved_since_is_joined_by_an_index(company: CompanyFacts) -> None:
    """SQLite indexes for a join only a column that is told to be a number, with which text is compared as one."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows the type of what is grouped")
    Story(company).tells(TOLD)
    with connection.cursor() as cursor:
        cursor.execute(f"{AT_A_DAY} SELECT entry_id FROM later", [company.id, date(2026, 2, 10), company.id])
        entry = cursor.fetchall()[0][0]
        cursor.execute(
            f"{AT_A_DAY} SELECT count(*) FROM later WHERE entry_id = %s",
            [company.id, date(2026, 2, 10), company.id, str(entry)],
        )
        assert cursor.fetchall() == [(1,)]
