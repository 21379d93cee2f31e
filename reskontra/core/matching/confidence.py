"""The rule table: what is known of payer, documents, amount and direct debit gives a confidence.

The strongest rule that fits decides. A rule's score orders all rules: (confidence + 1) × 1000 − priority, so that a
text mapping (3000-3499) stands between high and medium; that is why a high rule's priority ends at 499.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import product

from reskontra.core.errors import Refused

PRIORITY_MAX = 999
HIGH_PRIORITY_MAX = 499


class Confidence(IntEnum):
    """How sure a proposal is. word: its name in lower case, which crosses the interfaces."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    word: str

    def __init__(self, *_: int) -> None:
        self.word = self.name.lower()  # once: a name is looked up through the class each time it is asked for


class PartyResult(StrEnum):
    NOT_CONSIDERED = "NOT_CONSIDERED"
    FULLY = "FULLY"
    PARTIALLY = "PARTIALLY"
    NO = "NO"


class DocumentResult(StrEnum):
    NOT_CONSIDERED = "NOT_CONSIDERED"
    YES = "YES"
    NO = "NO"
    MULTIPLE = "MULTIPLE"


class AmountResult(StrEnum):
    NOT_CONSIDERED = "NOT_CONSIDERED"
    ONE = "ONE"
    MULTIPLE = "MULTIPLE"
    NONE = "NONE"


class DirectDebitResult(StrEnum):
    NOT_CONSIDERED = "NOT_CONSIDERED"
    YES = "YES"
    NO = "NO"


class PriorityOutOfRange(Refused):
    code = "rule_priority_out_of_range"
    template = "Priority {priority} of a {confidence} rule is outside 1 to {most}. Choose a number from 1 to {most}."


class PriorityTaken(Refused):
    code = "rule_priority_taken"
    template = "Two {confidence} rules have priority {priority}. Give one of them a free number."


@dataclass(frozen=True, slots=True)
class MatchRule:
    """If party, document, amount and direct debit are so, then this confidence. Priority 1 is the strongest."""

    confidence: Confidence
    priority: int
    party: PartyResult = PartyResult.NOT_CONSIDERED
    document: DocumentResult = DocumentResult.NOT_CONSIDERED
    amount: AmountResult = AmountResult.NOT_CONSIDERED
    direct_debit: DirectDebitResult = DirectDebitResult.NOT_CONSIDERED
    review_required: bool = True

    @property
    def score(self) -> int:
        return (self.confidence + 1) * 1000 - self.priority

    @property
    def name(self) -> str:
        """As proposals name it: high-4."""
        return f"{self.confidence.word}-{self.priority}"

    def fits(self, results: Results) -> bool:
        """Whether each of the four equals the result or is not considered."""
        wanted = (self.party, self.document, self.amount, self.direct_debit)
        return all(want in ("NOT_CONSIDERED", result) for want, result in zip(wanted, results, strict=True))


Results = tuple[PartyResult, DocumentResult, AmountResult, DirectDebitResult]
RuleTable = Mapping[Results, MatchRule]


def _rules(confidence: Confidence, rows: Iterable[tuple[str, str, str]], *, first: int = 1) -> list[MatchRule]:
    return [
        MatchRule(
            confidence,
            priority,
            PartyResult(party),
            DocumentResult(document),
            AmountResult(amount),
            review_required=confidence is not Confidence.HIGH,
        )
        for priority, (party, document, amount) in enumerate(rows, first)
    ]


_HIGH = (
    ("FULLY", "MULTIPLE", "ONE"),
    ("FULLY", "MULTIPLE", "MULTIPLE"),
    ("FULLY", "YES", "ONE"),
    ("FULLY", "YES", "MULTIPLE"),
    ("PARTIALLY", "MULTIPLE", "ONE"),
    ("PARTIALLY", "MULTIPLE", "MULTIPLE"),
    ("PARTIALLY", "YES", "ONE"),
    ("FULLY", "NO", "ONE"),
    ("NO", "MULTIPLE", "ONE"),
    ("NO", "MULTIPLE", "MULTIPLE"),
)
_MEDIUM = (
    ("FULLY", "MULTIPLE", "NOT_CONSIDERED"),
    ("FULLY", "YES", "NOT_CONSIDERED"),
    ("FULLY", "NO", "MULTIPLE"),
    ("PARTIALLY", "MULTIPLE", "NOT_CONSIDERED"),
    ("PARTIALLY", "YES", "NOT_CONSIDERED"),
    ("NO", "YES", "ONE"),
    ("NO", "MULTIPLE", "NOT_CONSIDERED"),
    ("PARTIALLY", "NO", "ONE"),
    ("NO", "YES", "NOT_CONSIDERED"),
)
_LOW = (
    ("FULLY", "NO", "NONE"),
    ("PARTIALLY", "NO", "MULTIPLE"),
    ("PARTIALLY", "NO", "NONE"),
    ("NO", "NO", "ONE"),
    ("NO", "NO", "MULTIPLE"),
)
DEFAULT_RULES: tuple[MatchRule, ...] = (
    MatchRule(Confidence.HIGH, 1, direct_debit=DirectDebitResult.YES, review_required=False),
    *_rules(Confidence.HIGH, _HIGH, first=2),
    *_rules(Confidence.MEDIUM, _MEDIUM),
    *_rules(Confidence.LOW, _LOW),
)


def validate_rules(rules: Sequence[MatchRule]) -> None:
    """Check the priorities of a company's own table.

    refuses   PriorityOutOfRange (1-999, high 1-499), PriorityTaken: rule by rule, checked in this order
    """
    seen: set[tuple[Confidence, int]] = set()
    for rule in rules:
        most = HIGH_PRIORITY_MAX if rule.confidence is Confidence.HIGH else PRIORITY_MAX
        word = rule.confidence.word
        if not 1 <= rule.priority <= most:
            raise PriorityOutOfRange(priority=rule.priority, confidence=word, most=most)
        if (rule.confidence, rule.priority) in seen:
            raise PriorityTaken(priority=rule.priority, confidence=word)
        seen.add((rule.confidence, rule.priority))


def rule_table(rules: Sequence[MatchRule]) -> RuleTable:
    """The strongest rule for every combination of results; combinations without a rule are left out.

    refuses   as validate_rules
    """
    validate_rules(rules)
    strongest_first = sorted(rules, key=lambda rule: -rule.score)
    table: dict[Results, MatchRule] = {}
    for results in product(
        (PartyResult.FULLY, PartyResult.PARTIALLY, PartyResult.NO),
        (DocumentResult.MULTIPLE, DocumentResult.YES, DocumentResult.NO),
        (AmountResult.ONE, AmountResult.MULTIPLE, AmountResult.NONE),
        DirectDebitResult,
    ):
        rule = next((rule for rule in strongest_first if rule.fits(results)), None)
        if rule:
            table[results] = rule
    return table
