"""What a person adds to a file of another system, as it is typed; the rest is told with receivables."""

from __future__ import annotations

import pytest
import typer

from reskontra.formats.other_books import Asked
from reskontra.ledger.cli_other_books import asked_of


def test_titles_and_forms_are_taken_as_typed() -> None:
    asked = asked_of(["amount = Att betala", "number=Nr=1"], ledger="vendor", written=["DD/MM/YYYY", ","])
    assert asked == Asked({"amount": "Att betala", "number": "Nr=1"}, "vendor", ",", "DD/MM/YYYY")
    assert asked_of(None) == Asked()


@pytest.mark.parametrize(("columns", "written"), [(["amount"], []), (["=x"], []), ([], ["D/M"])])
def test_anything_else_is_wrong_usage(columns: list[str], written: list[str]) -> None:
    with pytest.raises(typer.BadParameter):
        asked_of(columns, written=written)
