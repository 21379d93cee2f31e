"""A number that no table could hold is no address."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.keys import KeyConverter
from tests.web import Browser

LONGEST = 10**18 - 1


def test_a_key_is_read_as_it_is_written() -> None:
    assert KeyConverter().to_python(str(LONGEST)) == LONGEST
    assert KeyConverter().to_url(7) == "7"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["entries/{}/", "documents/{}/", "applications/{}/", "transactions/{}/", "notes/{}/file/", "journals/{}/"]
)
def test_the_longest_finds_nothing_and_a_longer_one_is_no_address(company: CompanyFacts, path: str) -> None:
    browser = Browser(company)
    for number in (LONGEST, LONGEST + 1, 10**30):
        assert browser.get(path.format(number)).status == 404
