"""The page on which a draft is changed, of a reminder or of a finance charge memo: its lines, and a form for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.draft_lines import DELETABLE, FEES, TEXTS
from reskontra.collections.editing_memos import addable_to_memo
from reskontra.collections.editing_reminders import addable_documents
from reskontra.collections.open_drafts import REMINDER
from reskontra.collections.reminder_queries import ReminderFacts, ReminderLineFacts, reminder_lines
from reskontra.collections.reminder_terms import ReminderTermsFacts, reminder_terms
from reskontra.collections.reminder_words import ROLE_WORDS, with_covered
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.display import money, typeset_money
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.parts import number_typed
from reskontra.interface.setup import Button, Head, Listing, Page, Row
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.receivables.kinds import kind_word

AT = {
    "line_fee_not_positive": "amount", "fee_above_law": "amount", "reminder_fee_not_agreed": "amount",
    "compensation_of_consumer": "amount", "fee_covered_meanwhile": "amount",
    "fee_reason_missing": "reason", "account_unknown": "account",
    "account_blocked": "account", "account_of_bank": "account", "reminder_level_unknown": "level",
    "draft_text_unfit": "text", "document_not_for_draft": "document", "document_kept_back": "document",
    "document_bears_nothing": "document", "reminder_due_before_date": "due_date",
}  # fmt: skip
_SHORT = 5  # rows of a field for a paragraph
_LONGEST_WORD = 70


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """terms: of a reminder's levels, None for a memo, and where they were deleted since."""

    facts: ReminderFacts
    lines: tuple[ReminderLineFacts, ...]
    terms: ReminderTermsFacts | None

    @property
    def is_reminder(self) -> bool:
        return self.facts.kind == REMINDER

    @property
    def levels(self) -> Choices:
        return tuple((str(one.number), str(one.number)) for one in self.terms.levels) if self.terms else ()

    def line(self, text: str) -> ReminderLineFacts | None:
        """The line at a place that can be changed there."""
        position = number_typed(text)
        known = (*FEES, *TEXTS, *(("OVERDUE",) if self.is_reminder else ()))
        return next((one for one in self.lines if one.position == position and one.role in known), None)


def read_draft(*, company: CompanyFacts, facts: ReminderFacts) -> OpenDraft:
    terms = reminder_terms(company=company).get(facts.terms) if facts.kind == REMINDER else None
    return OpenDraft(facts, tuple(reminder_lines(company=company, id=facts.id)), terms)


def draft_page(*, company: CompanyFacts, draft: OpenDraft, typed: Typed) -> Page:
    """The lines of a draft, what may be added, and the form of the line that is open."""
    one = draft.facts
    seen = stamp(draft)
    name = "reminder" if draft.is_reminder else "memo"
    above = (one.name, reverse(name, args=[company.id, one.id]))
    chosen = draft.line(typed.text("line"))
    forms = [
        *([_line_form(draft, chosen, seen)] if chosen else []), *_document_form(company, draft, seen),
        _text_form(seen), _head_form(draft, seen), _texts_form(draft, seen), _suggest_form(draft, seen),
    ]  # fmt: skip
    total = f"{money(one.sums.total_minor, one.currency)} {one.currency}"
    told = _("{customer} {name}: {total} to pay, due {due}.").format(
        customer=one.party, name=one.party_name, total=total, due=day(one.due_date)
    )
    letter = (_("The letter as it would be"), reverse(f"{name}_letter", args=[company.id, one.id]))
    tabs = ("collections/_places.html", "reminders" if draft.is_reminder else "memos")
    title = _("Change draft {number}").format(number=one.draft_number)
    return Page(title, told, (_lines(draft, chosen),), tuple(forms), links=(letter,), above=above, tabs=tabs)


def _lines(draft: OpenDraft, chosen: ReminderLineFacts | None) -> Listing:
    currency = draft.facts.currency
    heads = [Head(_("Line")), Head(_("What")), Head(_("Remaining"), True), Head(_("Interest or fee"), True)]
    if draft.is_reminder:
        heads.insert(2, Head(_("Level"), True))
    rows = []
    for line in draft.lines:
        if line.role == "RATE":
            continue
        cells = [
            str(line.position), with_covered(word_of(line), line.covered_minor, currency),
            typeset_money(line.remaining_minor, currency) if line.remaining_minor else "",
            typeset_money(line.amount_minor, currency) if line.amount_minor else "",
        ]  # fmt: skip
        if draft.is_reminder:
            cells.insert(2, str(line.level or ""))
        remove = Button(_("Take off"), "remove", str(line.position))
        rows.append(
            Row(
                tuple(cells), url=f"?line={line.position}" if draft.line(str(line.position)) else "",
                buttons=(remove,) if line.role in DELETABLE and line.role not in FEES else (),
                is_current=line is chosen,
            )
        )  # fmt: skip
    return Listing(_("Lines"), tuple(heads), tuple(rows), _("The draft has no lines. Make them anew, or delete it."))


def word_of(line: ReminderLineFacts) -> str:
    """What a line is: its document, or its words, shortened."""
    if line.document_number and line.role not in FEES:
        section = "" if line.role == "OVERDUE" else f", {_(ROLE_WORDS[line.role]).lower()}"
        return f"{kind_word(line.document_type)} {line.document_number}{section}"
    words = " ".join(line.text.split()) or _(ROLE_WORDS[line.role])
    return words if len(words) <= _LONGEST_WORD else f"{words[:_LONGEST_WORD]}…"


def _line_form(draft: OpenDraft, line: ReminderLineFacts, seen: str) -> Form:
    title = _("Line {line}: {what}").format(line=line.position, what=word_of(line))
    also = ("", "")
    fields = [Field("line", value=str(line.position), kind="hidden")]
    if line.role == "OVERDUE":
        hint = _("Interest and fee are those of the level.")
        fields.append(Field("level", _("Level"), str(line.level), "select", draft.levels, hint=hint))
    elif line.role in FEES:
        fields.extend(_fee_fields(draft, line))
        also = ("remove", _("Take the fee off"))
    else:
        fields.append(Field("text", _("Text"), line.text, "area", rows=_SHORT * 2, is_needed=True))
    return Form("line", title, _("Save"), tuple(fields), seen=seen, at=AT, leave="?", also=also)


def _fee_fields(draft: OpenDraft, line: ReminderLineFacts) -> Iterator[Field]:
    currency = draft.facts.currency
    label = _("Fee, {currency}").format(currency=currency)
    yield Field("amount", label, money(line.amount_minor, currency), "number", is_needed=True)
    yield Field("text", _("Text"), line.text)
    yield Field("account", _("Account"), line.account)
    why = _("Needed where the amount is another, or the fee is taken off; kept in the audit trail.")
    yield Field("reason", _("Reason"), hint=why)


def _document_form(company: CompanyFacts, draft: OpenDraft, seen: str) -> Iterator[Form]:
    """None where all that the customer has open is on the draft."""
    choices: Sequence[tuple[str, str]]
    currency = draft.facts.currency
    told = _("{kind} {number}, due {due}, {amount}")
    if draft.is_reminder:
        choices = [
            (one.document_number, told.format(
                kind=kind_word(one.document_type), number=one.document_number, due=day(one.due_date),
                amount=money(one.remaining_minor, currency),
            ))
            for one in addable_documents(company=company, number=draft.facts.name)
        ]  # fmt: skip
    else:
        choices = [
            (one.owed.document_number, told.format(
                kind=kind_word(one.owed.document_type), number=one.owed.document_number, due=day(one.owed.due_date),
                amount=money(one.owed.remaining_minor, currency),
            ))
            for one in addable_to_memo(company=company, facts=draft.facts)
        ]  # fmt: skip
    fields = [Field("document", _("Document"), "", "select", tuple(choices))]
    if draft.is_reminder:
        levels = (("", _("the next one of the document")), *draft.levels)
        fields.append(Field("level", _("Level"), "", "select", levels))
    if choices:
        yield Form("document", _("Put a document on it"), _("Add"), tuple(fields), seen=seen, at=AT)


def _text_form(seen: str) -> Form:
    hint = _("A paragraph of your own; it stands before the text that ends the letter.")
    fields = (Field("text", _("Text"), "", "area", hint=hint, rows=_SHORT),)
    return Form("text", _("Write on it"), _("Add"), fields, seen=seen, at=AT)


def _head_form(draft: OpenDraft, seen: str) -> Form:
    one = draft.facts
    switches = [("posts_interest", _("Issuing posts the interest")), ("posts_fee", _("Issuing posts the letter's fee"))]
    if draft.is_reminder:
        switches.append(("posts_line_fee", _("Issuing posts fees per document")))
    fields = (
        Field("posting_date", _("Posting date"), day(one.posting_date), is_needed=True),
        Field("due_date", _("Due"), day(one.due_date), is_needed=True),
        *(Field(name, word, "on" if getattr(one, name) else "", "switch") for name, word in switches),
    )
    return Form("head", _("Dates and posting"), _("Save"), fields, seen=seen, at=AT)


def _texts_form(draft: OpenDraft, seen: str) -> Form:
    hint = _("Totals in the texts are as they were until the texts are written anew.")
    fields: tuple[Field, ...] = ()
    if draft.is_reminder and draft.terms:
        fields = (
            Field("level", _("Level"), str(draft.facts.level), "select", draft.levels,
                  hint=_("Another level has its texts and its due date.")),
            Field("with_fee", _("Reckon the letter's own fee anew, too"), "", "switch"),
        )  # fmt: skip
    return Form("texts", _("Write the texts anew"), _("Write anew"), fields, hint, seen=seen, at=AT)


def _suggest_form(draft: OpenDraft, seen: str) -> Form:
    hint = _("What was changed by hand is lost: the lines are those that the terms give on the day.")
    fields = [Field("document_date", _("Document date"), day(draft.facts.document_date), is_needed=True)]
    if draft.is_reminder:
        words = (
            ("not_due", _("Tell of what is not due yet, too")), ("on_hold", _("Tell of what is on hold, too")),
            ("earlier", _("Tell of what was reminded lately, too")), ("one_level", _("All lines at the highest level")),
        )  # fmt: skip
        is_on = {"one_level": draft.facts.is_at_one_level}
        fields.extend(Field(name, word, "on" if is_on.get(name) else "", "switch") for name, word in words)
    return Form("suggest", _("Make the lines anew"), _("Make anew"), tuple(fields), hint, seen=seen, at=AT)
