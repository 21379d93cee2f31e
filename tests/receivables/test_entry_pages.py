"""What the pages of an entry show, and what the form that applies says."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import AmountNotRead
from reskontra.core.dates import DayNotRead
from reskontra.core.money import Money
from reskontra.core.settlement import Question
from reskontra.receivables.applying import Applied
from reskontra.receivables.entry_pages import amounts_of, apply_page, effect_of, entry_page, picked, refused_effect
from reskontra.receivables.history import find_entry
from reskontra.receivables.models import Entry
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def ids(company: CompanyFacts) -> dict[str, int]:
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-02-12")
    build.invoice(company, alfa, number="INV-2", amount="500.00", due_date="2026-02-01")
    day = {"posting_date": "2026-03-01", "due_date": "2026-03-01"}
    build.document(company, alfa, number="P-1", amount="-980.00", document_type="payment", **day)
    return dict(Entry.objects.values_list("document_number", "id"))


def test_a_form_says_what_is_ticked_and_how_much_of_it(company: CompanyFacts, ids: dict[str, int]) -> None:
    first, second = ids["INV-1"], ids["INV-2"]
    data = f"to={first}&to={second}&amount-{first}=200%2B50&amount-{second}=&day=2026-03-05&late=1&to=x&to=-1"
    chosen = picked(QueryDict(data))
    entry = find_entry(company=company, entry_id=ids["P-1"])
    assert entry
    page = apply_page(company=company, entry_id=ids["P-1"], entry=entry, chosen=chosen)
    assert [(pick.candidate.number, pick.is_ticked, pick.amount, pick.is_late) for pick in page.picks] == [
        ("INV-2", True, "", False), ("INV-1", True, "200+50", True),
    ]  # fmt: skip
    assert list(amounts_of(page, chosen).items()) == [(second, None), (first, 25000)]
    words = chosen.words()
    assert (words.day, words.accepts_late_discount, words.accepts_tolerance) == (date(2026, 3, 5), True, None)


def test_what_is_no_amount_or_day_is_refused(company: CompanyFacts, ids: dict[str, int]) -> None:
    chosen = picked(QueryDict(f"to={ids['INV-1']}&amount-{ids['INV-1']}=mycket&day=sommar"))
    entry = find_entry(company=company, entry_id=ids["P-1"])
    assert entry
    page = apply_page(company=company, entry_id=ids["P-1"], entry=entry, chosen=chosen)
    with pytest.raises(AmountNotRead):
        amounts_of(page, chosen)
    with pytest.raises(DayNotRead):
        chosen.words()


def test_an_entry_shows_what_moved_it(company: CompanyFacts, ids: dict[str, int]) -> None:
    entry = find_entry(company=company, entry_id=ids["INV-1"])
    assert entry
    page = entry_page(company=company, entry_id=ids["INV-1"], entry=entry)
    assert [(one.word, one.row.amount.minor) for one in page.rows] == [("Posted", 100000)]
    assert (page.is_open, page.document) == (True, None)
    assert find_entry(company=build.new_company(name="Sydan AB"), entry_id=ids["INV-1"]) is None


def test_questions_are_told_with_their_amounts() -> None:
    left = Money(-500, "SEK")
    questions = (Question("late_discount", 1, 2000), Question("payment_tolerance", 1, -300))
    effect = effect_of(Applied(7, "", date(2026, 3, 1), (), left, questions))
    assert [told for _code, told in effect.questions] == [
        "The cash discount of 20.00 is late. Grant it all the same.",
        "The rest of 3.00 is within the payment tolerance. Post it as such.",
    ]
    assert refused_effect(("Nej.",)).refused == ("Nej.",)
