"""A query that is worded once gives what Django gives, whatever the values."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from reskontra.companies.models import Period, Terms
from reskontra.companies.queries import CompanyFacts
from reskontra.database.prepared import Prepared
from reskontra.interface.models import Token
from reskontra.interface.tokens import create_token

pytestmark = pytest.mark.django_db

BY_STATE = Prepared(
    lambda company, states, code: (
        Period.objects.filter(company=company, state__in=states, fiscal_year__code=code)
        .order_by("-number")
        .values_list("number", "start_date", "fiscal_year__code")[:2]
    )
)


def test_values_and_lists_stand_where_the_query_has_them(company: CompanyFacts) -> None:
    assert BY_STATE.rows(company.id, ["CLOSED"], "2026") == []
    two = [(12, date(2026, 12, 1), "2026"), (11, date(2026, 11, 1), "2026")]
    assert BY_STATE.rows(company.id, ["OPEN"], "2026") == two
    assert BY_STATE.rows(company.id, ["CLOSED", "OPEN", "LOCKED"], "2026") == two
    assert BY_STATE.rows(company.id, [], "2026") == []
    assert BY_STATE.rows(company.id, ["OPEN"], "OPEN") == []
    assert BY_STATE.first(company.id, ["OPEN"], "1999") is None


def test_it_is_one_query_with_its_parameters(company: CompanyFacts) -> None:
    hostile = "'; DROP TABLE companies_period; --%s"
    with CaptureQueriesContext(connection) as asked:
        assert BY_STATE.first(company.id, ["OPEN", hostile], hostile) is None
    assert len(asked) == 1
    assert Period.objects.filter(company=company.id).count() >= 12


def test_columns_come_as_django_reads_them(company: CompanyFacts) -> None:
    create_token(company=company.id, actor="anna", name="shop", role="CLERK", scopes=["read"])
    names = ("company", "created_at", "expires_on", "revoked_at", "scopes")
    found = Prepared(lambda number: Token.objects.filter(company=number).values_list(*names)).first(company.id)
    assert found == Token.objects.filter(company=company.id).values_list(*names).get()
    assert isinstance(found[1], datetime)
    asked = Prepared(lambda number: Terms.objects.filter(company=number).values_list("code", "discounts_credit_memos"))
    assert {type(is_of_memos) for _code, is_of_memos in asked.rows(company.id)} == {bool}


def test_what_is_counted_is_counted_anew(company: CompanyFacts) -> None:
    counted = Prepared(
        lambda number: Period.objects.filter(company=number).order_by().values_list("state").annotate(Count("id"))
    )
    before = dict(counted.rows(company.id))
    Period.objects.filter(company=company.id, number=1).update(state="CLOSED")  # of two years
    after = dict(counted.rows(company.id))
    assert (after["CLOSED"], sum(after.values())) == (before.get("CLOSED", 0) + 2, sum(before.values()))


def test_a_value_that_the_query_leaves_out_is_a_mistake(company: CompanyFacts) -> None:
    with pytest.raises(AssertionError):
        Prepared(lambda number, _other: Period.objects.filter(company=number).values_list("id")).rows(company.id, 1)
