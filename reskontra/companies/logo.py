"""The company's logo: a picture kept as every file is, by its SHA-256, and shown on printed documents."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.files import read_file, store_file
from reskontra.companies.models import Logo
from reskontra.companies.notes import plain_name
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.formats.picture import Picture, picture_of
from reskontra.letters.pictures import is_printable

MOST_BYTES = 1024 * 1024
LEAST_PIXELS, MOST_PIXELS = 16, 4000


class LogoTooLarge(Refused):
    code = "logo_too_large"
    template = "{file} has {size} bytes. Choose a logo of at most {most}."


class LogoOfOtherKind(Refused):
    code = "logo_of_other_kind"
    template = '"{file}" is no picture that can be printed. Choose one that ends in png or jpg.'


class LogoOfOtherSize(Refused):
    code = "logo_of_other_size"
    template = "{file} is {width} × {height} pixels. Choose a logo whose sides are {least} to {most} pixels."


class LogoUnreadable(Refused):
    code = "logo_unreadable"
    template = "{file} is damaged. Save the picture anew, and choose that file."


@dataclass(frozen=True, slots=True)
class LogoFacts:
    """A logo. kind: "png" or "jpg", which are also names of typst's image formats; width and height in pixels."""

    file_name: str
    kind: str
    width: int
    height: int
    sha256: str
    content: bytes

    @property
    def media_type(self) -> str:
        return {"png": "image/png", "jpg": "image/jpeg"}[self.kind]


@dataclass(frozen=True, slots=True)
class LogoHead:
    """What is told of a logo without reading its bytes; size in bytes."""

    file_name: str
    width: int
    height: int
    size: int
    sha256: str


def logo_head(*, company: CompanyFacts) -> LogoHead | None:
    """What is told of the company's logo; None where it has none."""
    columns = ("file_name", "width", "height", "file__size", "file__sha256")
    found = Logo.objects.filter(company=company.id).values_list(*columns).first()
    return LogoHead(*found) if found else None


def logo_of(company: CompanyFacts) -> LogoFacts | None:
    """The company's logo with its bytes; None where it has none."""
    columns = ("file_name", "kind", "width", "height", "file__sha256", "file")
    found = Logo.objects.filter(company=company.id).values_list(*columns).first()
    if found is None:
        return None
    name, kind, width, height, sha256, file_id = found
    return LogoFacts(name, kind, width, height, sha256, read_file(company=company, file_id=file_id))


def set_logo(*, company: CompanyFacts, actor: str, file_name: str, stream: BinaryIO) -> LogoHead:
    """Keep a picture as the company's logo, instead of one that it has; the same again changes nothing.

    stream    of the picture, seekable
    refuses   LogoTooLarge, LogoOfOtherKind, LogoOfOtherSize, LogoUnreadable
    """
    name = plain_name(file_name)
    content, picture = _checked(name, stream)
    with transaction.atomic():
        lock_company(company.id)
        before = logo_head(company=company)
        file_id = store_file(company=company, name=name, stream=io.BytesIO(content))
        Logo.objects.filter(company=company.id).delete()
        Logo(
            company_id=company.id, file_id=file_id, file_name=name, kind=picture.kind, width=picture.width,
            height=picture.height,
        ).save(force_insert=True)  # fmt: skip
        after = logo_head(company=company)
        assert after is not None
        if before != after:
            _note(company, actor, "company.logo_changed", before, after)
    return after


def remove_logo(*, company: CompanyFacts, actor: str) -> LogoHead | None:
    """Take the logo away; gives what it was, None where there was none. Its file stays, as everything that came in."""
    with transaction.atomic():
        lock_company(company.id)
        before = logo_head(company=company)
        if before is not None:
            Logo.objects.filter(company=company.id).delete()
            _note(company, actor, "company.logo_removed", before, None)
    return before


def _checked(name: str, stream: BinaryIO) -> tuple[bytes, Picture]:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise LogoTooLarge(file=name, size=size, most=MOST_BYTES)
    picture = picture_of(content)
    if picture is None:
        raise LogoOfOtherKind(file=name)
    sides = (picture.width, picture.height)
    if not LEAST_PIXELS <= min(sides) <= max(sides) <= MOST_PIXELS:
        raise LogoOfOtherSize(file=name, width=sides[0], height=sides[1], least=LEAST_PIXELS, most=MOST_PIXELS)
    if not is_printable(content, kind=picture.kind):
        raise LogoUnreadable(file=name)
    return content, picture


def _note(company: CompanyFacts, actor: str, action: str, before: LogoHead | None, after: LogoHead | None) -> None:
    content = {
        when: {"file": one.file_name, "sha256": one.sha256}
        for when, one in (("before", before), ("after", after))
        if one is not None
    }
    record(company=company.id, actor=actor, action=action, subject=company.name, content=content)
