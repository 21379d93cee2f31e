"""What does not do as a template is refused before it is kept."""

from __future__ import annotations

import pytest

from reskontra.collections.letter_template import own_template, set_own_template
from reskontra.companies.queries import CompanyFacts
from reskontra.letters.own_template import OwnTemplateReaches
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_nothing_is_kept_of_a_refused_template(company: CompanyFacts) -> None:
    before = books.contents()
    with pytest.raises(OwnTemplateReaches):
        set_own_template(company=company, actor=build.ALICE, source='#include "x"')
    assert own_template(company=company) == ""
    assert books.contents() == before
