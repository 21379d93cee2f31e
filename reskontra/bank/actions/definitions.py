"""Save an import definition: a version more, and all before it stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import ImportDefinition
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.identifiers import currency
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.bank_definitions import built_in
from reskontra.formats.definition import Definition
from reskontra.formats.definition_data import to_json


class NameBuiltIn(Refused):
    code = "import_definition_built_in"
    template = 'The definition "{name}" comes with the program and stays as it is. Save yours under another name.'


@dataclass(frozen=True, slots=True)
class Saved:
    """A definition as it now stands; is_new where this command made the version."""

    name: str
    version: int
    is_new: bool


def save_definitions(*, company: CompanyFacts, actor: str, definitions: Sequence[Definition]) -> list[Saved]:
    """Keep several, all or none; in their order.

    refuses   NameBuiltIn
    """
    with transaction.atomic():
        return [save_definition(company=company, actor=actor, definition=one) for one in definitions]


def save_definition(*, company: CompanyFacts, actor: str, definition: Definition) -> Saved:
    """Keep a definition as the next version of its name; what equals the last version changes nothing.

    refuses   NameBuiltIn; NotACurrency at the definition's currency
    """
    if definition.name in built_in():
        raise NameBuiltIn(name=definition.name)
    if definition.currency:
        try:
            definition = replace(definition, currency=currency.validate(definition.currency))
        except currency.NotACurrency as refusal:
            raise refusal.at("currency") from None
    content = to_json(replace(definition, version=1))
    with transaction.atomic():
        lock_company(company.id)
        last = ImportDefinition.objects.filter(company=company.id, name=definition.name).order_by("-version").first()
        if last is not None and last.content == content:
            return Saved(last.name, last.version, is_new=False)
        version = last.version + 1 if last else 1
        row = ImportDefinition(
            company_id=company.id,
            name=definition.name,
            version=version,
            content=content,
            actor=actor,
            saved_at=bulk.moment(),
        )
        row.save(force_insert=True)
        record(
            company=company.id,
            actor=actor,
            action="bank.import_definition.saved",
            subject=f"{definition.name} {version}",
            content={"name": definition.name, "version": version, "definition": content},
        )
    return Saved(definition.name, version, is_new=True)
