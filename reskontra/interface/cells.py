"""Text in the cells of a table."""

from __future__ import annotations

import itertools
import sys
import textwrap

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from reskontra.interface.display import printable


class Cell:
    """Text in a table, which breaks at plain spaces alone: an amount in Swedish has others inside."""

    def __init__(self, text: str) -> None:
        self.text = printable(text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = sys.maxsize if options.no_wrap else options.max_width
        lines = (textwrap.wrap(line, width, break_on_hyphens=False) or [""] for line in self.text.split("\n"))
        yield Text("\n".join(itertools.chain.from_iterable(lines)), overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self.text.split("\n")
        words = (word for line in lines for word in line.split(" "))
        return Measurement(max(map(cell_len, words)), max(map(cell_len, lines))).with_maximum(options.max_width)
