"""A company's own template for its letters: tried, kept as a setting, taken away."""

from __future__ import annotations

from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.letters.own_template import check_template

KEY = "letter_template"


class TemplateUnreadable(Refused):
    code = "template_unreadable"
    template = "{file} cannot be read as text. Name a file of typst in UTF-8."


def read_template(content: bytes, *, name: str) -> str:
    """The source of a file; refuses   TemplateUnreadable"""
    try:
        return content.decode()
    except UnicodeDecodeError as reason:
        raise TemplateUnreadable(file=name[:100]) from reason


def own_template(*, company: CompanyFacts) -> str:
    """Its source, "" where letters are made by ours."""
    return str(setting(company=company, key=KEY, default=""))


def set_own_template(*, company: CompanyFacts, actor: str, source: str) -> None:
    """Keep a template for all letters from here on; those that were issued stay as they are.

    refuses   what check_template() refuses
    """
    check_template(source)
    change_settings(company=company, actor=actor, values={KEY: source})


def remove_own_template(*, company: CompanyFacts, actor: str) -> bool:
    """Letters are made by ours again; whether there was another."""
    if not own_template(company=company):
        return False
    change_settings(company=company, actor=actor, values={KEY: ""})
    return True
