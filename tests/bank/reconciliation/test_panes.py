"""Lines of the statement beside entries of the bank account, as they stand to each other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.bank.reconciliation.lines import add_line
from reskontra.bank.reconciliation.matching import apply_entries
from reskontra.bank.reconciliation.panes import Shown, leafed, panes
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.reconciliation.books import DAY, account, begun, moved

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_every_row_says_where_it_stands(company: CompanyFacts) -> None:
    bank = account(company)
    first, other, held = (moved(company, bank, minor) for minor in (100_00, 40_00, 7_00))
    moved(company, bank, 5_00, day=date(2026, 4, 2))
    found, later = begun(company, (100_00, "Kassa"), (45_00, "Insättning"), (3_00, "Ränta")), begun(company, (7_00, ""))
    apply_entries(company=company, actor=build.BOB, name=found.name, number=1, entries=[first])
    apply_entries(company=company, actor=build.BOB, name=found.name, number=2, entries=[other])
    apply_entries(company=company, actor=build.BOB, name=later.name, number=1, entries=[held])
    both = panes(company=company, found=found, shown=Shown())
    assert [(row.state, row.balance_minor) for row in both.lines] == [
        ("matched", 1100_00), ("differs", 1145_00), ("unmatched", 1148_00)
    ]  # fmt: skip
    assert [(row.id, row.state, row.lines, row.document) for row in both.entries] == [
        (first, "matched", (1,), ""), (other, "matched", (2,), ""), (held, "elsewhere", (), later.name)
    ]  # fmt: skip
    assert (both.total_minor, both.difference_minor, both.left_over) == (1148_00, 8_00, 2)
    assert (both.to_reconcile_minor, both.outstanding_minor, both.account_minor) == (147_00, 0, 1152_00)
    waiting = panes(company=company, found=found, shown=Shown(unmatched=True, until=date(2026, 4, 30)))
    assert [row.line.number for row in waiting.lines] == [2, 3]
    assert [(row.minor, row.state) for row in waiting.entries] == [(5_00, "open")]


def test_the_queries_do_not_grow_and_a_page_has_a_hundred_rows(company: CompanyFacts) -> None:
    bank = account(company)
    found = begun(company, (1_00, "a"))
    moved(company, bank, 1_00)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            panes(company=company, found=found, shown=Shown(line_page=2))
        return len(captured)

    before = asked()
    for number in range(3):
        add_line(company=company, actor=build.BOB, name=found.name, day=DAY, minor=2_00, text=str(number))
        moved(company, bank, 2_00)
    assert asked() == before
    assert [leafed(250, page).first for page in (1, 2, 3, 9)] == [1, 101, 201, 201]
    assert (leafed(250, 2).previous, leafed(250, 2).next, leafed(250, 3).next, leafed(0, 1).last) == (1, 3, 0, 0)
