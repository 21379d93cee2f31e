"""Exchange rates as Riksbanken's web service gives them: a JSON list of days and values.

The latest values of a group name their series, the values of one series over time do not: there the currency must be
said. Like its files, it does not say whether a price is for 1 or 100, but for the currencies where that is known.

source    https://developer.api.riksbank.se: /swea/v1/Observations
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reskontra.core.errors import Malformed
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.quoted_rates import Quotation, Quote
from reskontra.formats.json_text import loads
from reskontra.formats.rates_ecb import NoRates, day_of, rate_of
from reskontra.formats.rates_riksbank import SOURCE, priced, unit_of


class SeriesUnstated(Malformed):
    code = "series_unstated"
    template = "The list has {count} days, and does not say of which currency. Name it with --currency, such as EUR."


def read_riksbank_json(text: str, *, per: int | None = None, currency: str = "") -> Quotation:
    """Prices in kronor; series that are no exchange rates, and days without a price, are passed over.

    text      one that is_observations() knows
    per       what the prices are for where nothing says so
    currency  that of a list which names no series
    refuses   SeriesUnstated, NotADate, NotARate, UnitUnstated: at the first; NoRates
    """
    observations = _parsed(text)
    if not currency and not any("seriesId" in one for one in observations):
        raise SeriesUnstated(count=len(observations))
    quotes = tuple(_quotes(observations, per, currency))
    if not quotes:
        raise NoRates(source=SOURCE, count=0)
    return Quotation(SOURCE, "SEK", quotes)


def is_observations(text: str) -> bool:
    """Whether a text is such a list: not empty, of objects with a date and a value."""
    found = _parsed(text) if text.startswith("[") else []
    return bool(found) and all("date" in one and "value" in one for one in found)


def _parsed(text: str) -> list[Mapping[str, object]]:
    try:
        found = loads(text, number=str)
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else []


def _quotes(observations: list[Mapping[str, object]], per: int | None, stated: str) -> Iterator[Quote]:
    for number, one in enumerate(observations, 1):
        series = str(one.get("seriesId", stated))
        currency, units = priced(series)
        if currency not in currency_codes.CODES or one["value"] is None:
            continue
        place = f"observation {number}"
        price = rate_of(str(one["value"]), place=f"{place}, value")
        day = day_of(str(one["date"]), place=f"{place}, date")
        yield Quote(currency, day, price, unit_of(currency, series, units, per, place=place), place)
