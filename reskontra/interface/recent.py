"""Continue where you were: the pages that a person looked at last, kept in a signed cookie of her browser.

Who only looks writes nothing into the books' database. The cookie is of one user: another one at the same browser does
not see it, and signing out takes it away.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

COOKIE = "recent"
MOST, SHOWN = 10, 5
LONGEST_PATH, LONGEST_TITLE = 160, 70
SECONDS = 60 * 24 * 3600
ROOM = 3_000  # letters of a cookie
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
# Pages that are always a key away, or that only ask something.
PASSED_OVER = {"home", "search", "reports", "journals", "statement_import", "chart", "start", "setup", "job"}
ICONS = {"report": "table", "journal": "bank", "journal_line": "bank", "customer": "document", "vendor": "document"}


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that was looked at; name: of its address."""

    company: int
    path: str
    title: str
    at: datetime
    name: str

    @property
    def icon(self) -> str:
        return ICONS.get(self.name, "document")


def visits(request: HttpRequest, *, company: int) -> list[Visit]:
    """The last pages in a company, the newest first."""
    return [one for one in _read(request) if one.company == company][:SHOWN]


class RecentPages:
    """Middleware, after the user is known: a page that was shown is noted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.user.is_authenticated:
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE)
            return response
        visit = _visit(request, response)
        if visit:
            others = [one for one in _read(request) if (one.company, one.path) != (visit.company, visit.path)]
            _write(request, response, [visit, *others][:MOST])
        return response


def _visit(request: HttpRequest, response: HttpResponse) -> Visit | None:
    """The page that the answer is; None for what is none: a part, a file, an action, a page that is passed over."""
    access = getattr(request, "access", None)
    is_page = request.method == "GET" and response.status_code == 200 and not response.streaming
    if not access or not is_page or getattr(request, "htmx", False):
        return None
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    if name in PASSED_OVER or not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    path, found = request.get_full_path(), _TITLE.search(response.content)
    if not found or len(path) > LONGEST_PATH:
        return None
    title = html.unescape(found[1].decode("utf-8", "replace")).strip().rpartition(" · ")[0]
    return Visit(access.company_id, path, title[:LONGEST_TITLE], datetime.now(UTC), name) if title else None


def _salt(request: HttpRequest) -> str:
    return f"recent {request.user.pk}"


def _read(request: HttpRequest) -> list[Visit]:
    """What the cookie holds; nothing where it is another user's, too old, or made by somebody else."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_salt(request), max_age=SECONDS)
        return [
            Visit(company, path, title, datetime.fromtimestamp(at, UTC), resolve(path.partition("?")[0]).url_name or "")
            for company, path, title, at in kept
        ]
    except (signing.BadSignature, Resolver404, ValueError, TypeError):
        return []


def _write(request: HttpRequest, response: HttpResponse, found: Sequence[Visit]) -> None:
    kept = list(found)
    while kept:
        rows = [(one.company, one.path, one.title, int(one.at.timestamp())) for one in kept]
        signed = signing.dumps(rows, salt=_salt(request), compress=True)
        if len(signed) <= ROOM:
            response.set_cookie(
                COOKIE, signed, max_age=SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
            return
        kept.pop()
