"""How wide the texts of a letter are, so that the typesetter need not ask: to measure is half of what a letter costs.

The widths are upper bounds for a class of signs, of the regular face and of the semibold one; of a sign of no class it
is about what letters of other alphabets take. Where a table holds one, what is told is good enough to choose by, and
its columns and rows are left to the typesetter.

Widths are in em of the text, lengths in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from reskontra.letters.letter import Letter, LetterTable

_CLASSES = {
    0.25: " \u00a0,.:;'|¦",
    0.36: "!()-/Iijlft{}ÌÍÎÏìíîïıłľĺ\\°’•",
    0.48: 'acersz"#$*?J[]`~¢£¤¥§¨àáâãäåçèéêëāăćčēėęěśšşźžżřŕţťŧ”€',
    0.49: "0123456789",
    0.57: "bdghknopquvxyEFLS+<=>^_«»±µ¿ÈÉÊËĖĘĚŁĽŚŠŞ×÷ðñòóôõöøùúûüýþÿđďğģńňņōőůűūų–−",
    0.65: "PTŢŤ",
    0.75: "ABCDGHKNOQRUVXYZ%&ÀÁÂÃÄÅÇÐÑÒÓÔÕÖØÙÚÛÜÝÞßæĀĂĄĆČĎĐĢĞŃŇŌŐŘŪŮŰŹŽŻ½¼¾—…",
    1.03: "@MWmwÆŒœ",
}


class _Widths(dict[str, float]):
    def __missing__(self, sign: str) -> float:
        if east_asian_width(sign) in "WF":
            return max(_CLASSES)
        return 0.75 if sign.isupper() else 0.6


_WIDTHS = _Widths({sign: width for width, signs in _CLASSES.items() for sign in signs})
_KNOWN = frozenset(_WIDTHS) | {"\n"}
_MM = 72 / 25.4
PAGE = 173 * _MM  # between the margins
_GAP = 5.0  # to either side of what separates two columns
_ROW_GAP = 4.2  # above and below a row
_CAPITAL, _LINE = 0.658, 1.208  # em: of a capital, and from one line to the next
_HEADING = 0.88  # of the size of a table's text
_FACTS = 9.5  # the size of the facts beside the address
_FACTS_MOST = 40 * _MM  # of the half of the page that they have, for their words
_NARROW = 7.0  # em: texts of at most so much share the page with numbers; wider ones take what numbers leave
_WANTED = 15.0  # em: what such a text wants, at most, before a smaller size is chosen
_LEAST = 5.0  # em


@dataclass(frozen=True, slots=True)
class TableFit:
    """size: of the text. columns and rows, the heads among these: points; 0 is as much as it takes, below 0 a share.

    is_sure    nothing is broken but where a row is 0
    """

    size: float
    columns: Sequence[float]
    rows: Sequence[float]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """recipient, figures, payment: sizes. facts: the width of their words, or 0 for as wide as they are."""

    recipient: float
    figures: float
    payment: Sequence[float]
    facts: float
    tables: Sequence[TableFit]


def fit(letter: Letter) -> Fit:
    """The lengths that a letter is laid out by."""
    broken = sum(1 + int(width(line) * 11 / (85 * _MM)) for line in letter.recipient)
    figures = [value for _word, value in letter.figures]
    code = bool(letter.payment and letter.payment.qr)
    payment = letter.payment.facts if letter.payment else ()
    return Fit(
        recipient=9.5 if broken > 6 else 11,
        figures=size_for(figures, PAGE - 8 * _MM * (len(figures) - 1), (16, 14, 12, 11, 10, 9, 8)),
        payment=[size_for([value], (60 if code else 82) * _MM, (12, 11, 10, 9, 8)) for _word, value in payment],
        facts=_facts([word for word, _value in letter.facts]),
        tables=[_table(table) for table in letter.tables],
    )


def _facts(words: Sequence[str]) -> float:
    wanted = max(map(width, words), default=0) * _FACTS
    return wanted if wanted <= _FACTS_MOST and all(map(is_known, words)) else 0


def width(text: str) -> float:
    """Of its longest line."""
    return max(sum(map(_WIDTHS.__getitem__, line)) for line in text.split("\n"))


def is_known(text: str) -> bool:
    """Whether a width is an upper bound."""
    return _KNOWN.issuperset(text)


def size_for(texts: Iterable[str], room: float, sizes: Sequence[float]) -> float:
    """The largest of sizes, from the largest down, at which texts fit beside each other; else the smallest."""
    wanted = sum(map(width, texts))
    return next((size for size in sizes if wanted * size <= room), sizes[-1])


def _table(table: LetterTable) -> TableFit:
    """The widest column of texts takes what the others leave, unless it is narrow itself: then all share the page.

    Where that is not sure to do, other long texts are broken, too.
    """
    needs = _needs(table)
    texts = [at for at, column in enumerate(table.columns) if not column.is_number]
    wide = max(texts, key=needs.__getitem__, default=None)
    broken = {at for at in texts if at == wide or needs[at] > _WANTED}
    gaps = [_GAP * ((at > 0) + (at < len(needs) - 1)) for at in range(len(needs))]
    wanted = sum(min(need, _WANTED) if at in broken else need for at, need in enumerate(needs))
    size = next((size for size in (10, 9, 8, 7) if wanted * size <= PAGE - sum(gaps)), 6)
    room = (PAGE - sum(gaps)) / size
    needs = _alike(needs, room)
    free = room - sum(needs)
    if wide is None or (needs[wide] <= _NARROW and free >= 0):
        widths = [need * room / sum(needs) for need in needs]
        unsure = [-need for need in needs]
    else:
        widths = [need + free if at == wide else need for at, need in enumerate(needs)]
        unsure = [-1 if at in broken else 0 for at in range(len(needs))]
    if not _is_sure(table, needs, widths, wide):
        return TableFit(size, unsure, (), is_sure=False)
    heads = [column.heading for column in table.columns]
    rows = [_height(heads, [width / _HEADING for width in widths])]
    rows += [_height(row, widths) for row in table.rows]
    rows += [_height(row[1:], widths[1:]) for row in table.totals]
    columns = [size * width + gap for width, gap in zip(widths, gaps, strict=True)]
    return TableFit(size, columns, [row and size * row + 2 * _ROW_GAP for row in rows], is_sure=True)


def _alike(needs: list[float], room: float) -> list[float]:
    """Whole ems where there is room: a cell as wide as one in another letter, with the same text, is laid out once."""
    whole = [float(ceil(need)) for need in needs]
    return whole if sum(whole) <= room else needs


def _needs(table: LetterTable) -> list[float]:
    """Of each column; a total's words lie over the empty cells beside them, or are broken in their own."""
    cells = [*table.rows, *((max(row[0].split(), key=width, default=""), *row[1:]) for row in table.totals)]
    return [
        max(width(column.heading) * _HEADING, *(width(row[at]) for row in cells), 1.0)
        for at, column in enumerate(table.columns)
    ]


def _is_sure(table: LetterTable, needs: Sequence[float], widths: Sequence[float], wide: int | None) -> bool:
    heads = [column.heading for column in table.columns]
    return (
        all(is_known(text) for row in (heads, *table.rows, *table.totals) for text in row)
        and all(widths[at] >= (_LEAST if at == wide else need) for at, need in enumerate(needs))
        and all(width(row[0]) <= sum(widths[: _span(row)]) for row in table.totals)
    )


def _span(total: Sequence[str]) -> int:
    """The columns that the words of a total lie over."""
    return next((at for at, cell in enumerate(total) if at and cell), len(total))


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    """Of a row's text; 0 where some is broken."""
    if any(width(cell) > room for cell, room in zip(row, widths, strict=True)):
        return 0
    return _CAPITAL + _LINE * max(cell.count("\n") for cell in row)
