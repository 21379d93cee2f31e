"""One line in full, for the person who decides it: what was written, what speaks for what, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from rich.cells import cell_len
from rich.text import Text

from reskontra.core.matching.records import EntryFact
from reskontra.interface.console import Session
from reskontra.interface.display import money, printable
from reskontra.matching.evidence import places
from reskontra.matching.explanations import sentence
from reskontra.matching.fact_views import WORDS, FactView
from reskontra.matching.left_to_decide import left_to_decide
from reskontra.matching.proposals import StoredPart
from reskontra.matching.queries import ShownLine, alternatives_of
from reskontra.matching.show import worded
from reskontra.receivables.kinds import kind_word

WIDEST = 100  # columns; longer rows are hard to read, also where the screen has them
NARROWEST = 20
ITEM = "– "
# How sure a proposal is, as stored; worded here so that it is translated.
_CONFIDENCES = {
    "high": noop("certain by its evidence"),
    "medium": noop("likely"),
    "low": noop("a hint"),
    "none": noop("not known"),
    "mapped": noop("by a text mapping"),
    "manual": noop("by hand"),
}
_RESIDUES = (
    ("discount_minor", noop("cash discount {amount}")),
    ("tolerance_minor", noop("tolerance {amount}")),
    ("charge_minor", noop("bank charge {amount}")),
    ("rounding_minor", noop("rounding {amount}")),
    ("exchange_difference_minor", noop("exchange difference {amount}")),
)
Row = tuple[str, str]


def print_line(session: Session, shown: ShownLine, *, facts: Sequence[FactView] = (), voucher: str = "") -> None:
    """Name and value, one below the other; a value is broken where the screen ends.

    facts     those that the proposal rests on
    voucher   that the line was posted as
    """
    rows = [row for row in _rows(shown, facts, voucher) if row[1]]
    label = max(cell_len(name) for name, _value in rows) + 2
    width = max(min(session.out.width, WIDEST) - label, NARROWEST)
    for name, value in rows:
        marks = places(_markable(shown, name), value)
        for number, line in enumerate(marked(value, marks, width)):
            lead = name if number == 0 else ""
            session.say(f"{lead}{' ' * (label - cell_len(lead))}{line}".rstrip())


def _markable(shown: ShownLine, name: str) -> list[Mapping[str, Any]]:
    """The reasons that may stand in a row; a place that one tells is in the text."""
    if shown.proposal is None or name not in (_("Text"), _("Reference"), _("From"), _("To"), _("Account")):
        return []
    return [reason for reason in shown.proposal.explanation if name == _("Text") or "start" not in reason]


def marked(value: str, marks: Sequence[tuple[int, int]], width: int) -> Iterator[str]:
    """A value in lines of a width, and under each line carets below what is marked in it."""
    done = 0
    for line in value.split("\n"):
        hanging = len(ITEM) if line.startswith(ITEM) else 0
        for start, end in _broken(line, width - hanging):
            piece = line[start:end]
            yield printable(" " * (hanging if start else 0) + piece)
            below = _carets(piece, [(a - done - start, b - done - start) for a, b in marks])
            if below:
                yield below
        done += len(line) + 1


def _broken(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Where a line is broken: at the last plain space that fits, else where the width ends."""
    start = 0
    while cell_len(line[start:]) > width:
        end = start + len(_fitting(line[start:], width))
        blank = line.rfind(" ", start + 1, end + 1)
        end = blank if blank > start else end
        yield start, end
        start = end + 1 if line[end : end + 1] == " " else end
    yield start, len(line)


def _fitting(text: str, width: int) -> str:
    cut = Text(text[:width])
    cut.truncate(width)
    return cut.plain or text[:1]


def _carets(piece: str, marks: Sequence[tuple[int, int]]) -> str:
    below = ""
    for start, end in marks:
        first, last = max(start, 0), min(end, len(piece))
        if first < last:
            below += " " * (cell_len(piece[:first]) - cell_len(below)) + "^" * cell_len(piece[first:last])
    return below


def _rows(shown: ShownLine, facts: Sequence[FactView], voucher: str) -> Iterator[Row]:
    line, proposal = shown.line, shown.proposal
    yield _("Line"), f"{line.line_number}, {shown.journal.number}"
    yield _("Date"), line.date.isoformat()
    yield _("Amount"), f"{money(shown.amount_minor, shown.currency)} {shown.currency}"
    if line.currency != shown.currency:
        yield _("Bank's amount"), f"{money(line.amount_minor, line.currency)} {line.currency}"
    yield from _said(shown)
    sure = f"{_(shown.state)}, {_(_CONFIDENCES[proposal.confidence])}" if proposal else _(shown.state)
    accepted = _("accepted by a person")
    yield _("State"), f"{sure}, {accepted}" if proposal and proposal.is_reviewed else sure
    for part in proposal.parts if proposal else ():
        yield _("Applied to"), "\n".join(_application(shown, part))
    yield _("Why"), "\n".join(_reasons(_of_the_line(shown), shown.currency))
    if proposal and proposal.parts and proposal.difference_minor:
        yield _("Left over"), f"{money(proposal.difference_minor, shown.currency)} {shown.currency}"
    for entry, reason in alternatives_of(shown):
        yield _("Not chosen"), _alternative(shown, entry, reason)
    for view in facts:
        yield _("Fact"), _fact(view)
    yield _("To decide"), "\n".join(left_to_decide(shown, voucher=voucher))


def _said(shown: ShownLine) -> Iterator[Row]:
    """What the bank handed on of payer and purpose."""
    fact = shown.transaction
    if fact is None:
        yield _("Text"), shown.line.description
        return
    names = dict.fromkeys(name for name in (fact.name, fact.ultimate_name) if name)
    beside = (*names, fact.city, fact.organisation_number)
    yield _("From") if shown.amount_minor >= 0 else _("To"), ", ".join(one for one in beside if one)
    yield _("Account"), ", ".join(fact.accounts)
    yield _("Reference"), ", ".join(reference.raw for reference in fact.references)
    yield _("Text"), " ".join(fact.texts)


def _application(shown: ShownLine, part: StoredPart) -> Iterator[str]:
    """What an application settles with how much, and below it what speaks for it."""
    entry, currency = shown.entries.get(part.entry_id or 0), shown.currency
    told = [f"{_part_name(shown, part, entry)}: {money(part.cash_minor, currency)}"]
    if entry and part.entry_minor:
        settled = _("settles {amount} {currency}")
        told.append(settled.format(amount=money(part.entry_minor, entry.currency), currency=entry.currency))
    for name, template in _RESIDUES:
        if minor := getattr(part, name):
            told.append(_(template).format(amount=money(minor, currency)))
    yield ", ".join(told)
    yield from _reasons(shown.evidence_of(part), currency)


def _part_name(shown: ShownLine, part: StoredPart, entry: EntryFact | None) -> str:
    party = shown.parties.get(part.party_id or (entry.party_id if entry else 0))
    account = f"{part.account_type.lower()}:{part.account_number}"
    whose = f"{account} {party.name}" if party else account
    if entry:
        return f"{kind_word(entry.document_type)} {entry.document_number}, {whose}"
    return _("on account of {party}").format(party=whose) if party else whose


def _of_the_line(shown: ShownLine) -> list[Mapping[str, Any]]:
    """The reasons that speak for no single application: sums, differences, and why nothing is applied."""
    if shown.proposal is None:
        return []
    told = [id(reason) for part in shown.proposal.parts for reason in shown.evidence_of(part)]
    return [reason for reason in shown.proposal.explanation if id(reason) not in told]


def _reasons(reasons: Sequence[Mapping[str, Any]], currency: str) -> list[str]:
    return [f"{ITEM}{sentence([reason])}" for reason in worded(reasons, currency)]


def _alternative(shown: ShownLine, entry: EntryFact, reason: Mapping[str, Any] | None) -> str:
    party = shown.parties[entry.party_id]
    name = f"{kind_word(entry.document_type)} {entry.document_number}"
    whose = f"{entry.ledger.lower()}:{party.number} {party.name}"
    left = _("{amount} {currency} left, due {date}").format(
        amount=money(entry.remaining_minor, entry.currency), currency=entry.currency, date=entry.due_date.isoformat()
    )
    told = f"{name}, {whose}: {left}"
    return "\n".join([told, *_reasons([reason], entry.currency)]) if reason else told


def _fact(view: FactView) -> str:
    fact = view.fact
    told = _("{number}: {kind} {written} means {means} {name}: {hits} decisions for it, {against} against, last {date}")
    return told.format(
        number=fact.number,
        kind=_(WORDS[fact.kind]),
        written=view.shown,
        means=view.means,
        name=view.name,
        hits=fact.hits,
        against=fact.contradictions,
        date=fact.last.isoformat(),
    )
