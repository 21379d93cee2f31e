"""Texts of finance charge memos on the page of interest terms: as they would be read, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from reskontra.collections.memo_texts import (
    MEMO_PARTS,
    NO_TEXTS,
    MemoTexts,
    memo_sample,
    memo_texts_of,
    placeholders_of,
    set_memo_text,
)
from reskontra.collections.reminder_terms_editing import TextPlace
from reskontra.collections.reminder_words import PART_WORDS
from reskontra.companies.queries import CompanyFacts
from reskontra.core.letter_texts import require_known
from reskontra.interface.forms import Choices, Field, Form
from reskontra.interface.setup import Head, Listing, Row
from reskontra.interface.typed_form import Typed

AT = {"placeholder_unknown": "text", "letter_language_unfit": "language"}
_ROWS = 6


def languages_known(used: Sequence[str]) -> Choices:
    """Languages to choose a text's from: those of the program by name, and the others that there are texts in."""
    known = dict(settings.LANGUAGES)
    return (*known.items(), *((one, one) for one in sorted(set(used) - known.keys())))


def memo_texts_list(company: CompanyFacts, code: str) -> Listing:
    texts = memo_texts_of(company=company).get(code, NO_TEXTS)
    heads = (Head(_("Part")), Head(_("Language")), Head(_("As it would be read")))
    rows = tuple(
        Row(
            (_(PART_WORDS[part]), language, memo_sample(company=company, part=part, language=language, text=text)),
            url="?" + urlencode({"edit": code, "part": part, "language": language}),
        )
        for (language, part), text in sorted(texts.texts.items())
    )
    empty = _("No texts yet: memos say what bears interest, and nothing else.")
    return Listing(_("Texts of memos on {terms}").format(terms=code), heads, rows, empty)


def memo_text_form(company: CompanyFacts, code: str, typed: Typed) -> Form:
    texts = memo_texts_of(company=company).get(code, NO_TEXTS)
    part = typed.text("part") if typed.text("part") in MEMO_PARTS else MEMO_PARTS[0]
    language = typed.text("language") or company.language
    shown = _shown(texts, part, language, typed)
    known = ", ".join(f"{{{name}}}" for name in placeholders_of(part))
    fields = (
        Field("edit", value=code, kind="hidden"),
        Field("part", _("Part"), part, "select", tuple((one, _(PART_WORDS[one])) for one in MEMO_PARTS)),
        Field("language", _("Language"), language, choices=languages_known([one for one, _part in texts.texts]),
              hint=_("Two letters: sv, en, de.")),
        Field("text", _("Text"), shown, "area", hint=_("Stand for values: {known}.").format(known=known), rows=_ROWS),
    )  # fmt: skip
    read = memo_sample(company=company, part=part, language=language, text=shown) if shown else ""
    hint = _("As it would be read: {text}").format(text=read) if read else ""
    title = _("Text of memos on {terms}").format(terms=code)
    return Form("text", title, _("Save"), fields, at=AT, hint=hint, also=("look", _("Preview")))


def _shown(texts: MemoTexts, part: str, language: str, typed: Typed) -> str:
    if typed.form == "text" and typed.text("look"):
        return typed.text("text")
    return texts.texts.get((language, part), "")


def keep_memo_text(company: CompanyFacts, actor: str, typed: Typed) -> str:
    """refuses   what set_memo_text() refuses"""
    place, text = TextPlace(typed.text("part"), typed.text("language").lower()), typed.text("text")
    require_known(text, placeholders_of(place.part))
    set_memo_text(company=company, actor=actor, code=typed.needed("edit"), place=place, text=text)
    return _("The text is kept.") if text else _("The text is taken away.")
