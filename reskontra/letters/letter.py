"""A letter to a customer: a reminder, a demand, an interest memo, a statement of account, a notice of a refund.

The address is at 105 x 45 mm, 85 mm wide and at most six lines: where the windows of Swedish C5 and C4 envelopes with
the window to the right (SS 614402) show it when the sheet is folded once or lies flat. The part for the payment is the
lower 79 mm of the first page, below a dashed line.

A letter is tagged for those who hear it read, by PDF/UA-1, and can be kept for years, by PDF/A-2a. A sign that no font
at hand can draw would forbid both, and such a letter is made without their seal rather than not at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import typst

from reskontra.letters.fitting import fit
from reskontra.letters.own_process import typeset
from reskontra.letters.pdf import compiled_ours, page_count
from reskontra.letters.qr import qr_svg

STANDARDS = ("a-2a", "ua-1")
_MOST_ROWS = {True: 12, False: 24}  # of tables, on a page with a part for the payment and without; about

Fact = tuple[str, str]  # a word, and what stands under or beside it


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes.

    facts     the foot of the page, word by word: the address, Org.nr 559900-1178, VAT, contact
    logo      PNG, JPEG, WebP or SVG; empty prints the name
    """

    name: str
    facts: tuple[str, ...] = ()
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """lead: its first words, in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class LetterColumn:
    heading: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class LetterTable:
    """rows and totals: as many cells as there are columns. empty: what is said where there are no rows.

    carried       for each row the sums up to it, as many cells as there are columns, empty where nothing is summed; of
                  a table that no page parts they are not shown. carry_words: at the foot of a page, and on the next one
    """

    columns: tuple[LetterColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    heading: str = ""
    empty: str = ""
    carried: tuple[tuple[str, ...], ...] = ()
    carry_words: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Payment:
    """What the payer copies: the lower part of the first page.

    facts     at most eight, down two columns: (Bankgiro, 5050-1055), (OCR, 30014286), (Amount, SEK, 30 502,17)
    qr        the text of the code, from core/payment_qr.py; "" for none
    qr_word   stands below the code; qr_description is read aloud in its stead
    slip      the line of a payment slip, from left to right; empty for none
    """

    title: str
    facts: tuple[Fact, ...]
    qr: str = ""
    qr_word: str = ""
    qr_description: str = ""
    slip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """Every text as it is read.

    language    of the letter, such as sv
    title       its kind: Betalningspåminnelse
    number      of the document, in the head of the pages that follow; "" for none
    recipient   the name first, then the lines of the address
    facts       beside the address: number, date, customer number, references
    figures     at most four, in large type: to pay, by when, where, with which reference
    after       paragraphs below the tables; notes are small
    page_of     such as "Page {page} of {pages}"
    """

    language: str
    title: str
    sender: Sender
    recipient: tuple[str, ...]
    facts: tuple[Fact, ...]
    page_of: str
    number: str = ""
    opening: tuple[Paragraph, ...] = ()
    figures: tuple[Fact, ...] = ()
    tables: tuple[LetterTable, ...] = ()
    after: tuple[Paragraph, ...] = ()
    payment: Payment | None = None
    closing: tuple[Paragraph, ...] = ()
    notes: tuple[str, ...] = ()


def letter_pdf(letter: Letter, *, on: date, template: str = "") -> bytes:
    """The letter as a PDF of the day: the same bytes for the same letter.

    on        the day of the letter, which stands in the PDF's properties
    template  the source of a template of the company's own, which takes the place of ours
    refuses   OwnTemplateFails, OwnTemplateTakesLong
    """
    if template:
        return typeset(template, letter_inputs(letter), on=on, standards=STANDARDS)
    return _by_ours(letter, on)


def _by_ours(letter: Letter, on: date) -> bytes:
    """Most letters end on their first page and are laid out once, for that; one that does not is made anew."""
    rows = sum(len(table.rows) + len(table.totals) for table in letter.tables)
    if rows <= _MOST_ROWS[letter.payment is not None]:
        short = replace(letter, tables=tuple(replace(table, carried=()) for table in letter.tables))
        found = _sealed(letter_inputs(short, is_one_page=True), on)
        if page_count(found) == 1:
            return found
    return _sealed(letter_inputs(letter), on)


def _sealed(given: dict[str, str], on: date) -> bytes:
    try:
        return compiled_ours("letter", given, on=on, standards=STANDARDS)
    except typst.TypstError:
        return compiled_ours("letter", given, on=on)


def letter_inputs(letter: Letter, *, is_one_page: bool = False) -> dict[str, str]:
    """What a template reads: content, the letter as JSON; qr, an SVG; logo, an SVG, or the picture's bytes as JSON.

    The content also tells the sizes and lengths that a template of ours is laid out by.

    is_one_page   known to end on its first page; a template of ours then asks nothing of pages
    """
    content = _fields(letter)
    before, _page, rest = letter.page_of.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    content["page_words"] = (before, between, after)
    content["has_logo"] = bool(letter.sender.logo)
    content["is_one_page"] = is_one_page
    content["fit"] = fit(letter)
    inputs = {"content": json.dumps(content, ensure_ascii=False, default=_fields)}
    if letter.payment and letter.payment.qr:
        inputs["qr"] = qr_svg(letter.payment.qr)
    if letter.sender.logo:
        inputs["logo"] = json.dumps(list(letter.sender.logo), separators=(",", ":"))
    return inputs


def _fields(part: Any) -> dict[str, Any]:
    """Of a part of a letter, all that is text: what it holds is told when JSON comes to it."""
    return {name: found for name in part.__slots__ if not isinstance(found := getattr(part, name), bytes)}
