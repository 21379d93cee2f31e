"""Entries of a large file look alike: a stencil of one shows the texts of the others at once.

To walk a parsed element costs more than to parse it. So, from the hundredth of a file on, an element is written out
again, as one line of plain markup, and held against stencils: a pattern with the markup of an earlier element to the
letter, and a hole wherever a text was. What fits has the same elements in the same order; what the tables do with each
hole was worked out when the stencil was cut. What fits none is walked, as all the first ones are: elements with letters
that XML must escape, amounts that are not written with two decimals, whatever is new or strange.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from lxml import etree

from reskontra.formats.camt_elements import AMOUNT, DATE, GROUP, NEST, TEXT, TEXTS, WALK, Bound, Values, collect
from reskontra.formats.camt_values import BLANKS, HUNDREDTHS, date_from, date_of

WALKED_FIRST = 100  # elements of a file, before the first stencil is cut: cutting takes as long as walking some fifty
STENCILS_MAX, LETTERS_MAX = 60, 8_000  # of a file, and in one of them
_TAG = re.compile(r"(<[^>]*>)")
_HUNDREDTHS = re.compile(f' Ccy="(?:{"|".join(sorted(HUNDREDTHS))})"[^/]*>$')
_HOLE, _FILLED, _FIGURE, _NEVER = "([^<&]*)", "[^<&]*", r"([0-9]{1,13}\.[0-9]{2})", "(?!)"


class _Hole(NamedTuple):
    """What is done with a text: kind as in the tables; number of the dictionary that the key is of.

    at   the element's place among all, in file order
    """

    kind: int
    key: str
    number: int
    at: int
    currency: str = ""


class _Stencil(NamedTuple):
    pattern: re.Pattern[str]
    holes: Sequence[_Hole]


class Stencils:
    """Gathers the elements of one kind in a file; walked_first of them are walked in any case."""

    def __init__(self, table: Bound, *, walked_first: int = WALKED_FIRST) -> None:
        self._table = table
        self._to_walk = walked_first
        self._tried = 0
        self._by_tags: dict[int, list[_Stencil]] = {}

    def collect(self, element: etree._Element, values: Values) -> None:
        """As `collect` of an element: add to `values` what the table names; never overwrites.

        refuses   whatever amount_of and date_of refuse
        """
        if self._to_walk:
            self._to_walk -= 1
            collect(element, self._table, values)
            return
        markup = etree.tostring(element, encoding="unicode", with_tail=False)
        known = self._by_tags.setdefault(markup.count("<"), [])
        for stencil in known:
            if fits := stencil.pattern.fullmatch(markup):
                _take(stencil.holes, fits.groups(), element, values)
                return
        if self._tried < STENCILS_MAX and len(markup) <= LETTERS_MAX:
            self._tried += 1
            known += _cut(element, markup, self._table)
        collect(element, self._table, values)


def _take(holes: Sequence[_Hole], texts: Sequence[str], element: etree._Element, values: Values) -> None:
    dictionaries = [values]
    for (kind, key, number, at, currency), text in zip(holes, texts, strict=True):
        into = dictionaries[number]
        if kind == TEXT:
            if key not in into and (found := text.strip(BLANKS)):
                into[key] = found
        elif kind == NEST:
            dictionaries.append(into.setdefault(key, {}))
        elif kind == GROUP:
            one: Values = {}
            into.setdefault(key, []).append(one)
            dictionaries.append(one)
        elif kind == TEXTS:
            if found := text.strip(BLANKS):
                into.setdefault(key, []).append(found)
        elif key not in into:
            into[key] = (int(text[:-3] + text[-2:]), currency) if kind == AMOUNT else _day(text, element, at)


def _day(text: str, element: etree._Element, at: int) -> date:
    """refuses   NoSuchDate, with the place of the element"""
    return date_from(text.strip(BLANKS)) or date_of(next(islice(element.iter(), at, None)))


def _cut(element: etree._Element, markup: str, table: Bound) -> list[_Stencil]:
    """The stencil of an element; none where something in it is to be walked."""
    if "&" in markup:
        return []
    cutter = _Cutter(element, table)
    pieces = _TAG.split(markup)
    pattern = "".join([cutter.take(tag) for tag in pieces[1::2]])
    stencil = _Stencil(re.compile(pattern), cutter.holes)
    return [stencil] if stencil.pattern.fullmatch(markup) else []


class _Cutter:
    """What must be remembered between two tags of the markup."""

    def __init__(self, element: etree._Element, table: Bound) -> None:
        self.holes: list[_Hole] = []
        self._elements = enumerate(element.iter())
        self._dictionaries = 1
        # Of each element that is open: the table for its children, and the dictionary they add to.
        self._open: list[tuple[Bound, int]] = [({element.tag: (WALK, "", table)}, 0)]

    def take(self, tag: str) -> str:
        """The pattern for a tag and the text behind it."""
        if tag.startswith("</"):
            self._open.pop()
            return re.escape(tag) + _FILLED
        at, element = next(self._elements)
        bound, number = self._open[-1]
        kind, key, inner = bound.get(element.tag, (WALK, "", {}))
        if kind == AMOUNT and inner and len(element):
            kind = WALK
        hole = _NEVER if kind == AMOUNT and len(element) else self._hole(kind, tag)
        if "(" in hole:
            self.holes.append(_Hole(kind, key, number, at, element.get("Ccy", "")))
        if kind in (NEST, GROUP):
            number, self._dictionaries = self._dictionaries, self._dictionaries + 1
        if not tag.endswith("/>"):
            self._open.append((inner, number))
        return re.escape(tag) + hole

    @staticmethod
    def _hole(kind: int, tag: str) -> str:
        """The pattern for the text behind the tag that opens an element; where it closes it too, there is none."""
        if kind in (NEST, GROUP):
            return "()" + _FILLED
        if kind == AMOUNT:
            return _FIGURE if _HUNDREDTHS.search(tag) else _NEVER
        if kind == DATE:
            return _NEVER if tag.endswith("/>") else _HOLE
        return _HOLE if kind in (TEXT, TEXTS) and not tag.endswith("/>") else _FILLED
