"""Many documents at once, in a handful of queries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from reskontra.receivables.documents.many import draft_and_post
from reskontra.receivables.documents.queries import documents
from tests import build
from tests.documents import DAY, written

pytestmark = pytest.mark.django_db


def queries(company: CompanyFacts, count: int) -> int:
    new = [written("3001;100.00", place=f"document {at}") for at in range(1, count + 1)]
    with CaptureQueriesContext(connection) as sent:
        done = draft_and_post(company=company, actor=build.BOB, new=new, today=DAY, posts=True, each=False)
    assert len(done.vouchers) == count
    return len(sent)


def test_ten_times_as_many_cost_no_more_queries(company: CompanyFacts) -> None:
    build.customer(company)
    few = queries(company, 3)
    assert queries(company, 30) <= few + 2


def test_nothing_is_drafted_where_one_cannot_be_posted(company: CompanyFacts) -> None:
    build.customer(company)
    good = written("3001;100.00", place="document 1")
    late = replace(good, document_date=DAY.replace(year=2031), place="document 2")
    with pytest.raises(Findings) as refused:
        draft_and_post(company=company, actor=build.BOB, new=[good, late], today=DAY, posts=True, each=False)
    assert [one.place.partition(",")[0] for one in refused.value.findings] == ["document 2"]
    assert documents(company=company) == []
    done = draft_and_post(company=company, actor=build.BOB, new=[late], today=DAY, posts=True, each=True)
    assert (done.vouchers, list(done.findings)) == ({}, [0])
