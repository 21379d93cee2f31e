"""A template on standard input is tried; what failed is told as JSON, {} where nothing did."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import replace
from datetime import date

import typst

from reskontra.letters.letter import Letter, LetterColumn, LetterTable, Paragraph, Payment, Sender, letter_inputs
from reskontra.letters.own_child import bound_memory
from reskontra.letters.pdf import compiled

_SECONDS = 15  # of a processor
_TABLE = LetterTable(
    (LetterColumn("Invoice"), LetterColumn("Due"), LetterColumn("Remaining", True)),
    (("F1", "2026-03-31", "1 000,00"),),
    (("Total", "", "1 000,00"),),
)
SHORT = Letter("sv", "Letter", Sender("Company AB"), ("Customer AB",), (), "Page {page} of {pages}")
FULL = replace(
    SHORT,
    language="en",
    number="R1",
    sender=Sender("Company AB", ("Street 1", "VAT SE1")),
    recipient=("Customer AB", "Street 2", "111 11 City"),
    facts=(("Number", "R1"), ("Date", "2026-03-31")),
    opening=(Paragraph("Text.", "Lead."),),
    figures=(("To pay", "1 000,00 kr"), ("No later than", "2026-04-10")),
    tables=(_TABLE, replace(_TABLE, rows=(), totals=(), empty="None.")),
    after=(Paragraph("Text."),),
    payment=Payment("Payment", (("To bankgiro", "5050-1055"),), "text", "Scan", "A code", ("# 1 #",)),
    closing=(Paragraph("Text."),),
    notes=("Note.",),
)
LONG = replace(FULL, tables=(replace(_TABLE, rows=_TABLE.rows * 150),), payment=None)


def tried(source: str) -> dict[str, str]:
    """What the typesetter said of the first letter that failed: message and diagnostic; empty where none did."""
    for letter in (SHORT, FULL, LONG):
        try:
            compiled(source.encode(), letter_inputs(letter), on=date(2026, 3, 31))
        except typst.TypstError as error:
            return {"message": error.message, "diagnostic": error.diagnostic}
    return {}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    bound_memory()
    sys.stdout.write(json.dumps(tried(sys.stdin.read())))


if __name__ == "__main__":
    main()
