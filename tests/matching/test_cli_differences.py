"""bank-reconciliation transfer."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.batches import NewBatch, add_batch, find_batch
from reskontra.journals.typed_lines import typed_lines
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from reskontra.matching.cli_differences import bank_reconciliation
from tests import build
from tests.bank.reconciliation.books import account, begun
from tests.command_line import done, refused

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_mapping_says_what_a_difference_is_for_unless_an_account_is_named(company: CompanyFacts) -> None:
    account(company)
    add_batch(company=company, actor=build.BOB, batch=NewBatch("GENERAL", "AVGIFT"))
    wanted = wanted_mapping(company=company, text="avgift", account="gl:6570")
    add_mapping(company=company, actor=build.BOB, mapping=wanted)
    begun(company, (-15_00, "Avgift mars"), (-5_00, "Avgift april"), (-1_00, "Annat"))
    transfer = (bank_reconciliation, "transfer", "B1-1")
    assert "no balancing account" in refused(*transfer, "1,3", "--batch", "AVGIFT")
    assert "post it with reskontra general-journal post AVGIFT" in done(*transfer, "1", "--batch", "AVGIFT").out
    done(*transfer, "2,3", "--batch", "AVGIFT", "--account", "gl:3740")
    batch = find_batch(company=company, kind="GENERAL", name="AVGIFT")
    lines = typed_lines(company=company, journal_id=batch.journal_id)
    assert [line.account_number for line in lines] == ["6570", "3740", "3740"]
    assert "on line 1 of batch AVGIFT already" in refused(*transfer, "1", "--batch", "AVGIFT")
