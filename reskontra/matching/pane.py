"""The pane beside the list: all that is known of one line, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import EntryFact
from reskontra.core.statements import fold
from reskontra.interface.templatetags.display import day, money
from reskontra.journals.queries import JournalFacts
from reskontra.ledger.queries import voucher_names
from reskontra.matching.actions.decide_as_seen import version_of
from reskontra.matching.explanations import sentence
from reskontra.matching.left_to_decide import question
from reskontra.matching.marks import Letters, Piece
from reskontra.matching.pages import left_over, line_row
from reskontra.matching.paging import Beside, Places, places_around
from reskontra.matching.proposals import StoredPart
from reskontra.matching.queries import ShownLine, alternatives_of, shown_line
from reskontra.matching.questions import Question, questions_of
from reskontra.matching.show import worded
from reskontra.receivables.kinds import kind_word


@dataclass(frozen=True, slots=True)
class Said:
    """A row of what the bank told."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A row of the proposal. after_minor: what remains of the entry then; None for an account."""

    name: str
    whose: str
    due_date: date | None
    remaining_minor: int | None
    discount_minor: int
    besides_minor: int
    cash_minor: int
    after_minor: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that could be meant. document: as an application names it; why: what speaks against it."""

    key: int
    document: str
    name: str
    whose: str
    minor: int
    currency: str
    due_date: date
    why: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of the difference. why_not: two words, where it cannot be gone; effect: what it does, in a sentence."""

    name: str
    word: str
    why_not: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Pane:
    """One line in full. left_minor: what of its money is on nothing yet; rest_minor: what its documents keep open.

    seen: what decisions are held against, so that two people do not decide over each other
    """

    journal: str
    number: int
    date: date
    payer: str
    minor: int
    currency: str
    bank_minor: int
    bank_currency: str
    state: str
    state_amount: str
    confidence: str
    is_reviewed: bool
    is_open: bool
    is_ready: bool
    has_proposal: bool
    needs_amount: bool
    voucher: str
    said: tuple[Said, ...]
    applied: tuple[Applied, ...]
    why: tuple[Reason, ...]
    question: str
    candidates: tuple[Candidate, ...]
    left_minor: int
    rest_minor: int
    party: str
    ways: tuple[Way, ...]
    beside: Beside
    seen: str
    questions: tuple[Question, ...]
    transaction: int | None

    @property
    def applied_minor(self) -> int:
        return sum(one.cash_minor for one in self.applied)

    @property
    def discount_minor(self) -> int:
        return sum(one.discount_minor for one in self.applied)


def pane_of(
    *,
    company: CompanyFacts,
    journal: JournalFacts,
    number: int,
    tab: str,
    sort: str,
    known: ShownLine | None = None,
    places: Places | None = None,
) -> Pane | None:
    """The line of the journal with that number; None where there is none.

    known, places   the line, and the lines of its tab, where they have been read
    """
    shown = known or shown_line(company=company, journal=journal, number=number)
    if shown is None:
        return None
    if places is None:
        places = places_around(company=company, journal_id=journal.id, tab=tab, line_number=number, sort=sort)
    return _pane(company, shown, places.beside(number))


def _pane(company: CompanyFacts, shown: ShownLine, place: Beside) -> Pane:
    row, proposal = line_row(shown), shown.proposal
    letters = Letters(proposal.explanation if proposal else ())
    said = tuple(_said(shown, letters))  # gives the letters that the reasons then tell
    applied = tuple(_applied(shown, part) for part in proposal.parts) if proposal else ()
    is_open = shown.line.state == "OPEN"
    vouchers = voucher_names(company=company, ids=[shown.line.voucher_id] if shown.line.voucher_id else [])
    left = row.minor - sum(part.cash_minor for part in proposal.parts) if proposal else row.minor
    rest = sum(one.after_minor or 0 for one in applied) if is_open else 0
    return Pane(
        journal=shown.journal.number,
        number=row.number,
        date=row.date,
        payer=row.name or row.text or _("(no text)"),
        minor=row.minor,
        currency=row.currency,
        bank_minor=shown.line.amount_minor,
        bank_currency=shown.line.currency,
        state=row.state,
        state_amount=left_over(shown) if is_open else "",
        confidence=row.confidence,
        is_reviewed=row.is_reviewed,
        is_open=is_open,
        is_ready=shown.is_ready,
        has_proposal=bool(applied),
        needs_amount=shown.line.account_minor is None,
        voucher=next(iter(vouchers.values()), ""),
        said=said,
        applied=applied,
        why=tuple(_why(shown, letters)),
        question=question(shown),
        candidates=tuple(_candidates(shown)) if is_open else (),
        left_minor=left,
        rest_minor=rest,
        party=_party(shown),
        ways=ways_of(shown, left=left, rest=rest, applied=applied) if is_open else (),
        beside=place,
        seen=version_of(shown),
        questions=tuple(questions_of(company=company, line_id=shown.line.id)),
        transaction=shown.transaction.id if shown.transaction else None,
    )


def _said(shown: ShownLine, letters: Letters) -> Iterator[Said]:
    fact = shown.transaction
    if fact is None:
        yield Said(_("Text"), letters.pieces(shown.line.description, is_text=True))
        return
    names = dict.fromkeys(name for name in (fact.name, fact.ultimate_name) if name)
    payer = ", ".join([*names, *(one for one in (fact.city, fact.organisation_number) if one)])
    text = " ".join(fact.texts)
    rows = (
        (_("Payer") if shown.amount_minor >= 0 else _("Payee"), payer, False),
        (_("Account"), ", ".join(fact.accounts), False),
        (_("Reference"), ", ".join(reference.raw for reference in fact.references), False),
        (_("Text"), text, True),
        (_("Bank's reference"), " · ".join(one for one in (fact.bank_reference, fact.transaction_code) if one), False),
    )
    for label, told, is_text in rows:
        if told:
            yield Said(label, letters.pieces(told, is_text=is_text))


def _applied(shown: ShownLine, part: StoredPart) -> Applied:
    entry = shown.entries.get(part.entry_id or 0)
    party = shown.parties.get(part.party_id or (entry.party_id if entry else 0))
    is_open = shown.line.state == "OPEN"
    payer = shown.transaction.name if shown.transaction else ""
    if entry and part.entry_minor:
        remaining = after = None
        name = f"{entry.document_number}, {money(part.entry_minor, entry.currency)} {entry.currency}"
    elif entry:
        remaining = entry.remaining_minor if is_open else None
        after = entry.remaining_minor - part.taken_minor if is_open else None
        name = entry.document_number
    else:
        remaining = after = None
        name = _("On account") if party else part.account_number
    return Applied(
        name=name,
        whose=party.name if party and fold([party.name]) != fold([payer]) else "",
        due_date=entry.due_date if entry else None,
        remaining_minor=remaining,
        discount_minor=-part.discount_minor,
        besides_minor=-(part.tolerance_minor + part.charge_minor + part.rounding_minor),
        cash_minor=part.cash_minor,
        after_minor=after,
    )


def _why(shown: ShownLine, letters: Letters) -> Iterator[Reason]:
    reasons = shown.proposal.explanation if shown.proposal else ()
    told = worded(reasons, shown.currency)
    for reason, worded_reason in zip(reasons, told, strict=True):
        yield Reason(letters.of(reason), sentence([worded_reason]))


def _candidates(shown: ShownLine) -> Iterator[Candidate]:
    chosen = {part.entry_id for part in shown.proposal.parts} if shown.proposal else set()
    open_ones = [(entry, why) for entry, why in alternatives_of(shown) if entry.remaining_minor]
    for key, (entry, why) in enumerate([pair for pair in open_ones if pair[0].entry_id not in chosen], start=1):
        party = shown.parties[entry.party_id]
        told = sentence(list(worded([why], entry.currency))) if why else ""
        yield candidate(key, entry, party.number, party.name, told)


def candidate(key: int, entry: EntryFact, number: str, name: str, why: str) -> Candidate:
    return Candidate(
        key=key,
        document=f"{entry.ledger.lower()}:{entry.document_number}@{number}",
        name=f"{kind_word(entry.document_type)} {entry.document_number}",
        whose=name,
        minor=entry.remaining_minor,
        currency=entry.currency,
        due_date=entry.due_date,
        why=why,
    )


def _party(shown: ShownLine) -> str:
    """customer:NUMBER of whom the money is from, where one alone is meant; else empty."""
    ids = {part.party_id for part in shown.proposal.parts if part.party_id} if shown.proposal else set()
    ids = ids or {entry.party_id for entry, _why in alternatives_of(shown)}
    if len(ids) != 1:
        return ""
    found = shown.parties.get(ids.pop())
    return f"{found.ledger.lower()}:{found.number}" if found else ""


def ways_of(shown: ShownLine, *, left: int, rest: int, applied: Sequence[Applied]) -> tuple[Way, ...]:
    """All seven ways out of a difference, those that can be gone first; none where nothing differs."""
    if left:
        found = _ways_of_money(shown, left)
    elif rest:
        found = _ways_of_rest(shown, rest, applied)
    else:
        return ()
    return tuple(sorted(found, key=lambda way: bool(way.why_not)))


def _ways_of_money(shown: ShownLine, left: int) -> list[Way]:
    """Money that is on nothing yet."""
    amount, party = money(left, shown.currency), _party(shown)
    none_open = _("nothing open")
    return [
        Way(
            "on_account",
            _("On account"),
            "" if party else _("payer not known"),
            _("{amount} stays on account of {party}").format(amount=amount, party=party),
        ),
        Way("account", _("Another account"), "", _("{amount} goes to the account").format(amount=amount)),
        Way("leave", _("Leave open"), none_open),
        Way("discount", _("Discount"), none_open),
        Way("charge", _("Bank charge"), none_open),
        Way("write_off", _("Write off"), none_open),
        Way("tolerance", _("Tolerance"), none_open),
    ]


def _ways_of_rest(shown: ShownLine, rest: int, applied: Sequence[Applied]) -> list[Way]:
    """Documents that are not paid in full."""
    parts = shown.proposal.parts if shown.proposal else ()
    entries = [entry for part in parts if (entry := shown.entries.get(part.entry_id or 0))]
    tolerance = sum(entry.max_tolerance_minor for entry in entries)
    discount = sum(entry.discount_minor for entry in entries) - sum(part.discount_minor for part in parts)
    amount = money(rest, shown.currency)
    too_much = _("at most {amount}")
    written_off = _("{amount} is written off, the document is closed").format(amount=amount)
    return [
        Way("leave", _("Leave open"), "", due_words(applied, shown.currency)),
        Way(
            "charge", _("Bank charge"), "", _("{amount} is a bank charge, the document is closed").format(amount=amount)
        ),
        Way("write_off", _("Write off"), "", written_off),
        Way(
            "account",
            _("Another account"),
            "",
            _("{amount} is posted to the account, the document is closed").format(amount=amount),
        ),
        Way(
            "discount",
            _("Discount"),
            "" if abs(rest) <= abs(discount) else too_much.format(amount=money(discount, shown.currency)),
            _("{amount} is cash discount, the document is closed").format(amount=amount),
        ),
        Way(
            "tolerance",
            _("Tolerance"),
            "" if abs(rest) <= abs(tolerance) else too_much.format(amount=money(tolerance, shown.currency)),
            _("{amount} is payment tolerance, the document is closed").format(amount=amount),
        ),
        Way("on_account", _("On account"), _("no surplus")),
    ]


def due_words(found: Sequence[Applied], currency: str) -> str:
    """What stays open of the documents after this line, in a sentence; empty where nothing does."""
    left = [one for one in found if one.after_minor and one.due_date]
    if not left:
        return ""
    told = _("{amount} stays open on {document}, due {date}")
    return ", ".join(
        told.format(amount=money(one.after_minor, currency), document=one.name, date=day(one.due_date))
        for one in left[:2]
    )
