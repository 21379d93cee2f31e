"""The values inside a camt file: amounts, dates, directions and texts, each with the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from lxml import etree

from reskontra.core.dates import YEARS
from reskontra.core.errors import Malformed
from reskontra.core.money import Money, NotAnAmount, parse_minor
from reskontra.formats.bank_statement import Status

_AMOUNT = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,5})?", re.ASCII)
_MINUS = re.compile(r"-[0-9.]+", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_RATE = re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,12})?", re.ASCII)
_DATE = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{5,24})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)
BLANKS = " \t\r\n"
HUNDREDTHS = frozenset({"SEK", "EUR", "USD", "NOK", "DKK", "GBP", "CHF"})
_NO_IDENTIFIERS = frozenset({"notprovided", "notavail", "0"})
_NO_REFERENCES = _NO_IDENTIFIERS | {"nonref"}

Amount = tuple[int, str]  # minor units and currency


class NegativeAmount(Malformed):
    code = "negative_amount"
    template = 'The amount "{text}" is negative, and CdtDbtInd says the direction. Fetch the file from the bank again.'


class NotACurrency(Malformed):
    code = "amount_currency_unknown"
    template = 'The currency code of the amount is "{text}". Ask the bank for a file with ISO 4217 codes such as SEK.'


class NoSuchDate(Malformed):
    code = "no_such_date"
    template = '"{text}" is no date between 1900 and 2199. Ask the bank for a corrected file.'


class DirectionMissing(Malformed):
    code = "direction_missing"
    template = "The amount {amount} has no CdtDbtInd, so money in and out look alike. Ask the bank for a complete file."


class DirectionUnknown(Malformed):
    code = "direction_unknown"
    template = '"{text}" is no direction. camt writes CRDT for money in and DBIT for money out.'


class ElementMissing(Malformed):
    code = "element_missing"
    template = "{parent} has no {element}. Ask the bank for a complete file."


class ElementMisplaced(Malformed):
    code = "element_misplaced"
    template = "{element} stands where the format has no place for it. Fetch the file from the bank again, unedited."


def place_of(element: etree._Element, name: str = "") -> str:
    """Where an element stands, for a person: "line 212, Amt"."""
    return f"line {element.sourceline}, {name or local_name(element)}"


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """The element's text without surrounding blanks; inside it is left as it is."""
    text = element.text
    return text.strip(BLANKS) if text else ""


def amount_of(element: etree._Element) -> Amount:
    """Minor units, never negative, and the currency in `Ccy`.

    refuses   NotACurrency, NegativeAmount, NotAnAmount, TooManyDecimals
    """
    currency = element.get("Ccy", "")
    text = text_of(element)
    if currency not in HUNDREDTHS and not _CURRENCY.fullmatch(currency):
        raise NotACurrency(place=place_of(element), text=currency[:40])
    if not _AMOUNT.fullmatch(text) or len(element):
        refusal = NegativeAmount if _MINUS.fullmatch(text) else NotAnAmount
        raise refusal(place=place_of(element), text=text[:40])
    if currency in HUNDREDTHS and text[-3:-2] == ".":  # nearly all there are
        return int(text[:-3] + text[-2:]), currency
    return parse_minor(text, currency, place=place_of(element)), currency


def rate_of(text: str) -> str:
    """An exchange rate as the file writes it, or blank when it is no plain decimal number."""
    return text if text and _RATE.fullmatch(text) else ""


@lru_cache(maxsize=4096)
def date_from(text: str) -> date | None:
    """The local date of a date or a date with time, as written; None where it is neither."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def date_of(element: etree._Element) -> date:
    """The local date as written, from a date or a date with time; a zone changes nothing.

    refuses   NoSuchDate: 30 February, another order, a year that cannot be meant
    """
    text = text_of(element)
    found = date_from(text)
    if found is None:
        raise NoSuchDate(place=place_of(element), text=text[:40])
    return found


def is_credit(values: Mapping[str, Any], element: etree._Element) -> bool:
    """Whether money came in, by the "direction" among the values gathered; RvslInd never turns it.

    element   what the values were gathered from, for the place
    refuses   DirectionMissing, DirectionUnknown
    """
    text = values.get("direction")
    if text == "CRDT":
        return True
    if text == "DBIT":
        return False
    if not text:
        raise DirectionMissing(place=place_of(element), amount=Money(*values["amount"]))
    raise DirectionUnknown(place=place_of(element), text=text[:40])


def status_of(text: str | None) -> Status:
    """BOOK, or nothing said, is booked; whatever else the bank writes is not."""
    return Status.BOOKED if not text or text == "BOOK" else Status.PENDING


def identifier_of(text: str | None) -> str:
    """An end-to-end id, or blank for the words banks write when there is none."""
    return text if text and text.lower() not in _NO_IDENTIFIERS else ""


def reference_of(text: str | None) -> str:
    """A bank's reference, or blank for the words banks write when there is none."""
    return text if text and text.lower() not in _NO_REFERENCES else ""


def first_sentence(finding: Malformed) -> str:
    """A finding as a warning: what was seen, without the remedy that a warning does not need."""
    return str(finding).partition(". ")[0] + "."
