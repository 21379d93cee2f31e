"""The form that maps a line's text: the text, the account, and which open lines it would take."""

from __future__ import annotations

from collections.abc import Mapping as Typed
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.mappings import Mapping
from reskontra.interface.refusals import lines as said_lines
from reskontra.matching.actions.mappings import DIRECTIONS, wanted_mapping
from reskontra.matching.preview import Caught, caught_lines
from reskontra.matching.queries import ShownLine
from reskontra.matching.ways import written_account

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MappingForm:
    """direction: in, out or "" for both. caught: the first open lines that the text is on; more: how many besides."""

    journal: str
    number: int
    payer: str
    text: str
    account: str
    direction: str
    caught: tuple[Caught, ...]
    more: int
    refused: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.caught) + self.more


def form_of(*, company: CompanyFacts, shown: ShownLine, typed: Typed[str, str]) -> MappingForm:
    """The form as it was typed, else as the line suggests; refused where what was typed is no mapping."""
    text = typed.get("text", text_of(shown))
    account = written_account(typed.get("account", ""))
    direction = typed.get("direction", "in" if shown.amount_minor > 0 else "out")
    refused: list[str] = []
    wanted = Mapping(" ".join(text.split())[:250], "GL", "", DIRECTIONS.get(direction, ""))
    if account or "account" in typed:
        try:
            wanted = wanted_mapping(company=company, text=text, account=account, direction=direction)
        except (Refused, Malformed) as refusal:
            refused = list(said_lines(refusal))
    caught = caught_lines(company=company, mapping=wanted, since=date.min, is_open=True) if wanted.text else []
    return MappingForm(
        journal=shown.journal.number,
        number=shown.line.line_number,
        payer=shown.transaction.name if shown.transaction else "",
        text=text,
        account=account.removeprefix("gl:"),
        direction=direction,
        caught=tuple(caught[:MOST_SHOWN]),
        more=max(0, len(caught) - MOST_SHOWN),
        refused=tuple(refused),
    )


def wanted_of(*, company: CompanyFacts, form: MappingForm) -> Mapping:
    """The mapping that the form asks for.

    refuses   what wanted_mapping() refuses
    """
    account = written_account(form.account)
    return wanted_mapping(company=company, text=form.text, account=account, direction=form.direction)


def text_of(shown: ShownLine) -> str:
    """The words of the line that will come again: those before the first number, else the payer's name."""
    fact = shown.transaction
    said = " ".join(fact.texts) if fact else shown.line.description
    words = said.split()
    first = next((place for place, word in enumerate(words) if any(letter.isdigit() for letter in word)), len(words))
    return " ".join(words[:first]) or (fact.name if fact else "") or said
