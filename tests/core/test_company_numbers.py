"""Organisation and VAT numbers of one company, however written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.company_numbers import compact, company_keys, organisation_number_in, spellings


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("SE556047352101", "5560473521"),
        ("se 556047-3521 01", "5560473521"),
        ("NO123456785MVA", "123456785"),
        ("123 456 785 MVA", "123456785"),
        ("DK12345678", "12345678"),
        ("FI12345678", "12345678"),
        ("BE0123456789", "0123456789"),
        ("DE123456789", ""),
        ("5560473521", ""),
        ("", ""),
    ],
)
def test_the_organisation_number_in_a_vat_number(text: str, number: str) -> None:
    assert organisation_number_in(text) == number


@pytest.mark.parametrize(
    ("case", "first", "second", "are_one"),
    [
        ("written differently", "556047-3521", "5560473521", True),
        ("its VAT number", "556047-3521", "SE556047352101", True),
        ("a Finnish business ID", "1234567-8", "FI12345678", True),
        ("another", "556047-3521", "556047-3539", False),
        ("another country's VAT number", "DE123456789", "AT123456789", False),
        ("nothing said by either", "", "", False),
        ("signs alone", "-", "–", False),
    ],
)
def test_two_numbers_of_one_company(case: str, first: str, second: str, are_one: bool) -> None:
    assert (not company_keys([first]).isdisjoint(company_keys([second]))) == are_one


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("5560473521", "556047-3521"),
        ("SE556047352101", "5560473521"),
        ("556047-3521", "SE556047352101"),
        ("NO123456785MVA", "123 456 785"),
        ("FI12345678", "1234567-8"),
    ],
)
def test_how_a_number_may_be_kept(number: str, written: str) -> None:
    assert written in spellings([number])


@given(st.text(max_size=20))
def test_every_spelling_is_of_the_number(text: str) -> None:
    keys = company_keys([text])
    assert all(not keys.isdisjoint(company_keys([one])) for one in spellings([text]))
    assert compact(compact(text)) == compact(text)
