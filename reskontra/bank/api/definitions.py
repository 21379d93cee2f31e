"""import definitions: how files of banks and payment services are read."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from ninja import File, Form, Query, UploadedFile
from pydantic import Field

from reskontra.bank.actions.definitions import save_definition
from reskontra.bank.cli_definitions import definition_facts_data, preview_data
from reskontra.bank.definition_editing import changed
from reskontra.bank.definitions import definitions, find_definition, versions_of
from reskontra.companies.called import company_of
from reskontra.formats.definition_data import definition_data, read_definition, to_toml
from reskontra.formats.definition_guess import guess_definition
from reskontra.formats.definition_preview import preview_file
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Code, Data, Page, Paged
from reskontra.interface.handing_out import handed_out
from reskontra.interface.refusals import told

routes = Routes("statements", "Import definitions")
Toml = Annotated[str, Field(min_length=1, max_length=1_000_000)]
Short = Annotated[str, Field(max_length=60)]
Places = Annotated[dict[str, Annotated[str, Field(max_length=500)]], Field(max_length=100)]


class DefinitionData(Data):
    """built_in: it comes with the program; imports: how many files it has read."""

    name: str
    version: int
    kind: str
    purpose: str
    description: str
    built_in: bool
    imports: int
    saved_by: str | None
    saved_at: str | None


class DefinitionWhole(Data):
    """A definition in full, as data and as a file, with the versions that were saved of it."""

    name: str
    definition: dict[str, Any]
    toml: str
    versions: list[DefinitionData]


class DefinitionBody(Body):
    """A file in TOML or JSON; name: another than the one in it."""

    definition: Toml
    name: Short = ""


class DefinitionSaved(Data):
    """new: false where it is as it was."""

    name: str
    version: int
    new: bool


class DefinitionEdit(Body):
    """settings: separator, currency, decimal, date or account; columns: field → where it stands, "" takes it out.

    optional: field → whether the column may be empty or missing; name: save it under another name.
    """

    settings: Places = {}
    columns: Places = {}
    optional: Annotated[dict[str, bool], Field(max_length=100)] = {}
    name: Short = ""


class GuessForm(Asked):
    """name: what it is to be called; currency: where the file has none."""

    name: Code = "my-bank"
    currency: Annotated[str, Field(max_length=3)] = ""


class Guessed(Data):
    """A definition to read, change and save; notes: what was seen, and what is to be decided."""

    toml: str
    notes: list[str]


class PreviewForm(Asked):
    """Either the name of one that is there, or a definition as a file."""

    name: Short = ""
    definition: Annotated[str, Field(max_length=1_000_000)] = ""


class PreviewData(Data):
    """What each row of a file becomes, and why a row cannot be read."""

    definition: str
    rows: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    findings: list[str]
    doubts: list[str]


class VersionAsked(Asked):
    """An earlier version."""

    version: Annotated[int, Field(ge=1, le=999_999)] | None = None


@routes.get("/import-definitions", Page[DefinitionData])
def list_import_definitions(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the company's definitions, then those that come with the program."""
    found = [definition_facts_data(one) for one in definitions(company=company_of(request))]
    return page_of(found, asked, key=lambda one: f"{one['name']} {one['built_in']}", build=lambda one: one)


@routes.post("/import-definitions", DefinitionSaved, role="ACCOUNTANT", status=201)
def save_import_definition(request: Call, body: DefinitionBody) -> dict[str, Any]:
    """Keep a definition; saved again under its name it is the next version, and all before it stay."""
    found = read_definition(body.definition.encode())
    found = replace(found, name=body.name) if body.name else found
    saved = save_definition(company=company_of(request), actor=request.auth.actor, definition=found)
    return {"name": saved.name, "version": saved.version, "new": saved.is_new}


@routes.post("/import-definitions/guess", Guessed, role="ACCOUNTANT")
def guess_import_definition(request: Call, file: File[UploadedFile], said: Form[GuessForm]) -> dict[str, Any]:
    """Guess a definition from a sample file; nothing is stored."""
    company = company_of(request)
    stream = cast(BinaryIO, file.file)
    found = guess_definition(stream, name=said.name, currency=said.currency or company.currency)
    notes = [str(told(note.TEMPLATES[note.code], note.values)) for note in found.notes]
    return {"toml": to_toml(found.definition), "notes": notes}


@routes.post("/import-definitions/preview", PreviewData, role="ACCOUNTANT")
def preview_import(request: Call, file: File[UploadedFile], said: Form[PreviewForm]) -> dict[str, Any]:
    """Show what each row of a file becomes, and why a row cannot be read; nothing is stored."""
    company = company_of(request)
    if said.definition:
        definition = read_definition(said.definition.encode())
    else:
        definition = find_definition(company=company, name=said.name)
    return preview_data(definition, preview_file(cast(BinaryIO, file.file), definition, currency=company.currency))


@routes.get("/import-definitions/{name}", DefinitionWhole)
def show_import_definition(request: Call, name: str, asked: Query[VersionAsked]) -> dict[str, Any]:
    """Show a definition in full, and its versions."""
    company = company_of(request)
    found = find_definition(company=company, name=name, version=asked.version)
    return {
        "name": found.name, "definition": definition_data(found), "toml": to_toml(replace(found, version=1)),
        "versions": [definition_facts_data(one) for one in versions_of(company=company, name=name)],
    }  # fmt: skip


@routes.get("/import-definitions/{name}/file", None, role="ACCOUNTANT")
def download_import_definition(request: Call, name: str, asked: Query[VersionAsked]) -> HttpResponse:
    """Download a definition as a TOML file, for another company."""
    found = find_definition(company=company_of(request), name=name, version=asked.version)
    return handed_out(to_toml(replace(found, version=1)), f"{found.name}.toml")


@routes.patch("/import-definitions/{name}", DefinitionSaved, role="ACCOUNTANT")
def edit_import_definition(request: Call, name: str, body: DefinitionEdit) -> dict[str, Any]:
    """Change a definition where it stands: it gets a next version, and all before it stay."""
    company = company_of(request)
    wanted = changed(
        find_definition(company=company, name=name), name=body.name, settings=body.settings, columns=body.columns,
        optional=body.optional,
    )  # fmt: skip
    saved = save_definition(company=company, actor=request.auth.actor, definition=wanted)
    return {"name": saved.name, "version": saved.version, "new": saved.is_new}
