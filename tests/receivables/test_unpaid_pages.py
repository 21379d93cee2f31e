"""The list of unpaid documents by pages: each document once, in order, and found by what people remember."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from reskontra.receivables.unpaid_pages import PER_PAGE, SORTS, UnpaidWanted, unpaid_count, unpaid_page
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def owed(company: CompanyFacts) -> CompanyFacts:
    alfa, ost = build.customer(company), build.customer(company, number="C2", name="Öst El & Åska AB")
    build.invoice(company, alfa, number="F_1", due_date="2026-03-01", external_document_number="PO 7731")
    build.invoice(company, ost, number="F2", amount="2500.00", due_date="2026-02-01")
    build.document(company, ost, number="K3", amount="-100.00", document_type="credit_memo", due_date="2026-03-02")
    build.document(company, ost, number="P4", amount="-50.00", document_type="payment")
    build.invoice(company, build.vendor(company), number="V5", amount="-300.00")
    return company


def numbers(company: CompanyFacts, wanted: UnpaidWanted | None = None, sort: str = "due") -> list[str]:
    page = unpaid_page(company=company, wanted=wanted or UnpaidWanted(), sort=sort)
    named = dict(Entry.objects.filter(company=company.id).values_list("id", "document_number"))
    assert page.documents == len(page.ids)
    return [named[id] for id in page.ids]


def test_payments_and_the_other_ledger_are_left_out(owed: CompanyFacts) -> None:
    assert numbers(owed) == ["F2", "F_1", "K3"]
    assert numbers(owed, UnpaidWanted("VENDOR")) == ["V5"]
    assert numbers(owed, UnpaidWanted(due_before=date(2026, 3, 1))) == ["F2"]
    assert numbers(owed, UnpaidWanted(account="C2")) == ["F2", "K3"]


@pytest.mark.parametrize(("asked", "found"), [
    ("f", ["F2", "F_1"]), ("f_1", ["F_1"]), ("7731", ["F_1"]), ("2 500", ["F2"]), ("-100", ["K3"]),
    ("2400+100", ["F2"]), ("aska öst", ["F2", "K3"]),
    ("c2", ["F2", "K3"]), ("\\", []), ("_", ["F_1"]), ("%", []), ("!", []),
    ("' OR 1=1", []), ("9" * 99, []),
])  # fmt: skip
def test_found_by_number_amount_or_name(owed: CompanyFacts, asked: str, found: list[str]) -> None:
    assert numbers(owed, UnpaidWanted(asked=asked)) == found


def test_every_order_holds_every_document_once(owed: CompanyFacts) -> None:
    for sort in SORTS:
        assert sorted(numbers(owed, sort=sort)) == ["F2", "F_1", "K3"], sort
    assert numbers(owed, sort="amount") == ["K3", "F_1", "F2"]
    assert numbers(owed, sort="-due") == ["K3", "F_1", "F2"]


def test_pages_follow_each_other(owed: CompanyFacts) -> None:
    alfa = build.customer(owed, number="C9", name="Nio AB")
    for number in range(PER_PAGE):
        build.invoice(owed, alfa, number=f"N{number}", due_date="2026-06-01")
    pages = [unpaid_page(company=owed, wanted=UnpaidWanted(), number=number) for number in (1, 2, 3, -1)]
    assert [(page.number, page.pages, len(page.ids)) for page in pages] == [
        (1, 2, 100),
        (2, 2, 3),
        (2, 2, 3),
        (1, 2, 100),
    ]
    assert len({*pages[0].ids, *pages[1].ids}) == unpaid_count(company=owed, wanted=UnpaidWanted()) == PER_PAGE + 3


def test_the_list_by_due_date_is_read_in_its_index(owed: CompanyFacts) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by what the table holds")
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT e.id FROM receivables_entry e WHERE e.company_id = %s AND e.ledger = %s "
            "AND NOT (e.remaining_minor = 0) AND NOT (e.document_type = 'PAYMENT') ORDER BY e.due_date, e.id LIMIT 100",
            [owed.id, "CUSTOMER"],
        )
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "receivables_entry_due_type" in plan
    assert "TEMP B-TREE" not in plan
