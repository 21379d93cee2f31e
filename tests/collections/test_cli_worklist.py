"""collections worklist and contact on the command line."""

from __future__ import annotations

import pytest

from reskontra.collections.cli_worklist import collecting
from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


def test_whom_to_collect_from(company: CompanyFacts) -> None:
    assert done(collecting, "worklist").out == "Nothing is overdue.\n"
    cases.two_invoices(company)
    kept = done(collecting, "contact", "C1", "--kind", "call", "--text", "Pays on Friday")
    assert kept.out == "Kept in the log of 1 customer.\n"
    assert "Alfa AB" in done(collecting, "worklist").out
    (one,) = done(collecting, "worklist", "--format", "json").json
    assert (one["overdue"], one["state"], one["last_contact_kind"]) == ("1500.00", "overdue", "call")
    assert done(collecting, "hold", "C1", "--code", "EVA").out == "2 documents are on hold.\n"
    assert done(collecting, "hold", "C1", "--release").out == "2 holds taken off.\n"
    assert done(collecting, "assign", "C1", "--owner", "").out == "Nobody looks after 1 customer.\n"
    assert "may collect" in refused(collecting, "assign", "C1", "--owner", "eve")
    assert done(collecting, "customer", "C1", "--confirm-address").code == 0
    assert done(collecting, "worklist", "--which", "broken").out == "Nothing is overdue.\n"
    assert '"angry" is none of now, broken' in run(collecting, "worklist", "--which", "angry").err
    assert 'There is no customer "C9"' in refused(collecting, "contact", "C9", "--text", "Hello")
