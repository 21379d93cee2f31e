"""Exchange rates of Norges Bank, as its data warehouse exports them to CSV.

Separated by semicolons; BASE_CUR is what is priced, in QUOTE_CUR, for 10 to the power of UNIT_MULT of it: the price of
the Swedish krona is for 100. Prices have a decimal point or, in the Norwegian export, a comma. Monthly and yearly
averages (FREQ other than B) are no rates of a day and are passed over.

source    https://app.norges-bank.no/query/, dataset EXR
"""

from __future__ import annotations

import csv
import io

from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.quoted_rates import Quotation, Quote
from reskontra.formats.rates_csv import NotUnits
from reskontra.formats.rates_ecb import NoRates, day_of, rate_of
from reskontra.formats.rates_riksbank import RowTooShort, separator_of

SOURCE = "Norges Bank"
COLUMNS = ("BASE_CUR", "QUOTE_CUR", "UNIT_MULT", "TIME_PERIOD", "OBS_VALUE")
_POWERS = {"0": 1, "1": 10, "2": 100, "3": 1000, "4": 10_000}
_DAILY = ("", "B", "D")


def read_norges_bank_csv(text: str) -> Quotation:
    """Prices in Norwegian kroner.

    refuses   RowTooShort, NotUnits, NotADate, NotARate: at the first; NoRates
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    titles = [title.strip() for title in next(rows, [])]
    quotes = []
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(titles):
            raise RowTooShort(place=f"row {number}", count=len(row), expected=len(titles))
        quote = _quote(number, dict(zip(titles, (cell.strip() for cell in row), strict=False)))
        if quote:
            quotes.append(quote)
    if not quotes:
        raise NoRates(source=SOURCE, count=0)
    return Quotation(SOURCE, "NOK", tuple(quotes))


def _quote(number: int, cells: dict[str, str]) -> Quote | None:
    is_daily = cells.get("FREQ", "") in _DAILY
    is_known = cells["QUOTE_CUR"] == "NOK" and cells["BASE_CUR"] in currency_codes.CODES
    if not (is_daily and is_known and cells["OBS_VALUE"]):
        return None
    per = _POWERS.get(cells["UNIT_MULT"])
    if per is None:
        raise NotUnits(place=f"row {number}, UNIT_MULT", text=cells["UNIT_MULT"][:40])
    price = rate_of(_plain(cells["OBS_VALUE"]), place=f"row {number}, OBS_VALUE")
    day = day_of(cells["TIME_PERIOD"], place=f"row {number}, TIME_PERIOD")
    return Quote(cells["BASE_CUR"], day, price, per, f"row {number}")


def _plain(price: str) -> str:
    """Without separators of thousands; with a point."""
    if "." in price:
        return price.replace(",", "")
    return price.replace("\xa0", "").replace(" ", "").replace(",", ".")
