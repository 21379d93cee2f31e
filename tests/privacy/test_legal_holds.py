"""A legal hold has a reason, holds until it is lifted, and stays on record."""

from __future__ import annotations

import pytest

from reskontra.audit.trail import newest
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.privacy.legal_holds import LegalHoldUnknown, legal_holds, lift_hold, set_hold
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("year", "reason", "code"),
    [
        ("2026", " ", "keeping_unexplained"),
        ("2026", "x" * 251, "keeping_unexplained"),
        ("2026", "a\x00b", "csv_value_holds_nul"),
        ("1999", "a lawsuit", "fiscal_year_unknown"),
    ],
)
def test_what_is_refused_changes_nothing(company: CompanyFacts, year: str, reason: str, code: str) -> None:
    before = books.contents()
    with pytest.raises((Refused, Malformed)) as refusal:
        set_hold(company=company, actor=build.BOB, fiscal_year=year, reason=reason)
    assert refusal.value.code == code
    assert books.contents() == before


def test_it_is_set_and_lifted_once(company: CompanyFacts) -> None:
    number = set_hold(company=company, actor=build.BOB, fiscal_year="2026", reason=" a  lawsuit ")
    assert newest(company=company.id) == ("legal_hold.set", {"fiscal_year": "2026", "reason": "a lawsuit"})
    lift_hold(company=company, actor=build.ALICE, number=number, reason="settled")
    (found,) = legal_holds(company=company)
    assert (found.fiscal_year, found.reason, found.set_by) == ("2026", "a lawsuit", build.BOB)
    assert (found.lifted_reason, found.lifted_by, found.lifted_at is None) == ("settled", build.ALICE, False)
    with pytest.raises(LegalHoldUnknown, match="There is no legal hold 1 that holds"):
        lift_hold(company=company, actor=build.ALICE, number=number, reason="settled")
