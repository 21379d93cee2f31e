"""What became of labelled payments: right, incomplete, wrong or left, by style and by confidence.

right       a labelled answer: the same documents, each closed with the same gross, discount and what is kept back
incomplete  documents of an answer only, but not all, or with other amounts; or another state than labelled
wrong       money on a document no answer has; any money where nobody can decide; high where that is forbidden
left        nothing applied though there is an answer
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reskontra.core.matching.records import BankLine, LineProposal, Part

VERDICTS = ("right", "incomplete", "wrong", "left")


@dataclass(frozen=True, slots=True)
class Paid:
    """How a document is closed: cash, and what is granted or kept back besides."""

    cash: int
    discount: int = 0
    other: int = 0  # charge, rounding or tolerance: which document bears it does not matter


Answer = Mapping[int, Paid]


@dataclass(frozen=True, slots=True)
class Case:
    """A payment and its truth.

    answers       any of these is right; none means that nobody can decide, so that nothing may be applied
    may_be_left   leaving it to a person is right too
    is_doubtful   high would be too sure, even for the right documents
    state         the state wanted, where it matters
    offers        documents that must be among the alternatives where nothing is applied
    """

    style: str
    line: BankLine
    answers: tuple[Answer, ...] = ()
    may_be_left: bool = False
    is_doubtful: bool = False
    state: str = ""
    offers: frozenset[int] = frozenset()


def verdict(case: Case, proposal: LineProposal) -> str:
    """What a proposal is worth."""
    parts = [part for part in proposal.parts if part.entry_id is not None]
    if not parts:
        return _verdict_of_none(case, proposal)
    known = {entry_id for answer in case.answers for entry_id in answer}
    if any(part.entry_id not in known for part in parts) or (case.is_doubtful and proposal.confidence == "high"):
        return "wrong"
    if case.state and proposal.state != case.state:
        return "incomplete"
    return "right" if any(_is_answer(parts, answer) for answer in case.answers) else "incomplete"


def _verdict_of_none(case: Case, proposal: LineProposal) -> str:
    if case.answers and not case.may_be_left:
        return "left"
    is_told = not case.state or case.answers or proposal.state == case.state
    return "right" if is_told and case.offers <= set(proposal.alternatives) else "incomplete"


def _is_answer(parts: Iterable[Part], answer: Answer) -> bool:
    proposed = {part.entry_id: part for part in parts}
    if proposed.keys() != answer.keys():
        return False
    others = 0
    for entry_id, paid in answer.items():
        part = proposed[entry_id]
        other = part.charge_minor + part.rounding_minor + part.tolerance_minor
        others += other - paid.other
        if part.cash_minor + other != paid.cash + paid.other or part.discount_minor != paid.discount:
            return False
    return others == 0


class Score:
    """Verdicts counted over any number of books."""

    def __init__(self) -> None:
        self.by_style: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_confidence: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_style_and_confidence: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, style: str, confidence: str, verdict: str) -> None:
        self.by_style[style][verdict] += 1
        self.by_confidence[confidence][verdict] += 1
        self.by_style_and_confidence[style, confidence][verdict] += 1

    @property
    def total(self) -> Counter[str]:
        return sum(self.by_style.values(), Counter())

    def table(self) -> list[str]:
        """Markdown: a row a style, then all, then the confidences."""
        head = f"| {'style':<28} | lines | {' | '.join(f'{name:>10}' for name in VERDICTS)} |   high | high right |"
        rows = [head, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
        rows += [self._row(style, self.by_style[style], style) for style in sorted(self.by_style)]
        rows.append(self._row("all", self.total, None))
        return rows

    def confidences(self) -> list[str]:
        return [_figures(f"of {name}", self.by_confidence[name]) for name in sorted(self.by_confidence)]

    def _row(self, name: str, counts: Counter[str], style: str | None) -> str:
        high: Counter[str] = (
            self.by_confidence["high"] if style is None else self.by_style_and_confidence[style, "high"]
        )
        lines, sure = counts.total(), high.total()
        shares = " | ".join(f"{counts[one] / lines:>10.2%}" for one in VERDICTS)
        sure_right = f"{high['right'] / sure:>10.2%}" if sure else f"{'–':>10}"
        return f"| {name:<28} | {lines:>5} | {shares} | {sure / lines:>6.1%} | {sure_right} |"


def _figures(name: str, counts: Counter[str]) -> str:
    lines = counts.total()
    shares = ", ".join(f"{counts[one] / lines:.3%} {one}" for one in VERDICTS if counts[one])
    return f"{name:<12} {lines:>7} lines: {shares}"
