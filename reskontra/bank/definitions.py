"""Import definitions that a company keeps: each version as it was saved, and which one a file was read by."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from reskontra.bank.models import ImportDefinition, ImportReading
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.formats.bank_definitions import built_in
from reskontra.formats.definition import Definition
from reskontra.formats.definition_data import definition_of


class DefinitionUnknown(Refused):
    code = "import_definition_unknown"
    template = 'There is no import definition "{name}". Use one of {known}, or make one with import-definition guess.'


class VersionUnknown(Refused):
    code = "import_definition_version_unknown"
    template = 'The import definition "{name}" has no version {version}. It has {known}.'


@dataclass(frozen=True, slots=True)
class DefinitionFacts:
    """A definition as it stands in a list. actor and saved_at are blank for those that come with the program.

    imports   files that were read by any version of it, but for those undone
    """

    definition: Definition
    is_built_in: bool
    imports: int
    actor: str = ""
    saved_at: datetime | None = None


def definitions(*, company: CompanyFacts) -> list[DefinitionFacts]:
    """The company's own in their last version, by name, then those that come with the program."""
    counts: dict[str, int] = {}
    standing = ImportReading.objects.filter(company=company.id, file_import__undone_at__isnull=True)
    for name in standing.values_list("name", flat=True):
        counts[name] = counts.get(name, 0) + 1
    own = [
        DefinitionFacts(_read(row), False, counts.get(row.name, 0), row.actor, row.saved_at)
        for row in _last_versions(company)
    ]
    return own + [DefinitionFacts(one, True, counts.get(one.name, 0)) for one in built_in().values()]


def saved_definitions(*, company: CompanyFacts) -> list[Definition]:
    """The company's own, in their last version, by name."""
    return [_read(row) for row in _last_versions(company)]


def find_definition(*, company: CompanyFacts, name: str, version: int | None = None) -> Definition:
    """One by name: the company's, else one that comes with the program; the last version unless another is asked for.

    refuses   DefinitionUnknown, VersionUnknown
    """
    every = [one.definition for one in versions_of(company=company, name=name)]
    if not every and name in built_in():
        every = [built_in()[name]]
    if not every:
        known = (*(one.name for one in _last_versions(company)), *built_in())
        raise DefinitionUnknown(name=name, known=known)
    wanted = next((one for one in every if version in (None, one.version)), None)
    if wanted is None:
        raise VersionUnknown(name=name, version=version, known=tuple(one.version for one in reversed(every)))
    return wanted


def versions_of(*, company: CompanyFacts, name: str) -> list[DefinitionFacts]:
    """Every version of one of the company's own, the last first."""
    rows = ImportDefinition.objects.filter(company=company.id, name=name).order_by("-version")
    used: dict[int, int] = {}
    readings = ImportReading.objects.filter(company=company.id, name=name, file_import__undone_at__isnull=True)
    for version in readings.values_list("version", flat=True):
        used[version] = used.get(version, 0) + 1
    return [DefinitionFacts(_read(row), False, used.get(row.version, 0), row.actor, row.saved_at) for row in rows]


def definitions_of_import(*, company: CompanyFacts, import_id: int) -> list[Definition]:
    """The definitions, in their versions then, that a file or members of an archive were read by.

    None where the format has a reader of its own.
    """
    rows = ImportReading.objects.filter(company=company.id, file_import=import_id).select_related("definition")
    found = [_read(row.definition) if row.definition is not None else built_in().get(row.name) for row in rows]
    return [one for one in found if one is not None]


def record_reading(*, company: CompanyFacts, import_id: int, name: str, version: int) -> None:
    """Keep which definition a file was read by; called by the import, inside its transaction."""
    row = ImportDefinition.objects.filter(company=company.id, name=name, version=version).first()
    ImportReading(
        company_id=company.id,
        file_import_id=import_id,
        name=name,
        version=version,
        definition_id=row.id if row else None,
    ).save(force_insert=True)


def _last_versions(company: CompanyFacts) -> list[ImportDefinition]:
    rows = ImportDefinition.objects.filter(company=company.id).order_by("name", "version")
    return list({row.name: row for row in rows}.values())


def _read(row: ImportDefinition) -> Definition:
    return replace(definition_of(json.loads(row.content)), version=row.version)
