"""Swedish organization and personal numbers."""

import pytest

from reskontra.core.identifiers import organisation_number as number


@pytest.mark.parametrize(
    ("case", "text", "compact", "personal"),
    [
        ("a company", "556047-3521", "5560473521", False),
        ("with 16 in front", "165560473521", "5560473521", False),
        ("a person", "880320-0016", "8803200016", True),
        ("with century", "19880320-0016", "8803200016", True),
        ("over a hundred", "880320+0016", "8803200016", True),
        ("a coordination number", "701063-2391", "7010632391", True),
    ],
)
def test_valid(case, text, compact, personal):
    assert number.validate(text) == compact
    assert number.is_valid(text)
    assert number.is_personal(text) is personal
    assert number.format(text) == f"{compact[:6]}-{compact[6:]}"


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", number.NotAnOrganizationNumber),
        ("nine digits", "55604735-2", number.NotAnOrganizationNumber),
        ("a VAT number", "SE556047352101", number.NotAnOrganizationNumber),
        ("another check digit", "556047-3522", number.OrganizationNumberCheckDigitDiffers),
        ("no such month", "881320-0014", number.NoSuchBirthDate),
        ("no such day", "880232-0013", number.NoSuchBirthDate),
    ],
)
def test_refuses(case, text, refusal):
    assert not number.is_valid(text)
    with pytest.raises(refusal):
        number.validate(text)
