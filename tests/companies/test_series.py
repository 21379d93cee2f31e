"""Number series are listed and added."""

from __future__ import annotations

import pytest

from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import (
    NewSeries,
    SeriesCodeUnfit,
    SeriesExists,
    SeriesShapeTaken,
    SeriesShapeUnfit,
    add_series,
    number_series,
)
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_series_is_added_and_goes_on(company: CompanyFacts) -> None:
    made = add_series(company=company, actor=build.BOB, new=NewSeries("BF", "Posted", "BF-", 4))
    assert made.written(7) == "BF-0007"
    assert take_names(company=company, series="BF", count=2) == ["BF-0001", "BF-0002"]
    found = {one.code: one for one in number_series(company=company)}
    assert (found["BF"].kind, found["BF"].name, found["BF"].last) == ("DOCUMENT", "Posted", (("", 2),))
    assert found["A"].kind == "VOUCHER"


@pytest.mark.parametrize(("new", "refusal"), [
    (NewSeries(""), SeriesCodeUnfit),
    (NewSeries("B F"), SeriesCodeUnfit),
    (NewSeries("B" * 21), SeriesCodeUnfit),
    (NewSeries("BF", prefix="B F"), SeriesShapeUnfit),
    (NewSeries("BF", prefix="B" * 11), SeriesShapeUnfit),
    (NewSeries("BF", prefix="B", digits=0), SeriesShapeUnfit),
    (NewSeries("BF", prefix="B", digits=13), SeriesShapeUnfit),
    (NewSeries("A"), SeriesExists),
    (NewSeries("BF", prefix="INB"), SeriesShapeTaken),
])  # fmt: skip
def test_what_is_refused_changes_nothing(company: CompanyFacts, new: NewSeries, refusal: type[Exception]) -> None:
    before = books.contents()
    with pytest.raises(refusal):
        add_series(company=company, actor=build.BOB, new=new)
    assert books.contents() == before
