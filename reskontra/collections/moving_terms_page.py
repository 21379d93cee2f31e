"""Forms by which terms of reminders or of interest get another code, or are deleted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reskontra.collections.changing_terms import delete_collecting_terms, rename_collecting_terms
from reskontra.collections.reminder_words import deleted_text, renamed_text
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.forms import Field, Form
from reskontra.interface.typed_form import Typed

AT = {
    "reminder_terms_code_unfit": "to", "reminder_terms_exist": "to", "terms_code_unfit": "to",
    "interest_terms_there": "to",
}  # fmt: skip
FORMS = ("rename", "delete")


def moving_forms(code: str) -> tuple[Form, Form]:
    """Another code, and none at all."""
    edit = Field("edit", value=code, kind="hidden")
    rename = (edit, Field("to", _("New code"), code, is_needed=True))
    told = _("Customers, drafts and policies follow; what is issued keeps the code that was printed on it.")
    sure = (edit, Field("sure", _("Delete {terms} for good").format(terms=code), "", "switch"))
    gone = _("All that the terms say is deleted, and customers on them have none then.")
    return (
        Form("rename", _("Another code"), _("Rename"), rename, told, at=AT),
        Form("delete", _("Delete the terms"), _("Delete"), sure, gone, at=AT),
    )


def moved(company: CompanyFacts, actor: str, kind: str, code: str, typed: Typed) -> str:
    """Does what one of the forms asks for; gives it in words.

    refuses   what rename_collecting_terms() and delete_collecting_terms() refuse, FieldEmpty
    """
    if typed.form == "rename":
        to = typed.needed("to")
        count = rename_collecting_terms(company=company, actor=actor, kind=kind, code=code, to=to)
        return renamed_text(code, to, count)
    typed.needed("sure")
    return deleted_text(code, delete_collecting_terms(company=company, actor=actor, kind=kind, code=code))
