"""The electronic address by which the Peppol network finds a company: a scheme, and a number of it (0007:5560473521).

source    OpenPeppol, Electronic Address Scheme (EAS) code list; GS1, check digits of GLN
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum import ean
from stdnum.be import vat as belgian
from stdnum.no import orgnr as norwegian

from reskontra.core.company_numbers import compact, organisation_number_in
from reskontra.core.errors import Refused
from reskontra.core.identifiers import organisation_number

SWEDISH, GLN = "0007", "0088"
_NORWEGIAN, _FINNISH, _BELGIAN = "0192", "0216", "0208"
# Where companies are found by their VAT number, with its two letters.
_BY_VAT = {
    "AT": "9914", "DE": "9930", "EE": "9931", "ES": "9920", "FR": "9957", "IE": "9935", "LT": "9937", "LU": "9938",
    "LV": "9939", "NL": "9944", "PL": "9945", "PT": "9946",
}  # fmt: skip
_WRITTEN = re.compile(r"([0-9]{4}):([!-~]{1,50})", re.ASCII)
_FINNISH_NUMBER = re.compile(r"[0-9]{8}", re.ASCII)


class NotAnElectronicAddress(Refused):
    code = "not_an_electronic_address"
    template = (
        '"{text}" is no electronic address. Write scheme and number, such as 0007:5560473521 or 0088:7350000000009.'
    )


@dataclass(frozen=True, slots=True)
class ElectronicAddress:
    scheme: str
    number: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.number}"


def read_address(text: str) -> ElectronicAddress:
    """An address as people write it; those of Sweden, Norway and GS1 have check digits.

    refuses   NotAnElectronicAddress
    """
    found = _WRITTEN.fullmatch(text.strip())
    checks = {SWEDISH: organisation_number.is_valid, GLN: _is_gln, _NORWEGIAN: norwegian.is_valid}
    if not found or not checks.get(found[1], bool)(found[2]):
        raise NotAnElectronicAddress(text=text[:60])
    number = organisation_number.compact(found[2]) if found[1] == SWEDISH else found[2]
    return ElectronicAddress(found[1], number)


def address_of(*, country: str, organisation: str, vat: str) -> ElectronicAddress | None:
    """The address that a company has by its numbers; None where none follows from them.

    country   two letters; organisation, vat: its numbers as they are kept, "" where they are not known
    """
    own = organisation_number_in(organisation) or compact(organisation) or organisation_number_in(vat)
    with_vat = compact(vat)
    if country == "SE" and organisation_number.is_valid(own):
        return ElectronicAddress(SWEDISH, organisation_number.compact(own))
    if country == "NO" and norwegian.is_valid(own):
        return ElectronicAddress(_NORWEGIAN, own)
    if country == "FI" and _FINNISH_NUMBER.fullmatch(own):
        return ElectronicAddress(_FINNISH, f"0037{own}")
    if country == "BE" and belgian.is_valid(own):
        return ElectronicAddress(_BELGIAN, str(belgian.compact(own)))
    if country in _BY_VAT and with_vat.startswith(country):
        return ElectronicAddress(_BY_VAT[country], with_vat)
    return None


def _is_gln(number: str) -> bool:
    return len(number) == 13 and ean.is_valid(number)
