"""A party that is not found by its name is noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.checks import check
from reskontra.parties.models import Party, PartyName
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]


@pytest.mark.parametrize(
    ("case", "plant", "count"),
    [
        ("nothing", lambda: None, 0),
        ("a fold is gone", lambda: PartyName.objects.filter(fold="alfaab").delete(), 1),
        ("a fold is another", lambda: PartyName.objects.filter(fold="alfaab").update(fold="x"), 1),
        ("all folds are gone", lambda: PartyName.objects.all().delete(), 2),
        ("a name is changed past the folds", lambda: Party.objects.update(name="Omega"), 2),
    ],
)
def test_folds_that_are_not_those_of_the_name(
    company: CompanyFacts, case: str, plant: Callable[[], object], count: int
) -> None:
    build.customer(company)
    build.vendor(company)
    plant()
    told = {1: "1 customer or vendor is not found by name.", 2: "2 customers or vendors are not found by name."}
    expected = [told[count]] if count else []
    assert [str(violation) for violation in check(company=company)] == expected
