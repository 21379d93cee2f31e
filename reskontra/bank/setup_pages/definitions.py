"""The list of import definitions: built in and own, a new one from a sample file, files of them in and out."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.bank.actions.definitions import save_definition
from reskontra.bank.definition_drafts import Draft, keep_draft, read_sample
from reskontra.bank.definitions import DefinitionFacts, definitions, find_definition
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.identifiers import currency as currency_codes
from reskontra.formats.definition_data import BYTES_MAX, read_definition, to_toml
from reskontra.formats.definition_guess import guess_definition
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Field, Form
from reskontra.interface.handing_out import handed_out
from reskontra.interface.refusals import told
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed

FILE_WORDS = {
    "delimited": noop("Text with columns (CSV)"), "fixed": noop("Text of fixed width"), "xml": noop("XML"),
    "json": noop("JSON"), "spreadsheet": noop("Spreadsheet (XLSX)"),
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def definitions_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        return _guess(company, access, typed) if typed.form == "guess" else _import(company, access, typed)

    def then(typed: Typed) -> str:
        return reverse("setup_definition", args=[company.id]) if typed.form == "guess" else ""

    return answer(request, access, lambda typed: _page(company), Change(do, then=then))


def _guess(company: CompanyFacts, access: Access, typed: Typed) -> str:
    name = typed.needed("name")
    currency = typed.checked("currency", currency_codes.validate)
    upload = typed.file("file")
    typed.wrong = "file"
    sample = read_sample(cast(BinaryIO, upload.file))
    found = guess_definition(sample.stream(), name=name, currency=currency)
    notes = tuple(told(note.TEMPLATES[note.code], note.values) for note in found.notes)
    draft = Draft(to_toml(found.definition), upload.name or "", sample.text, notes)
    keep_draft(company=company, actor=access.actor, draft=draft)
    return ""


def _import(company: CompanyFacts, access: Access, typed: Typed) -> str:
    upload = typed.file("file")
    typed.wrong = "file"
    definition = read_definition(upload.read(BYTES_MAX + 1))
    saved = save_definition(company=company, actor=access.actor, definition=definition)
    return _('"{name}" is version {version}.').format(name=saved.name, version=saved.version)


def _page(company: CompanyFacts) -> Page:
    heads = (
        Head(_("Name")), Head(_("Version"), True), Head(_("Kind")), Head(_("Description")), Head(_("Built in")),
        Head(_("Imports"), True),
    )  # fmt: skip
    found = definitions(company=company)
    own, built_in = ([one for one in found if one.is_built_in is kind] for kind in (False, True))
    empty = _("No definitions of your own yet. Make one from a sample file of the bank.")
    lists = (
        Listing(_("Your own"), heads, tuple(_row(company, one) for one in own), empty),
        Listing(_("Those that come with the program"), heads, tuple(_row(company, one) for one in built_in)),
    )
    told = _("How a bank's or payment service's own kind of file is read, where it is none that is read by itself.")
    return Page(_("Import definitions"), told, lists, (_guess_form(company), _import_form()))


def _row(company: CompanyFacts, one: DefinitionFacts) -> Row:
    known = one.definition
    cells = (
        known.name, str(known.version), _(FILE_WORDS[known.file]), known.description,
        _("Yes") if one.is_built_in else _("No"), str(one.imports),
    )  # fmt: skip
    return Row(cells, url=f"{reverse('setup_definition', args=[company.id])}?name={known.name}")


def _guess_form(company: CompanyFacts) -> Form:
    fields = (
        Field("name", _("Name"), "my-bank", is_needed=True, hint=_("Small letters, digits and hyphens.")),
        Field("file", _("A file as the bank sends it"), kind="file", is_needed=True),
        Field("currency", _("Currency, where the file has none"), company.currency, is_needed=True),
    )
    hint = _("What the columns mean is guessed. You see what each row becomes before anything is saved.")
    return Form("guess", _("New from a sample file"), _("Guess"), fields, hint, at={"definition_name": "name"})


def _import_form() -> Form:
    fields = (Field("file", _("A definition as TOML or JSON"), kind="file", is_needed=True),)
    return Form("import", _("Take in one that was exported"), _("Take in"), fields)


@demands("ACCOUNTANT", shows=True)
def definition_file(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The definition as a TOML file, for another company."""
    found = find_definition(company=company_by_id(id=access.company_id), name=name)
    return handed_out(to_toml(replace(found, version=1)), f"{found.name}.toml")
