"""Contents go with an event that names them, the chain holds, and what names them never goes itself."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.audit.checks import check
from reskontra.audit.erasing import erasable, erase_contents
from reskontra.audit.trail import last_number, record
from reskontra.companies.queries import CompanyFacts
from tests import build

pytestmark = pytest.mark.django_db


def test_contents_go_with_an_event_that_names_them(company: CompanyFacts) -> None:
    with transaction.atomic():
        numbers = erasable(company=company.id, numbers=[1, 2, 999])
        erase_contents(company=company.id, numbers=numbers)
        content = {"erased": numbers}
        record(company=company.id, actor=build.BOB, action="privacy.erased", subject="K1", content=content)
    assert numbers == [1, 2]
    assert not [*check(company=company.id)]
    assert erasable(company=company.id, numbers=[1, 2, last_number(company=company.id)]) == []
