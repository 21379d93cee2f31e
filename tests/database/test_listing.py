"""Pages of a list by key: every row once, whatever it is sorted by, forwards and back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, contains, rows_of, slice_of, totals_of
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
NAMES = ["Alfa AB", "Öst El AB", "Beta AB", "Alfa AB", "100% rabatt", "Åre_Fjäll HB", "Gamma AB"]


@pytest.fixture
def listing(company: CompanyFacts) -> Listing:
    """Seven customers, two of one name."""
    for number, name in enumerate(NAMES):
        build.customer(company, number=f"C{number}", name=name)
    return Listing(
        columns={"number": "p.number", "name": "p.name", "limit": "p.credit_limit_minor", "group": "p.ledger"},
        source="FROM parties_party p WHERE p.company_id = %s AND p.ledger = %s",
        values=(company.id, "CUSTOMER"),
        id="p.id",
    )


def leafed(listing: Listing, sort: str, is_descending: bool, most: int) -> list[list[str]]:
    pages, after = [], None
    while True:
        page = slice_of(listing, sort=sort, is_descending=is_descending, most=most, after=after)
        pages.append([row["number"] for row in page.rows])
        if page.after is None:
            return pages
        after = page.after


@pytest.mark.parametrize("sort", ["number", "name", "limit"])
@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("most", [1, 2, 3, 7, 8])
def test_leafing_shows_every_row_once_and_in_order(listing: Listing, sort: str, is_descending: bool, most: int) -> None:
    whole = [row["number"] for row in rows_of(listing, sort=sort, is_descending=is_descending)]
    pages = leafed(listing, sort, is_descending, most)
    assert [number for page in pages for number in page] == whole
    assert all(len(page) == most for page in pages[:-1])
    assert sorted(whole) == [f"C{number}" for number in range(len(NAMES))]


@pytest.mark.parametrize("is_descending", [False, True])
def test_the_page_before_is_the_one_that_was_left(listing: Listing, is_descending: bool) -> None:
    first = slice_of(listing, sort="name", is_descending=is_descending, most=3)
    second = slice_of(listing, sort="name", is_descending=is_descending, most=3, after=first.after)
    back = slice_of(listing, sort="name", is_descending=is_descending, most=3, before=second.before)
    assert (back.rows, back.before, back.after) == (first.rows, None, first.after)


def test_a_key_of_nobody_begins_at_the_start_and_one_that_left_the_list_keeps_the_place(listing: Listing) -> None:
    first = slice_of(listing, sort="number", is_descending=False, most=2)
    lost = slice_of(listing, sort="number", is_descending=False, most=2, after=987654)
    assert lost == first
    narrowed = listing.having("NOT p.number = %s", "C1")
    after = slice_of(narrowed, sort="number", is_descending=False, most=2, after=first.after)
    assert [row["number"] for row in after.rows] == ["C2", "C3"]


def test_nothing_is_a_page_without_ends(listing: Listing) -> None:
    page = slice_of(listing.having("p.number = %s", "X"), sort="name", is_descending=False, most=2)
    assert (page.rows, page.before, page.after) == ((), None, None)


def test_totals_are_of_all_rows_and_one_stands_without_any(listing: Listing) -> None:
    assert [(one.key, one.count, one.sums) for one in totals_of(listing, columns=["limit"], by="group")] == [
        ("CUSTOMER", 7, {"limit": 0})
    ]
    nothing = totals_of(listing.having("p.number = %s", "X"), columns=["limit"])
    assert [(one.count, one.sums) for one in nothing] == [(0, {"limit": 0})]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("alfa", ["C0", "C3"]),
        ("öst", ["C1"]),
        ("ÖST EL", ["C1"]),
        ("öst el", ["C1"]),
        ("åre", ["C5"]),
        ("FJÄLL", ["C5"]),
        ("0%", ["C4"]),
        ("%", ["C4"]),
        ("_", ["C5"]),
        ("'; DROP TABLE parties_party; --", []),
        ("\\", []),
    ],
)
def test_text_is_found_whatever_its_case_and_its_marks_are_letters(
    listing: Listing, text: str, found: list[str]
) -> None:
    condition, values = contains("p.name", text)
    rows = rows_of(listing.having(condition, *values), sort="number", is_descending=False)
    assert [row["number"] for row in rows] == found


def test_a_page_costs_the_same_however_many_rows(listing: Listing) -> None:
    with CaptureQueriesContext(connection) as few:
        slice_of(listing, sort="name", is_descending=False, most=2)
    with CaptureQueriesContext(connection) as more:
        slice_of(listing, sort="name", is_descending=False, most=7)
    assert len(few) == len(more) == 2


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ["C0", "C1", "C2", "C3", "C4", "C5", "C6"]),
        ("ab al", ["C0", "C3"]),
        ("öst C1", ["C1"]),
        ("öst C2", []),
        ("gamma odd", []),
        ("odd ab", ["C1", "C3"]),
    ],
)
def test_every_word_stands_somewhere_or_names_a_value(listing: Listing, text: str, numbers: list[str]) -> None:
    found = listing.having_words(
        text, ("p.name", "p.number"), also=lambda word: {"p.number": ["C1", "C3", "C5"] if word == "odd" else []}
    )
    assert [row["number"] for row in rows_of(found, sort="number", is_descending=False)] == numbers


def test_a_table_beside_is_read_only_where_something_of_it_is_asked(company: CompanyFacts) -> None:
    listing = Listing(
        columns={"number": "p.number", "country": "c.country", "preset": "d.preset"},
        source="FROM parties_party p{joins} WHERE p.company_id = %s",
        values=(company.id,),
        id="p.id",
        joins={
            "c": "JOIN companies_company c ON c.id = p.company_id",
            "d": "LEFT JOIN companies_company d ON d.id = c.id",
        },
    )
    build.customer(company, number="C1")
    assert [row["country"] for row in rows_of(listing, sort="country", is_descending=False)] == ["SE"]
    assert totals_of(listing.having("d.country = 'SE'"), columns=[], by="country")[0].count == 1
    with CaptureQueriesContext(connection) as asked:
        assert slice_of(listing, sort="number", is_descending=False, most=5).rows[0]["number"] == "C1"
        totals_of(listing, columns=[])
        totals_of(listing.having("d.country = 'SE'"), columns=[])
    assert [query["sql"].count(" JOIN ") for query in asked] == [0, 2, 0, 2]
