"""The company's logo: its form beside the company's own, and the picture as pages show it."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.logo import logo_head, logo_of, remove_logo, set_logo
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.typed_form import Typed

# A picture that came from elsewhere is shown as one, and never as a page of ours.
HELD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
}


def logo_form(company: CompanyFacts) -> Form:
    """Chooses a logo, and takes away one that is there."""
    found = logo_head(company=company)
    hint = _("Stands on letters and other printed documents. PNG or JPEG, at most 1 MB.")
    if found:
        told = _("{file}: {width} × {height} pixels, {size} bytes.")
        size = value(found.size)
        told = told.format(file=found.file_name, width=value(found.width), height=value(found.height), size=size)
        hint = f"{hint} {told}"
    return Form(
        "logo",
        _("Logo"),
        _("Save the logo"),
        (Field("file", _("Picture"), kind="file"),),
        hint,
        seen=stamp(found),
        at=dict.fromkeys(("logo_too_large", "logo_of_other_kind", "logo_of_other_size", "logo_unreadable"), "file"),
        also=("remove", _("Take it away")) if found else ("", ""),
        picture=f"{reverse('company_logo', args=[company.id])}?{found.sha256[:16]}" if found else "",
    )


def logo_done(company: CompanyFacts, actor: str, typed: Typed) -> str:
    """What was done with the logo, in words; refuses what set_logo() refuses, and FieldEmpty."""
    if typed.text("remove"):
        remove_logo(company=company, actor=actor)
        return _("The logo is taken away.")
    upload = typed.file("file")
    set_logo(company=company, actor=actor, file_name=upload.name or "", stream=cast(BinaryIO, upload.file))
    return _("The logo is saved.")


@demands("READER")
def logo_picture(request: HttpRequest, access: Access) -> HttpResponse:
    found = logo_of(company_by_id(id=access.company_id))
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type=found.media_type, headers=HELD)
