"""Rows copied under another company: what points at a row points at its copy."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import begin_sandbox
from reskontra.database.copying import Copying, company_tables, copy_rows, in_order
from reskontra.database.rows import CompanyRow
from reskontra.founding.sandbox import COPYING
from reskontra.parties.models import Party, PartyName
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]


def only(*kept: str) -> Copying:
    """Everything but these is left out."""
    return Copying(left_out=frozenset(table._meta.db_table for table in company_tables()) - set(kept))


def test_what_points_at_a_row_points_at_its_copy(company: CompanyFacts) -> None:
    for number in range(3):
        build.customer(company, number=f"C{number}", name=f"Kund {number} AB")
    copying = only("parties_party", "parties_partyname")
    with transaction.atomic():
        copy = begin_sandbox(company=company, name="Prov")
        copied = copy_rows(source=company.id, target=copy.id, copying=copying)
    names = [
        list(PartyName.objects.filter(company=one.id).order_by("id").values_list("party__number", flat=True))
        for one in (company, copy)
    ]
    assert names[0] == names[1] != []
    assert Party.objects.filter(company=copy.id).count() == 3
    assert copied == 3 + len(names[0])
    assert not PartyName.objects.filter(company=copy.id).exclude(party__company=copy.id).exists()
    build.customer(company, number="C9")  # ids go on after the copies
    assert Party.objects.count() == 7


def test_values_stand_in_for_others(company: CompanyFacts) -> None:
    build.customer(company)
    copying = Copying(only("parties_party").left_out, {"parties_party": {"name": "'Nil'"}})
    with transaction.atomic():
        copy = begin_sandbox(company=company, name="Prov")
        copy_rows(source=company.id, target=copy.id, copying=copying)
    assert Party.objects.get(company=copy.id).name == "Nil"


def test_tables_come_after_those_they_point_at() -> None:
    order = [table._meta.db_table for table in in_order(company_tables())]
    assert order.index("receivables_entry") < order.index("receivables_entrydetail")
    assert order.index("ledger_voucher") < order.index("ledger_voucherline")
    assert len(order) == len(set(order)) == len(company_tables())
    named = {*COPYING.left_out, *COPYING.instead, *COPYING.later}
    assert named <= set(order)
    assert all(issubclass(table, CompanyRow) for table in company_tables())


def test_as_many_queries_however_many_rows(company: CompanyFacts) -> None:
    counts = []
    for number in range(2):
        build.customer(company, number=f"C{number}", name=f"Kund {number} AB")
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            copy = begin_sandbox(company=company, name=f"Prov {number}")
            copy_rows(source=company.id, target=copy.id, copying=only("parties_party", "parties_partyname"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
