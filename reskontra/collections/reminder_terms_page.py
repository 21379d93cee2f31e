"""Set-up of reminder terms: the list of them, and one with its levels, fees and texts, each as it would be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.collections.cost_words import COST_WORDS
from reskontra.collections.letterhead import letter_language
from reskontra.collections.level_fees_page import (
    CALCULATION_WORDS,
    keep_currency,
    keep_range,
    level_fee_forms,
    level_fee_lists,
    remove_level_fee,
)
from reskontra.collections.memo_texts_page import languages_known
from reskontra.collections.moving_terms_page import FORMS, moved, moving_forms
from reskontra.collections.reminder_drafts import Sums, letter_values
from reskontra.collections.reminder_terms import KIND, LevelFacts, ReminderTermsFacts, reminder_terms
from reskontra.collections.reminder_terms_editing import (
    LAWFUL_IN,
    PARTS,
    PLACEHOLDERS,
    LevelChange,
    ReminderLevelUnknown,
    TermsChange,
    TextPlace,
    add_reminder_terms,
    change_reminder_terms,
    set_letter_text,
    set_reminder_level,
)
from reskontra.collections.reminder_words import PART_WORDS
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.letter_texts import LETTER, filled, require_known
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import money
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.parts import number_typed
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer, show
from reskontra.interface.typed_form import Typed

AT = {
    "reminder_terms_code_unfit": "code", "reminder_terms_exist": "code", "there_already": "code",
    "reminder_amount_negative": "minimum", "reminder_count_negative": "most",
}  # fmt: skip
LEVEL_AT = {
    "fee_above_law": "fee", "fee_without_cost": "cost", "reminder_amount_negative": "fee",
    "reminder_formula_long": "grace", "not_a_date_formula": "grace", "reminder_level_unknown": "level",
    "fee_by_amount_unlawful": "fee", "reminder_choice_unknown": "cost",
}  # fmt: skip
TEXT_AT = {
    "placeholder_unknown": "text", "reminder_level_unknown": "text_level", "letter_language_unfit": "language",
    "reminder_choice_unknown": "part",
}  # fmt: skip
ALL = "0"


@demands("ACCOUNTANT", shows=True)
def reminder_terms_page(request: HttpRequest, access: Access) -> HttpResponse:
    """All reminder terms, and a form that adds some."""
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        change = _terms_change(company, typed)
        made = add_reminder_terms(company=company, actor=access.actor, code=typed.needed("code"), change=change)
        return _("Reminder terms {code} are added.").format(code=made.code)

    def then(typed: Typed) -> str:
        return reverse("setup_reminder_terms_one", args=[company.id, typed.text("code")])

    return answer(request, access, lambda typed: _list_page(company), Change(do, then=then))


def _list_page(company: CompanyFacts) -> Page:
    heads = (
        Head(_("Code")),
        Head(_("Name")),
        Head(_("Levels"), True),
        Head(_("At most"), True),
        Head(_("Minimum"), True),
    )
    rows = tuple(
        Row(
            (
                one.code, one.name, str(len(one.levels)), str(one.most_reminders or ""),
                money(one.minimum_minor, company.currency) if one.minimum_minor else "",
            ),
            url=reverse("setup_reminder_terms_one", args=[company.id, one.code]),
        )
        for one in reminder_terms(company=company).values()
    )  # fmt: skip
    told = _("When customers are reminded, in which steps, what that costs them, and what the letters say.")
    fields = (Field("code", _("Code"), is_needed=True), *_terms_fields(company, None))
    form = Form("terms", _("Add reminder terms"), _("Add"), fields, at=AT)
    return Page(_("Reminder terms"), told, (Listing(_("Reminder terms"), heads, rows, _("None yet.")),), (form,))


@demands("ACCOUNTANT", shows=True)
def reminder_terms_one(request: HttpRequest, access: Access, code: str) -> HttpResponse:
    """One of them: its switches, levels and texts."""
    company = company_by_id(id=access.company_id)
    if code not in reminder_terms(company=company):
        raise Http404

    if request.method == "POST" and "look" in request.POST:  # what is typed is read as a letter, and nothing is kept
        return show(request, _one_page(company, code, Typed(request.POST, today())))

    def do(typed: Typed) -> str:
        return _done(company, access, code, typed)

    def present(typed: Typed) -> object:
        return _present(reminder_terms(company=company)[code], typed)

    def then(typed: Typed) -> str:
        if typed.form == "delete":
            return reverse("setup_reminder_terms", args=[company.id])
        to = typed.text("to") if typed.form == "rename" else code
        place = reverse("setup_reminder_terms_one", args=[company.id, to])
        opened = typed.text("level") if typed.form in ("currency", "range") else typed.text("remove").split("\t")[0]
        return f"{place}?edit={opened}" if number_typed(opened) else place

    def build(typed: Typed) -> Page:
        return _one_page(company, code, typed)

    return answer(request, access, build, Change(do, present, subject=lambda typed: code, then=then))


def _done(company: CompanyFacts, access: Access, code: str, typed: Typed) -> str:
    """What a form of the page does, or a button of its lists."""
    terms = reminder_terms(company=company)[code]
    if typed.form in FORMS:
        return moved(company, access.actor, KIND, code, typed)
    if typed.form == "level":
        return _set_level(company, access, code, typed)
    if typed.form == "text":
        return _set_text(company, access, code, typed)
    if typed.form in ("currency", "range"):
        number = typed.number("level")
        if not 1 <= number <= len(terms.levels):
            raise ReminderLevelUnknown(terms=code, level=number, next=len(terms.levels) + 1)
        keep = keep_currency if typed.form == "currency" else keep_range
        return keep(company, access.actor, code, terms.level(number), typed)
    if typed.text("remove"):
        return remove_level_fee(company, access.actor, code, terms.levels, typed.text("remove"))
    change_reminder_terms(company=company, actor=access.actor, code=code, change=_terms_change(company, typed))
    return _("Reminder terms {code} are changed.").format(code=code)


def _present(terms: ReminderTermsFacts, typed: Typed) -> object:
    """What a form changes, as it stands."""
    if typed.form == "level":
        number = number_typed(typed.text("level")) or 0
        return str(terms.level(number)) if 1 <= number <= len(terms.levels) else None
    return _head_of(terms) if typed.form == "terms" else None


def _head_of(terms: ReminderTermsFacts) -> object:
    return (
        terms.name, terms.posts_interest, terms.posts_fee, terms.posts_line_fee, terms.most_reminders,
        terms.minimum_minor, terms.pauses_promises, terms.promise_days, terms.attaches_invoices,
        terms.counts_bank_days,
    )  # fmt: skip


def _terms_change(company: CompanyFacts, typed: Typed) -> TermsChange:
    return TermsChange(
        name=typed.text("name") or None,
        posts_interest=typed.is_on("posts_interest"),
        posts_fee=typed.is_on("posts_fee"),
        posts_line_fee=typed.is_on("posts_line_fee"),
        most_reminders=typed.number("most") if typed.text("most") else 0,
        minimum_minor=typed.amount_or_zero("minimum", company.currency),
        pauses_promises=typed.is_on("pauses_promises"),
        promise_days=typed.number("promise_days") if typed.text("promise_days") else 0,
        attaches_invoices=typed.is_on("attaches_invoices"),
        counts_bank_days=typed.is_on("counts_bank_days"),
    )


def _terms_fields(company: CompanyFacts, one: ReminderTermsFacts | None) -> tuple[Field, ...]:
    known = one or ReminderTermsFacts(0, "", "", posts_fee=True, posts_line_fee=True)

    def switch(name: str, word: str, is_on: bool) -> Field:
        return Field(name, word, "on" if is_on else "", "switch")

    return (
        Field("name", _("Name"), known.name),
        switch("posts_interest", _("Issuing posts the interest"), known.posts_interest),
        switch("posts_fee", _("Issuing posts the letter's fee"), known.posts_fee),
        switch("posts_line_fee", _("Issuing posts fees per document"), known.posts_line_fee),
        Field("most", _("Reminders of one document at most"), str(known.most_reminders or ""), "number"),
        Field(
            "minimum", _("Least overdue amount, {currency}").format(currency=company.currency),
            money(known.minimum_minor, company.currency) if known.minimum_minor else "", "number",
        ),
        switch("pauses_promises", _("A promised day keeps reminders back"), known.pauses_promises),
        Field("promise_days", _("Days after the promised one"), str(known.promise_days), "number"),
        switch("attaches_invoices", _("Copies of the invoices, marked as such, go along"), known.attaches_invoices),
        switch(
            "counts_bank_days", _("Grace is of bank days, and due dates move to the next one"), known.counts_bank_days
        ),
    )  # fmt: skip


def _one_page(company: CompanyFacts, code: str, typed: Typed) -> Page:
    terms = reminder_terms(company=company)[code]
    level = _level_open(terms, typed)
    forms = (
        Form("terms", _("Terms"), _("Save"), _terms_fields(company, terms), seen=stamp(_head_of(terms)), at=AT),
        _level_form(company, terms, typed),
        *(level_fee_forms(company, level) if level else ()),
        _text_form(company, terms, typed),
        *moving_forms(code),
    )
    fees = level_fee_lists(company, level) if level else ()
    lists = (_levels(company, terms, typed), *fees, _texts(company, terms))
    told = _("Levels are taken one after the other; what is set here holds for reminders made from now on.")
    above = (_("Reminder terms"), reverse("setup_reminder_terms", args=[company.id]))
    return Page(f"{terms.code}: {terms.name}", told, lists, forms, above=above)


def _levels(company: CompanyFacts, terms: ReminderTermsFacts, typed: Typed) -> Listing:
    heads = (
        Head(_("Level"), True), Head(_("Grace")), Head(_("Due")), Head(_("Interest")), Head(_("Fee"), True),
        Head(_("Fee per document"), True), Head(_("Then")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(one.number), one.grace or "0D", one.due_formula or "0D",
                _("yes") if one.calculates_interest else "", _fee(company, one, is_per_line=False),
                _fee(company, one, is_per_line=True), _("Collection") if one.hands_over else "",
            ),
            url=f"?edit={one.number}",
            is_current=typed.text("edit") == str(one.number),
        )
        for one in terms.levels
    )  # fmt: skip
    return Listing(_("Levels"), heads, rows, _("No levels yet. Add the first one beside."))


def _fee(company: CompanyFacts, level: LevelFacts, *, is_per_line: bool) -> str:
    if level.fee_calculation != "FIXED":
        count = sum(len(of) for (per_line, _currency), of in level.ranges.items() if per_line is is_per_line)
        return _("by amount, {count} ranges").format(count=count) if count else ""
    cost, minor = (level.line_cost, level.line_fee_minor) if is_per_line else (level.cost, level.fee_minor)
    if not minor:
        return ""
    return f"{money(minor, company.currency)} ({_(COST_WORDS[cost])})" if cost else money(minor, company.currency)


def _level_open(terms: ReminderTermsFacts, typed: Typed) -> LevelFacts | None:
    asked = number_typed(typed.text("level") or typed.text("edit")) or 0
    return terms.level(asked) if 1 <= asked <= len(terms.levels) else None


def _level_form(company: CompanyFacts, terms: ReminderTermsFacts, typed: Typed) -> Form:
    one = _level_open(terms, typed)
    number = one.number if one else len(terms.levels) + 1
    costs = tuple((cost, _(word) if cost else _("Nothing said")) for cost, word in COST_WORDS.items())

    def amount(minor: int) -> str:
        return money(minor, company.currency) if minor else ""

    fields = (
        Field("level", _("Level"), str(number), "fixed"),
        Field("grace", _("Grace"), one.grace if one else "5D", hint=_("Days before the step is taken: 5D.")),
        Field("due", _("Due"), one.due_formula if one else "10D", hint=_("From the date of the letter: 10D.")),
        Field("interest", _("With interest"), "on" if not one or one.calculates_interest else "", "switch"),
        Field("cost", _("The letter's fee is"), one.cost if one else "", "select", costs),
        Field(
            "fee", _("Fee, {currency}").format(currency=company.currency), amount(one.fee_minor if one else 0),
            "number",
        ),
        Field("line_cost", _("The fee per document is"), one.line_cost if one else "", "select", costs),
        Field(
            "line_fee", _("Fee per document, {currency}").format(currency=company.currency),
            amount(one.line_fee_minor if one else 0), "number",
        ),
        *_calculation(company, one),
        Field("hands_over", _("Collection is next"), "on" if one and one.hands_over else "", "switch"),
    )  # fmt: skip
    title = _("Change level {level}").format(level=number) if one else _("Add level {level}").format(level=number)
    return Form(
        "level", title, _("Save") if one else _("Add"), fields, seen=stamp(str(one)) if one else "", at=LEVEL_AT,
        leave="?" if one else "",
    )  # fmt: skip


def _calculation(company: CompanyFacts, one: LevelFacts | None) -> Iterator[Field]:
    """How fees are reckoned, where the law of the company's country lets them depend on an amount."""
    if company.country != LAWFUL_IN:
        words = tuple((code, _(word)) for code, word in CALCULATION_WORDS.items())
        yield Field("calculation", _("Fees are"), one.fee_calculation if one else "FIXED", "select", words)


def _set_level(company: CompanyFacts, access: Access, code: str, typed: Typed) -> str:
    currency = company.currency
    change = LevelChange(
        grace=typed.text("grace"),
        due_formula=typed.text("due"),
        calculates_interest=typed.is_on("interest"),
        fee_calculation=typed.text("calculation") if typed.text("calculation") in CALCULATION_WORDS else None,
        cost=typed.text("cost"),
        fee_minor=typed.amount_or_zero("fee", currency),
        line_cost=typed.text("line_cost"),
        line_fee_minor=typed.amount_or_zero("line_fee", currency),
        hands_over=typed.is_on("hands_over"),
    )
    number = typed.number("level")
    set_reminder_level(company=company, actor=access.actor, code=code, number=number, change=change)
    return _("Level {level} of {code} is kept.").format(level=number, code=code)


def _texts(company: CompanyFacts, terms: ReminderTermsFacts) -> Listing:
    heads = (Head(_("Part")), Head(_("Level")), Head(_("Language")), Head(_("As it would be read")))
    rows = tuple(
        Row(
            (_(PART_WORDS[part]), str(level or _("every level")), language, sample(company, part, language, text)),
            url=f"?part={part}&text_level={level}&language={language}",
        )
        for (level, language, part), text in sorted(terms.texts.items(), key=lambda one: (one[0][2], one[0]))
    )
    return Listing(_("Texts"), heads, rows, _("No texts yet: letters say what is overdue, and nothing else."))


def _text_form(company: CompanyFacts, terms: ReminderTermsFacts, typed: Typed) -> Form:
    part = typed.text("part") if typed.text("part") in PARTS else "BEGINNING"
    level = ALL if number_typed(typed.text("text_level")) is None else typed.text("text_level")
    language = typed.text("language") or company.language
    text = terms.texts.get((int(level), language, part), "")
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS.get(part, LETTER))
    levels = ((ALL, _("every level")), *((str(one.number), str(one.number)) for one in terms.levels))
    shown = typed.text("text") if typed.form == "text" and typed.text("look") else text
    fields = (
        Field("part", _("Part"), part, "select", tuple((one, _(PART_WORDS[one])) for one in PARTS)),
        Field("text_level", _("Level"), level, "select", levels),
        Field(
            "language",
            _("Language"),
            language,
            choices=languages_known([one for _level, one, _part in terms.texts]),
            hint=_("Two letters: sv, en, de."),
        ),
        Field("text", _("Text"), shown, "area", hint=_("Stand for values: {known}.").format(known=known), rows=6),
    )
    hint = _("As it would be read: {text}").format(text=sample(company, part, language, shown)) if shown else ""
    return Form("text", _("Text of the letters"), _("Save"), fields, at=TEXT_AT, hint=hint, also=("look", _("Preview")))


def _set_text(company: CompanyFacts, access: Access, code: str, typed: Typed) -> str:
    level = typed.number("text_level")
    place = TextPlace(typed.text("part"), typed.text("language").lower(), level)
    require_known(typed.text("text"), PLACEHOLDERS.get(place.part, LETTER))
    set_letter_text(company=company, actor=access.actor, code=code, place=place, text=typed.text("text"))
    return _("The text is kept.") if typed.text("text") else _("The text is taken away.")


def sample(company: CompanyFacts, part: str, language: str, text: str) -> str:
    """A text with the values of a letter that is made up."""
    names = PLACEHOLDERS.get(part, LETTER)
    day = today()
    with translation.override(letter_language(language, company)):
        values = letter_values(
            company=company, dates=(day, day + timedelta(days=10), day), level=1,
            sums=Sums(12500_00, 123_45, 60_00, 450_00), currency=company.currency, percent="10",
        )  # fmt: skip
    others = {"number": "BP000001", "account": "3540", "document_number": "1001", "document_type": _("Invoice")}
    return filled(text, names, {"amount": values["total"], "line_level": "1", **others, **values})
