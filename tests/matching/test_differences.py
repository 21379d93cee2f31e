"""What text mappings say of differences."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation.queries import lines_of
from reskontra.companies.queries import CompanyFacts
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from reskontra.matching.differences import mapped_accounts
from tests import build
from tests.bank.reconciliation.books import account, begun

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_mappings_name_accounts_by_text_and_direction(company: CompanyFacts) -> None:
    account(company)
    for text, to, direction, splits in (
        ("ränta", "gl:8311", "in", ()), ("ränta", "gl:3740", "out", ()), ("delas", "gl:6570", "", ("gl:3740=25%",)),
    ):  # fmt: skip
        wanted = wanted_mapping(company=company, text=text, account=to, direction=direction, splits=splits)
        add_mapping(company=company, actor=build.BOB, mapping=wanted)
    found = begun(company, (12_00, "Ränta mars"), (-7_00, "RÄNTA kredit"), (-9_00, "Avgift"), (-100_00, "Delas upp"))
    lines = lines_of(company=company, found=found)
    assert mapped_accounts(company=company, found=found, lines=lines) == {1: "gl:8311", 2: "gl:3740"}
