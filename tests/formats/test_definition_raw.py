"""A row of a file in its own words."""

import io

import pytest

from reskontra.formats.definition_raw import raw_row
from tests.formats.definition_files import COLUMNS, column, definition, text
from tests.formats.test_settlement import BY, CLOSED, CLOSED_HEAD, HEAD, MOVED, ROWS

OWN = definition(
    *COLUMNS, column("account", "Account"), joins="booking_date", skip=[{"field": "text", "begins": "Prel"}]
)
DATA = text(
    "2026-03-01;a;1,00;;A", ";goes on;;;", "2026-03-02;Prel b;2,00;;A", "2026-03-03;c;3,00;;A", "2026-03-01;d;4,00;;B",
    header="Day;Text;Amount;Balance;Account",
)  # fmt: skip


def raw(data, by, *, entry, part=0, amount):
    return raw_row(io.BytesIO(data), by, currency="SEK", entry=entry, part=part, amount_minor=amount)


@pytest.mark.parametrize(
    ("case", "entry", "amount", "found"),
    [
        ("with a row that goes on", 1, 100,
         [("", "line 2"), ("Day", "2026-03-01"), ("Text", "a"), ("Amount", "1,00"), ("Account", "A"),
          ("Text", "goes on")]),
        ("behind one that is not booked", 2, 300,
         [("", "line 5"), ("Day", "2026-03-03"), ("Text", "c"), ("Amount", "3,00"), ("Account", "A")]),
        ("of another account", 1, 400,
         [("", "line 6"), ("Day", "2026-03-01"), ("Text", "d"), ("Amount", "4,00"), ("Account", "B")]),
        ("of another amount", 1, 500, []),
        ("behind the last", 9, 100, []),
    ],
)  # fmt: skip
def test_a_row(case, entry, amount, found):
    assert raw(DATA, OWN, entry=entry, amount=amount) == found


def test_two_that_could_be_meant():
    data = DATA.replace(b"4,00", b"1,00")
    assert raw(data, OWN, entry=1, amount=100) == []


@pytest.mark.parametrize(("entry", "part", "amount", "place"), [(1, 2, 19_400, "line 4"), (2, 0, 48_500, "line 3")])
def test_a_row_of_a_payout(entry, part, amount, place):
    found = raw(text(*ROWS, header=HEAD), BY, entry=entry, part=part, amount=amount)
    assert found[0] == ("", place)
    assert raw(text(*ROWS, header=HEAD), BY, entry=7, part=part, amount=amount) == []


@pytest.mark.parametrize(
    ("case", "part", "amount", "places"),
    [("with its fee", 1, 49_100, ["line 2", "line 3"]), ("a fee of no payment", 3, -3_900, ["line 6"]),
     ("another amount", 1, 50_000, []), ("no such part", 9, 100, [])],
)  # fmt: skip
def test_a_row_with_the_rows_of_its_fees(case, part, amount, places):
    found = raw(text(*MOVED, header=CLOSED_HEAD), CLOSED, entry=1, part=part, amount=amount)
    assert [value for name, value in found if not name] == places


@pytest.mark.parametrize(("amount", "places"), [(90_000, ["line 8"]), (100, [])])
def test_a_transfer_that_is_one_line(amount, places):
    data = text(*MOVED, header=CLOSED_HEAD).replace(b"-698,00", b"-900,00")
    found = raw(data, CLOSED, entry=1, amount=amount)
    assert [value for name, value in found if not name] == places
