"""What a person's decision about one line teaches: names, accounts and texts that mean somebody from now on.

Nothing is learned from what is not certain: money put on several customers does not say who sent it, and what the
customer's card or its name says already is no news. Where account or name is another customer's, that one pays for the
customer whose documents were chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reskontra.core.matching.facts import text_value
from reskontra.core.matching.names import full_fold
from reskontra.core.matching.records import FactKind
from reskontra.core.matching.signals import Level, name_level

NAME_LETTERS_MIN = 3


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A line of the bank and where a person put its money, all of it.

    name            of the party on whose behalf was paid, else of the one that paid
    accounts        the counterparty's, our own left out
    party_ids       the distinct parties of its parts; account_numbers: the G/L accounts
    is_whole        the line is on one party alone, or on one G/L account alone
    holders         account → the parties whose card has it
    namesakes       parties whose name is exactly that on the line
    party_names     party → its name
    """

    line_id: int
    amount_minor: int
    name: str = ""
    accounts: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    party_ids: tuple[int, ...] = ()
    account_numbers: tuple[str, ...] = ()
    is_whole: bool = True
    holders: Mapping[str, Sequence[int]] = field(default_factory=dict)
    namesakes: Sequence[int] = ()
    party_names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Teaching:
    """A fact that a decision speaks for; written: as the bank wrote it."""

    kind: str
    value: str
    party_id: int | None = None
    account_number: str = ""
    direction: str = ""
    written: str = ""

    @property
    def key(self) -> tuple[str, str, str, int | None, str]:
        return (self.kind, self.value, self.direction, self.party_id, self.account_number)


def teachings(line: DecidedLine) -> list[Teaching]:
    """What the decision speaks for, each once, in a fixed order; nothing where it is not certain."""
    if not line.is_whole:
        return []
    if len(line.party_ids) == 1:
        return list(dict.fromkeys(_of_party(line, line.party_ids[0])))
    if len(line.account_numbers) == 1:
        return list(_of_account(line, line.account_numbers[0]))
    return []


def direction_of(amount_minor: int) -> str:
    return "IN" if amount_minor > 0 else "OUT"


def _of_party(line: DecidedLine, party_id: int) -> Iterator[Teaching]:
    for account in line.accounts:
        known = line.holders.get(account, ())
        if not known:
            yield Teaching(FactKind.ACCOUNT, account, party_id, written=account)
        elif party_id not in known and len(known) == 1:
            yield Teaching(FactKind.PAYS_FOR, str(known[0]), party_id, written=line.name)
    fold = full_fold(line.name)[:200]
    if len(fold) < NAME_LETTERS_MIN or party_id in line.namesakes:
        return
    if len(line.namesakes) == 1:
        yield Teaching(FactKind.PAYS_FOR, str(line.namesakes[0]), party_id, written=line.name)
    elif not line.namesakes and name_level(line.name, line.party_names.get(party_id, "")) < Level.STRONG:
        yield Teaching(FactKind.NAME, fold, party_id, written=line.name[:200])


def _of_account(line: DecidedLine, account_number: str) -> Iterator[Teaching]:
    value = text_value(line.texts, line.name)
    if value:
        yield Teaching(
            FactKind.TEXT,
            value,
            account_number=account_number,
            direction=direction_of(line.amount_minor),
            written=" ".join(" ".join(line.texts or (line.name,)).split())[:200],
        )
