"""Terms of reminders and interest by name."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import keep_terms_name, named_terms
from reskontra.core.errors import Malformed

pytestmark = pytest.mark.django_db


def test_terms_are_kept_by_code_and_named_anew(company: CompanyFacts) -> None:
    made = keep_terms_name(company=company, kind="REMINDER", code="SNABB", name="Snabb")
    again = keep_terms_name(company=company, kind="REMINDER", code="SNABB", name="Snabbare")
    assert (again.id, again.name) == (made.id, "Snabbare")
    assert named_terms(company=company, kind="REMINDER")["SNABB"] == again
    assert "SNABB" not in named_terms(company=company, kind="FINANCE_CHARGE")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "csv_value_missing"), ("x" * 101, "csv_value_too_long"), ("Sn\u202eabb", "csv_value_holds_unseen"),
        ("Snabb\x00", "csv_value_holds_nul"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_read_is_refused(company: CompanyFacts, name: str, code: str) -> None:
    with pytest.raises(Malformed) as told:
        keep_terms_name(company=company, kind="REMINDER", code="SNABB", name=name)
    assert told.value.code == code
    assert named_terms(company=company, kind="REMINDER").get("SNABB") is None
