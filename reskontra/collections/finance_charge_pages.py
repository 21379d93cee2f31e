"""What the pages of finance charge memos show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charge_words import rate_of, why_not_wording
from reskontra.collections.finance_charges import KIND, MadeMemos, make_memos
from reskontra.collections.interest_rates import late_references
from reskontra.collections.interest_words import Stretch, late_page_text
from reskontra.collections.letter_jobs import is_long, many_text
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_queries import ReminderFacts, ReminderLineFacts, reminder_lines
from reskontra.collections.reminder_words import STATE_MARKS, STATE_WORDS, with_covered
from reskontra.collections.sending_queries import letter_out_text, letters_out
from reskontra.companies.files import erased_of_digests
from reskontra.companies.queries import CompanyFacts
from reskontra.core.wording import worded
from reskontra.interface.display import money
from reskontra.interface.forms import Field, Form
from reskontra.interface.parts import keys_typed
from reskontra.interface.refusals import wording
from reskontra.interface.setup import Head, Listing, Page, Row
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import voucher_names
from reskontra.receivables.kinds import kind_word

MOST_SHOWN = 50  # of a preview


@dataclass(frozen=True, slots=True)
class ChargedRow:
    """An entry of the memo; fees and rounding are rows without one."""

    line: ReminderLineFacts
    word: str
    rates: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class MemoPage:
    """begins, ends: texts before and after the lines; voucher, cancel_voucher: names, "" for none;
    out: of each letter that went out; erased: since when the letter is gone, None for not."""

    memo: ReminderFacts
    state: str
    shape: str
    role: str
    rows: tuple[ChargedRow, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    voucher: str
    cancel_voucher: str
    out: tuple[str, ...]
    erased: date | None


def memo_page(*, company: CompanyFacts, memo: ReminderFacts) -> MemoPage:
    found = reminder_lines(company=company, id=memo.id)
    shape, role = STATE_MARKS[memo.state]
    names = voucher_names(
        company=company, ids=[id for id in (memo.voucher_id, memo.cancel_voucher_id) if id is not None]
    )
    return MemoPage(
        memo=memo,
        state=_(STATE_WORDS[memo.state]),
        shape=shape,
        role=role,
        rows=tuple(_rows(found, memo.currency)),
        begins=tuple(line.text for line in found if line.role == "BEGINNING"),
        ends=tuple(line.text for role in ("TEXT", "ENDING") for line in found if line.role == role),
        voucher=names.get(memo.voucher_id or 0, ""),
        cancel_voucher=names.get(memo.cancel_voucher_id or 0, ""),
        out=tuple(map(letter_out_text, letters_out(company=company, kind=memo.kind, numbers=[memo.number]))),
        erased=erased_of_digests(company=company, digests=[memo.pdf_sha256]).get(memo.pdf_sha256),
    )


def _rows(lines: Sequence[ReminderLineFacts], currency: str) -> list[ChargedRow]:
    words = {"FEE": _("Fee"), "ROUNDING": _("Rounding")}
    return [
        ChargedRow(
            line,
            f"{kind_word(line.document_type)} {line.document_number}"
            if line.entry_id
            else with_covered(words.get(line.role, ""), line.covered_minor, currency),
            tuple(_stretch(rate) for rate in lines if rate.role == "RATE" and rate.parent_position == line.position),
        )
        for line in lines
        if line.role in ("OVERDUE", "FEE", "ROUNDING", "ACCOUNT")
    ]


def _stretch(line: ReminderLineFacts) -> Stretch:
    after = line.from_date or date.min
    return Stretch(
        after + timedelta(days=1), after + timedelta(days=line.days), line.days, rate_of(line), line.text,
        line.amount_minor,
    )  # fmt: skip


def numbers_of(*, company: CompanyFacts, texts: Sequence[str]) -> list[str]:
    """Drafts' numbers of the keys that are ticked; what is no draft of the company is left out."""
    ids = keys_typed(texts)
    rows = CollectionDocument.objects.filter(company=company.id, kind=KIND, state="DRAFT", id__in=ids[:1000])
    return list(rows.order_by("id").values_list("draft_number", flat=True))


def order_of(typed: Typed) -> MemoOrder:
    """What the form asks for.

    refuses   DayNotRead, FieldEmpty
    """
    customers = tuple(word for word in typed.text("customer").replace(",", " ").split() if word)
    posting_date = typed.day("posting_date") if typed.text("posting_date") else None
    since = typed.day("paid_since") if typed.text("paid_since") else None
    return MemoOrder(typed.day("document_date"), posting_date, customers, paid_since=since)


def make_page(company: CompanyFacts, actor: str, typed: Typed) -> Page:
    """The form, and where it is looked at first what would be made, and who gets none."""
    told = _("Drafts of memos that charge interest not charged yet. Nothing is posted before they are issued.")
    lists: tuple[Listing, ...] = ()
    said: tuple[str, ...] = ()
    if typed.text("look") and typed.form == "":
        order = order_of(typed)
        is_many = is_long(company=company, before=order.document_date, customers=order.customers)
        if not is_many:
            lists = preview_lists(make_memos(company=company, actor=actor, order=order, is_preview=True))
        said = tuple([many_text()] if is_many else []) + tuple(
            late_page_text(late) for late in late_references(company=company, as_of=order.document_date)
        )
    above = (_("Finance charge memos"), reverse("memos", args=[company.id]))
    return Page(_("Make finance charge memos"), told, lists, (_make_form(typed),), said=said, above=above)


def _make_form(typed: Typed) -> Form:
    fields = (
        Field("document_date", _("Interest until"), typed.text("document_date") or "t", is_needed=True,
              hint=_("The date of the memos; t is today.")),
        Field("posting_date", _("Posting date"), typed.text("posting_date"), hint=_("Left empty, the same day.")),
        Field("customer", _("Customers"), typed.text("customer"), hint=_("Numbers; left empty, all.")),
        Field("paid_since", _("Paid late since"), typed.text("paid_since"),
              hint=_("For terms that charge what was paid late; left empty, a year.")),
    )  # fmt: skip
    at = {"party_unknown": "customer", "day_not_read": "document_date", "day_far_away": "document_date"}
    return Form("make", _("Make drafts"), _("Make drafts"), fields, at=at, also=("look", _("Look first")))


def preview_lists(made: MadeMemos) -> tuple[Listing, ...]:
    heads = (
        Head(_("Customer")), Head(_("Entries"), True), Head(_("Interest"), True), Head(_("Fee"), True),
        Head(_("Total"), True), Head(_("Currency")), Head(_("Due")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                f"{one.party} {one.name}", str(len(one.documents)),
                *(money(minor, one.currency) for minor in (
                    one.sums.interest_minor, one.sums.fee_minor, one.sums.total_minor)),
                one.currency, day(one.due_date),
            )
        )
        for one in sorted(made.made, key=lambda one: -one.sums.total_minor)[:MOST_SHOWN]
    )  # fmt: skip
    title = worded(_("{count:memo|memos} would be made"), count=len(made.made))
    if len(made.made) > MOST_SHOWN:
        largest = _("the largest {count}").format(count=MOST_SHOWN)
        title = f"{title}; {largest}"
    would = Listing(title, heads, rows, _("No interest is left to charge."))
    not_heads = (Head(_("Customer")), Head(_("Currency")), Head(_("Why")))
    left_out = [
        Row((one.party, one.currency, wording(one.fee_left_out))) for one in made.made if one.fee_left_out is not None
    ]
    nots = [Row((f"{one.party} {one.name}", one.currency, why_not_wording(one))) for one in made.not_made]
    if not nots and not left_out:
        return (would,)
    return (would, Listing(_("Not charged"), not_heads, tuple([*nots, *left_out][:MOST_SHOWN])))
