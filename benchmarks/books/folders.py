"""Score a folder of customers.csv, vendors.csv, entries.csv, statement.xml and truth.json with the core alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.books.score import Score
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.records import EntryFact, LineProposal
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.money import parse_minor
from tests.core.matching.book import read_book, read_statement

CHARGE_MAX_MINOR = 10_000


def score_folder(folder: Path, score: Score, misses: list[str] | None = None) -> int:
    """Match the statement against the book and add every line's verdict; how many lines there were.

    misses   takes a sentence for every line that is not right
    """
    book = read_book(folder)
    lines, references = read_statement(folder / "statement.xml")
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    found = match_lines(lines=lines, book=book, rules=DEFAULT_RULES, settings=MatchSettings())
    for line, proposal in zip(lines, found, strict=True):
        expected = truth[references[line.line_id]]
        outcome = verdict(expected, proposal, book.all_entries)
        score.add(expected["style"], proposal.confidence, outcome)
        if misses is not None and outcome != "right":
            misses.append(f"{outcome} {proposal.confidence} {expected} {line} {proposal}")
    return len(lines)


def verdict(truth: Mapping[str, Any], proposal: LineProposal, entries: Mapping[int, EntryFact]) -> str:
    """As the score of score.py, for the truth of such a folder: documents by number, with what each is settled by."""
    expected = {number: parse_minor(amount, "SEK") for number, amount in truth["applications"]}
    proposed: dict[str, int] = defaultdict(int)
    for part in proposal.parts:
        if part.entry_id is not None:
            number = entries[part.entry_id].document_number
            proposed[number] += part.cash_minor + part.discount_minor + part.tolerance_minor
    if not proposed:
        return "left" if expected else "right"
    if proposed.keys() - expected.keys():
        return "wrong"
    if truth["style"] != "discount_taken" and any(part.discount_minor for part in proposal.parts):
        return "incomplete"
    slack = CHARGE_MAX_MINOR if truth["style"] == "fee_deducted" else 0
    is_whole = proposed.keys() == expected.keys() and all(
        abs(proposed[number] - minor) <= slack for number, minor in expected.items()
    )
    return "right" if is_whole else "incomplete"
