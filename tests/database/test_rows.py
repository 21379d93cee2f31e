"""The pieces that every business table is made of."""

from __future__ import annotations

import pytest
from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of


@pytest.mark.parametrize("null", [False, True])
def test_a_link_has_no_index_and_never_takes_rows_with_it(null: bool) -> None:
    field = link("parties.Party", null=null)
    assert (field.db_index, field.null, field.remote_field.on_delete) == (False, null, models.PROTECT)


def test_a_choice_is_a_constraint_named_for_its_column() -> None:
    constraint = one_of("parties_party", "ledger", ["CUSTOMER", "VENDOR"])
    assert constraint.name == "parties_party_ledger_known"
    assert constraint.condition == models.Q(ledger__in=["CUSTOMER", "VENDOR"])


def test_a_row_belongs_to_a_company_and_its_table_is_another() -> None:
    assert CompanyRow._meta.abstract
    assert not CompanyRow._meta.get_field("company").db_index
