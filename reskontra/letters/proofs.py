"""What proves a bank account, on paper: the statement of reconciliation, and the test report of one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reskontra.letters.pdf import render


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A line of the sum: its words and amount; is_sum: it stands below a rule."""

    word: str
    amount: str
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class ProofList:
    """Rows and their sums, such as what is on one side alone.

    columns   the last before the amounts, a text, is as wide as there is room
    totals    of the amounts, one for each of the last columns
    more      what of it is not printed
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    empty: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class ProofPaper:
    """Every text as it is read.

    account     (word, text) of what the account is
    verdict     what the sum says, in a sentence
    notes       what else looks wrong, a sentence each
    signatures  (word, text) of who signed and when; an empty text is a line to write on
    page_words  what stands before, between and after the numbers of the page and of all pages
    """

    language: str
    company: str
    title: str
    account: tuple[tuple[str, str], ...]
    lines: tuple[ProofLine, ...]
    is_proved: bool
    verdict: str
    explanation: tuple[str, str]
    lists: tuple[ProofList, ...]
    signatures: tuple[tuple[str, str], ...]
    foot: str
    page_words: tuple[str, str, str]
    notes: tuple[str, ...] = ()


def proof_paper_pdf(paper: ProofPaper, *, on: date) -> bytes:
    """The paper as a PDF of the day: the same bytes for the same texts."""
    return render("proof", paper, on=on)
