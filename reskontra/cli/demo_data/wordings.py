"""How payers write what they pay, and how the bank hands on their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from random import Random

SEGMENT_WIDTH = 35  # what one line of a payment text holds in older payment programs

ONE_NUMBER = (
    "Faktura {n}",
    "Fakturanr {n}",
    "Fakturanummer: {n}",
    "FAKTNR {n}",
    "Fakt.nr {n}",
    "Fakt {n}",
    "FAKT{n}",
    "Fnr {n}",
    "F-nr. {n}",
    "F {n}",
    "Avser faktura {n}",
    "Avs fakt {n} fr {day}",
    "Bet fakt {n}",
    "Betalning av er faktura nr {n}",
    "Betalning faktura {n}, tack!",
    "Enl faktura {n}",
    "Er faktura {n}",
    "ER FAKT {n} KUNDNR {customer}",
    "Kundnr {customer} Fakturanr {n}",
    "Kund {customer}, faktura {n}",
    "Förråd, räkning {n}",
    "Räkning nr {n}",
    "Inv {n}",
    "Invoice no {n}",
    "{n}",
    "{n} {amount}",
    "Faktura {spaced}",
    "Fakt nr {dashed}",
    "Flytten {day} faktura {n}",
    "Ref {n} dat {day}",
    "Slutbetalning {n}",
    "fakt#{n}",
)
EXTERNAL = (
    "Er ref {e}",
    "Er referens: {e}",
    "Vår order {e}",
    "Best.nr {e}",
    "Beställning {e}",
    "Inköpsorder {e}",
    "Märkning {e}",
    "{e}",
)
SEVERAL = (
    ("Fakt ", ", "),
    ("Fakturor ", " och "),
    ("Fakturanr: ", "; "),
    ("Avser fakturor ", ", "),
    ("", " "),
    ("", "/"),
    ("Samlingsbetalning ", " + "),
    ("FAKTNR ", " "),
)
LONG_STARTS = (
    "Betalning av fakturor nr ",
    "Samlingsbetalning ",
    "Härmed betalas fakturorna ",
    "Avser våra fakturor ",
    "Kvartalets fakturor: ",
)
WHOLE_ACCOUNT = (
    "Enligt kontoutdrag",
    "Samtliga fakturor",
    "Allt enligt saldobesked",
    "Reglering av saldo",
    "",
    "Enl överenskommelse, hela skulden",
)
NETTED = (
    "Faktura {n} minus kredit {c}",
    "Fakt {n} avgår {c}",
    "{n} ./. {c}",
    "Fakt {n} o kreditnota {c}",
)
NETTED_SILENTLY = ("Faktura {n} med avdrag för kredit", "Fakt {n} efter kreditering")
PART = ("Delbetalning faktura {n}", "Delbet {n}", "Första halvan av {n}", "Avbetalning fakt {n}")
DISCOUNTED = ("Faktura {n} minus 2% kassarabatt", "Fakt {n} ./. kassarabatt", "{n} kassarabatt avdragen")
WITHOUT_NUMBER = ("", "Betalning", "Hyra förråd", "Flytt", "Magasinering", "Enl avtal")


def one_number(random: Random, number: str, customer: str, day: str, amount: str) -> str:
    template = random.choice(ONE_NUMBER)
    half = len(number) // 2
    return template.format(
        n=number,
        customer=customer,
        day=day,
        amount=amount,
        spaced=f"{number[:half]} {number[half:]}",
        dashed=f"{number[:half]}-{number[half:]}",
    )


def several_numbers(random: Random, numbers: Sequence[str]) -> str:
    start, between = random.choice(SEVERAL)
    return start + between.join(numbers)


def split_inside_a_number(random: Random, numbers: Sequence[str]) -> tuple[str, ...]:
    """The text in lines as a payment program breaks them; of three numbers or more one is broken in two."""
    text = random.choice(LONG_STARTS) + " ".join(numbers)
    for width in range(SEGMENT_WIDTH, 25, -1):
        if text[width - 1].isdigit() and text[width].isdigit():
            break
    return tuple(text[start : start + width].strip() for start in range(0, len(text), width))


def bank_name(random: Random, name: str) -> str:
    """The name as most banks give it: as it is, or in capitals, or cut at 35."""
    return random.choice((name, name, name.upper(), name[:SEGMENT_WIDTH]))


def shouted_name(random: Random, name: str) -> str:
    """Capitals, and one of: cut short, å ä ö without their dots, the legal form left out."""
    shouted = name.upper()
    match random.randint(0, 2):
        case 0:
            return shouted[: random.randint(18, 22)].rstrip()
        case 1:
            return plain_letters(shouted)
        case _:
            return shouted.removesuffix(" AB").removesuffix(" HB")


def reversed_name(name: str) -> str:
    """Surname first, as private people stand in the banks' registers."""
    first, _, last = name.partition(" ")
    return f"{last.upper()}, {first.upper()}"


def plain_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
