"""Pages as a signed-in person's browser gets them, read by what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import translation
from lxml import html

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import Membership, User
from tests.kept import step


@dataclass(frozen=True, slots=True)
class Page:
    """An answer. text: what a reader sees, with single blanks."""

    status: int
    url: str
    source: str
    headers: Mapping[str, str]

    @property
    def root(self) -> Any:
        return (
            html.fromstring(f"<div>{self.source}</div>") if "<html" not in self.source else html.fromstring(self.source)
        )

    @property
    def text(self) -> str:
        return " ".join(self.root.text_content().split())

    def texts(self, xpath: str) -> list[str]:
        """The text of every element on the path."""
        return [" ".join(found.text_content().split()) for found in self.root.xpath(xpath)]

    def values(self, xpath: str) -> list[str]:
        """The attributes on the path."""
        return [str(found) for found in self.root.xpath(xpath)]


class Browser:
    """A person at her browser; htmx=True asks for parts as the script does."""

    def __init__(
        self, company: CompanyFacts, *, role: str = "ACCOUNTANT", name: str = "alice", language: str = "en"
    ) -> None:
        self.company = company
        self.client = Client()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = _signed_in(company.id, role, name, language)

    def get(self, path: str, *, htmx: bool = False) -> Page:
        """A page under the company; the path without the company's number."""
        return _page(self.client.get(f"/{self.company.id}/{path}", headers=_headers(htmx), follow=not htmx))

    def post(self, path: str, data: Mapping[str, Any] | None = None, *, htmx: bool = False) -> Page:
        url = f"/{self.company.id}/{path}"
        return _page(self.client.post(url, data or {}, headers=_headers(htmx), follow=not htmx))


@step
def _signed_in(company: int, role: str, name: str, language: str) -> str:
    """The session of a person, who is made where there is none of the name."""
    user, _made = User.objects.get_or_create(username=name, defaults={"language": language, "first_name": name.title()})
    Membership.objects.update_or_create(company_id=company, user=user, defaults={"role": role})
    client = Client()
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _headers(htmx: bool) -> dict[str, str]:
    return {"HX-Request": "true"} if htmx else {}


def _page(response: Any) -> Page:
    translation.deactivate()  # a request leaves its language with the thread
    url = response.redirect_chain[-1][0] if getattr(response, "redirect_chain", None) else response.request["PATH_INFO"]
    return Page(response.status_code, url, response.content.decode(), response.headers)
