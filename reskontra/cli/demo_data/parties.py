"""The demo's customers and vendors."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from random import Random

from reskontra.cli.demo_data import check_digits, words
from reskontra.cli.demo_data.records import Party

CUSTOMERS = 300
PERSONS = 60
FIRST_CUSTOMER_NUMBER = 10_001
FIRST_VENDOR_NUMBER = 20_001

# Series of organisation numbers that are not handed out: companies, partnerships, housing associations.
COMPANY_SERIES = "5599"
PARTNERSHIP_SERIES = "9699"
HOUSING_SERIES = "7699"


@dataclass(frozen=True, slots=True)
class Parties:
    customers: tuple[Party, ...]
    vendors: tuple[Party, ...]


def make_parties(*, seed: int) -> Parties:
    """The same parties for the same seed: customers of every sort in one mixed order, then vendors."""
    random = Random(f"{seed}:parties")
    firms = CUSTOMERS - PERSONS - len(words.HOUSING_NAMES) - len(words.FOREIGN)
    makers: list[Callable[[str], Party]] = [
        *(partial(_firm, random, name) for name in islice(_firm_names(random), firms)),
        *(partial(_person, random, name) for name in islice(_person_names(random), PERSONS)),
        *(partial(_housing, random, name) for name in words.HOUSING_NAMES),
        *(partial(_foreign, random, row) for row in words.FOREIGN),
    ]
    random.shuffle(makers)
    customers = tuple(make(f"{FIRST_CUSTOMER_NUMBER + index}") for index, make in enumerate(makers))
    vendors = tuple(
        _vendor(random, name, f"{FIRST_VENDOR_NUMBER + index}") for index, name in enumerate(words.VENDOR_NAMES)
    )
    return Parties(customers=customers, vendors=vendors)


def _firm(random: Random, name: str, number: str) -> Party:
    series = COMPANY_SERIES if name.endswith("AB") else PARTNERSHIP_SERIES
    organisation_number = check_digits.organisation_number(random, series)
    street, postal_code, city = _address(random, name)
    return Party(
        number=number,
        name=name,
        street=street,
        postal_code=postal_code,
        city=city,
        organisation_number=organisation_number,
        vat_number=_vat_number(organisation_number),
        email=f"faktura@{_domain(name)}.example",
        phone=_phone(random),
        terms_days=random.choice((30, 30, 30, 30, 10)),
        iban=check_digits.swedish_iban(random) if random.random() < 0.4 else "",
        bankgiro=check_digits.bankgiro(random) if random.random() < 0.55 else "",
        has_discount=random.random() < 0.14,
    )


def _person(random: Random, name: str, number: str) -> Party:
    street, postal_code, city = _address(random)
    return Party(
        number=number,
        name=name,
        street=street,
        postal_code=postal_code,
        city=city,
        email=f"{_domain(name)}@post.example",
        phone=_phone(random),
        terms_days=random.choice((10, 10, 30)),
        iban=check_digits.swedish_iban(random) if random.random() < 0.25 else "",
        is_person=True,
    )


def _housing(random: Random, name: str, number: str) -> Party:
    organisation_number = check_digits.organisation_number(random, HOUSING_SERIES)
    street, postal_code, city = _address(random)
    return Party(
        number=number,
        name=f"Brf {name}" if random.random() < 0.5 else f"Bostadsrättsföreningen {name}",
        street=street,
        postal_code=postal_code,
        city=city,
        organisation_number=organisation_number,
        email=f"styrelsen@{_domain(name)}.example",
        bankgiro=check_digits.bankgiro(random) if random.random() < 0.7 else "",
    )


def _foreign(random: Random, row: tuple[str, str, str, str, str], number: str) -> Party:
    country, city, postal_code, street, name = row
    return Party(
        number=number,
        name=name,
        street=street,
        postal_code=postal_code,
        city=city,
        country=country,
        email=f"invoice@{_domain(name)}.example",
        language="sv" if name.endswith("Ab") else "en",
        iban=check_digits.foreign_iban(random, country) if random.random() < 0.5 else "",
    )


def _vendor(random: Random, name: str, number: str) -> Party:
    organisation_number = check_digits.organisation_number(random, COMPANY_SERIES)
    street, postal_code, city = _address(random, name)
    account = random.random()
    return Party(
        number=number,
        name=name,
        street=street,
        postal_code=postal_code,
        city=city,
        organisation_number=organisation_number,
        vat_number=_vat_number(organisation_number),
        email=f"ekonomi@{_domain(name)}.example",
        phone=_phone(random),
        terms_days=random.choice((30, 30, 10)),
        bankgiro=check_digits.bankgiro(random) if account < 0.8 else "",
        plusgiro=check_digits.plusgiro(random) if 0.8 <= account < 0.9 else "",
        iban=check_digits.swedish_iban(random) if account >= 0.9 else "",
    )


def _firm_names(random: Random) -> Iterator[str]:
    """Names without end, no two alike. Some differ by little: a matcher must tell them apart."""
    seen: set[str] = set()
    while True:
        surname, trade = random.choice(words.SURNAMES), random.choice(words.TRADES)
        stem, city = random.choice(words.FIRM_STEMS), random.choice(words.CITIES)[0]
        name = random.choice(
            (
                f"{_genitive(surname)} {trade} AB",
                f"{_genitive(surname)} {trade} AB",
                f"{surname} {trade} i {city} AB",
                f"{stem} {trade} AB",
                f"{stem} {trade} AB",
                f"{trade} {random.choice(words.FIRST_NAMES)} {surname} HB",
                f"{surname} & {random.choice(words.SURNAMES)} {trade} HB",
                f"{city} {trade} & Co AB",
            )
        )
        if name not in seen:
            seen.add(name)
            yield name


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def _person_names(random: Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        name = f"{random.choice(words.FIRST_NAMES)} {random.choice(words.SURNAMES)}"
        if name not in seen:
            seen.add(name)
            yield name


def _address(random: Random, name: str = "") -> tuple[str, str, str]:
    """Street, postal code and city: the city in the name, where there is one."""
    cities = [row for row in words.CITIES if row[0] in name] or words.CITIES
    city, prefix = random.choice(cities)
    street = f"{random.choice(words.STREETS)} {random.randint(1, 88)}{random.choice(('', '', '', ' A', ' B'))}"
    return street, f"{prefix} {random.randint(11, 98)}", city


def _vat_number(organisation_number: str) -> str:
    return f"SE{organisation_number.replace('-', '')}01"


def _phone(random: Random) -> str:
    """A number of the series kept free for fiction."""
    return f"070-174 06 {random.randint(5, 99):02d}"


def _domain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("ß", "ss"))
    kept = "".join(character if character.isalnum() else " " for character in plain if character.isascii())
    return "-".join(kept.split())
