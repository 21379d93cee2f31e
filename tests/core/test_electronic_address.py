"""Electronic addresses: from the numbers of a company, or as people write them."""

from __future__ import annotations

import pytest

from reskontra.core.electronic_address import NotAnElectronicAddress, address_of, read_address


@pytest.mark.parametrize(
    ("country", "organisation", "vat", "address"),
    [
        ("SE", "556047-3521", "", "0007:5560473521"),
        ("SE", "", "SE556047352101", "0007:5560473521"),
        ("SE", "556047-3522", "", "None"),
        ("SE", "", "", "None"),
        ("NO", "NO 974 760 673 MVA", "", "0192:974760673"),
        ("NO", "", "974760673MVA", "0192:974760673"),
        ("NO", "974760674", "", "None"),
        ("FI", "0112038-9", "", "0216:003701120389"),
        ("BE", "0403.019.261", "", "0208:0403019261"),
        ("DE", "HRB 1234", "DE136695976", "9930:DE136695976"),
        ("DE", "HRB 1234", "", "None"),
        ("DK", "13585628", "DK13585628", "None"),
        ("", "5560473521", "", "None"),
    ],
)
def test_an_address_follows_from_the_numbers(country: str, organisation: str, vat: str, address: str) -> None:
    assert str(address_of(country=country, organisation=organisation, vat=vat)) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" 0007:556047-3521 ", "0007:5560473521"),
        ("0088:7350000000009", "0088:7350000000009"),
        ("0184:DK13585628", "0184:DK13585628"),
    ],
)
def test_an_address_is_read(text: str, address: str) -> None:
    assert str(read_address(text)) == address


@pytest.mark.parametrize(
    "text",
    ["", "5560473521", "0007:", "0007:5560473522", "0088:7350000000006", "0088:96385074", "0192:974760674"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(NotAnElectronicAddress):
        read_address(text)
