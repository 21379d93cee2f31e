"""So many rows are shown as a page holds, and all are counted."""

from datetime import date

from reskontra.desk.import_answers import SHOWN_MAX, answers_shown
from reskontra.receivables.direct_debit import MandateLine, Taken

LINE = MandateLine("9912346", "101", "K1", "Alfa AB", "50010000", "5560001234", "ACTIVE", "04", date(2026, 3, 2))


def test_rows_beyond_those_shown_are_counted() -> None:
    shown = answers_shown(Taken("mandates", mandates=(LINE,) * (SHOWN_MAX + 3), known=2))
    assert (len(shown.mandates), shown.more, shown.count, shown.known) == (SHOWN_MAX, 3, SHOWN_MAX + 3, 2)
    assert shown.mandates[0].state == "Active"
