"""What the pages of reminders show: one with its lines, and what making them would come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reskontra.collections.making_reminders import Made, MadeReminders
from reskontra.collections.reminder_plans import Why, overdue_lines
from reskontra.collections.reminder_queries import ReminderFacts, ReminderLineFacts, reminder_by_id, reminder_lines
from reskontra.collections.reminder_words import ROLE_WORDS, STATE_MARKS, STATE_WORDS, why_wording, with_covered
from reskontra.collections.sending_queries import letter_out_text, letters_out
from reskontra.companies.files import erased_of_digests
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.refusals import wording
from reskontra.ledger.queries import voucher_names
from reskontra.receivables.kinds import kind_word

MOST_SHOWN = 200
_AFTER = ("TEXT", "ENDING")  # in the order of print


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the body. word: its document or what it is.

    left_minor   what is asked for of the document, without what is held back; of what is only told all that is left
    """

    line: ReminderLineFacts
    word: str
    section: str
    is_under: bool

    @property
    def left_minor(self) -> int:
        return self.line.demanded_minor or self.line.remaining_minor


@dataclass(frozen=True, slots=True)
class ReminderPage:
    """vouchers: of what was posted and of what took it back, "" for none; out: of each letter that went out.

    erased: since when the letter is gone, None while it is there
    """

    one: ReminderFacts
    state: str
    shape: str
    role: str
    before: tuple[str, ...]
    rows: tuple[LineRow, ...]
    after: tuple[str, ...]
    voucher: str
    cancel_voucher: str
    out: tuple[str, ...]
    erased: date | None


def reminder_page(*, company: CompanyFacts, id: int) -> ReminderPage | None:
    """None where the company has no such reminder."""
    one = reminder_by_id(company=company, id=id)
    if one is None:
        return None
    lines = reminder_lines(company=company, id=id)
    names: Mapping[int, str] = voucher_names(
        company=company, ids=[key for key in (one.voucher_id, one.cancel_voucher_id) if key]
    )
    return ReminderPage(
        one=one,
        state=_(STATE_WORDS[one.state]),
        shape=STATE_MARKS[one.state][0],
        role=STATE_MARKS[one.state][1],
        before=tuple(line.text for line in lines if line.role == "BEGINNING"),
        rows=tuple(_row(line, one.currency) for line in lines if line.role not in ("BEGINNING", *_AFTER)),
        after=tuple(line.text for role in _AFTER for line in lines if line.role == role),
        voucher=names.get(one.voucher_id or 0, ""),
        cancel_voucher=names.get(one.cancel_voucher_id or 0, ""),
        out=tuple(map(letter_out_text, letters_out(company=company, kind=one.kind, numbers=[one.number]))),
        erased=erased_of_digests(company=company, digests=[one.pdf_sha256]).get(one.pdf_sha256),
    )


def _row(line: ReminderLineFacts, currency: str) -> LineRow:
    is_document = bool(line.document_number) and line.role != "LINE_FEE"
    word = f"{kind_word(line.document_type)} {line.document_number}" if is_document else line.text
    section = "" if line.role == "OVERDUE" else _(ROLE_WORDS[line.role])
    return LineRow(
        line, with_covered(word or section, line.covered_minor, currency), section, line.role in ("RATE", "LINE_FEE")
    )


@dataclass(frozen=True, slots=True)
class MadeRow:
    party: str
    name: str
    level: int
    lines: int
    currency: str
    remaining_minor: int
    interest_minor: int
    fees_minor: int
    total_minor: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotMadeRow:
    party: str
    name: str
    currency: str
    overdue_minor: int
    why: str


@dataclass(frozen=True, slots=True)
class MakingPage:
    """What would be made; rows are the first ones, counts of all. totals: currency → how much would be asked for."""

    rows: tuple[MadeRow, ...]
    count: int
    totals: tuple[tuple[str, int], ...]
    not_made: tuple[NotMadeRow, ...]
    not_made_count: int
    without_terms: int


def making_page(found: MadeReminders) -> MakingPage:
    totals: dict[str, int] = {}
    for made in found.made:
        currency = made.draft.planned.account.currency
        totals[currency] = totals.get(currency, 0) + made.draft.sums.total_minor
    others = [one for one in found.not_made if one.why is not Why.NO_TERMS]
    return MakingPage(
        rows=tuple(map(_made_row, found.made[:MOST_SHOWN])),
        count=len(found.made),
        totals=tuple(sorted(totals.items())),
        not_made=tuple(
            NotMadeRow(one.party, one.name, one.currency, one.overdue_minor, why_wording(one))
            for one in others[:MOST_SHOWN]
        ),
        not_made_count=len(others),
        without_terms=len(found.not_made) - len(others),
    )


def _made_row(made: Made) -> MadeRow:
    planned, sums = made.draft.planned, made.draft.sums
    return MadeRow(
        party=planned.account.party.number,
        name=planned.account.party.name,
        level=planned.plan.level,
        lines=len(overdue_lines(planned.plan)),
        currency=planned.account.currency,
        remaining_minor=sums.remaining_minor,
        interest_minor=sums.interest_minor,
        fees_minor=sums.fee_minor + sums.line_fee_minor,
        total_minor=sums.total_minor,
        left_out=tuple(wording(refusal) for refusal in made.draft.left_out),
    )
