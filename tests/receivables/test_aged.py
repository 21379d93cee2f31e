"""How balances are laid out by age, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.settings import set_setting
from reskontra.core.aging import AgesUnreadable, PeriodsOverlap, due_buckets, parse_ages
from reskontra.receivables.aged import Aged, bucket_word, bucket_words, is_due_that_day

END = date(2026, 11, 30)
NOT_DUE = replace(Aged(), is_due_that_day=False)


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        (Aged(), ["Not due", "1 Nov–30 Nov", "1 Oct–31 Oct", "1 Sep–30 Sep", "Before 1 Sep"]),
        (Aged(headings="days"), ["Not due", "1–30 days", "31–61 days", "62–91 days", "After 91 days"]),
        (NOT_DUE, ["Not due", "1 Nov–29 Nov", "1 Oct–31 Oct", "1 Sep–30 Sep", "Before 1 Sep"]),
        (replace(NOT_DUE, headings="days"), ["Not due", "1–29 days", "30–60 days", "61–90 days", "After 90 days"]),
        (Aged(by="posting", columns=3), ["1 Nov–30 Nov", "1 Oct–31 Oct", "Before 1 Oct"]),
        (Aged(by="document", columns=2, headings="days"), ["1–30 days", "After 30 days"]),
        (Aged(period="12M", columns=3), ["Not due", "1 Dec 2025–30 Nov", "Before 1 Dec 2025"]),
        (Aged(period="6M", columns=4), ["Not due", "1 Jun–30 Nov", "1 Dec 2025–31 May", "Before 1 Dec 2025"]),
        (Aged(columns=1), ["All days"]),
        (Aged(days="30"), ["Not due", "1–30", "Over 30 days"]),
        (Aged(days="30", by="posting"), ["0–30", "Over 30 days"]),
    ],
    ids=str,
)
def test_columns_are_headed_by_dates_or_days(how: Aged, wanted: list[str]) -> None:
    with override("en"):
        assert bucket_words(how.buckets(END), as_of=END, how=how) == wanted


def test_buckets_of_ages_for_people() -> None:
    words = [bucket_word(bucket) for bucket in due_buckets(as_of=END, ages=parse_ages("30"))]
    assert words == ["Not due", "1–30", "Over 30 days"]


def test_lengths_that_are_none_are_refused() -> None:
    with pytest.raises(PeriodsOverlap):
        Aged(period="CM+1M").buckets(END)
    with pytest.raises(AgesUnreadable):
        Aged(days="x").buckets(END)


@pytest.mark.django_db
def test_the_setting_says_what_is_due_on_the_day(company: CompanyFacts) -> None:
    assert is_due_that_day(company=company)
    set_setting(company=company, actor="test", key="due_on_as_of", value="not_due")
    assert not is_due_that_day(company=company_by_id(id=company.id))
