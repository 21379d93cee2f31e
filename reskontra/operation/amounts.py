"""In which currency the amounts of each column are, told for programs that are not ours: data/amounts.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

AMOUNT = "_minor"  # how the names of columns with amounts end
COMPANY, COMPARED = "company", "compared"
HOW = (
    'A column with "currency" has whole minor units: minor_digits tells how many decimals they are of its currency. '
    '"company": company_currency. "compared": the currency of whatever it is compared with. Else a path to a column '
    "with the code: of this row, or after a point of the row whose id stands here, in the table that refers_to names. "
    "Where the code is empty, or a row on the way is not there: company_currency. Numbers whose name ends in _e4, _e5 "
    "or _e8 have so many decimals."
)


def currency_of(table: str, column: str) -> str:
    """The path to the code, COMPANY or COMPARED; "" of a column without amounts."""
    return _declared()[table][column] if column.endswith(AMOUNT) else ""


@cache
def _declared() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("reskontra.operation").joinpath("data/amounts.toml").read_text("utf-8"))
