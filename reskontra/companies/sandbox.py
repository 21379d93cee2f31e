"""Companies that are copies to try things in: nothing comes to them or leaves them by itself."""

from __future__ import annotations

from reskontra.companies.actions import CompanyExists
from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts, companies, facts_of
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.formats.csv_table import text_fault

MOST_LETTERS = 200


class InSandbox(Refused):
    code = "in_sandbox"
    template = (
        "{company} is a sandbox: nothing comes to it or leaves it by itself. Do this in the company that it copies."
    )


class SandboxUnnamed(Refused):
    code = "sandbox_unnamed"
    template = 'The copy was to be called "{name}". Write 1 to {most} letters.'


def refuse_in_sandbox(company: CompanyFacts) -> None:
    """Before anything is sent to others or fetched from them.

    refuses   InSandbox
    """
    if company.is_sandbox:
        raise InSandbox(company=company.name)


def begin_sandbox(*, company: CompanyFacts, name: str) -> CompanyFacts:
    """The copy's own row, inside the command that copies the others.

    refuses   SandboxUnnamed, ValueHoldsNul and ValueHoldsUnseen of the name, CompanyExists
    """
    if not 0 < len(name) <= MOST_LETTERS:
        raise SandboxUnnamed(name=name[:40], most=MOST_LETTERS)
    if fault := text_fault("name", name, most=MOST_LETTERS):
        raise fault
    if any(known.name.casefold() == name.casefold() for known in companies()):
        raise CompanyExists(name=name)
    row = Company.objects.get(id=company.id)
    row.pk = None
    row.name, row.is_sandbox, row.created_at = name, True, bulk.moment()
    row.save(force_insert=True)
    return facts_of(row)
