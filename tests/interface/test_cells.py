"""Cells break at plain spaces, and show what looks like markup as it is."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.table import Table

from reskontra.interface.cells import Cell


def shown(text: str, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(overflow="fold")
    table.add_row(Cell(text))
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("name", "text", "width", "lines"),
    [
        ("short", "Alfa AB", 20, ["Alfa AB"]),
        ("breaks at spaces", "betald av Alfa", 9, ["betald av", "Alfa"]),
        ("an amount stays whole", "summa 1\u00a0234,50", 10, ["summa", "1\u00a0234,50"]),
        ("markup is text", "[red]AB", 20, ["[red]AB"]),
        ("its own lines", "a\nb", 20, ["a", "b"]),
    ],
)
def test_cells(name: str, text: str, width: int, lines: list[str]) -> None:
    assert shown(text, width) == lines, name
