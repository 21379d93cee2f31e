"""the company's logo, which stands on letters."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse
from ninja import File, UploadedFile

from reskontra.companies.called import company_of
from reskontra.companies.logo import logo_of, remove_logo, set_logo
from reskontra.core.errors import Refused
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Data
from reskontra.interface.handing_out import handed_out

routes = Routes("setup", "Logo")


class NoLogo(Refused):
    code = "no_logo_kept"
    template = "{company} has no logo. Keep a picture as its logo first."


class LogoData(Data):
    """A logo: width and height in pixels, size in bytes."""

    file_name: str
    width: int
    height: int
    size: int
    sha256: str


@routes.get("/company/logo", None)
def download_logo(request: Call) -> HttpResponse:
    """Download the company's logo."""
    company = company_of(request)
    found = logo_of(company)
    if found is None:
        raise NoLogo(company=company.name)
    return handed_out(found.content, found.file_name, kind=found.media_type)


@routes.post("/company/logo", LogoData, role="ACCOUNTANT")
def keep_logo(request: Call, file: File[UploadedFile]) -> dict[str, Any]:
    """Keep a picture (PNG or JPEG) as the company's logo, instead of one that it has."""
    found = set_logo(
        company=company_of(request), actor=request.auth.actor, file_name=(file.name or "logo")[:200],
        stream=cast("Any", file.file),
    )  # fmt: skip
    return {
        "file_name": found.file_name, "width": found.width, "height": found.height, "size": found.size,
        "sha256": found.sha256,
    }  # fmt: skip


@routes.delete("/company/logo", role="ACCOUNTANT")
def take_logo_away(request: Call) -> None:
    """Take the company's logo away; letters are without one from then on."""
    remove_logo(company=company_of(request), actor=request.auth.actor)
