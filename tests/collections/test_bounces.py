"""What came back that is none of ours is told, and changes nothing."""

from __future__ import annotations

import pytest

from reskontra.collections.bounces import NoBounce, Returned, take_bounces
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.delivery_status import Bounce
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_is_none_of_ours(company: CompanyFacts) -> None:
    before = books.contents()
    strange = Bounce("other@example.com", "5.1.1", "nobody", "<9@x>")
    found = take_bounces(company=company, actor=build.ALICE, bounces=[strange], file="mail.mbox")
    assert found == [Returned("other@example.com", "", "", "nobody")]
    with pytest.raises(NoBounce, match=r"mail\.mbox has no message"):
        take_bounces(company=company, actor=build.ALICE, bounces=[], file="mail.mbox")
    assert books.contents() == before
