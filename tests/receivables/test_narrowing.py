"""Reports of some customers, or of documents with a code: the rows, their figures, and the entries behind them."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.tables import report_file
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables.aged import EACH, Aged
from reskontra.receivables.aged_tables import aged_report
from reskontra.receivables.narrowing import Narrowed, accounts_of
from reskontra.receivables.open_report import Chosen, open_rows
from tests import build
from tests.documents import draft, post
from tests.letters.test_pdf import read

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 31)


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """C1 owes 100 (NORD, P7) and 10 (SYD); C2 owes 1 (NORD)."""
    for number, name in (("C1", "Alfa AB"), ("C2", "Beta AB")):
        build.customer(company, number=number, name=name)
    draft(company, "3004;60.00;;;NORD;P7", "3004;40.00")
    draft(company, "3004;10.00;;;SYD")
    draft(company, "3004;1.00;;;NORD", party="customer:C2")
    post(company)
    return company


@pytest.mark.company_leads
@pytest.mark.parametrize(
    ("narrowed", "owed"),
    [
        (Narrowed(), {"C1": 110_00, "C2": 1_00}),
        (Narrowed(("C2",)), {"C2": 1_00}),
        (Narrowed(cost_center="NORD"), {"C1": 100_00, "C2": 1_00}),
        (Narrowed(("C1",), cost_center="NORD"), {"C1": 100_00}),
        (Narrowed(project="P7"), {"C1": 100_00}),
        (Narrowed(cost_center="SYD", project="P7"), {}),
    ],
    ids=str,
)
def test_the_rows_and_the_entries_behind_them(book: CompanyFacts, narrowed: Narrowed, owed: dict[str, int]) -> None:
    for how in (
        Aged(narrowed=narrowed),
        Aged(narrowed=narrowed, currency=EACH),
        Aged(narrowed=narrowed, currency="SEK"),
    ):
        report = aged_report(company=book, ledger="CUSTOMER", as_of=DAY, aged=how)
        place = [column.key for column in report.columns].index("balance")
        assert {row[0]: row[place].minor for row in report.rows} == owed  # type: ignore[union-attr]
        assert ("control_accounts" in report.after, bool(report.notes)) == (
            (not narrowed and how.currency != "SEK"),
        ) * 2
    behind = open_rows(company=book, as_of=DAY, chosen=Chosen(narrowed=narrowed))
    sums: dict[str, int] = {}
    for row in behind:
        sums[row[0]] = sums.get(row[0], 0) + row[10].minor
    assert sums == owed


def test_each_customer_begins_a_page_with_its_sum(book: CompanyFacts) -> None:
    how = Aged(is_detailed=True, is_paged=True, narrowed=Narrowed(("C1", "C2")))
    report = aged_report(company=book, ledger="CUSTOMER", as_of=DAY, aged=how)
    assert report.facts["account"] == "C1, C2"
    first, second, last = (" ".join(page.extract_text().split()) for page in read(report_file(report, "pdf")).pages)
    assert ("C1 Alfa AB" in first, "Total 110.00" in first, "Beta" in first) == (True, True, False)
    assert ("C2 Beta AB" in second, "Total 1.00" in second) == (True, True)
    assert ("Total" in last, "111.00" in last, "Percent" in last) == (True, True, True)


def test_numbers_are_known(book: CompanyFacts) -> None:
    assert accounts_of(" C1, C2,,C1 ") == ("C1", "C2")
    with pytest.raises(PartyUnknown):
        aged_report(company=book, ledger="CUSTOMER", as_of=DAY, aged=Aged(narrowed=Narrowed(("C9",))))
