"""The bank's files as they were imported, to keep."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from reskontra.bank.queries import ImportUnknown, find_import
from reskontra.bank.shown import stored_file
from reskontra.companies.queries import company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import file_to_keep


@demands("READER")
def bank_file(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The file of an import under its own name, byte for byte."""
    company = company_by_id(id=access.company_id)
    try:
        found = find_import(company=company, number=number)
    except ImportUnknown as unknown:
        raise Http404 from unknown
    return file_to_keep(found.file, stored_file(company=company, found=found))
