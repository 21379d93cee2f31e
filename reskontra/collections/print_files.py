"""What is to be printed, as files of so many letters each; beside several of them a list of what is in which."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from reskontra.collections.hand_over_file import plain_cell
from reskontra.interface.tables import FileUnwritable, write_file, writer_to

LETTERS_IN_FILE = 500  # as much memory is needed for ten thousand letters as for so many


class PrintFiles:
    """Takes one file after another: the first by the path itself, then with -2, -3 and so on before its ending.

    From the second on a list tells file by file which letters are in it, in their order: letters-list.csv beside
    letters.pdf. It is written with each file, so that it tells all that is there also where the run is cut short.
    """

    def __init__(self, path: Path) -> None:
        """refuses   FileUnwritable"""
        self.path = path
        self.files: list[Path] = []
        self._first = writer_to(path)
        self._rows: list[tuple[str, int, str]] = []

    def __call__(self, content: bytes, documents: Sequence[str]) -> None:
        """refuses   FileUnwritable; what was written whole is not left then: its letters count as not printed"""
        file = self._beside(f"-{len(self.files) + 1}{self.path.suffix}") if self.files else self.path
        if self.files:
            write_file(file, content)
        else:
            self._first(content)
        self.files.append(file)
        self._rows += [(file.name, place, plain_cell(number)) for place, number in enumerate(documents, 1)]
        if len(self.files) > 1:
            try:
                write_file(self._beside("-list.csv"), self._table())
            except FileUnwritable:
                file.unlink()
                raise

    def names(self) -> str:
        """The files, and the list of them, as a person is told."""
        listed = [self._beside("-list.csv")] if len(self.files) > 1 else []
        return ", ".join(str(file) for file in [*self.files, *listed])

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(f"{self.path.stem}{ending}")

    def _table(self) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerows([("file", "place", "document"), *self._rows])
        return out.getvalue().encode()
